-- Where reminders and notices go, if the person has fixed one address; the last one chosen is the one that counts.
alter table addresses add column preferred_at bigint;

-- One short-lived code a person, by which they bring a second messenger. Real time.
create table link_codes (
    participant bigint not null primary key references participants (id),
    code text not null unique,
    expires_at bigint not null
);

-- Somebody says at a strange address that they are a participant, who is asked at an address of theirs. Gone as soon
-- as it is answered or has expired: it names a stranger. Real time.
create table link_requests (
    id {auto_id},
    channel text not null,
    user_id text not null,
    participant bigint not null references participants (id),
    invite bigint not null references invites (id),
    expires_at bigint not null,
    unique (channel, user_id)
);
create index link_requests_participant on link_requests (participant);
create index link_requests_invite on link_requests (invite);
