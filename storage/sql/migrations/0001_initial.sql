-- Ids are BIGINT; instants BIGINT seconds UTC (programme time unless a comment says real time); days TEXT
-- (2018-05-30 is a day in a region, not an instant); JSON is opaque TEXT; not a flag but the instant it happened.

create table programmes (
    id {auto_id},
    code text not null unique,
    title text not null,
    starts_on text not null,
    ends_on text not null,
    time_zone text not null,
    digest_at text not null,
    quiet_hours text not null,
    ladder text not null,
    consent_version text not null,
    consent_text text not null,
    loaded_at bigint not null
);

-- A programme's own wordings of our texts: the template's name and its source.
create table texts (
    programme bigint not null references programmes (id),
    name text not null,
    source text not null,
    primary key (programme, name)
);

create table organisations (
    id {auto_id},
    programme bigint not null references programmes (id),
    code text not null,
    title text not null,
    search_name text not null,
    level text not null,
    parent bigint references organisations (id),
    -- The nearest of itself and its parents that is a municipality; kept by the loading of a programme.
    municipality bigint references organisations (id),
    time_zone text not null,
    gone_at bigint,
    unique (programme, code)
);
create index organisations_parent on organisations (parent);
create index organisations_municipality on organisations (municipality);

create table school_groups (
    id {auto_id},
    programme bigint not null references programmes (id),
    code text not null,
    title text not null,
    unique (programme, code)
);

create table group_members (
    school_group bigint not null references school_groups (id),
    organisation bigint not null references organisations (id),
    primary key (school_group, organisation)
);

create table participants (
    id {auto_id},
    source_key text unique,
    name text not null,
    search_name text not null,
    phone text not null default '',
    email text not null default '',
    subjects text not null default '',
    consent_version text,
    consented_at bigint,
    created_at bigint not null
);

-- By which a person of the lists is known again: one key for each organisation of theirs.
create table participant_keys (
    key text not null primary key,
    participant bigint not null references participants (id)
);
create index participant_keys_participant on participant_keys (participant);

create table roles (
    id {auto_id},
    participant bigint not null references participants (id),
    programme bigint not null references programmes (id),
    organisation bigint not null references organisations (id),
    role text not null,
    source text not null,
    granted_at bigint not null,
    ended_at bigint,
    unique (participant, organisation, role)
);
create index roles_organisation on roles (organisation, role);
create index roles_programme on roles (programme, role);

create table territories (
    role bigint not null references roles (id),
    organisation bigint not null references organisations (id),
    primary key (role, organisation)
);

create table addresses (
    channel text not null,
    user_id text not null,
    participant bigint not null references participants (id),
    linked_at bigint not null,
    seen_at bigint not null,
    closed_at bigint,
    primary key (channel, user_id)
);
create index addresses_participant on addresses (participant);

create table invites (
    id {auto_id},
    programme bigint not null references programmes (id),
    code text not null unique,
    participant bigint references participants (id),
    organisation bigint not null references organisations (id),
    role text not null,
    uses_limit bigint not null,
    uses bigint not null default 0,
    expires_at bigint not null,
    created_at bigint not null,
    revoked_at bigint
);

create index invites_participant on invites (participant) where participant is not null;

-- Wrong codes, counted per hashed address and over all; nothing here names a person.
create table guesses (
    who text not null primary key,
    since bigint not null,
    tries bigint not null
);

create table conversations (
    participant bigint not null primary key references participants (id),
    form text not null,
    state text not null,
    opened_at bigint not null,
    updated_at bigint not null
);

create table sections (
    id {auto_id},
    programme bigint not null references programmes (id),
    number text not null,
    title text not null,
    position bigint not null,
    gone_at bigint,
    unique (programme, number)
);

create table activities (
    id {auto_id},
    programme bigint not null references programmes (id),
    section bigint not null references sections (id),
    number text not null,
    title text not null,
    starts_on text,
    due_on text,
    -- What the file said when it was loaded last: a day moved in the chat stays until the file says another.
    file_due_on text,
    owners text not null,
    evidence_needed bigint not null,
    position bigint not null,
    moved_at bigint,
    gone_at bigint,
    unique (programme, number)
);

create table results (
    activity bigint not null references activities (id),
    position bigint not null,
    title text not null,
    primary key (activity, position)
);

create table tasks (
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
    unique (activity, organisation)
);
create index tasks_organisation on tasks (organisation, state);
create index tasks_handed on tasks (handed_to) where handed_to is not null;

