-- Whom the schools name for a course, and how each school stands in it.

-- name: eligible
-- The schools of a programme that are in one of these groups and places, where any are named.
select o.id
from organisations o
where o.programme = :programme and o.level = 'school' and o.gone_at is null
  and (:in_groups = 0
       or exists (select 1 from group_members b
                  join school_groups g on g.id = b.school_group
                  join {json_each}(:groups) n on n.value ->> 0 = g.code
                  where b.organisation = o.id))
  and (:in_places = 0
       or o.id in (select cast(n.value as bigint) from {json_each}(:places) n)
       or o.municipality in (select cast(n.value as bigint) from {json_each}(:places) n))
order by o.search_name, o.id

-- name: schools
-- How these schools stand, by name.
select o.id, o.title, coalesce(m.title, '') as municipality,
       coalesce(sum(case when coalesce(x.answer, '') <> 'no' then x.present end), 0) as named,
       coalesce(sum(case when x.answer = 'yes' and x.queued_at is null then 1 else 0 end), 0) as confirmed,
       coalesce(sum(case when x.answer = 'yes' and x.queued_at is not null then 1 else 0 end), 0) as waiting,
       coalesce(sum(case when x.answer = 'no' then 1 else 0 end), 0) as declined,
       count(x.completed_at) as completed
from organisations o
left join organisations m on m.id = o.municipality
left join (select y.organisation, y.answer, y.queued_at, y.completed_at, 1 as present
           from rsvps y where y.event = :course) x on x.organisation = o.id
where o.id in (select cast(n.value as bigint) from {json_each}(:organisations) n)
group by o.id, o.title, o.search_name, m.title
order by o.search_name, o.id

-- name: staff
-- Whom a school may name, and how each stands in the course: '' for whoever is not in it.
select p.id as participant, p.name,
       case when exists (select 1 from addresses a where a.participant = p.id and a.closed_at is null)
            then 1 else 0 end as reachable,
       case when x.participant is null then ''
            when x.answer is null then 'silent'
            when x.answer = 'yes' and x.queued_at is not null then 'waiting'
            else x.answer end as state,
       coalesce(x.reason, '') as reason
from participants p
left join rsvps x on x.event = :course and x.participant = p.id
where p.erased_at is null and p.name <> ''
  and p.id in (select r.participant from roles r
               where r.organisation = :organisation and r.ended_at is null and r.role in ('teacher', 'director'))
order by p.search_name, p.id

-- name: named
-- How many a school has in the course who have not said no, without this person.
select count(*) as number from rsvps
where event = :course and organisation = :organisation and coalesce(answer, '') <> 'no' and participant <> :participant

-- name: nominate
-- Whoever has said no is asked once more; whoever is in it already stays as they are.
insert into rsvps (event, participant, invited_at, organisation, nominated_by)
values (:course, :participant, :now, :organisation, :by)
on conflict (event, participant) do update set
    invited_at = excluded.invited_at, organisation = excluded.organisation, nominated_by = excluded.nominated_by,
    answer = null, answered_at = null, queued_at = null, reason = ''
where rsvps.answer = 'no' or (rsvps.answer is null and rsvps.nominated_by is null)
returning participant

-- name: leave_seat
update rsvps set answer = 'no', queued_at = null
where event = :course and participant = :participant and organisation = :organisation and completed_at is null
returning participant

-- name: drop!
-- As if they had never been named.
delete from rsvps
where event = :course and participant = :participant and attended_at is null and completed_at is null

-- name: overseen
-- The schools of a programme whose people somebody may see by name.
select distinct v.organisation as id
from overseen v
join organisations o on o.id = v.organisation and o.level = 'school' and o.gone_at is null
where v.participant = :participant and v.programme = :programme and v.sees > 0

-- name: directors
-- Who leads these schools, and which.
select r.participant, r.organisation
from roles r
where r.role = 'director' and r.ended_at is null
  and r.organisation in (select cast(n.value as bigint) from {json_each}(:organisations) n)
order by r.id
