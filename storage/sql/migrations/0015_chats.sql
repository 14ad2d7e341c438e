-- Chats of several people into which somebody has brought us: of a municipality, an institution, a subject. Neither
-- their members nor what is said there is ever stored. `chat` is its id there, `title` how the messenger or whoever
-- brought us calls it, `organisation` whose chat it is. `left_at`: we are not in it any more.
create table chats (
    id {auto_id},
    programme bigint not null references programmes (id),
    channel text not null,
    chat text not null,
    title text not null default '',
    organisation bigint not null references organisations (id),
    subject text not null default '',
    added_by bigint references participants (id),
    added_at bigint not null,
    left_at bigint,
    unique (channel, chat)
);
create index chats_programme on chats (programme, organisation);
create index chats_added_by on chats (added_by) where added_by is not null;

-- Into which chats a broadcast is to go or has gone; `posted_at` is null while it is only ticked.
create table chat_posts (
    chat bigint not null references chats (id) on delete cascade,
    broadcast bigint not null references broadcasts (id) on delete cascade,
    posted_at bigint,
    primary key (chat, broadcast)
);
create index chat_posts_broadcast on chat_posts (broadcast);

-- What its author has written, without the line that says who: in a chat nobody is named. Empty for what nobody signs.
alter table broadcasts add column words text not null default '';
