-- Every text of a consent that was ever asked for. Loading another text under the same version adds a row: what
-- somebody has agreed to is the last one of its version before that moment. `since` is 0 where nobody wrote it down.
create table consent_texts (
    programme bigint not null references programmes (id),
    version text not null,
    text text not null,
    since bigint not null,
    primary key (programme, version, since)
);
insert into consent_texts (programme, version, text, since) select id, consent_version, consent_text, 0 from programmes;

-- Who has agreed to what. Until now only the last consent was kept, which was that of the main role's programme.
create table consents (
    participant bigint not null references participants (id),
    programme bigint not null references programmes (id),
    version text not null,
    given_at bigint not null,
    primary key (participant, programme, version)
);
insert into consents (participant, programme, version, given_at)
select p.id, r.programme, p.consent_version, p.consented_at
from participants p
join roles r on r.id = (select x.id from roles x where x.participant = p.id order by x.granted_at, x.id limit 1)
where p.consent_version is not null and p.consented_at is not null;
