-- The ledger as people look at it.

-- name: own
-- What counts of one person's, the newest day first.
select t.* from ledger_told t
where t.participant = :participant and t.replaced_at is null
order by t.on_day desc, t.id desc
limit cast(:size as bigint) offset cast(:skip as bigint)

-- name: months
-- What counts of one person's, month by month.
select substr(on_day, 1, 7) as month, kind, count(*) as entries, cast(sum(minutes) as bigint) as minutes
from ledger
where participant = :participant and replaced_at is null
group by substr(on_day, 1, 7), kind
order by substr(on_day, 1, 7), kind

-- name: latest
-- The last that has come of an entry by corrections.
with recursive later (id) as (
    select cast(:id as bigint)
    union all
    select e.id from later l join ledger e on e.replaces = l.id
)
select t.* from ledger_told t where t.id = (select max(id) from later)

-- name: before
-- What an entry was before its corrections, the newest first.
with recursive earlier (id, replaces) as (
    select e.id, e.replaces from ledger e where e.id = :id
    union all
    select e.id, e.replaces from earlier n join ledger e on e.id = n.replaces
)
select t.* from earlier n join ledger_told t on t.id = n.id where t.id <> :id order by t.id desc

-- name: places
-- The organisations that entries were for.
select x.entry, o.id as organisation, o.title, coalesce(m.title, '') as municipality
from ledger_organisations x
join organisations o on o.id = x.organisation
left join organisations m on m.id = o.municipality and m.id <> o.id
where x.entry in (select cast(n.value as bigint) from {json_each}(:entries) n)
order by x.entry, o.title, o.id

-- name: looked_after
-- The schools for which somebody who answers can enter hours: their own, of their municipality or territory, and those
-- whose threads were theirs; all for operators, and for curators and experts without a territory.
select o.id, o.programme, o.title, coalesce(m.title, '') as municipality
from organisations o
left join organisations m on m.id = o.municipality and m.id <> o.id
where o.level = 'school' and o.gone_at is null
  and exists (
      select 1 from roles r
      where r.participant = :participant and r.programme = o.programme and r.ended_at is null
        and r.role in ('curator', 'mentor', 'coordinator', 'expert', 'operator')
        and (r.role = 'operator' or r.organisation in (o.id, o.municipality)
             or (r.role in ('curator', 'expert') and not exists (select 1 from territories t where t.role = r.id))
             or exists (select 1 from territories t where t.role = r.id and t.organisation in (o.id, o.municipality))
             or o.id in (select c.organisation from consultations c where c.owner = :participant)))
order by o.title, o.id

-- name: of_programme
-- All entries, or those of one person, also those that were replaced, in the order of their days.
select t.* from ledger_told t
where t.programme = :programme and (cast(:participant as bigint) is null or t.participant = :participant)
order by t.on_day, t.id

-- name: places_of_programme
select x.entry, o.id as organisation, o.title, coalesce(m.title, '') as municipality
from ledger e
join ledger_organisations x on x.entry = e.id
join organisations o on o.id = x.organisation
left join organisations m on m.id = o.municipality and m.id <> o.id
where e.programme = :programme and (cast(:participant as bigint) is null or e.participant = :participant)
order by x.entry, o.title, o.id

-- name: overseen
-- The schools of which somebody may see more than counts.
select o.id, o.programme, o.title, coalesce(m.title, '') as municipality
from organisations o
left join organisations m on m.id = o.municipality and m.id <> o.id
where o.programme = :programme and o.level = 'school' and o.gone_at is null
  and exists (select 1 from overseen v where v.participant = :participant and v.organisation = o.id and v.sees > 0)
order by o.title, o.id
