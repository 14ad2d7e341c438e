-- The registers that a year report needs. Who reads whose entries says the view `register_readers`, and nothing else.

-- name: add
insert into materials (programme, source, kind, register, title, about, number, dated_on, partner, link, file,
                       organisation, shelved_at, added_by, added_at)
values (:programme, 'chat', 'material', :register, :title, :about, :number, :dated_on, :partner, :link, :file,
        :organisation, :shelved_at, :added_by, :now)
returning id

-- name: seen
-- One that this person may read.
select d.id, d.programme, d.register, d.title, d.about, d.number, d.dated_on, d.partner, d.link, d.file, d.file_kind,
       d.file_name, d.file_mime, d.organisation, d.place, d.time_zone, d.added_by, d.added_by_name, d.added_at,
       d.shelved_at
from records d
where d.id = :id
  and d.organisation in (select v.organisation from register_readers v where v.participant = :participant)

-- name: page
-- A page of a register, the newest paper first; of one year, or of all ('').
select d.id, d.programme, d.register, d.title, d.about, d.number, d.dated_on, d.partner, d.link, d.file, d.file_kind,
       d.file_name, d.file_mime, d.organisation, d.place, d.time_zone, d.added_by, d.added_by_name, d.added_at,
       d.shelved_at
from records d
where d.programme = :programme and d.register = :register
  and (cast(:year as text) = '' or substr(d.dated_on, 1, 4) = cast(:year as text))
  and d.organisation in (select v.organisation from register_readers v where v.participant = :participant)
order by d.dated_on desc, d.id desc
limit cast(:size as bigint) offset cast(:skip as bigint)

-- name: numbers
-- How many papers of each register and year this person may read.
select d.register, substr(d.dated_on, 1, 4) as year, count(*) as number
from records d
where d.programme = :programme
  and d.organisation in (select v.organisation from register_readers v where v.participant = :participant)
group by d.register, substr(d.dated_on, 1, 4)
order by substr(d.dated_on, 1, 4) desc

-- name: whole
-- All that this person may read of a programme, in the order of the days.
select d.id, d.programme, d.register, d.title, d.about, d.number, d.dated_on, d.partner, d.link, d.file, d.file_kind,
       d.file_name, d.file_mime, d.organisation, d.place, d.time_zone, d.added_by, d.added_by_name, d.added_at,
       d.shelved_at
from records d
where d.programme = :programme
  and d.organisation in (select v.organisation from register_readers v where v.participant = :participant)
order by d.dated_on, d.id

-- name: found
-- Those that have a stem of each word, the newest paper first. `meant`: a word, and a stem that it may stand for.
select d.id, d.programme, d.register, d.title, d.about, d.number, d.dated_on, d.partner, d.link, d.file, d.file_kind,
       d.file_name, d.file_mime, d.organisation, d.place, d.time_zone, d.added_by, d.added_by_name, d.added_at,
       d.shelved_at
from records d
where d.organisation in (select v.organisation from register_readers v where v.participant = :participant)
  and d.id in (select w.material from material_words w
               join (select n.value ->> 0 as word, n.value ->> 1 as stem from {json_each}(:meant) n) m on m.stem = w.stem
               group by w.material
               having count(distinct m.word) = cast(:number as bigint))
order by d.dated_on desc, d.id desc
limit cast(:size as bigint)

-- name: of_day
-- What an organisation has in a register of one day.
select id, number, title from records
where register = :register and organisation = :organisation and dated_on = :dated_on
order by id

-- name: change
update materials set register = :register, title = :title, about = :about, number = :number, dated_on = :dated_on,
    partner = :partner, link = :link, file = :file
where id = :id and register <> '' and gone_at is null
returning id

-- name: shelve
-- Put it on the shelf, or take it off (null); whether it was otherwise.
update materials set shelved_at = cast(:at as bigint)
where id = :id and register <> '' and gone_at is null
  and (shelved_at is null) <> (cast(:at as bigint) is null)
returning id

-- name: counts
-- How many papers each organisation has in each register, of these days, both inclusive.
select register, organisation, place, count(*) as number
from records
where programme = :programme and dated_on >= :first_day and dated_on <= :last_day
group by register, organisation, place
order by register, place, organisation
