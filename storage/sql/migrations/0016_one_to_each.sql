-- One to each: every school gets its own file or its own text. A part is what one file of an archive or one row of a
-- table brings; `named` is how that was called there. `organisation` is null for what found nobody, `how` says by what
-- it was found, or what is wrong with it. `content` is the reply as the outbox keeps it, `body` its row there.
create table broadcast_parts (
    id {auto_id},
    broadcast bigint not null references broadcasts (id),
    organisation bigint references organisations (id),
    named text not null,
    how text not null default '',
    content text not null default '',
    file bigint references files (id),
    body bigint references bodies (id)
);
create index broadcast_parts_broadcast on broadcast_parts (broadcast, id);
create index broadcast_parts_body on broadcast_parts (body) where body is not null;
create index broadcast_parts_file on broadcast_parts (file) where file is not null;

-- Somebody with posts in two schools gets the parts of both, and of one school all that were sent for it. 0: it has no
-- parts.
create table broadcast_people_of_parts (
    broadcast bigint not null references broadcasts (id),
    participant bigint not null references participants (id),
    part bigint not null default 0,
    channel text not null,
    user_id text not null,
    planned_at bigint,
    primary key (broadcast, participant, part)
);
insert into broadcast_people_of_parts (broadcast, participant, part, channel, user_id, planned_at)
select broadcast, participant, 0, channel, user_id, planned_at from broadcast_people;
drop table broadcast_people;
alter table broadcast_people_of_parts rename to broadcast_people;
create index broadcast_people_waiting on broadcast_people (broadcast, channel, part, participant)
    where planned_at is null and channel <> '';
create index broadcast_people_participant on broadcast_people (participant);

-- Which part a delivery carries.
alter table outbox add column part bigint not null default 0;
