-- name: by_id
select id, name, consent_version, consented_at from participants where id = :id

-- name: by_address
-- The participant who writes from this address.
select p.id, p.name, p.consent_version, p.consented_at
from addresses a
join participants p on p.id = a.participant
where a.channel = :channel and a.user_id = :user

-- name: add
insert into participants (source_key, name, search_name, created_at)
values (null, :name, :search_name, :now)
returning id

-- name: rename!
update participants set name = :name, search_name = :search_name where id = :id

-- name: consent!
update participants set consent_version = :version, consented_at = :now where id = :id

-- name: link
insert into addresses (channel, user_id, participant, linked_at, seen_at)
values (:channel, :user, :participant, :now, :now)
on conflict (channel, user_id) do nothing
returning participant

-- name: seen!
update addresses set seen_at = :now, closed_at = null where channel = :channel and user_id = :user

-- name: close_address!
update addresses set closed_at = :now
where channel = :channel and user_id = :user and closed_at is null

-- name: open_addresses
-- Where this person can be written to, the one used last first.
select channel, user_id as user from addresses
where participant = :participant and closed_at is null
order by seen_at desc, linked_at desc

-- name: roles
-- The roles a person holds now; the first is the main one.
select r.id, r.role, r.programme, r.organisation, o.title as organisation_title, o.level, o.time_zone,
       p.title as programme_title, p.quiet_hours
from roles r
join organisations o on o.id = r.organisation
join programmes p on p.id = r.programme
where r.participant = :participant and r.ended_at is null
order by r.granted_at, r.id

-- name: grant
insert into roles (participant, programme, organisation, role, source, granted_at)
values (:participant, :programme, :organisation, :role, :source, :now)
on conflict (participant, organisation, role) do update set ended_at = null
returning id

-- name: members
-- The people of one organisation who have joined, by name.
select distinct p.id, p.name, p.consent_version, p.consented_at
from roles r
join participants p on p.id = r.participant
where r.organisation = :organisation and r.ended_at is null and p.consented_at is not null
order by p.name, p.id

-- name: with_role
-- The people who hold a role in a programme and have joined.
select distinct p.id, p.name, p.consent_version, p.consented_at
from roles r
join participants p on p.id = r.participant
where r.programme = :programme and r.role = :role and r.ended_at is null and p.consented_at is not null
order by p.id

-- name: curators_of
-- Curators whose territory holds this organisation; a curator without a territory has all of them.
select distinct p.id, p.name, p.consent_version, p.consented_at
from organisations o
join roles r on r.programme = o.programme and r.role = 'curator' and r.ended_at is null
join participants p on p.id = r.participant and p.consented_at is not null
where o.id = :organisation and o.programme = :programme
  and (not exists (select 1 from territories x where x.role = r.id)
       or exists (select 1 from territories x where x.role = r.id and x.organisation = o.municipality))
order by p.id

-- name: listed
-- Everybody of a programme's lists with their main place, joined or not.
select r.participant, p.name, r.role, r.organisation, o.title as place, o.municipality
from roles r
join participants p on p.id = r.participant
join organisations o on o.id = r.organisation
where r.programme = :programme and r.ended_at is null
order by r.id

-- name: curators_listed
-- Curators of an organisation's territory, joined or not.
select distinct r.participant as id
from organisations o
join roles r on r.programme = o.programme and r.role = 'curator' and r.ended_at is null
where o.id = :organisation
  and (not exists (select 1 from territories x where x.role = r.id)
       or exists (select 1 from territories x where x.role = r.id and x.organisation = o.municipality))
