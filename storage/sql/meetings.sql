-- Meetings are events of their own kind; here is what only they have: series and minutes.

-- name: link
-- In which series it stands, and whether its minutes were sent.
select series, minutes_at from events where id = :event

-- name: put_series!
update events set series = :series where id = :event and series is null

-- name: following
-- The next one of its series that takes place.
select b.id
from events e
join events b on b.series = e.series and b.starts_at > e.starts_at and b.cancelled_at is null and b.gone_at is null
where e.id = :event
order by b.starts_at, b.id
limit 1

-- name: preceding
select b.id
from events e
join events b on b.series = e.series and b.starts_at < e.starts_at and b.gone_at is null
where e.id = :event
order by b.starts_at desc, b.id desc
limit 1

-- name: minutes_sent
-- Only by whoever knows when they were sent last: a second tap sends nothing.
update events set minutes_at = :now where id = :event and coalesce(minutes_at, 0) = :before
returning id

-- name: people
-- Who is in the list of a meeting: invited, or there without that.
select participant as id from rsvps where event = :event order by participant

-- name: hear
-- To whom its minutes go: not to those who have said that they do not come, unless they came after all.
select participant as id
from rsvps
where event = :event and (attended_at is not null or coalesce(answer, '') <> 'no')
order by participant

-- name: listed
-- A page of those that somebody holds or is invited to: those ahead first, the nearest of them on top.
select e.id, e.title, e.starts_at, e.ends_at, e.time_zone, e.cancelled_at,
       (select count(*) from activities a join tasks t on t.activity = a.id and t.state <> 'cancelled'
        where a.event = e.id and a.kind = 'decision') as decisions,
       (select count(*) from activities a join tasks t on t.activity = a.id and t.state in ('open', 'returned')
        where a.event = e.id and a.kind = 'decision') as undone
from events e
where e.kind = 'meeting' and e.gone_at is null
  and e.id in (select m.id from events m where m.owner = :participant
               union all
               select o.event from event_organisers o where o.participant = :participant
               union all
               select x.event from rsvps x where x.participant = :participant
               union all
               select a.id from roles r cross join events a
               where r.participant = :participant and r.ended_at is null and a.programme = r.programme
                 and (r.role = 'operator'
                      or (r.role = 'curator' and not exists (select 1 from territories t where t.role = r.id))))
order by case when e.ends_at > cast(:now as bigint) then 0 else 1 end,
         case when e.ends_at > cast(:now as bigint) then e.starts_at else -e.starts_at end, e.id
limit cast(:size as bigint) offset cast(:skip as bigint)
