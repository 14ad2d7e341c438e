-- Visits of schools: events with a school. Who has to do with one says the view `visiting`.

-- name: put!
update events set school = :school where id = :event

-- name: facts
select e.school, o.title, o.municipality, e.shared_at
from events e
join organisations o on o.id = e.school
where e.id = :event

-- name: relations
select distinct relation from visiting where event = :event and participant = :participant

-- name: share
update events set shared_at = :now where id = :event and shared_at is null
returning id

-- name: team
-- Who leads the school that is visited.
select distinct r.participant as id
from events e
join roles r on r.organisation = e.school and r.role = 'director' and r.ended_at is null
where e.id = :event
order by r.participant

-- name: schools
-- The schools that somebody looks after, or of whose programme they are an operator: those longest unvisited first.
with theirs as (
    select l.organisation
    from roles r
    join looked_after l on l.role = r.id
    where r.participant = :participant and r.ended_at is null and r.role in ('curator', 'coordinator', 'mentor')
    union
    select o.id
    from roles r
    join organisations o on o.programme = r.programme and o.level = 'school' and o.gone_at is null
    where r.participant = :participant and r.ended_at is null and r.role = 'operator'
)
select o.id, o.programme, o.title, coalesce(m.title, '') as municipality, o.time_zone,
       (select max(e.starts_at) from events e
        where e.school = o.id and e.cancelled_at is null and e.gone_at is null) as visited_at
from theirs t
join organisations o on o.id = t.organisation
left join organisations m on m.id = o.municipality and m.id <> o.id
order by coalesce((select max(e.starts_at) from events e
                   where e.school = o.id and e.cancelled_at is null and e.gone_at is null), 0), o.title, o.id

-- name: companions
-- Who may go along: whoever looks after this school, and the experts of the programme.
select distinct p.id, p.name, p.search_name
from roles r
join participants p on p.id = r.participant and p.erased_at is null and p.name <> ''
where r.programme = :programme and r.ended_at is null
  and (r.role = 'expert'
       or (r.role in ('curator', 'coordinator', 'mentor')
           and exists (select 1 from looked_after l where l.role = r.id and l.organisation = :school)))
order by p.search_name, p.id

-- name: clashes
-- What these people hold or go to in the same hours.
select distinct p.name, e.title, e.starts_at, e.ends_at, e.time_zone
from events e
join (select o.event, o.participant from event_organisers o
      union
      select x.event, x.participant from rsvps x where x.answer in ('yes', 'online') and x.queued_at is null
     ) w on w.event = e.id
join participants p on p.id = w.participant
where w.participant in (select cast(n.value as bigint) from {json_each}(:people) n)
  and e.starts_at < :ends_at and e.ends_at > :starts_at and e.id <> :event
  and e.cancelled_at is null and e.gone_at is null
order by e.starts_at, p.name

-- name: listed
-- A page of those that somebody may know of: ahead, the nearest first; or over, the latest first.
select e.id, o.title as school, coalesce(m.title, '') as municipality, e.starts_at, e.ends_at, e.time_zone,
       e.cancelled_at,
       case when exists (select 1 from activities a join tasks t on t.activity = a.id
                         where a.event = e.id and a.kind = 'visit' and t.state in ('done', 'accepted'))
            then 1 else 0 end as written,
       case when exists (select 1 from event_organisers g where g.event = e.id and g.participant = :participant)
            then 1 else 0 end as own
from events e
join organisations o on o.id = e.school
left join organisations m on m.id = o.municipality and m.id <> o.id
where e.id in (select v.event from visiting v where v.participant = :participant) and e.gone_at is null
  and ((:past = 0 and e.ends_at > cast(:now as bigint)) or (:past = 1 and e.ends_at <= cast(:now as bigint)))
order by case when :past = 0 then e.starts_at else -e.starts_at end, e.id
limit cast(:size as bigint) offset cast(:skip as bigint)

-- name: all
-- What somebody watches over, visit by visit: for figures. Those that were called off do not count.
select e.id, o.title as school, coalesce(m.title, '') as municipality, e.starts_at, e.ends_at, e.time_zone, e.about,
       coalesce((select min(p.name) from event_organisers g join participants p on p.id = g.participant
                 where g.event = e.id and g.participant = s.participant), '') as visitor,
       case when exists (select 1 from activities a join tasks t on t.activity = a.id
                         where a.event = e.id and a.kind = 'visit' and t.state in ('done', 'accepted'))
            then 1 else 0 end as written,
       (select count(*) from activities a join tasks t on t.activity = a.id and t.state <> 'cancelled'
        where a.event = e.id and a.kind = 'step') as steps,
       (select count(*) from activities a join tasks t on t.activity = a.id and t.state in ('done', 'accepted')
        where a.event = e.id and a.kind = 'step') as steps_done
from events e
join organisations o on o.id = e.school
left join organisations m on m.id = o.municipality and m.id <> o.id
left join event_organisers s on s.event = e.id
where e.id in (select v.event from visiting v where v.participant = :participant
               and v.relation in ('visitor', 'maker', 'watcher', 'observer'))
  and e.cancelled_at is null and e.gone_at is null
order by e.starts_at, e.id, visitor

-- name: unvisited
-- A page of the schools, of those that somebody watches over, to which nobody has gone and nobody goes.
select o.id, o.title, coalesce(m.title, '') as municipality, count(*) over () as total
from organisations o
left join organisations m on m.id = o.municipality and m.id <> o.id
where o.level = 'school' and o.gone_at is null
  and o.id in (select v.organisation from overseen v where v.participant = :participant
               union
               select l.organisation from roles r join looked_after l on l.role = r.id
               where r.participant = :participant and r.ended_at is null and r.role = 'mentor')
  and not exists (select 1 from events e where e.school = o.id and e.cancelled_at is null and e.gone_at is null)
order by m.title, o.title, o.id
limit cast(:size as bigint) offset cast(:skip as bigint)

-- name: sheet
-- The assignment by which its sheet is filled in, and its task.
select a.id as activity, t.id as task, t.state, t.participant, coalesce(p.name, '') as name, w.id as wave
from activities a
join tasks t on t.activity = a.id and t.state <> 'cancelled'
left join participants p on p.id = t.participant
left join waves w on w.activity = a.id and w.ended_at is null
where a.event = :event and a.kind = 'visit'
order by a.id, t.id
limit 1

-- name: answers
-- What stands in the sheet of a visit.
select a.question, a.value, a.file, coalesce(f.kind, '') as file_kind, coalesce(f.name, '') as name,
       coalesce(f.mime, '') as mime
from tasks t
join waves w on w.activity = t.activity and w.ended_at is null
join sheets h on h.wave = w.id and h.unit = 't' || t.id
join answers a on a.sheet = h.id and a.counts = 1
left join files f on f.id = a.file
where t.id = :task
order by a.question

-- name: survey
select visit_sheet from programmes where id = :programme

-- name: put_survey!
update programmes set visit_sheet = :code where id = :programme
