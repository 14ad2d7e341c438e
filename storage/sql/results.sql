-- What surveys have brought, for those who may see it: always within what `overseen` says of the one who looks.

-- name: waves
-- The waves that have opened and ask in organisations that this person oversees, the newest first. It is looked at
-- roles, groups and places alone: who is asked exactly would be to look at everybody.
with seen as (
    select distinct v.programme, v.organisation, o.municipality, o.level
    from overseen v
    join organisations o on o.id = v.organisation
    where v.participant = :participant
)
select w.id as wave, s.id as survey, s.title, w.title as wave_title, w.opens_on, w.closes_on, w.anonymous, w.unit as kind
from waves w
join surveys s on s.id = w.survey and s.ended_at is null
where w.ended_at is null and w.opens_on <= :today
  and exists (
      select 1
      from seen v
      where v.programme = s.programme
        and ((w.unit in ('about_schools', 'about_teachers') and v.level = 'school')
             or exists (
                 select 1
                 from wave_audience a
                 join roles r on r.organisation = v.organisation and r.role = a.role and r.ended_at is null
                 where a.wave = w.id
                   and (a.place = 0 or a.place in (v.organisation, v.municipality))
                   and (a.school_group = ''
                        or exists (select 1 from group_members m
                                   join school_groups g on g.id = m.school_group
                                   where m.organisation = v.organisation and g.programme = v.programme
                                     and g.code = a.school_group)))))
order by w.opens_on desc, w.id desc

-- name: any
-- Whether there is any such wave, judged by roles and days alone.
select 1
from roles r
join surveys s on s.programme = r.programme and s.ended_at is null
join waves w on w.survey = s.id and w.ended_at is null and w.opens_on <= :today and w.activity is null
where r.participant = :participant and r.ended_at is null
  and r.role in ('operator', 'observer', 'curator', 'coordinator', 'director')
limit 1

-- name: waves_of_survey
-- All askings of a survey that have opened, the oldest first.
select w.id as wave, s.id as survey, s.title, w.title as wave_title, w.opens_on, w.closes_on, w.anonymous, w.unit as kind
from waves w
join surveys s on s.id = w.survey and s.ended_at is null
where w.survey = :survey and w.ended_at is null and w.opens_on <= :today
order by w.opens_on, w.id

-- name: survey
select s.id, s.code, s.title, s.version, s.questions, s.programme, s.edition
from surveys s
where s.id = :survey and s.ended_at is null

-- name: sees
-- The most that somebody may see of a wave's answers; null for nothing.
select max(v.sees) as sees
from overseen v
join waves w on w.id = :wave
join surveys s on s.id = w.survey and s.programme = v.programme
where v.participant = :participant

-- name: rates
-- How many of the sheets are finished: in each municipality, where an organisation above them stands for itself; or, of
-- one municipality, in each of its organisations.
with seen as (
    select distinct a.unit, a.participant,
           case when cast(:municipality as bigint) = 0 then coalesce(o.municipality, o.id) else o.id end as place
    from asked a
    join organisations o on o.id = a.organisation
    where a.wave = :wave and (cast(:municipality as bigint) = 0 or coalesce(o.municipality, o.id) = :municipality)
      and a.organisation in (select v.organisation from overseen v where v.participant = :participant)
)
select s.place as organisation, p.title, count(distinct s.unit) as asked,
       count(distinct case when h.finished_at is not null or x.participant is not null then s.unit end) as done
from seen s
join organisations p on p.id = s.place
left join sheets h on h.wave = :wave and h.unit = s.unit
left join participations x on x.wave = :wave and x.participant = s.participant
group by s.place, p.title
order by p.title, s.place

-- name: missing
-- Who has still to answer, by place and name. A school that nobody has begun for is missing with all who may.
select distinct p.id as participant, p.name, p.phone, o.title as place, coalesce(m.title, '') as municipality,
       case when p.consented_at is null then 0 else 1 end as has_joined
from asked a
join participants p on p.id = a.participant
join organisations o on o.id = a.organisation
left join organisations m on m.id = o.municipality
left join sheets h on h.wave = a.wave and h.unit = a.unit
where a.wave = :wave
  and a.organisation in (select v.organisation from overseen v where v.participant = :participant and v.sees > 0)
  and (cast(:organisation as bigint) = 0 or :organisation in (o.id, o.municipality))
  and h.finished_at is null and (h.participant is null or h.participant = a.participant)
  and not exists (select 1 from participations x where x.wave = a.wave and x.participant = a.participant)
order by municipality, place, p.name, p.id

-- name: tallies
-- How often each answer was given in finished sheets. Anonymous sheets belong to no organisation: who may see them at
-- all sees all of them.
select a.question, a.value, count(*) as number
from sheets h
join waves w on w.id = h.wave
join answers a on a.sheet = h.id and a.counts = 1
where h.wave = :wave and h.finished_at is not null
  and (cast(:question as text) = '' or a.question = :question)
  and (w.anonymous = 1
       or h.organisation in (select v.organisation from overseen v
                             where v.participant = :participant and v.sees >= cast(:sees as bigint)))
  and (w.anonymous = 0 or h.participant is null)
  and (cast(:organisation as bigint) = 0 or h.organisation = :organisation
       or h.organisation in (select o.id from organisations o where o.municipality = :organisation))
group by a.question, a.value

-- name: finished
-- How many sheets are finished, of those whose answers this person may see counted.
select count(*) as number
from sheets h
join waves w on w.id = h.wave
where h.wave = :wave and h.finished_at is not null
  and (w.anonymous = 1
       or h.organisation in (select v.organisation from overseen v where v.participant = :participant))
  and (w.anonymous = 0 or h.participant is null)
  and (cast(:organisation as bigint) = 0 or h.organisation = :organisation
       or h.organisation in (select o.id from organisations o where o.municipality = :organisation))

-- name: sheets
-- Every sheet with an answer, for those who may see single ones.
select h.id as sheet, coalesce(p.name, '') as person, coalesce(o.title, '') as place, coalesce(m.title, '') as municipality,
       coalesce(b.name, '') as about, h.begun_at, h.finished_at
from sheets h
join waves w on w.id = h.wave
left join participants p on p.id = h.participant
left join organisations o on o.id = h.organisation
left join organisations m on m.id = o.municipality
left join participants b on b.id = h.about
where h.wave = :wave
  and (w.anonymous = 1
       or h.organisation in (select v.organisation from overseen v where v.participant = :participant and v.sees = 2))
  and (w.anonymous = 0 or h.participant is null)
  and (cast(:organisation as bigint) = 0 or h.organisation = :organisation
       or h.organisation in (select o.id from organisations o where o.municipality = :organisation))
order by municipality, place, person, h.id

-- name: answers
-- All that counts in a wave's sheets.
select a.sheet, a.question, a.value
from sheets h
join answers a on a.sheet = h.id and a.counts = 1
where h.wave = :wave
