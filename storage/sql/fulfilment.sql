-- How the roadmap stands: what an appendix to an order says, and what has come of it. What was asked for in the chat is
-- no part of it. Who sees which tasks says the view `concerned`, as everywhere.

-- name: points
-- The rows of the roadmap that hold, in their order.
select a.id, s.number as section_number, s.title as section_title, a.number, a.title, a.starts_on, a.due_on,
       a.file_due_on, a.owners, a.moved_at
from activities a
join sections s on s.id = a.section
where a.programme = :programme and a.source = 'files' and a.gone_at is null
order by s.position, s.id, a.position, a.id

-- name: duties
-- Its tasks that this person may see (0: all), with the report that stands and what was given to prove it.
select t.id, t.activity, t.organisation, t.due_on, t.state, t.extended_at,
       case when t.state in ('done', 'accepted') then coalesce(h.at, t.state_at) end as reported_at,
       coalesce(e.words, 0) as words, coalesce(e.photos, 0) as photos, coalesce(e.files, 0) as files
from tasks t
join activities a on a.id = t.activity and a.source = 'files' and a.gone_at is null
left join (select h.task, max(h.at) as at
           from history h
           where h.programme = :programme and h.verb = 'done'
           group by h.task) h on h.task = t.id
left join (select e.task, sum(case when e.file is null then 1 else 0 end) as words,
                  sum(case when f.kind = 'photo' then 1 else 0 end) as photos,
                  sum(case when f.kind <> 'photo' then 1 else 0 end) as files
           from evidence e
           join tasks x on x.id = e.task
           join activities y on y.id = x.activity and y.programme = :programme
           left join files f on f.id = e.file
           where e.withdrawn_at is null
           group by e.task) e on e.task = t.id
where a.programme = :programme and t.state <> 'cancelled'
  and (cast(:participant as bigint) = 0
       or t.id in (select c.task from concerned c
                   where c.participant = :participant
                     and c.relation in ('team', 'coordinator', 'curator', 'operator', 'observer')))
order by t.activity, t.organisation

-- name: counts
-- The same in figures: how many rows, how many tasks, done, late.
select count(distinct t.activity) as points, count(*) as total,
       coalesce(sum(case when t.state in ('done', 'accepted') then 1 else 0 end), 0) as done,
       coalesce(sum(case when t.state in ('open', 'returned') and t.due_on < :today then 1 else 0 end), 0) as late
from tasks t
join activities a on a.id = t.activity and a.source = 'files' and a.gone_at is null
where a.programme = :programme and t.state <> 'cancelled'
  and t.id in (select c.task from concerned c
               where c.participant = :participant
                 and c.relation in ('team', 'coordinator', 'curator', 'operator', 'observer'))
