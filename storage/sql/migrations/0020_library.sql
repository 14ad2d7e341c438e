-- The library of a programme: materials, recordings, templates and answered questions, and the words they are found by.

-- `code` is how the programme's files name it, null where it comes from the chat or from a question.
create table materials (
    id {auto_id},
    programme bigint not null references programmes (id),
    code text,
    -- `files`, which a loading rules over, `chat` or `question`.
    source text not null,
    -- material, recording, template, answer.
    kind text not null,
    title text not null,
    about text not null default '',
    link text not null default '',
    file bigint references files (id),
    topic bigint references topics (id),
    consultation bigint references consultations (id),
    added_by bigint references participants (id),
    added_at bigint not null,
    -- Of what the file said last, as it said it: whoever is forgotten does not come back with a row that has not changed.
    digest text not null default '',
    gone_at bigint,
    unique (programme, code)
);
create index materials_programme on materials (programme, id) where gone_at is null;
create index materials_file on materials (file) where file is not null;
create index materials_topic on materials (topic) where topic is not null;
create index materials_consultation on materials (consultation) where consultation is not null;
create index materials_added_by on materials (added_by) where added_by is not null;

-- The stems of the words of each that is not gone. `weight`: what a word in the title counts for is more.
create table material_words (
    material bigint not null references materials (id),
    programme bigint not null references programmes (id),
    -- Ordered by its signs and no language's rules: an index serves a search for what begins with some letters.
    stem text {by_sign} not null,
    weight bigint not null,
    primary key (material, stem)
);
create index material_words_stem on material_words (programme, stem, material, weight);
