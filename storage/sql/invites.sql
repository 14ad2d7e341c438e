-- name: by_code
select i.id, i.code, i.programme, i.participant, i.organisation, i.role, i.uses_limit, i.uses, i.expires_at,
       i.revoked_at, o.title as organisation_title, p.title as programme_title, p.consent_version, p.consent_text,
       n.name as participant_name,
       case when n.consented_at is null then null else n.consent_version end as joined_consent, i.event
from invites i
join organisations o on o.id = i.organisation
join programmes p on p.id = i.programme
left join participants n on n.id = i.participant
where i.code = :code

-- name: use
-- Take one use, if there is one left; two people at once cannot share the last.
update invites set uses = uses + 1
where id = :id and uses < uses_limit and revoked_at is null and expires_at > :now
returning id

-- name: add
insert into invites (programme, code, participant, organisation, role, uses_limit, expires_at, created_at)
values (:programme, :code, :participant, :organisation, :role, :uses_limit, :expires_at, :now)
returning id

-- name: wanting
-- People of the lists who have not joined and hold no invite that still opens; one row a person (their main role).
select p.id as participant, r.organisation, r.role
from participants p
join roles r on r.participant = p.id and r.ended_at is null
where r.programme = :programme and p.consented_at is null
  and r.id = (select min(x.id) from roles x where x.participant = p.id and x.programme = :programme and x.ended_at is null)
  and not exists (select 1 from invites i where i.participant = p.id and i.programme = :programme
                  and i.uses < i.uses_limit and i.revoked_at is null and i.expires_at > :now)
order by p.id

-- name: staffless
-- Schools without a staff invite that still opens.
select o.id as organisation
from organisations o
where o.programme = :programme and o.level = 'school' and o.gone_at is null
  and not exists (select 1 from invites i where i.organisation = o.id and i.participant is null and i.role = :role
                  and i.uses < i.uses_limit and i.revoked_at is null and i.expires_at > :now)
order by o.id

-- name: listed
-- All invites that still open, as the operator hands them out.
select i.code, i.role, i.expires_at, i.uses_limit, coalesce(p.name, '') as person, o.title as organisation,
       o.code as organisation_code
from invites i
join organisations o on o.id = i.organisation
left join participants p on p.id = i.participant
where i.programme = :programme and i.revoked_at is null and i.expires_at > :now and i.uses < i.uses_limit
  and i.event is null
order by o.title, i.role, p.name, i.id

-- name: guessed
-- One more wrong code from `who` within the window that begins at `window`.
insert into guesses (who, since, tries) values (:who, :now, 1)
on conflict (who) do update set
    tries = case when guesses.since < :window then 1 else guesses.tries + 1 end,
    since = case when guesses.since < :window then :now else guesses.since end
returning tries

-- name: guesses
select tries from guesses where who = :who and since >= :window

-- name: forget_guesses!
delete from guesses where since < :window

-- name: forget_guesses_of!
delete from guesses where who = :who

-- name: open_code
select code from invites
where participant = :participant and uses < uses_limit and revoked_at is null and expires_at > :now
order by id desc limit 1

-- name: revoke
update invites set revoked_at = :now where id = :id and revoked_at is null returning id

-- name: revoke_of!
update invites set revoked_at = :now where participant = :participant and revoked_at is null

-- name: codes_of
select code from invites where participant = :participant and revoked_at is null order by id
