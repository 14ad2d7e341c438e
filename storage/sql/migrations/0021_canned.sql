-- Answers that somebody gives again and again.
create table canned (
    id {auto_id},
    participant bigint not null references participants (id),
    programme bigint not null references programmes (id),
    title text not null,
    body text not null,
    created_at bigint not null
);
create index canned_participant on canned (participant, id);
