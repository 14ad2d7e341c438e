-- A course is an event whose sessions are events of their own. Whoever has a seat in the course is of all its sessions.
--
-- `course`: of which course an event is a session. `share`: per cent of the minutes of all sessions that complete the
-- course; null: this event is none. Until the day `nominate_until`, included, schools name their people: each at least
-- `quota_least` and at most `quota_most`; null: as many as they like.
alter table events add column course bigint references events (id);
alter table events add column share bigint;
alter table events add column nominate_until text not null default '';
alter table events add column quota_least bigint;
alter table events add column quota_most bigint;
create index events_course on events (course) where course is not null;
create index events_courses on events (programme, ends_at) where share is not null;

-- `organisation`: for which school somebody is in the course, and `nominated_by` who has named them; null: they were
-- invited by whoever holds it. `passes`: what was said of them against the rule, 1 or 0. `document`: the number of the
-- institute's own paper.
alter table rsvps add column organisation bigint references organisations (id);
alter table rsvps add column nominated_by bigint references participants (id);
alter table rsvps add column passes bigint;
alter table rsvps add column completed_at bigint;
alter table rsvps add column document text not null default '';
create index rsvps_nominated_by on rsvps (nominated_by) where nominated_by is not null;

-- A wave with an `event` asks those who were there; with `seated` 1 those who have a seat as well.
alter table waves add column seated bigint not null default 0;
create index waves_event on waves (event) where event is not null;

-- Courses alone, in the words of courses. Nobody is reminded of a course a day before, so that column says when its
-- schools and people were reminded to answer.
create view courses as
select id, programme, code, title, starts_at, ends_at, time_zone, place, link, capacity, minutes, audience, owner,
       cancelled_at, gone_at, share, nominate_until, quota_least, quota_most, day_told_at as urged_at
from events
where share is not null;

-- Who has a seat in which course.
create view seated as
select event as course, participant, organisation
from rsvps
where answer = 'yes' and queued_at is null and event in (select id from courses);

drop view asked;
-- Who is asked for which sheet, as people and groups are now. Somebody of several roles may stand here several times.
-- The plus before a column and the cross joins say nothing but to SQLite, which else begins with everybody of a role:
-- it shall come from the person, or from the wave.
create view asked as
with called as not materialized (
    select w.id as wave, w.unit, s.programme, r.id as role, r.participant, r.organisation
    from waves w
    join surveys s on s.id = w.survey and s.ended_at is null
    join wave_audience a on a.wave = w.id
    join roles r on +r.programme = s.programme and r.role = a.role and r.ended_at is null
    join participants p on p.id = r.participant
    join organisations o on o.id = r.organisation
    where w.ended_at is null
      and (a.place = 0 or a.place in (o.id, o.municipality))
      and (a.subject = '' or replace(p.search_subjects, ';' || a.subject || ';', '') <> p.search_subjects)
      and (w.answered_survey = ''
           or exists (select 1 from sheets x
                      join waves y on y.id = x.wave and y.anonymous = 0
                      join surveys z on z.id = y.survey and z.programme = s.programme and z.code = w.answered_survey
                      join answers q on q.sheet = x.id and q.question = w.answered_question and q.counts = 1
                      where x.participant = r.participant
                        and replace(q.value, w.answered_value, '') <> q.value))
      and (w.event is null
           or exists (select 1 from rsvps e
                      where e.event = w.event and e.participant = r.participant
                        and (e.attended_at is not null
                             or (w.seated = 1 and e.answer = 'yes' and e.queued_at is null))))
      and (a.school_group = ''
           or exists (select 1 from group_members m
                      join school_groups g on g.id = m.school_group
                      where m.organisation = r.organisation and g.programme = s.programme
                        and g.code = a.school_group))
)
select wave, role, participant, 'p' || participant as unit, organisation, cast(null as bigint) as about
from called where unit = 'person'
union all
select wave, role, participant, 'o' || organisation, organisation, null
from called where unit = 'organisation'
union all
-- A colleague to whom it was handed over, for as long as they are one.
select h.wave, r.id, r.participant, h.unit, h.organisation, null
from sheets h
join waves w on w.id = h.wave and w.unit = 'organisation' and w.ended_at is null
join surveys s on s.id = w.survey and s.ended_at is null
join roles r on r.participant = h.participant and r.organisation = h.organisation and r.ended_at is null
union all
select c.wave, c.role, c.participant, 'p' || c.participant || 'o' || l.organisation, l.organisation, null
from called c
cross join looked_after l
where c.unit = 'about_schools' and l.role = c.role
union all
select c.wave, c.role, c.participant, 'p' || c.participant || 't' || t.participant, t.organisation, t.participant
from called c
cross join looked_after l
cross join roles t
where c.unit = 'about_teachers' and l.role = c.role and t.organisation = l.organisation and t.role = 'teacher'
  and t.ended_at is null and t.participant <> c.participant;
