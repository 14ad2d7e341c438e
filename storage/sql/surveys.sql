-- name: of_programme
-- The surveys that a programme has now.
select id, code, title, version, questions from surveys
where programme = :programme and ended_at is null
order by id

-- name: put
-- A survey is matched by its code; one that had ended begins again.
insert into surveys (programme, code, title, version, questions, loaded_at)
values (:programme, :code, :title, :version, :questions, :now)
on conflict (programme, code) do update set
    title = excluded.title, version = excluded.version, questions = excluded.questions,
    loaded_at = excluded.loaded_at, ended_at = null

-- name: end
update surveys set ended_at = :now where id = :id and ended_at is null
