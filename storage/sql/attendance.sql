-- Who came to an event, by whose word, what is credited to them, and the certificates of it.

-- name: organises
-- Whoever made it or holds it, as long as they are in its programme; and whoever answers for the whole programme.
-- The plus says nothing but to SQLite, which else begins with everybody in the programme.
select 1
from events e
join roles r on +r.programme = e.programme and r.participant = :participant and r.ended_at is null
where e.id = :event and e.gone_at is null
  and (e.owner = r.participant
       or exists (select 1 from event_organisers o where o.event = e.id and o.participant = r.participant)
       or r.role = 'operator'
       or (r.role = 'curator' and not exists (select 1 from territories t where t.role = r.id)))
limit 1

-- name: under_way
-- Events of somebody's programmes that begin before the one instant and end after the other; of a course its sessions. The cross join is for
-- SQLite, which else begins with all events.
select e.id
from roles r
cross join events e
where r.participant = :participant and r.ended_at is null and e.programme = r.programme
  and e.starts_at <= :begun and e.ends_at > :ended and e.cancelled_at is null and e.gone_at is null
  and e.share is null
group by e.id, e.starts_at
order by e.starts_at, e.id

-- name: mark
-- Whoever was marked before stays as they were marked.
insert into rsvps (event, participant, attended_at, attended_how, marked_by, minutes)
values (:event, :participant, :now, :how, cast(:marked_by as bigint), :minutes)
on conflict (event, participant) do update set
    attended_at = excluded.attended_at, attended_how = excluded.attended_how, marked_by = excluded.marked_by,
    minutes = excluded.minutes
where rsvps.attended_at is null
returning event

-- name: unmark
-- A certificate says that they came.
update rsvps set attended_at = null, attended_how = '', marked_by = null, minutes = 0
where event = :event and participant = :participant and attended_at is not null
  and not exists (select 1 from certificates c where c.event = rsvps.event and c.participant = rsvps.participant)
returning event

-- name: drop_empty!
-- Nothing is left of somebody whom nobody had invited.
delete from rsvps
where event = :event and participant = :participant and invited_at is null and answer is null and attended_at is null

-- name: mark_of
select x.attended_at, x.attended_how, x.minutes, coalesce(c.number, '') as number
from rsvps x
left join certificates c on c.event = x.event and c.participant = x.participant
where x.event = :event and x.participant = :participant

-- name: people
-- Everybody in the list of an event: those who have promised and have a seat first, then by name.
select x.participant as id, p.name,
       coalesce(x.answer, case when x.invited_at is null then 'uninvited' else '' end) as answer,
       case when x.queued_at is null then 0 else 1 end as waits, x.attended_at, x.minutes,
       coalesce(g.organisation, o.title, '') as place,
       case when g.participant is null then coalesce(m.title, '') else '' end as municipality,
       coalesce(g.region, '') as region, coalesce(c.number, '') as number
from rsvps x
join events e on e.id = x.event
join participants p on p.id = x.participant
left join guests g on g.event = x.event and g.participant = x.participant
left join certificates c on c.event = x.event and c.participant = x.participant
left join roles r on r.id = (select h.id from roles h
                             where h.participant = x.participant and h.programme = e.programme
                             order by case when h.ended_at is null then 0 else 1 end, h.granted_at, h.id limit 1)
left join organisations o on o.id = r.organisation
left join organisations m on m.id = o.municipality
where x.event = :event
order by case when x.answer in ('yes', 'online') and x.queued_at is null then 0 else 1 end, p.search_name, p.id

-- name: counts
select count(*) as listed,
       coalesce(sum(case when answer in ('yes', 'online') and queued_at is null then 1 else 0 end), 0) as promised,
       coalesce(sum(case when attended_at is null then 0 else 1 end), 0) as came,
       coalesce(sum(case when attended_at is not null and answer in ('yes', 'online') and queued_at is null
                         then 1 else 0 end), 0) as kept_promise
from rsvps
where event = :event

-- name: issue!
-- The one that was issued first stays; a number that is taken changes nothing either.
insert into certificates (number, event, participant, issued_at) values (:number, :event, :participant, :now)
on conflict do nothing

-- name: number_of
select number from certificates where event = :event and participant = :participant

-- name: certificate
-- All that stands on it. Who issues it is the institute of the programme.
select c.number, c.participant, p.name, case when p.erased_at is null then 0 else 1 end as erased, e.title, e.kind,
       e.starts_at, e.ends_at, e.time_zone, coalesce(x.minutes, 0) as minutes, m.title as programme,
       coalesce((select o.title from organisations o
                 where o.programme = e.programme and o.level = 'institute' and o.gone_at is null
                 order by o.id limit 1), '') as issuer, c.issued_at
from certificates c
join events e on e.id = c.event
join participants p on p.id = c.participant
join programmes m on m.id = e.programme
left join rsvps x on x.event = c.event and x.participant = c.participant
where c.number = :number

-- name: hours
-- What somebody has been to and what took place, the newest first.
select e.id as event, e.title, e.starts_at, e.ends_at, e.time_zone, e.cancelled_at, x.minutes,
       coalesce(c.number, '') as number, e.course
from rsvps x
join events e on e.id = x.event
left join certificates c on c.event = x.event and c.participant = x.participant
where x.participant = :participant and x.attended_at is not null
  and e.cancelled_at is null and (e.gone_at is null or e.ended_at is not null or e.ends_at <= e.gone_at)
order by e.starts_at desc, e.id desc
