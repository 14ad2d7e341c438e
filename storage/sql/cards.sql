-- Cards of schools: their problems, the measures against them, who accompanies what.

-- name: roles
-- As what somebody may look at the card of a school.
select distinct role from card_seats where participant = :participant and organisation = :school

-- name: schools
-- The schools whose cards somebody may see, the late ones first, then those with open problems.
with seen as materialized (select distinct organisation from card_seats where participant = :participant),
listed as materialized (
    select t.organisation, a.kind,
           case when t.state = 'accepted' or (t.state = 'done' and a.review = 'none') then 1 else 0 end as settled,
           case when t.state in ('open', 'returned') and t.due_on < :today then 1 else 0 end as late
    from seen s
    join tasks t on t.organisation = s.organisation and t.state <> 'cancelled'
    join activities a on a.id = t.activity and a.kind in ('problem', 'measure')
),
counted as (
    select organisation,
           sum(case when kind = 'problem' then 1 else 0 end) as problems,
           sum(case when kind = 'problem' then settled else 0 end) as solved,
           sum(case when kind = 'measure' then 1 else 0 end) as measures,
           sum(case when kind = 'measure' then settled else 0 end) as settled,
           sum(case when kind = 'measure' then late else 0 end) as late
    from listed
    group by organisation
)
select o.id, o.title, case when m.id is null or m.id = o.id then '' else m.title end as municipality,
       coalesce(c.problems, 0) as problems, coalesce(c.solved, 0) as solved, coalesce(c.measures, 0) as measures,
       coalesce(c.settled, 0) as settled, coalesce(c.late, 0) as late, count(*) over () as total
from seen s
join organisations o on o.id = s.organisation
left join organisations m on m.id = o.municipality
left join counted c on c.organisation = o.id
order by coalesce(c.late, 0) desc, coalesce(c.problems, 0) - coalesce(c.solved, 0) desc, o.title, o.id
limit cast(:size as bigint) offset cast(:skip as bigint)

-- name: rows
-- Problems and measures of schools, as they stand on their cards. `opens` is 1 where this person has to do with the task.
select a.id, a.parent, a.kind, a.number, a.title, a.about, a.review, a.author, coalesce(u.name, '') as author_name,
       a.tutor, coalesce(v.name, '') as tutor_name, a.asked_at, t.id as task, t.organisation, t.state, t.due_on,
       t.state_at, coalesce(h.name, '') as handed_name,
       (select count(*) from evidence e where e.task = t.id and e.withdrawn_at is null) as notes,
       case when exists (select 1 from concerned c where c.task = t.id and c.participant = :participant)
           then 1 else 0 end as opens
from tasks t
join activities a on a.id = t.activity and a.kind in ('problem', 'measure')
left join participants u on u.id = a.author
left join participants v on v.id = a.tutor
left join participants h on h.id = t.handed_to
where t.organisation in (select cast(n.value as bigint) from {json_each}(:schools) n) and t.state <> 'cancelled'
order by t.organisation, a.id

-- name: notes
-- What was said of how these tasks go, the oldest first.
select e.task, e.added_at, p.name, e.body, coalesce(f.name, '') as file
from evidence e
join participants p on p.id = e.participant
left join files f on f.id = e.file
where e.task in (select cast(n.value as bigint) from {json_each}(:tasks) n) and e.withdrawn_at is null
order by e.task, e.id

-- name: problem
-- A problem with its task and its school.
select a.id, t.id as task, t.organisation, t.state, a.number, a.title, a.programme
from activities a
join tasks t on t.activity = a.id
where a.id = :id and a.kind = 'problem' and t.state <> 'cancelled'

-- name: tutors
-- Who may accompany something in a school, mentors first; somebody of several roles once.
select p.id, p.name, min(case s.role when 'mentor' then 1 when 'curator' then 2 else 3 end) as place,
       p.subjects
from card_seats s
join participants p on p.id = s.participant
where s.organisation = :school and s.role in ('mentor', 'curator', 'coordinator')
group by p.id, p.name, p.search_name, p.subjects
order by place, p.search_name, p.id

-- name: accompanied
-- What somebody accompanies and is not settled yet: the late first, then what waits for a verdict. A plan is as late as
-- its steps.
with mine as materialized (
    select t.id, t.activity, t.state, t.due_on, t.organisation, t.participant, a.kind, a.number, a.title, a.parent
    from tutoring v
    join tasks t on t.id = v.task and t.state <> 'cancelled'
    join activities a on a.id = t.activity and a.kind in ('measure', 'plan', 'stage')
    where v.participant = :participant
),
steps as (
    select parent, count(*) as total,
           sum(case when state = 'accepted' then 1 else 0 end) as settled,
           sum(case when state in ('open', 'returned') and due_on < :today then 1 else 0 end) as late,
           sum(case when state = 'done' then 1 else 0 end) as waiting
    from mine
    where kind = 'stage'
    group by parent
),
listed as (
    select m.id as task, m.activity, m.kind, m.number, m.title, m.state, m.due_on, o.title as school,
           coalesce(p.name, '') as person, coalesce(s.total, 0) as steps, coalesce(s.settled, 0) as settled,
           case when m.state in ('open', 'returned') and m.due_on < :today then 1 else coalesce(s.late, 0) end as late,
           case when m.state = 'done' then 1 else coalesce(s.waiting, 0) end as waiting
    from mine m
    join organisations o on o.id = m.organisation
    left join participants p on p.id = m.participant
    left join steps s on s.parent = m.activity
    where m.kind <> 'stage' and m.state <> 'accepted'
)
select l.*, count(*) over () as total
from listed l
order by case when l.late > 0 then 0 when l.waiting > 0 then 1 else 2 end, coalesce(l.due_on, '9999'), l.school,
         l.task
limit cast(:size as bigint) offset cast(:skip as bigint)

-- name: close_under
-- What stands under it and is still open.
update tasks set state = 'cancelled', state_at = :now, state_by = :by
where state in ('open', 'returned') and activity in (select a.id from activities a where a.parent = :parent)
returning id

-- name: name_tutor!
-- Of a plan and of the steps under it alike.
update activities set tutor = :tutor
where source = 'chat' and (id = :activity or (parent = :activity and kind = 'stage'))

-- name: under
-- The tasks of what stands under it.
select t.id from tasks t join activities a on a.id = t.activity where a.parent = :parent order by t.id

-- name: place
-- A school as its card names it.
select o.id, o.title, case when m.id is null or m.id = o.id then '' else m.title end as municipality, o.time_zone,
       o.programme
from organisations o
left join organisations m on m.id = o.municipality
where o.id = :school and o.level = 'school' and o.gone_at is null
