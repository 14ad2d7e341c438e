-- Decisions of meetings and steps after visits: tasks that have come of an event. Who sees one says `concerned`.

-- name: of_event
select a.id as activity, t.id as task, a.kind, a.event, a.number, a.about as words, t.due_on, t.state, t.state_at,
       o.title as organisation, o.time_zone, coalesce(p.name, '') as person
from activities a
join tasks t on t.activity = a.id and t.state <> 'cancelled'
join organisations o on o.id = t.organisation
left join participants p on p.id = t.participant
where a.event = :event and a.kind in ('decision', 'step')
order by a.id, t.id

-- name: open_before
-- What the meetings of the same series before this one have left undone.
select a.id as activity, t.id as task, a.kind, a.event, a.number, a.about as words, t.due_on, t.state, t.state_at,
       o.title as organisation, o.time_zone, coalesce(p.name, '') as person
from events e
join events b on b.series = e.series and b.id <> e.id and b.starts_at < e.starts_at
join activities a on a.event = b.id and a.kind = 'decision'
join tasks t on t.activity = a.id and t.state in ('open', 'returned')
join organisations o on o.id = t.organisation
left join participants p on p.id = t.participant
where e.id = :event
order by coalesce(t.due_on, '9999'), a.id, t.id

-- name: overview
-- A page of those that somebody watches over or has written down: open, late, or done.
select a.id as activity, t.id as task, a.kind, a.event, a.number, a.about as words, t.due_on, t.state, t.state_at,
       o.title as organisation, o.time_zone, coalesce(p.name, '') as person
from tasks t
join activities a on a.id = t.activity and a.source = 'chat' and a.kind in ('decision', 'step')
join organisations o on o.id = t.organisation
left join participants p on p.id = t.participant
where t.id in (select c.task from concerned c where c.participant = :participant
               and c.relation in ('author', 'coordinator', 'curator', 'operator', 'observer'))
  and (   (:list = 'open' and t.state in ('open', 'returned') and (t.due_on is null or t.due_on >= :today))
       or (:list = 'late' and t.state in ('open', 'returned') and t.due_on < :today)
       or (:list = 'done' and t.state in ('done', 'accepted')))
order by coalesce(t.due_on, '9999'), a.id, t.id
limit cast(:size as bigint) offset cast(:skip as bigint)

-- name: counts
select coalesce(sum(case when t.state in ('open', 'returned') and (t.due_on is null or t.due_on >= :today)
                         then 1 else 0 end), 0) as open,
       coalesce(sum(case when t.state in ('open', 'returned') and t.due_on < :today then 1 else 0 end), 0) as late,
       coalesce(sum(case when t.state in ('done', 'accepted') then 1 else 0 end), 0) as done
from tasks t
join activities a on a.id = t.activity and a.source = 'chat' and a.kind in ('decision', 'step')
where t.id in (select c.task from concerned c where c.participant = :participant
               and c.relation in ('author', 'coordinator', 'curator', 'operator', 'observer'))

-- name: reach
-- Who may be made answerable for what an event decides, role by role: those who are of the event, the people of the
-- school that is visited, and all whom its writer may write to. `near`: 3 comes or came, 2 is invited, 1 does not come.
with parts as (
    select x.participant, case when x.attended_at is not null or x.answer in ('yes', 'online') then 3
                               when x.answer = 'no' then 1 else 2 end as near
    from rsvps x
    where x.event = :event
    union all
    select g.participant, 3 from event_organisers g where g.event = :event
    union all
    select e.owner, 3 from events e where e.id = :event and e.owner is not null
),
ours as (select participant, max(near) as near from parts group by participant)
select r.participant, p.name, r.role, o.id as organisation, o.title, o.level, coalesce(m.title, '') as municipality,
       coalesce(u.near, 0) as near
from roles r
left join ours u on u.participant = r.participant
join participants p on p.id = r.participant and p.erased_at is null and p.name <> ''
join organisations o on o.id = r.organisation and o.gone_at is null
left join organisations m on m.id = o.municipality and m.id <> o.id
where r.programme = (select e.programme from events e where e.id = :event) and r.ended_at is null
  and r.role <> 'guest'
  and (u.near > 0
       or r.organisation = (select e.school from events e where e.id = :event)
       or r.organisation in (select v.organisation from overseen v
                             where v.participant = :writer and v.programme = r.programme and v.sees > 0))
order by near desc, p.search_name, r.id
