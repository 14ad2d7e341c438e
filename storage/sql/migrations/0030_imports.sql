-- Plans that operators send as documents: read, settled and loaded in the chat; and the figures that their results name.

create table imports (
    id {auto_id},
    programme bigint not null references programmes (id),
    -- Who has sent it. Null once they are forgotten.
    participant bigint references participants (id),
    -- Null once it was dropped.
    file bigint references files (id),
    name text not null,
    -- reading, draft, refused, applied, dropped
    state text not null,
    -- Why it was refused: a line of words.
    why text not null default '',
    -- As it was understood, JSON; empty before and after.
    document text not null default '',
    -- What was settled of this file, JSON: question, answer.
    answers text not null default '{}',
    started_at bigint not null,
    ended_at bigint
);
create index imports_participant on imports (participant) where participant is not null;
create index imports_programme on imports (programme);
create index imports_file on imports (file) where file is not null;

-- What a programme has settled once for all its documents. `question` is a number made of the three words after it.
create table import_answers (
    id {auto_id},
    programme bigint not null references programmes (id),
    question bigint not null,
    matter text not null,
    words text not null,
    mark text not null,
    answer text not null,
    answered_at bigint not null,
    unique (programme, question)
);

create table indicators (
    activity bigint not null references activities (id),
    position bigint not null,
    title text not null,
    -- A decimal number.
    plan text not null,
    unit text not null,
    -- 0: the figure is not to be exceeded.
    at_least bigint not null,
    per text not null,
    primary key (activity, position)
);

-- What the folder has said of the roadmap when it was last loaded, and since when a document holds in its place.
alter table programmes add column plan_mark text not null default '';
alter table programmes add column plan_sent_at bigint;
