-- name: due
-- The sheets that somebody is asked for on a day: those of waves that are open, or closed and still taking answers,
-- which ends with the programme.
select distinct w.id as wave, s.title as survey, w.title as wave_title, w.opens_on, w.closes_on,
       case when w.late = 1 and g.ends_on > w.closes_on then g.ends_on else w.closes_on end as takes_until, w.anonymous,
       w.unit as kind, a.unit, a.organisation, o.title as organisation_title, a.about,
       coalesce(b.name, '') as about_name, h.id as sheet, h.participant as holder, coalesce(p.name, '') as holder_name,
       h.finished_at,
       case when exists (select 1 from participations x where x.wave = w.id and x.participant = a.participant)
           then 1 else 0 end as sent, a.role
from asked a
join waves w on w.id = a.wave
join surveys s on s.id = w.survey
join programmes g on g.id = s.programme
join organisations o on o.id = a.organisation
left join participants b on b.id = a.about
left join sheets h on h.wave = a.wave and h.unit = a.unit
left join participants p on p.id = h.participant
where a.participant = :participant and w.opens_on <= :today
  and (w.closes_on >= :today or (w.late = 1 and g.ends_on >= :today))
order by w.closes_on, w.id, o.title, about_name, a.unit

-- name: waiting
-- How many sheets somebody has still to finish, of waves that are open on a day.
select count(distinct a.wave || ' ' || a.unit) as number
from asked a
join waves w on w.id = a.wave
join surveys s on s.id = w.survey
join programmes g on g.id = s.programme
left join sheets h on h.wave = a.wave and h.unit = a.unit
where a.participant = :participant and w.opens_on <= :today
  and (w.closes_on >= :today or (w.late = 1 and g.ends_on >= :today))
  and h.finished_at is null and (h.participant is null or h.participant = a.participant)
  and not exists (select 1 from participations x where x.wave = w.id and x.participant = a.participant)

-- name: begin
insert into sheets (id, wave, unit, participant, organisation, about, begun_at)
values (:id, :wave, :unit, :participant, :organisation, :about, :now)
on conflict (wave, unit) do nothing

-- name: of_unit
select id from sheets where wave = :wave and unit = :unit

-- name: take
update sheets set participant = :participant where id = :id and participant is null

-- name: hand
update sheets set participant = :participant where id = :id

-- name: hold
-- Two messengers that answer at once do so one after the other.
select id from sheets where id = :id
{for_update}

-- name: by_id
-- A sheet, its wave and its questions; none where either has vanished from the files.
select h.id, h.wave, h.unit, h.participant, h.organisation, h.about, coalesce(k.title, o.title, '') as organisation_title,
       coalesce(b.name, '') as about_name, coalesce(p.name, '') as holder_name, h.finished_at, w.title as wave_title,
       w.opens_on, w.closes_on,
       case when w.late = 1 and g.ends_on > w.closes_on then g.ends_on else w.closes_on end as takes_until, w.anonymous,
       w.unit as kind, s.code, s.title, s.version, s.edition,
       s.questions
from sheets h
join waves w on w.id = h.wave and w.ended_at is null
join surveys s on s.id = w.survey and s.ended_at is null
join programmes g on g.id = s.programme
left join organisations o on o.id = h.organisation
left join participants b on b.id = h.about
left join participants p on p.id = h.participant
left join activities y on y.id = w.activity
left join events e on e.id = y.event
left join organisations k on k.id = e.school
where h.id = :id

-- name: is_asked
-- Also by a task: as long as it is not settled.
select 1 from asked where wave = :wave and unit = :unit and participant = :participant
union all
select 1
from waves w
join tasks t on t.activity = w.activity and :unit = 't' || t.id and t.state in ('open', 'returned', 'done')
join concerned c on c.task = t.id and c.participant = :participant and c.relation in ('team', 'handed', 'operator')
where w.id = :wave
limit 1

-- name: answers
select question, value, file, counts from answers where sheet = :sheet

-- name: answer
insert into answers (sheet, question, value, file)
values (:sheet, :question, :value, :file)
on conflict (sheet, question) do update set value = excluded.value, file = excluded.file,
    counts = 1

-- name: count
-- [question]. Which of its answers count.
update answers set counts = case when question in (select n.value ->> 0 from {json_each}(:names) n) then 1 else 0 end
where sheet = :sheet

-- name: put_loose
-- An anonymous sheet: nobody's, of no place and no time.
insert into sheets (id, wave, unit, finished_at) values (:id, :wave, :unit, 0)

-- name: move_answers
update answers set sheet = :loose where sheet = :sheet

-- name: drop_uncounted
delete from answers where sheet = :sheet and counts = 0

-- name: drop
delete from sheets where id = :id

-- name: take_part
insert into participations (wave, participant) values (:wave, :participant)

-- name: empty_screens
-- What was shown of a sheet on its way and will never be read again.
update bodies set content = ''
where content <> '' and id in (
    select x.body from outbox x
    where x.participant = :participant and x.state not in ('planned', 'sending'))
  and replace(content, cast(:sheet as text), '') <> content

-- name: anonymous
-- The anonymous waves whose rows may still tell in which order they were written.
select w.id
from waves w
where w.anonymous = 1 and w.settled = 0 and exists (select 1 from participations p where p.wave = w.id)
order by w.id

-- name: lift_participations
delete from participations where wave = :wave returning participant as id

-- name: lift_answers
delete from answers where sheet in (select h.id from sheets h where h.wave = :wave and h.participant is null)
returning sheet, question, value, file, counts

-- name: lift_sheets
delete from sheets where wave = :wave and participant is null returning id, wave, unit

-- name: lay_answer
insert into answers (sheet, question, value, file, counts) values (:sheet, :question, :value, :file, :counts)

-- name: settle
-- Nothing is sent any more.
update waves set settled = 1 where id = :wave and closes_on < :before

-- name: drafts
-- Of anonymous waves that take answers no more, what was never sent.
select h.id
from sheets h
join waves w on w.id = h.wave and w.anonymous = 1 and w.closes_on < :before
join surveys s on s.id = w.survey
join programmes g on g.id = s.programme and (w.late = 0 or g.ends_on < :before)
where h.participant is not null and h.finished_at is null

-- name: drop_answers
delete from answers where sheet = :id

-- name: finish
update sheets set finished_at = :at where id = :id
