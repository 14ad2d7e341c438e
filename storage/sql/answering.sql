-- Who can answer questions.

-- name: place
select o.id, o.code, coalesce(m.code, '') as municipality, o.level, o.programme, o.time_zone
from organisations o
left join organisations m on m.id = o.municipality
where o.id = :organisation

-- name: groups
select g.code from group_members x join school_groups g on g.id = x.school_group where x.organisation = :organisation

-- name: found
-- Of a role: whose own organisation or municipality it is, whose territory it is, a curator or an operator without any.
-- A curator's own organisation is the institute, which is not their territory; that of a mentor who has territories is
-- where they merely work.
select distinct r.participant as id
from roles r
join participants p on p.id = r.participant and p.consented_at is not null and p.erased_at is null
join organisations o on o.id = :organisation
where r.programme = :programme and r.role = :role and r.ended_at is null
  and (cast(:subject as text) = '' or replace(p.search_subjects, ';' || :subject || ';', '') <> p.search_subjects)
  and (cast(:everywhere as integer) = 1 or r.role = 'operator'
       or (r.role <> 'curator' and r.organisation in (o.id, o.municipality)
           and (r.role <> 'mentor' or not exists (select 1 from territories t where t.role = r.id)))
       or exists (select 1 from territories t where t.role = r.id and t.organisation in (o.id, o.municipality))
       or (r.role = 'curator' and not exists (select 1 from territories t where t.role = r.id)))
order by r.participant

-- name: may_answer
select 1
from roles r
join participants p on p.id = r.participant and p.consented_at is not null and p.erased_at is null
where r.participant = :participant and r.programme = :programme and r.ended_at is null
  and r.role in ('curator', 'mentor', 'coordinator', 'expert', 'operator')
limit 1

-- name: colleagues
select p.id, p.name, r.role, w.title as place,
       case when r.organisation in (o.id, o.municipality)
                 or exists (select 1 from territories t where t.role = r.id and t.organisation in (o.id, o.municipality))
            then 1 else 0 end as looks_after,
       coalesce((select a.until_on from absences a where a.participant = p.id), '') as until_on
from participants p
join roles r on r.id = (select x.id from roles x
                        where x.participant = p.id and x.programme = :programme and x.ended_at is null
                          and x.role in ('curator', 'mentor', 'coordinator', 'expert', 'operator')
                        order by x.granted_at, x.id limit 1)
join organisations w on w.id = r.organisation
join organisations o on o.id = :organisation
where p.consented_at is not null and p.erased_at is null
  and p.id not in (select cast(n.value as bigint) from {json_each}(:without) n)
order by looks_after desc, case r.role when 'mentor' then 0 when 'curator' then 1 when 'coordinator' then 2 else 3 end,
         p.search_name, p.id

-- name: reachable
select 1 from addresses where participant = :participant and closed_at is null limit 1

-- name: away
select a.participant, a.until_on, a.deputy, coalesce(p.name, '') as deputy_name
from absences a
left join participants p on p.id = a.deputy
where a.participant = :participant and a.until_on >= :today

-- name: leave!
insert into absences (participant, until_on, deputy, since) values (:participant, :until_on, :deputy, :now)
on conflict (participant) do update set until_on = excluded.until_on, deputy = excluded.deputy, since = excluded.since

-- name: come_back
delete from absences where participant = :participant returning participant

-- name: silent
-- The phone is that of the director whom the lists name first.
with schools as (
    select distinct o.id, o.title
    from roles r
    join looked_after l on l.role = r.id
    join organisations o on o.id = l.organisation
    where r.participant = :participant and r.ended_at is null
      and r.role in ('curator', 'mentor', 'coordinator', 'expert', 'operator')
), heard as (
    select s.id, s.title, max(a.seen_at) as seen_at
    from schools s
    left join roles r on r.organisation = s.id and r.ended_at is null
    left join addresses a on a.participant = r.participant
    group by s.id, s.title
)
select h.id, h.title, h.seen_at, coalesce(p.name, '') as director, coalesce(p.phone, '') as phone,
       count(*) over () as total
from heard h
left join participants p on p.id = (select r.participant from roles r
                                    where r.organisation = h.id and r.role = 'director' and r.ended_at is null
                                    order by r.granted_at, r.id limit 1)
where coalesce(h.seen_at, 0) < :since
order by coalesce(h.seen_at, 0), h.title, h.id
limit cast(:size as bigint) offset cast(:skip as bigint)
