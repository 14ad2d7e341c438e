-- Consultations: threads between somebody who asks and somebody who answers, with their clock and their hours.

-- The rules of the desk (scheduler/consulting/rules.py), JSON; empty: those of the house.
alter table programmes add column desk text not null default '';

-- What questions may be about. `subject` is the school subject of a topic, casefolded as in the lists, or empty.
create table topics (
    id {auto_id},
    programme bigint not null references programmes (id),
    code text not null,
    title text not null,
    subject text not null default '',
    position bigint not null,
    gone_at bigint,
    unique (programme, code)
);

-- Schools that work together, each pair in both directions.
create table partners (
    organisation bigint not null references organisations (id),
    partner bigint not null references organisations (id),
    primary key (organisation, partner)
);
create index partners_partner on partners (partner);

-- Who is away, up to and with a day; who answers meanwhile.
create table absences (
    participant bigint not null primary key references participants (id),
    until_on text not null,
    deputy bigint references participants (id),
    since bigint not null
);
create index absences_deputy on absences (deputy) where deputy is not null;

-- A thread. state: open (an answer is owed), waiting (for the asker), closed. `organisation` is the asker's as it was
-- when they asked: its hours are counted there. Without an owner it waits for somebody of its circle.
-- `answer_by` and `close_by` stand while the clock runs, `close_left` (working seconds) while it does not.
-- `next_at` is when time brings about the next `step`.
create table consultations (
    id {auto_id},
    programme bigint not null references programmes (id),
    asker bigint not null references participants (id),
    organisation bigint not null references organisations (id),
    topic bigint references topics (id),
    task bigint references tasks (id),
    owner bigint references participants (id),
    state text not null,
    asked_at bigint not null,
    state_at bigint not null,
    first_answered_at bigint,
    answer_by bigint,
    close_by bigint,
    close_left bigint not null default 0,
    step text not null default '',
    next_at bigint,
    closed_at bigint,
    closed_by bigint references participants (id),
    reopened bigint not null default 0,
    rating bigint,
    rating_note text not null default '',
    rated_at bigint
);
create index consultations_asker on consultations (asker, id);
create index consultations_owner on consultations (owner, id) where owner is not null;
create index consultations_programme on consultations (programme, state, id);
create index consultations_next on consultations (next_at) where next_at is not null;
create index consultations_task on consultations (task) where task is not null;

-- The circle of a thread: whom its rule has found, and whoever it was handed to since.
create table answerers (
    consultation bigint not null references consultations (id),
    participant bigint not null references participants (id),
    primary key (consultation, participant)
);
create index answerers_participant on answerers (participant);

-- What was said in a thread, in its order. kind: question, answer, note (never for the asker), or what happened:
-- taken, passed (to `subject`), closed, reopened. `channel` and `ref` name the author's own message.
create table posts (
    id {auto_id},
    consultation bigint not null references consultations (id),
    author bigint references participants (id),
    kind text not null,
    body text not null default '',
    file bigint references files (id),
    subject bigint references participants (id),
    at bigint not null,
    channel text not null default '',
    ref text not null default '',
    edited_at bigint
);
create index posts_consultation on posts (consultation, id);
create index posts_author on posts (author) where author is not null;
create index posts_subject on posts (subject) where subject is not null;
create index posts_file on posts (file) where file is not null;
create index posts_ref on posts (author, channel, ref) where ref <> '';

-- A post with the names and the file that belong to it.
create view thread_posts as
select s.id, s.consultation, s.author, coalesce(a.name, '') as author_name, s.kind, s.body, s.file,
       coalesce(f.kind, '') as file_kind, coalesce(f.name, '') as file_name, coalesce(f.mime, '') as file_mime,
       coalesce(f.size, 0) as file_size, s.subject, coalesce(j.name, '') as subject_name, s.at, s.edited_at, s.channel,
       s.ref
from posts s
left join participants a on a.id = s.author
left join participants j on j.id = s.subject
left join files f on f.id = s.file;

-- The words of a post before they were changed.
create table post_versions (
    post bigint not null references posts (id),
    at bigint not null,
    body text not null
);
create index post_versions_post on post_versions (post);

-- Which delivery has shown which post to whom: by it a reply finds its thread, and a change what is to be changed.
-- `settled_at`: somebody has looked at how it ended, and its author knows if it did not arrive. With `shows` 0 it only
-- speaks of the thread: a reply to it finds the thread, and no change of the post changes it.
create table post_letters (
    delivery bigint not null primary key references outbox (id),
    post bigint not null references posts (id),
    shows bigint not null default 1,
    settled_at bigint
);
create index post_letters_post on post_letters (post);
create index post_letters_in_hand on post_letters (delivery) where settled_at is null and shows = 1;

