-- name: of_programme
-- The surveys that a programme has now.
select id, code, title, version, questions from surveys
where programme = :programme and ended_at is null and source = 'files'
order by id

-- name: put
-- A survey is matched by its code; one that had ended begins again. Other questions are another edition.
insert into surveys (programme, code, title, version, questions, loaded_at, source)
values (:programme, :code, :title, :version, :questions, :now, :source)
on conflict (programme, code) do update set
    title = excluded.title, version = excluded.version, questions = excluded.questions,
    loaded_at = excluded.loaded_at, ended_at = null,
    edition = surveys.edition + case when surveys.questions = excluded.questions then 0 else 1 end

-- name: end
update surveys set ended_at = :now where id = :id and ended_at is null

-- name: waves
-- The waves of a programme that stand in its files.
select w.id, s.code as survey, w.code, w.title, w.opens_on, w.closes_on, w.late, w.unit, w.anonymous,
       w.answered_survey, w.answered_question, w.answered_value, w.event
from waves w
join surveys s on s.id = w.survey
where s.programme = :programme and s.source = 'files' and w.source = 'files' and w.ended_at is null
order by w.id

-- name: audience
-- Whom each wave of a programme asks.
select a.wave, a.role, a.school_group, a.place, a.subject
from wave_audience a
join waves w on w.id = a.wave and w.ended_at is null
join surveys s on s.id = w.survey
where s.programme = :programme
order by a.wave, a.role, a.school_group, a.place, a.subject

-- name: put_wave
-- A wave is matched by its code; one that had ended begins again.
insert into waves (survey, code, title, opens_on, closes_on, late, unit, anonymous, answered_survey,
                   answered_question, answered_value, event, seated, source, activity)
select s.id, cast(:code as text), cast(:title as text), cast(:opens_on as text), cast(:closes_on as text),
       cast(:late as bigint), cast(:unit as text), cast(:anonymous as bigint),
       cast(:answered_survey as text), cast(:answered_question as text), cast(:answered_value as text),
       cast(:event as bigint), cast(:seated as bigint), cast(:source as text), cast(:activity as bigint)
from surveys s
where s.programme = :programme and s.code = :survey
on conflict (survey, code) do update set
    title = excluded.title, opens_on = excluded.opens_on, closes_on = excluded.closes_on, late = excluded.late,
    unit = excluded.unit, anonymous = excluded.anonymous,
    answered_survey = excluded.answered_survey, answered_question = excluded.answered_question,
    answered_value = excluded.answered_value, event = excluded.event,
    seated = excluded.seated, ended_at = null
returning id

-- name: forget_audience!
delete from wave_audience where wave = :wave

-- name: put_audience!
insert into wave_audience (wave, role, school_group, place, subject)
values (:wave, :role, :school_group, :place, :subject)

-- name: begun
-- The waves of a programme that somebody has begun to answer.
select distinct w.id
from waves w
join surveys s on s.id = w.survey and s.programme = :programme
where exists (select 1 from sheets h where h.wave = w.id) or exists (select 1 from participations p where p.wave = w.id)

-- name: end_wave
update waves set ended_at = :now where id = :id and ended_at is null

-- name: asked
-- How many a wave asks, and how many of them have joined.
select count(*) as people, count(p.consented_at) as joined
from (select distinct participant from asked where wave = :wave) a
join participants p on p.id = a.participant

-- name: wave_of
select w.id
from waves w
join surveys s on s.id = w.survey
where s.programme = :programme and s.code = :survey and w.code = :code and w.ended_at is null

-- name: stands
select 1 from surveys where programme = :programme and code = :survey and ended_at is null
