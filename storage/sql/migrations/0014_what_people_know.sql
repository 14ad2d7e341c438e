-- From `tell_at` on those who are invited to an event may be told what has changed in it since it was `told`, which is
-- JSON; several changes at once are one piece of news.
alter table events add column told text not null default '';
alter table events add column tell_at bigint;
create index events_to_tell on events (tell_at) where tell_at is not null;

-- By which guests from outside come to an event; one that was closed makes room for another.
alter table invites add column event bigint references events (id);
create unique index invites_event on invites (event) where event is not null and revoked_at is null;

-- They were thanked for coming, and offered what comes after it.
alter table rsvps add column thanked_at bigint;
create index rsvps_to_thank on rsvps (attended_at) where attended_at is not null and thanked_at is null;

-- Only those who were at this event.
alter table waves add column event bigint references events (id);
-- `files`, which a loading rules over, or `event`: it asks by itself what those who were there think of it.
alter table waves add column source text not null default 'files';
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
                      where e.event = w.event and e.participant = r.participant and e.attended_at is not null))
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
