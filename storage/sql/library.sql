-- The library of a programme. Whoever has a role in it, sees all of it that is on the shelf (see also registers.sql).

-- name: put
-- What a file says, under its code; one that had gone is back.
insert into materials (programme, code, source, kind, title, about, link, file, topic, added_at, shelved_at,
                       digest)
values (:programme, :code, 'files', :kind, :title, :about, :link, :file, :topic, :now, :now, :digest)
on conflict (programme, code) do update set
    kind = excluded.kind, title = excluded.title, about = excluded.about, link = excluded.link, file = excluded.file,
    topic = excluded.topic, digest = excluded.digest, gone_at = null
returning id

-- name: add
insert into materials (programme, source, kind, title, about, link, file, topic, consultation, added_by, added_at,
                       shelved_at)
values (:programme, :source, :kind, :title, :about, :link, :file, :topic, :consultation, :added_by, :now, :now)
returning id

-- name: of_files
select id, code, title, digest, gone_at from materials where programme = :programme and source = 'files' order by id

-- name: leave
-- Of one that somebody has added the file goes as well: nobody opens it any more.
update materials set gone_at = :now, file = case when source = 'files' then file end
where id = :id and gone_at is null
returning id

-- name: drop_words!
delete from material_words where material = :material

-- name: put_word!
insert into material_words (material, programme, stem, weight) values (:material, :programme, :stem, :weight)

-- name: seen
-- One that this person may open.
select m.id, m.programme, m.source, m.kind, m.title, m.about, m.link, m.file, coalesce(f.kind, '') as file_kind,
       coalesce(f.name, '') as file_name, coalesce(f.mime, '') as file_mime, coalesce(t.title, '') as topic,
       m.added_by, m.added_at, m.register, m.number, m.dated_on, m.partner
from materials m
left join files f on f.id = m.file
left join topics t on t.id = m.topic
where m.id = :id and m.gone_at is null and m.shelved_at is not null
  and exists (select 1 from roles r where r.participant = :participant and r.programme = m.programme
              and r.ended_at is null)

-- name: some
select m.id, m.programme, m.source, m.kind, m.title, m.about, m.link, m.file, coalesce(f.kind, '') as file_kind,
       coalesce(f.name, '') as file_name, coalesce(f.mime, '') as file_mime, coalesce(t.title, '') as topic,
       m.added_by, m.added_at, m.register, m.number, m.dated_on, m.partner
from materials m
left join files f on f.id = m.file
left join topics t on t.id = m.topic
where m.id in (select cast(n.value as bigint) from {json_each}(:ids) n) and m.gone_at is null and m.shelved_at is not null
order by m.id

-- name: page
-- A page of what this person may open, the newest first; of one kind, or of all ('').
select m.id, m.programme, m.source, m.kind, m.title, m.about, m.link, m.file, coalesce(f.kind, '') as file_kind,
       coalesce(f.name, '') as file_name, coalesce(f.mime, '') as file_mime, coalesce(t.title, '') as topic,
       m.added_by, m.added_at, m.register, m.number, m.dated_on, m.partner
from materials m
left join files f on f.id = m.file
left join topics t on t.id = m.topic
where m.gone_at is null and m.shelved_at is not null and cast(:kind as text) in ('', m.kind)
  and m.programme in (select r.programme from roles r where r.participant = :participant and r.ended_at is null)
order by m.added_at desc, m.id desc
limit cast(:size as bigint) offset cast(:skip as bigint)

-- name: kinds
-- How many of each kind this person may open.
select m.kind, count(*) as number from materials m
where m.gone_at is null and m.shelved_at is not null
  and m.programme in (select r.programme from roles r where r.participant = :participant and r.ended_at is null)
group by m.kind

-- name: size
select count(*) from materials where programme = :programme and gone_at is null

-- name: usual
-- In how many materials each of these stems stands.
select stem, count(*) as number from material_words
where programme = :programme and stem in (select n.value ->> 0 from {json_each}(:stems) n)
group by stem

-- name: matches
-- The materials in which most meets, the best first. `meanings`: a stem, the word of the question that it stands for,
-- what it counts for, what the word counts for. A word counts once, by the best of its stems. The sums are of whole
-- numbers, and exact; the type is the one that PostgreSQL adds up quickly.
with meanings as materialized (
    select n.value ->> 0 as stem, cast(n.value ->> 1 as bigint) as word, cast(n.value ->> 2 as bigint) as gain,
           cast(n.value ->> 3 as bigint) as rare
    from {json_each}(:meanings) n
), gained as (
    select w.material, m.word, cast(max(w.weight * m.gain) as double precision) as gain,
           cast(max(m.rare) as double precision) as rare
    from meanings m
    cross join material_words w
    where w.programme = :programme and w.stem = m.stem
    group by w.material, m.word
)
select g.material, sum(g.gain) as gained, sum(g.rare) as covered
from gained g
join materials m on m.id = g.material and m.shelved_at is not null
group by g.material
having count(*) >= cast(:fewest as bigint)
order by sum(g.gain) * sum(g.rare) desc, g.material desc
limit cast(:size as bigint)

-- name: met_titles
-- Of how many stems the words of this weight are, and how many of those are among the given ones.
select material, count(*) as number,
       count(case when stem in (select n.value ->> 0 from {json_each}(:stems) n) then 1 end) as met
from material_words
where material in (select cast(n.value as bigint) from {json_each}(:materials) n) and weight >= :weight
group by material

-- name: beginning
-- Stems of the programme that begin so; no stem stands at `beyond` or after it.
select distinct stem from material_words
where programme = :programme and stem >= cast(:start as text) and stem < cast(:beyond as text)
order by stem
limit cast(:size as bigint)

-- name: texts
-- What the words of these are taken from.
select m.id, m.programme, m.title, m.about, coalesce(t.title, '') as topic, m.register, m.number, m.partner,
       coalesce(o.title, '') as place
from materials m
left join topics t on t.id = m.topic
left join organisations o on o.id = m.organisation
where m.id in (select cast(n.value as bigint) from {json_each}(:ids) n) and m.gone_at is null

-- name: topics
select id, code, title from topics where programme = :programme and gone_at is null and help = 0 order by position, id
