-- name: by_id
select id, name, consent_version, consented_at from participants where id = :id

-- name: by_address
-- The participant who writes from this address.
select p.id, p.name, p.consent_version, p.consented_at
from addresses a
join participants p on p.id = a.participant
where a.channel = :channel and a.user_id = :user

-- name: senders
-- [channel, user]. The participant who writes from this address, the programme of their main role and when it was
-- loaded, whether a question of ours is open, and whether their consent is that of the programme.
select a.channel, a.user_id as user, p.id, p.name, p.consent_version, p.consented_at, m.id as programme, m.loaded_at,
       case when exists (select 1 from conversations c where c.participant = p.id) then 1 else 0 end as has_question,
       case when p.consent_version <> m.consent_version then 1 else 0 end as is_asked_anew
from {json_each}(:homes) n
join addresses a on a.channel = n.value ->> 0 and a.user_id = n.value ->> 1
join participants p on p.id = a.participant
left join programmes m on m.id = (select r.programme from roles r where r.participant = p.id and r.ended_at is null
                                  order by r.granted_at, r.id limit 1)

-- name: roles_of
-- The roles that these people hold now; the first of each is the main one.
select r.participant, r.id, r.role, r.programme, r.organisation, o.title as organisation_title, o.level, o.time_zone,
       p.title as programme_title, p.quiet_hours, p.starts_on, p.ends_on
from roles r
join organisations o on o.id = r.organisation
join programmes p on p.id = r.programme
where r.participant in (select cast(n.value as bigint) from {json_each}(:participants) n) and r.ended_at is null
order by r.granted_at, r.id

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

-- name: seen_all!
-- [channel, user].
update addresses set seen_at = :now, closed_at = null
from {json_each}(:homes) n
where channel = n.value ->> 0 and user_id = n.value ->> 1

-- name: close_address!
update addresses set closed_at = :now
where channel = :channel and user_id = :user and closed_at is null

-- name: seen_since
select count(*) from addresses
where channel = :channel and user_id = :user and closed_at is null and seen_at > :left_at

-- name: open_addresses
-- Where this person can be written to: the one they have fixed, then the one used last.
select channel, user_id as user from addresses
where participant = :participant and closed_at is null
order by coalesce(preferred_at, 0) desc, seen_at desc, linked_at desc, channel, user_id

-- name: homes
-- The same of many people, person by person.
select participant, channel, user_id as user from addresses
where participant in (select cast(n.value as bigint) from {json_each}(:participants) n) and closed_at is null
order by coalesce(preferred_at, 0) desc, seen_at desc, linked_at desc, channel, user_id

-- name: addresses
-- All of a person's addresses, also those that are closed, in an order that does not change by itself.
select channel, user_id as user, linked_at, closed_at, preferred_at
from addresses
where participant = :participant
order by linked_at, channel, user_id

-- name: hold
-- So that two removals at once do not each rely on the other's address.
select id from participants where id = :id
{for_update}

-- name: prefer!
update addresses set preferred_at = case when channel = :channel and user_id = :user then cast(:now as bigint) end
where participant = :participant

-- name: unlink
delete from addresses where participant = :participant and channel = :channel and user_id = :user
returning participant

-- name: unlink_all
delete from addresses where participant = :participant returning participant

-- name: absorb_roles!
-- As from now, so that the role held before stays the main one.
update roles set participant = :kept, granted_at = :now
where participant = :listed
  and not exists (select 1 from roles x where x.participant = cast(:kept as bigint)
                  and x.organisation = roles.organisation and x.role = roles.role)

-- name: end_roles!
update roles set ended_at = :now where participant = :listed and ended_at is null

-- name: absorb_keys!
update participant_keys set participant = :kept where participant = :listed

-- name: absorb_invites!
update invites set participant = :kept where participant = :listed

-- name: absorb_organisers!
update event_organisers set participant = :kept
where participant = :listed
  and not exists (select 1 from event_organisers x where x.event = event_organisers.event
                  and x.participant = cast(:kept as bigint))

-- name: absorb_rsvps!
-- Where both are invited, what they have said themselves holds.
update rsvps set participant = :kept
where participant = :listed
  and not exists (select 1 from rsvps x where x.event = rsvps.event and x.participant = cast(:kept as bigint))

-- name: absorb_certificates!
update certificates set participant = :kept
where participant = :listed
  and not exists (select 1 from certificates x where x.event = certificates.event
                  and x.participant = cast(:kept as bigint))

-- name: drop_organisers!
delete from event_organisers where participant = :listed

-- name: drop_rsvps!
delete from rsvps where participant = :listed

-- name: absorb_people!
-- What is still to go to them goes to who they are, once.
update broadcast_people set participant = :kept
where participant = :listed and planned_at is null
  and not exists (select 1 from broadcast_people x where x.broadcast = broadcast_people.broadcast
                  and x.part = broadcast_people.part and x.participant = cast(:kept as bigint))

-- name: drop_people!
delete from broadcast_people where participant = :listed

-- name: absorb_clicks!
update clicks set participant = :kept
where participant = :listed
  and not exists (select 1 from clicks x where x.broadcast = clicks.broadcast and x.button = clicks.button
                  and x.participant = cast(:kept as bigint))

-- name: drop_clicks!
delete from clicks where participant = :listed

-- name: absorb_contact!
update participants set
    phone = case when phone = '' then (select l.phone from participants l where l.id = :listed) else phone end,
    email = case when email = '' then (select l.email from participants l where l.id = :listed) else email end,
    subjects = case when subjects = '' then (select l.subjects from participants l where l.id = :listed)
               else subjects end
where id = :kept

-- name: empty!
update participants set name = '', search_name = '', phone = '', email = '', subjects = '', source_key = null
where id = :listed

-- name: roles
-- The roles a person holds now; the first is the main one.
select r.id, r.role, r.programme, r.organisation, o.title as organisation_title, o.level, o.time_zone,
       p.title as programme_title, p.quiet_hours, p.starts_on, p.ends_on
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
