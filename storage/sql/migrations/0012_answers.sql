-- A sheet is one filling-in of a survey's wave. `unit` says of what there is one: of each person, of each school, or of
-- each school or teacher that somebody else judges. Ids are drawn by lot, so that they tell no order.
--
-- Of an anonymous wave a sheet is somebody's until it is sent; then it becomes another sheet under another number, that
-- names no person, no organisation and no time, and who has taken part stands in `participations` alone.
alter table surveys add column edition bigint not null default 1;
-- `files`, which a loading rules over, or `chat`.
alter table surveys add column source text not null default 'files';
alter table waves add column unit text not null default 'person';
alter table waves add column anonymous bigint not null default 0;
-- Of an anonymous wave that is over: its rows tell no order any more.
alter table waves add column settled bigint not null default 0;
-- Only those who have given this answer, which is JSON, to this question of another survey.
alter table waves add column answered_survey text not null default '';
alter table waves add column answered_question text not null default '';
alter table waves add column answered_value text not null default '';
-- The subjects a person teaches, as words are compared: «;математика;физика;».
alter table participants add column search_subjects text not null default '';

create table sheets (
    id bigint not null primary key,
    wave bigint not null references waves (id),
    unit text not null,
    -- In whose hands it is.
    participant bigint references participants (id),
    organisation bigint references organisations (id),
    -- The teacher who is judged.
    about bigint references participants (id),
    begun_at bigint,
    finished_at bigint,
    unique (wave, unit)
);
create index sheets_participant on sheets (participant);
create index sheets_about on sheets (about) where about is not null;

-- The last answer to each question: JSON, null for one that was passed over. It does not count while its question is
-- not asked for the sake of other answers. What is worked out stands here too.
create table answers (
    sheet bigint not null references sheets (id),
    question text not null,
    value text not null,
    file bigint references files (id),
    counts bigint not null default 1,
    primary key (sheet, question)
);
create index answers_file on answers (file) where file is not null;

create table participations (
    wave bigint not null references waves (id),
    participant bigint not null references participants (id),
    primary key (wave, participant)
);
create index participations_participant on participations (participant);

-- The schools that somebody looks after in one of their roles.
create view looked_after as
select r.id as role, o.id as organisation
from roles r
join organisations o on o.programme = r.programme and o.level = 'school' and o.gone_at is null
where r.ended_at is null
  and (r.organisation = o.id or r.organisation = o.municipality
       or exists (select 1 from territories t where t.role = r.id and t.organisation in (o.id, o.municipality))
       or (r.role = 'curator' and not exists (select 1 from territories t where t.role = r.id)));

-- Whom a wave asks: each row is one way to be asked, by role, and by group, place (an organisation or a municipality)
-- and subject where they are given.
drop view asked;
create table wave_audience_anew (
    wave bigint not null references waves (id),
    role text not null,
    school_group text not null default '',
    place bigint not null default 0,
    subject text not null default '',
    primary key (wave, role, school_group, place, subject)
);
insert into wave_audience_anew (wave, role, school_group) select wave, role, school_group from wave_audience;
drop table wave_audience;
alter table wave_audience_anew rename to wave_audience;

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

-- A reminder is of a task or of a wave.
create table reminders_anew (
    id {auto_id},
    participant bigint not null references participants (id),
    task bigint references tasks (id),
    wave bigint references waves (id),
    rung text not null,
    fire_at bigint not null,
    closed_at bigint,
    outcome text,
    delivery bigint,
    unique (participant, task, rung)
);
insert into reminders_anew (participant, task, rung, fire_at, closed_at, outcome, delivery)
select participant, task, rung, fire_at, closed_at, outcome, delivery from reminders order by id;
drop table reminders;
alter table reminders_anew rename to reminders;
create index reminders_due on reminders (fire_at) where closed_at is null;
create index reminders_of_participant on reminders (participant, fire_at) where closed_at is null;
create index reminders_task on reminders (task) where task is not null;
create index reminders_delivery on reminders (delivery) where delivery is not null;
create unique index reminders_of_wave on reminders (wave, participant, rung) where wave is not null;

-- The organisations of which somebody may see what surveys have brought. Names and single answers need more: `sees`
-- is 2 for who may see both, 1 for who may see the names of those who have not answered, 0 for counts alone.
create view overseen as
select r.participant, r.programme, o.id as organisation,
       case when r.role in ('operator', 'curator') then 2 when r.role = 'observer' then 0 else 1 end as sees
from roles r
join organisations o on o.programme = r.programme
where r.ended_at is null
  and (r.role in ('operator', 'observer')
       or (r.role = 'curator'
           and (not exists (select 1 from territories t where t.role = r.id)
                or exists (select 1 from territories t where t.role = r.id and t.organisation in (o.id, o.municipality))
                or o.id = r.organisation))
       or (r.role = 'coordinator' and r.organisation in (o.id, o.municipality))
       or (r.role = 'director' and r.organisation = o.id));

-- A chart or a workbook that somebody waits for; it is made apart from the dialogue, and forgotten once it has gone.
create table errands (
    id {auto_id},
    participant bigint not null references participants (id),
    channel text not null,
    user_id text not null,
    kind text not null,
    facts text not null,
    -- Real time: since when a process is at it, and how often one has begun.
    taken_at bigint,
    tries bigint not null default 0
);
create index errands_participant on errands (participant);
