-- Whom somebody can turn to, and the schools that somebody looks after.

-- name: around
-- For each of their schools and municipalities: its curators, its coordinators, its mentors, the directors of its
-- partner schools. Somebody may stand here several times.
with homes as not materialized (
    select distinct o.id, o.title, o.level, o.municipality, o.programme
    from roles r
    join organisations o on o.id = r.organisation and o.level in ('school', 'municipality')
    where r.participant = :participant and r.ended_at is null and r.role in ('director', 'teacher', 'coordinator')
),
near as not materialized (
    select h.id as home, r.id as role, 'curator' as relation
    from homes h
    join roles r on r.programme = h.programme and r.role = 'curator' and r.ended_at is null
    where not exists (select 1 from territories t where t.role = r.id)
       or exists (select 1 from territories t where t.role = r.id and t.organisation in (h.id, h.municipality))
    union all
    select h.id, r.id, 'coordinator'
    from homes h
    join roles r on r.organisation = h.municipality and r.role = 'coordinator' and r.ended_at is null
    where h.level = 'school'
    union all
    select h.id, r.id, 'mentor'
    from homes h
    join looked_after l on l.organisation = h.id
    join roles r on r.id = l.role and r.role = 'mentor'
    where h.level = 'school'
    union all
    select h.id, r.id, 'partner'
    from homes h
    join partners x on x.organisation = h.id
    join roles r on r.organisation = x.partner and r.role = 'director' and r.ended_at is null
)
select n.relation, p.id, p.name, case when n.relation = 'partner' then '' else p.phone end as phone,
       p.search_subjects as subjects, o.title as organisation, h.id as home, h.title as home_title,
       coalesce(a.until_on, '') as away_until, coalesce(d.name, '') as deputy,
       case when p.consented_at is not null
             and exists (select 1 from addresses x where x.participant = p.id and x.closed_at is null)
            then 1 else 0 end as reachable
from near n
join homes h on h.id = n.home
join roles r on r.id = n.role
join participants p on p.id = r.participant
join organisations o on o.id = r.organisation
left join absences a on a.participant = p.id
left join participants d on d.id = a.deputy
where p.id <> :participant
order by h.title, h.id, p.search_name, p.id

-- name: subjects
select search_subjects as subjects from participants where id = :participant

-- name: looked_after
-- A page of the schools that they look after as a curator, a coordinator or a mentor.
with theirs as (
    select distinct l.organisation
    from roles r
    join looked_after l on l.role = r.id
    where r.participant = :participant and r.ended_at is null and r.role in ('curator', 'coordinator', 'mentor')
)
select o.id, o.title, coalesce(m.title, '') as municipality, (select count(*) from theirs) as total
from theirs t
join organisations o on o.id = t.organisation
left join organisations m on m.id = o.municipality and m.id <> o.id
order by o.title, o.id
limit cast(:size as bigint) offset cast(:skip as bigint)

-- name: directors
select r.organisation, p.name, p.phone
from roles r
join participants p on p.id = r.participant
where r.role = 'director' and r.ended_at is null
  and r.organisation in (select cast(n.value as bigint) from {json_each}(:organisations) n)
order by r.organisation, p.search_name, p.id
