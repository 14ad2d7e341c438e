-- Individual plans of teachers: who is mentor of whom, the steps of a plan.

-- name: teachers
-- [stem]. The teachers of somebody's schools who should have a mentor by what they teach, or have one; those without first.
with seen as materialized (
    select distinct organisation from card_seats
    where participant = :participant and role in ('director', 'mentor', 'coordinator', 'curator', 'operator')
      and (cast(:school as bigint) = 0 or organisation = :school)
),
plans as (
    select t.participant, t.organisation, max(a.id) as plan
    from seen s
    join tasks t on t.organisation = s.organisation and t.participant is not null and t.state in ('open', 'returned', 'done')
    join activities a on a.id = t.activity and a.kind = 'plan'
    group by t.participant, t.organisation
),
steps as (
    select a.parent, count(*) as total,
           sum(case when t.state = 'accepted' then 1 else 0 end) as settled,
           sum(case when t.state in ('open', 'returned') and t.due_on < :today then 1 else 0 end) as late
    from plans p
    join activities a on a.parent = p.plan and a.kind = 'stage'
    join tasks t on t.activity = a.id and t.state <> 'cancelled'
    group by a.parent
),
listed as (
    select w.id, w.name, w.search_name, w.subjects, o.id as organisation, o.title as school,
           case when v.task is null then null else p.plan end as plan, p.plan as standing,
           case when v.task is null then '' else coalesce(m.name, '') end as mentor,
           coalesce(s.total, 0) as steps, coalesce(s.settled, 0) as settled, coalesce(s.late, 0) as late
    from seen e
    join organisations o on o.id = e.organisation
    join roles r on r.organisation = o.id and r.role = 'teacher' and r.ended_at is null
    join participants w on w.id = r.participant
    left join plans p on p.participant = w.id and p.organisation = o.id
    left join activities a on a.id = p.plan
    left join tasks t on t.activity = a.id
    left join tutoring v on v.task = t.id
    left join participants m on m.id = v.participant
    left join steps s on s.parent = p.plan
    where p.plan is not null or cast(:every as bigint) = 1
       or exists (select 1 from {json_each}(:stems) n
                  where replace(w.search_subjects, ';' || (n.value ->> 0), '') <> w.search_subjects)
)
select l.id, l.name, l.subjects, l.organisation, l.school, l.standing as plan, l.mentor, l.steps, l.settled, l.late,
       count(*) over () as total, sum(case when l.mentor = '' then 1 else 0 end) over () as without
from listed l
where cast(:teacher as bigint) = 0 or l.id = :teacher
order by case when l.mentor = '' then 0 when l.late > 0 then 1 else 2 end, l.school, l.search_name, l.id
limit cast(:size as bigint) offset cast(:skip as bigint)

-- name: by_id
select a.id, t.id as task, t.state, t.participant as teacher, w.name as teacher_name, t.organisation,
       o.title as school, o.time_zone, a.programme, a.tutor, coalesce(m.name, '') as tutor_name, a.number, a.title,
       a.about
from activities a
join tasks t on t.activity = a.id
join organisations o on o.id = t.organisation
join participants w on w.id = t.participant
left join participants m on m.id = a.tutor
where a.id = :id and a.kind = 'plan' and t.state <> 'cancelled'

-- name: steps
-- The late first, then those that wait for a verdict.
select a.id, t.id as task, a.number, a.title, t.state, t.due_on, t.state_at,
       (select count(*) from evidence e where e.task = t.id and e.withdrawn_at is null) as notes
from activities a
join tasks t on t.activity = a.id and t.state <> 'cancelled'
where a.parent = :plan and a.kind = 'stage'
order by case when t.state in ('open', 'returned') and t.due_on < :today then 0 when t.state = 'done' then 1
              when t.state = 'accepted' then 3 else 2 end, coalesce(t.due_on, '9999'), a.id

-- name: own
-- The plans of a teacher that are not settled, the newest first.
select a.id
from tasks t
join activities a on a.id = t.activity and a.kind = 'plan'
join concerned c on c.task = t.id and c.participant = :participant and c.relation = 'handed'
where t.participant = :participant and t.state in ('open', 'returned', 'done')
order by a.id desc

-- name: teaches
-- Whether somebody is a teacher of a school now.
select 1 from roles where participant = :teacher and organisation = :school and role = 'teacher' and ended_at is null

-- name: write_goals!
update activities set about = :goals where id = :id and kind = 'plan'
