-- Meetings and visits: events with an aftermath of tasks. What was decided, what is to be done next and the sheet of a
-- visit are assignments that have come of the event.

-- Meetings of one series share it: the id of the first of them.
alter table events add column series bigint;
create index events_series on events (series, starts_at) where series is not null;
-- When the minutes were last sent to those who were invited.
alter table events add column minutes_at bigint;
-- Which school is visited.
alter table events add column school bigint references organisations (id);
create index events_school on events (school) where school is not null;
-- Since when the school may read what has come of it.
alter table events add column shared_at bigint;

-- The code of the survey that visitors fill in; empty: that of the house.
alter table programmes add column visit_sheet text not null default '';

-- Who has to do with a visit, and as what. The one place that says so.
-- visitor: goes there; maker: has arranged it; watcher: watches over the school; school: leads it; observer: looks.
create view visiting as
select e.id as event, g.participant, 'visitor' as relation
from events e
join event_organisers g on g.event = e.id
where e.school is not null
  and exists (select 1 from roles r where r.participant = g.participant and r.programme = e.programme
              and r.ended_at is null)
union all
select e.id, e.owner, 'maker'
from events e
where e.school is not null and e.owner is not null
  and exists (select 1 from roles r where r.participant = e.owner and r.programme = e.programme
              and r.ended_at is null)
union all
select e.id, r.participant, 'watcher'
from events e
join organisations o on o.id = e.school
join roles r on r.programme = e.programme and r.ended_at is null
where r.role = 'operator'
   or (r.role = 'coordinator' and r.organisation = o.municipality)
   or (r.role = 'curator'
       and (not exists (select 1 from territories x where x.role = r.id)
            or exists (select 1 from territories x where x.role = r.id and x.organisation in (o.id, o.municipality))))
union all
select e.id, r.participant, case r.role when 'director' then 'school' else 'observer' end
from events e
join roles r on r.programme = e.programme and r.ended_at is null
where e.school is not null
  and ((r.role = 'director' and r.organisation = e.school) or r.role = 'observer');