create table files (
    id {auto_id},
    kind text not null,
    name text not null,
    mime text not null,
    size bigint not null,
    content {bytes} not null,
    added_at bigint not null
);

create table evidence (
    id {auto_id},
    task bigint not null references tasks (id),
    participant bigint not null references participants (id),
    body text not null,
    file bigint references files (id),
    added_at bigint not null,
    withdrawn_at bigint
);
create index evidence_task on evidence (task);
create index evidence_file on evidence (file) where file is not null;

create table extensions (
    id {auto_id},
    task bigint not null references tasks (id),
    participant bigint not null references participants (id),
    wanted_on text not null,
    reason text not null,
    asked_at bigint not null,
    decided_at bigint,
    decided_by bigint references participants (id),
    outcome text
);
create index extensions_task on extensions (task);
-- One open request a task: a second one replaces the first.
create unique index extensions_open on extensions (task) where decided_at is null;

create table questions (
    id {auto_id},
    task bigint references tasks (id),
    asker bigint not null references participants (id),
    body text not null,
    file bigint references files (id),
    asked_at bigint not null,
    answered_at bigint,
    answered_by bigint references participants (id)
);

create index questions_file on questions (file) where file is not null;

-- Who changed what: the trace of every act that concerns others.
create table history (
    id {auto_id},
    at bigint not null,
    actor bigint references participants (id),
    verb text not null,
    task bigint references tasks (id),
    facts text not null
);
create index history_task on history (task);

create table reminders (
    id {auto_id},
    participant bigint not null references participants (id),
    task bigint not null references tasks (id),
    rung text not null,
    fire_at bigint not null,
    closed_at bigint,
    outcome text,
    delivery bigint,
    unique (participant, task, rung)
);
create index reminders_due on reminders (fire_at) where closed_at is null;
create index reminders_task on reminders (task);
create index reminders_delivery on reminders (delivery) where delivery is not null;

-- Each update once. `raw` is kept only for what the reader could not make out. Real time.
create table inbox (
    dedupe_key text not null primary key,
    received_at bigint not null,
    raw text
);
create index inbox_received on inbox (received_at);

create table positions (
    channel text not null primary key,
    position text not null
);

create table bodies (
    id {auto_id},
    content text not null,
    file bigint references files (id)
);

create index bodies_file on bodies (file) where file is not null;

-- planned -> sending -> sent | failed | unreachable | expired | cancelled.
-- not_before (never before created_at), expires_at, created_at: programme time; retry_at, tried_at (the first try),
-- settled_at: real time. Where not_before is equal, the id gives the order.
create table outbox (
    id {auto_id},
    body bigint not null references bodies (id),
    participant bigint references participants (id),
    channel text not null,
    user_id text not null,
    lane bigint not null,
    reason text not null,
    state text not null,
    detail text not null default '',
    random_id bigint not null,
    tries bigint not null default 0,
    not_before bigint not null,
    expires_at bigint,
    retry_at bigint not null default 0,
    tried_at bigint,
    edits text not null default '',
    ref text not null default '',
    created_at bigint not null,
    settled_at bigint,
    unique (channel, user_id, reason)
);
create index outbox_planned on outbox (channel, lane, not_before, id) where state = 'planned';
create index outbox_sending on outbox (channel) where state = 'sending';
create index outbox_open on outbox (channel, user_id, lane, not_before, id) where state in ('planned', 'sending');
create index outbox_expiring on outbox (expires_at) where state = 'planned' and expires_at is not null;
create index outbox_reasons on outbox (reason, id) where state = 'planned';
create index outbox_participant on outbox (participant);
create index outbox_ref on outbox (channel, user_id, ref) where ref <> '';
create index outbox_body on outbox (body);

create table settings (
    name text not null primary key,
    value text not null
);

-- Who has to do with a task, and as what. The one place that says so: rights, lists, reminders and notices ask here.
-- team: does it; handed: it was handed over to them; coordinator, curator, operator: watch over it; observer: looks.
create view concerned as
select t.id as task, r.participant, 'team' as relation
from tasks t
join organisations o on o.id = t.organisation
join roles r on r.organisation = o.id and r.ended_at is null
where (o.level = 'school' and r.role = 'director')
   or (o.level = 'municipality' and r.role = 'coordinator')
   or (o.level = 'institute' and r.role = 'curator')
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
join roles r on r.programme = o.programme and r.role in ('operator', 'observer') and r.ended_at is null;
