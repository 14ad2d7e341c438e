-- Surveys as a programme defines them: its questions are JSON, which the scheduler reads and writes. What vanished
-- from the files is marked with its end and kept, for its answers are.
create table surveys (
    id {auto_id},
    programme bigint not null references programmes (id),
    code text not null,
    title text not null,
    version text not null,
    questions text not null,
    loaded_at bigint not null,
    ended_at bigint,
    unique (programme, code)
);