-- Hours that were given. kind: individual, group, on_site. A corrected entry stays, with who replaced it and when; what
-- counts is what was not replaced. A group counts as one entry, whatever the number of its `people`.
create table ledger (
    id {auto_id},
    programme bigint not null references programmes (id),
    participant bigint not null references participants (id),
    kind text not null,
    minutes bigint not null,
    on_day text not null,
    people bigint not null default 1,
    consultation bigint references consultations (id),
    slot bigint,
    replaces bigint references ledger (id),
    entered_at bigint not null,
    entered_by bigint references participants (id),
    replaced_at bigint,
    replaced_by bigint references participants (id)
);
create index ledger_participant on ledger (participant, on_day);
create index ledger_programme on ledger (programme, on_day);
create index ledger_consultation on ledger (consultation) where consultation is not null;
create index ledger_replaces on ledger (replaces) where replaces is not null;

-- The schools that an entry was for.
create table ledger_organisations (
    entry bigint not null references ledger (id),
    organisation bigint not null references organisations (id),
    primary key (entry, organisation)
);
create index ledger_organisations_organisation on ledger_organisations (organisation);

-- An entry with the names that belong to it. One that was replaced and has no `successor` was struck out.
create view ledger_told as
select e.id, e.programme, e.participant, p.name, e.kind, e.minutes, e.on_day, e.people, e.consultation, e.slot,
       coalesce(a.name, '') as asker_name, e.replaces, e.entered_at, e.entered_by, coalesce(w.name, '') as entered_by_name,
       e.replaced_at, coalesce(r.name, '') as replaced_by_name,
       (select max(x.id) from ledger x where x.replaces = e.id) as successor
from ledger e
join participants p on p.id = e.participant
left join consultations c on c.id = e.consultation
left join participants a on a.id = c.asker
left join participants w on w.id = e.entered_by
left join participants r on r.id = e.replaced_by;

-- Questions of before: an answered one is closed, the others wait for their circle.
alter table consultations add column question bigint;
insert into consultations (question, programme, asker, organisation, task, state, asked_at, state_at, first_answered_at,
                           closed_at, closed_by)
select q.id, r.programme, q.asker, r.organisation, q.task, case when q.answered_at is null then 'open' else 'closed' end,
       q.asked_at, coalesce(q.answered_at, q.asked_at), q.answered_at, q.answered_at, q.answered_by
from questions q
join roles r on r.id = (select x.id from roles x where x.participant = q.asker order by x.granted_at, x.id limit 1)
order by q.id;
insert into posts (consultation, author, kind, body, file, at)
select c.id, q.asker, 'question', q.body, q.file, q.asked_at
from questions q
join consultations c on c.question = q.id
order by q.id;
alter table consultations drop column question;
insert into answerers (consultation, participant)
select distinct c.id, r.participant
from consultations c
join organisations o on o.id = c.organisation
join roles r on r.programme = c.programme and r.role = 'curator' and r.ended_at is null
where not exists (select 1 from territories x where x.role = r.id)
   or exists (select 1 from territories x where x.role = r.id and x.organisation in (o.id, o.municipality));
drop table questions;

-- Who may answer a thread now: its owner, its circle, and the operators, who see that none is forgotten. `state` is the
-- thread's, by which an index finds those that are open.
create view answering as
select c.id as consultation, c.state, a.participant,
       case when a.participant = c.owner then 'owner' else 'circle' end as relation
from consultations c
join answerers a on a.consultation = c.id
where a.participant <> c.asker
  and exists (select 1 from roles r where r.participant = a.participant and r.programme = c.programme
              and r.ended_at is null and r.role in ('curator', 'mentor', 'coordinator', 'expert', 'operator'))
union all
select c.id, c.state, r.participant, 'operator'
from consultations c
join roles r on r.programme = c.programme and r.role = 'operator' and r.ended_at is null
where r.participant <> c.asker
  and not exists (select 1 from answerers a where a.consultation = c.id and a.participant = r.participant);

-- The owner of a thread, as long as they may answer it. The same as `answering` says, quick for one thread.
create view owning as
select c.id as consultation, c.owner as participant
from consultations c
where c.owner is not null and c.owner <> c.asker
  and exists (select 1 from answerers a where a.consultation = c.id and a.participant = c.owner)
  and exists (select 1 from roles r where r.participant = c.owner and r.programme = c.programme and r.ended_at is null
              and r.role in ('curator', 'mentor', 'coordinator', 'expert', 'operator'));

-- The schools that somebody looks after in one of their roles. A mentor who has territories does not look after the
-- school where they merely work.
drop view asked;
drop view looked_after;
create view looked_after as
select r.id as role, o.id as organisation
from roles r
join organisations o on o.programme = r.programme and o.level = 'school' and o.gone_at is null
where r.ended_at is null
  and ((r.organisation in (o.id, o.municipality)
        and (r.role <> 'mentor' or not exists (select 1 from territories t where t.role = r.id)))
       or exists (select 1 from territories t where t.role = r.id and t.organisation in (o.id, o.municipality))
       or (r.role = 'curator' and not exists (select 1 from territories t where t.role = r.id)));

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
