-- Who judges which applications of a contest, and what they have scored.

-- name: experts
-- The people of a programme who judge, each once.
select p.id, p.name, p.subjects, o.id as organisation, o.title as place,
       case when m.id is null or m.id = o.id then '' else m.title end as municipality_title,
       case when p.consented_at is null then 0 else 1 end as joined
from participants p
join roles r on r.id = (select min(x.id) from roles x where x.participant = p.id and x.programme = :programme
                        and x.role = 'expert' and x.ended_at is null)
join organisations o on o.id = r.organisation
left join organisations m on m.id = o.municipality
where p.erased_at is null
order by p.search_name, p.id

-- name: ties
-- Where these people belong, by all of their roles.
select distinct r.participant, r.organisation, coalesce(o.municipality, 0) as municipality
from roles r
join organisations o on o.id = r.organisation
where r.ended_at is null and r.participant in (select cast(n.value as bigint) from {json_each}(:participants) n)

-- name: about!
-- The activity judges this application from now on.
update activities set about_task = :task where id = :id and about_task is null

-- name: expertise_of
select id from activities where about_task = :task

-- name: reviews
-- Of one contest.
select t.id as task, a.about_task as application, t.participant as expert, coalesce(p.name, '') as name, t.state,
       t.state_by, t.due_on, t.state_at, a.number
from activities a
join tasks x on x.id = a.about_task and x.activity = :contest
join tasks t on t.activity = a.id and t.participant is not null
left join participants p on p.id = t.participant
order by a.about_task, t.id

-- name: reviews_by
-- What somebody is asked to judge, what waits first; which application of which contest.
select t.id as task, a.about_task as application, x.activity as contest, c.number as contest_number,
       (select count(*) from tasks y where y.activity = x.activity and y.id <= x.id) as place,
       o.title, t.state, t.due_on, a.number
from tasks t
join activities a on a.id = t.activity and a.kind = 'expertise'
join tasks x on x.id = a.about_task
join activities c on c.id = x.activity
join organisations o on o.id = x.organisation
where t.participant = :participant and t.state <> 'cancelled'
  and exists (select 1 from concerned d where d.task = t.id and d.participant = :participant and d.relation = 'handed')
order by case when t.state in ('open', 'returned') then 0 else 1 end, t.due_on, c.id desc, t.id

-- name: scores
-- What has been sent of the reviews of one contest.
select t.id as task, n.question, n.value
from activities a
join tasks x on x.id = a.about_task and x.activity = :contest
join tasks t on t.activity = a.id and t.state in ('done', 'accepted')
join waves w on w.activity = a.id and w.ended_at is null
join sheets h on h.wave = w.id and h.unit = 't' || t.id
join answers n on n.sheet = h.id and n.counts = 1
