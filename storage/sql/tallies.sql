-- Figures of a programme's consultations. What counts of the ledger is what was not replaced.

-- name: given
-- Of everybody, or of one.
select participant, '' as month, kind, count(*) as entries, cast(sum(minutes) as bigint) as minutes
from ledger
where programme = :programme and replaced_at is null
  and (cast(:participant as bigint) is null or participant = :participant)
group by participant, kind

-- name: monthly
-- The same, month by month.
select participant, substr(on_day, 1, 7) as month, kind, count(*) as entries, cast(sum(minutes) as bigint) as minutes
from ledger
where programme = :programme and replaced_at is null
  and (cast(:participant as bigint) is null or participant = :participant)
group by participant, substr(on_day, 1, 7), kind

-- name: given_to
-- What any of these schools was among, month by month.
select participant, substr(on_day, 1, 7) as month, kind, count(*) as entries, cast(sum(minutes) as bigint) as minutes
from ledger
where programme = :programme and replaced_at is null
  and id in (select x.entry from ledger_organisations x
             where x.organisation in (select cast(n.value as bigint) from {json_each}(:schools) n))
group by participant, substr(on_day, 1, 7), kind

-- name: got
-- An entry counts wholly at each organisation that it was for.
select s.organisation, o.title, coalesce(m.title, '') as municipality, s.kind, s.entries, s.minutes
from (select x.organisation, e.kind, count(*) as entries, cast(sum(e.minutes) as bigint) as minutes
      from ledger e
      join ledger_organisations x on x.entry = e.id
      where e.programme = :programme and e.replaced_at is null
      group by x.organisation, e.kind) s
join organisations o on o.id = s.organisation
left join organisations m on m.id = o.municipality and m.id <> o.id

-- name: stars
-- They are theirs whose answer was the last one when they were given, whoever has the thread now; the owner's where
-- nobody had answered.
select s.participant, count(*) as number, cast(sum(s.rating) as bigint) as stars
from (select case when f.id is null then c.owner else f.author end as participant, c.rating
      from consultations c
      left join posts f on f.id = (select max(x.id) from posts x
                                   where x.consultation = c.id and x.kind = 'answer' and x.at <= c.rated_at)
      where c.programme = :programme and c.rating is not null and c.help <> 'ask'
        and (cast(:participant as bigint) is null or c.owner = :participant
             or c.id in (select y.consultation from posts y where y.author = :participant))) s
where s.participant is not null and (cast(:participant as bigint) is null or s.participant = :participant)
group by s.participant

-- name: rated
-- The same, one by one.
select s.id as thread, coalesce(p.name, '') as name, s.rating as stars, s.rating_note as note, s.rated_at
from (select c.id, case when f.id is null then c.owner else f.author end as participant, c.rating, c.rating_note,
             c.rated_at
      from consultations c
      left join posts f on f.id = (select max(x.id) from posts x
                                   where x.consultation = c.id and x.kind = 'answer' and x.at <= c.rated_at)
      where c.programme = :programme and c.rating is not null and c.help <> 'ask'
        and (cast(:participant as bigint) is null or c.owner = :participant
             or c.id in (select y.consultation from posts y where y.author = :participant))) s
left join participants p on p.id = s.participant
where cast(:participant as bigint) is null or s.participant = :participant
order by s.id

-- name: answers
-- First answers that were due, by who gave or owes them. One that took no longer by the clock on the wall than it may
-- take of working hours came in time, and one that is owed and late did not: these are counted. Others stand singly.
select s.participant, s.prompt, null as asked_at, null as answered_at, count(*) as number
from (select case when f.id is null then c.owner else f.author end as participant,
             case when c.first_answered_at is null then 0 else 1 end as prompt
      from consultations c
      left join posts f on f.id = (select min(x.id) from posts x where x.consultation = c.id and x.kind = 'answer')
      where c.programme = :programme and c.help <> 'ask'
        and (c.first_answered_at - c.asked_at <= :term
             or (c.first_answered_at is null and c.state = 'open' and c.answer_by < :now))
        and (cast(:participant as bigint) is null or c.owner = :participant
             or c.id in (select y.consultation from posts y where y.author = :participant))) s
where s.participant is not null and (cast(:participant as bigint) is null or s.participant = :participant)
group by s.participant, s.prompt
union all
select s.participant, null, s.asked_at, s.answered_at, 1
from (select case when f.id is null then c.owner else f.author end as participant, c.asked_at,
             c.first_answered_at as answered_at
      from consultations c
      left join posts f on f.id = (select min(x.id) from posts x where x.consultation = c.id and x.kind = 'answer')
      where c.programme = :programme and c.first_answered_at - c.asked_at > :term
        and c.help <> 'ask'
        and (cast(:participant as bigint) is null or c.owner = :participant
             or c.id in (select y.consultation from posts y where y.author = :participant))) s
where s.participant is not null and (cast(:participant as bigint) is null or s.participant = :participant)

-- name: people
-- Names, and the time zone in which somebody works.
select p.id, p.name,
       coalesce((select o.time_zone from roles r join organisations o on o.id = r.organisation
                 where r.participant = p.id and r.programme = g.id
                 order by r.granted_at, r.id limit 1), g.time_zone) as time_zone
from participants p
join programmes g on g.id = :programme
where p.id in (select cast(n.value as bigint) from {json_each}(:people) n)
