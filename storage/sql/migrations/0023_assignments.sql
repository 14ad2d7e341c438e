-- Assignments: what somebody in the chat asks of schools and people. They are activities and tasks like those of the
-- roadmap; what is to come back is a sheet of a survey, and the news of them is a broadcast.

-- `files`, which a loading rules over, or `chat`.
alter table sections add column source text not null default 'files';

alter table activities add column source text not null default 'files';
-- What it is for: empty for a row of the roadmap; request, or another word of storage/assignments.py.
alter table activities add column kind text not null default '';
-- Who asks. Null for the roadmap, and once they are forgotten.
alter table activities add column author bigint references participants (id);
-- What is asked, in the author's words.
alter table activities add column about text not null default '';
-- Who judges what is reported: empty: as the programme says; author; none: nobody has to.
alter table activities add column review text not null default '';
-- The event that it has come of, a meeting or a visit; of it alone, since events refer to activities.
alter table activities add column event bigint;
alter table activities add column asked_at bigint;
create index activities_author on activities (author) where author is not null;
create index activities_event on activities (event) where event is not null;
create index activities_asked on activities (programme, kind, id) where source = 'chat';

-- What comes back: every task of this activity has a sheet of its own, `t` and its id.
alter table waves add column activity bigint references activities (id);
create index waves_activity on waves (activity) where activity is not null;

alter table broadcasts add column activity bigint references activities (id);
create index broadcasts_activity on broadcasts (activity) where activity is not null;

-- A task may be one person's own, in their organisation: several of an activity then stand in one organisation.
-- only: postgresql
alter table tasks drop constraint tasks_activity_organisation_key;
-- only: postgresql
alter table tasks add column participant bigint references participants (id);
-- only: sqlite
pragma legacy_alter_table = on;
-- only: sqlite
create table tasks_anew (
    id {auto_id},
    activity bigint not null references activities (id),
    organisation bigint not null references organisations (id),
    due_on text,
    state text not null,
    state_at bigint not null,
    state_by bigint references participants (id),
    handed_to bigint references participants (id),
    extended_at bigint,
    created_at bigint not null,
    report bigint not null default 0,
    participant bigint references participants (id)
);
-- only: sqlite
insert into tasks_anew (id, activity, organisation, due_on, state, state_at, state_by, handed_to, extended_at,
                        created_at, report)
select id, activity, organisation, due_on, state, state_at, state_by, handed_to, extended_at, created_at, report
from tasks;
-- only: sqlite
drop table tasks;
-- only: sqlite
alter table tasks_anew rename to tasks;
-- only: sqlite
pragma legacy_alter_table = off;
-- only: sqlite
create index tasks_organisation on tasks (organisation, state);
-- only: sqlite
create index tasks_handed on tasks (handed_to) where handed_to is not null;
-- only: sqlite
create index tasks_reported on tasks (organisation) where state = 'done';
create unique index tasks_of_whom on tasks (activity, organisation, coalesce(participant, 0));
create index tasks_participant on tasks (participant) where participant is not null;

-- Who has to do with a task, and as what. The one place that says so: rights, lists, reminders and notices ask here.
-- team: does it; handed: it was handed over to them, or is theirs alone; coordinator, curator, operator: watch over it;
-- author: has asked for it; observer: looks.
-- only: sqlite
drop view concerned;
create {or_replace} view concerned as
select t.id as task, r.participant, 'team' as relation
from tasks t
join organisations o on o.id = t.organisation
join roles r on r.organisation = o.id and r.ended_at is null
where t.participant is null
  and ((o.level = 'school' and r.role = 'director')
       or (o.level = 'municipality' and r.role = 'coordinator')
       or (o.level = 'institute' and r.role = 'curator'))
union all
select t.id, t.handed_to, 'handed'
from tasks t
where t.handed_to is not null
  and exists (select 1 from roles r where r.participant = t.handed_to and r.organisation = t.organisation
              and r.ended_at is null)
union all
select t.id, r.participant, 'coordinator'
from tasks t
join organisations o on o.id = t.organisation and o.level = 'school'
join roles r on r.organisation = o.municipality and r.role = 'coordinator' and r.ended_at is null
union all
select t.id, r.participant, 'curator'
from tasks t
join organisations o on o.id = t.organisation and o.level in ('school', 'municipality')
join roles r on r.programme = o.programme and r.role = 'curator' and r.ended_at is null
where not exists (select 1 from territories x where x.role = r.id)
   or exists (select 1 from territories x where x.role = r.id and x.organisation = o.municipality)
union all
select t.id, r.participant, case r.role when 'operator' then 'operator' else 'observer' end
from tasks t
join organisations o on o.id = t.organisation
join roles r on r.programme = o.programme and r.role in ('operator', 'observer') and r.ended_at is null
union all
select t.id, a.author, 'author'
from tasks t
join activities a on a.id = t.activity
where a.author is not null
  and exists (select 1 from roles r where r.participant = a.author and r.programme = a.programme
              and r.ended_at is null);

-- Which verdicts the report that stands has: when coordinators and curators have said that it is good. An operator may
-- pass it on in a coordinator's stead. What somebody in the chat has asked for goes no such way.
-- only: sqlite
drop view reported;
create {or_replace} view reported as
select t.id as task, t.state_at as reported_at, p.review,
       (select max(v.at) from reviews v where v.task = t.id and v.report = t.report
        and v.verdict in ('passed', 'accepted') and v.level in ('coordinator', 'operator')) as coordinator_at,
       (select max(v.at) from reviews v where v.task = t.id and v.report = t.report
        and v.verdict = 'accepted' and v.level = 'curator') as curator_at
from tasks t
join activities a on a.id = t.activity and a.review = ''
join organisations o on o.id = t.organisation
join programmes p on p.id = o.programme
where t.state = 'done';
