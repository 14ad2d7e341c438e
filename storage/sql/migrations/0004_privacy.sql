-- When somebody was forgotten: their row stays, without anything that says who it was.
alter table participants add column erased_at bigint;
create index participants_erased on participants (id) where erased_at is not null;

-- Who sent a file, so that it can be given to them or erased with them.
alter table files add column sent_by bigint references participants (id);
update files set sent_by = coalesce(
    (select min(e.participant) from evidence e where e.file = files.id),
    (select min(q.asker) from questions q where q.file = files.id));
create index files_sent_by on files (sent_by) where sent_by is not null;

-- Whose act made us write to another person.
alter table outbox add column author bigint references participants (id);
create index outbox_author on outbox (author) where author is not null;

-- Deliveries of which nothing is kept once they have ended: the last word to somebody forgotten, copies of data.
create table fleeting (
    delivery bigint not null primary key references outbox (id),
    file bigint references files (id)
);

-- The second question before forgetting; the token is good once and for a short while.
create table erasure_requests (
    participant bigint not null primary key references participants (id),
    token bigint not null,
    asked_at bigint not null
);

-- By what a list would name the forgotten again: salted hashes, kept only while the list still names them.
create table erased_keys (
    programme text not null,
    key_hash text not null,
    erased_at bigint not null,
    primary key (programme, key_hash)
);

