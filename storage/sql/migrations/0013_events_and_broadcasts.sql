-- Events, whom they invite and who came; and broadcasts, by which everything goes that many people get at once.
--
-- An event as the programme's files or somebody in the chat defines it. `audience` is JSON (scheduler/audience.py): whom
-- it is for, until somebody chooses otherwise for an invitation. `minutes` are credited to whoever came. `sequence`
-- counts the changes, as calendars want it. `facts` is what the file said last: what was changed in the chat stays until
-- the file says another thing.
create table events (
    id {auto_id},
    programme bigint not null references programmes (id),
    code text not null,
    -- `files`, which a loading rules over, or `chat`.
    source text not null,
    kind text not null,
    title text not null,
    about text not null default '',
    starts_at bigint not null,
    ends_at bigint not null,
    time_zone text not null,
    place text not null default '',
    directions text not null default '',
    link text not null default '',
    capacity bigint,
    minutes bigint not null default 0,
    audience text not null default '[]',
    activity bigint references activities (id),
    -- The code of the survey that goes out after the end.
    feedback text not null default '',
    -- Whether guests from outside may come.
    guests bigint not null default 0,
    -- From which the codes are made that are shown at the place.
    secret text not null,
    -- Who made it in the chat.
    owner bigint references participants (id),
    sequence bigint not null default 0,
    facts text not null default '',
    created_at bigint not null,
    cancelled_at bigint,
    cancel_reason text not null default '',
    -- When its reminders, a day and an hour before, and what goes out after its end were begun.
    day_told_at bigint,
    hour_told_at bigint,
    ended_at bigint,
    -- It has vanished from the files.
    gone_at bigint,
    unique (programme, code)
);
create index events_programme on events (programme, starts_at);
create index events_ahead on events (starts_at) where cancelled_at is null and gone_at is null and ended_at is null;

-- The agenda. `starts` and `ends` are times of the event's day, HH:MM; `ends` may be empty.
create table event_slots (
    event bigint not null references events (id),
    position bigint not null,
    starts text not null,
    ends text not null default '',
    title text not null,
    speaker text not null default '',
    primary key (event, position)
);

-- Who holds it, besides those who made it: they tick the list and show the code.
create table event_organisers (
    event bigint not null references events (id),
    participant bigint not null references participants (id),
    primary key (event, participant)
);
create index event_organisers_participant on event_organisers (participant);

-- Who is invited or has come by themselves. `answer`: yes, online, no; null while there is none. Whoever said yes when
-- all seats were taken waits since `queued_at`; null: they have a seat, or need none.
create table rsvps (
    event bigint not null references events (id),
    participant bigint not null references participants (id),
    invited_at bigint,
    answer text,
    reason text not null default '',
    answered_at bigint,
    queued_at bigint,
    attended_at bigint,
    -- `code`, `qr` or `list`.
    attended_how text not null default '',
    marked_by bigint references participants (id),
    minutes bigint not null default 0,
    primary key (event, participant)
);
create index rsvps_participant on rsvps (participant);

-- Guests from outside the network, for the counts by region.
create table guests (
    event bigint not null references events (id),
    participant bigint not null references participants (id),
    region text not null,
    organisation text not null,
    primary key (event, participant)
);
create index guests_participant on guests (participant);

-- `number` is printed and can be verified by anybody.
create table certificates (
    number text not null primary key,
    event bigint not null references events (id),
    participant bigint not null references participants (id),
    issued_at bigint not null,
    unique (event, participant)
);
create index certificates_participant on certificates (participant);

-- One message to an audience. kind: message, letter (to be confirmed as read), invitation, notice (of an event).
-- state: draft, scheduled, running, paused, done, cancelled. `content` is the reply as the outbox keeps it;
-- `body` its row there while it is being sent. `author` is null for what the programme sends by itself.
create table broadcasts (
    id {auto_id},
    programme bigint not null references programmes (id),
    author bigint references participants (id),
    kind text not null,
    event bigint references events (id),
    lane bigint not null,
    content text not null,
    file bigint references files (id),
    audience text not null default '[]',
    state text not null,
    send_at bigint,
    expires_at bigint,
    created_at bigint not null,
    started_at bigint,
    ended_at bigint,
    round bigint not null default 1,
    body bigint references bodies (id),
    -- The message that tells the author how it goes, and which of its versions was planned last.
    watch_channel text not null default '',
    watch_user text not null default '',
    watch_ref text not null default '',
    watch_delivery bigint,
    watch_said text not null default '',
    watched_at bigint not null default 0
);
create index broadcasts_author on broadcasts (author, id);
create index broadcasts_programme on broadcasts (programme, id);
create index broadcasts_event on broadcasts (event) where event is not null;
create index broadcasts_open on broadcasts (id) where state in ('scheduled', 'running');
create index broadcasts_body on broadcasts (body) where body is not null;
create index broadcasts_file on broadcasts (file) where file is not null;

-- To whom it goes, as it was when it began. `channel` is empty for whoever has no address. `planned_at` is when it was
-- put into the outbox; null: not yet.
create table broadcast_people (
    broadcast bigint not null references broadcasts (id),
    participant bigint not null references participants (id),
    channel text not null,
    user_id text not null,
    planned_at bigint,
    primary key (broadcast, participant)
);
create index broadcast_people_waiting on broadcast_people (broadcast, channel, participant)
    where planned_at is null and channel <> '';
create index broadcast_people_participant on broadcast_people (participant);

-- Who has pressed which of its buttons, and when first.
create table clicks (
    broadcast bigint not null references broadcasts (id),
    participant bigint not null references participants (id),
    button bigint not null,
    at bigint not null,
    primary key (broadcast, participant, button)
);
create index clicks_participant on clicks (participant);

-- Which broadcast a delivery carries; of a message of several parts, its last one.
alter table outbox add column broadcast bigint references broadcasts (id);
create index outbox_broadcast on outbox (broadcast, channel, state) where broadcast is not null;

-- A reminder is of a task, of a wave, of an invitation without an answer, or of a letter that was not confirmed.
alter table reminders add column event bigint references events (id);
alter table reminders add column letter bigint references broadcasts (id);
create unique index reminders_of_event on reminders (event, participant, rung) where event is not null;
create unique index reminders_of_letter on reminders (letter, participant, rung) where letter is not null;
