-- name: of_programme
select id, code, title, subject, position
from topics where programme = :programme and gone_at is null and help = 0 order by position, id

-- name: kinds_of_help
select id, code, title, subject, position
from topics where programme = :programme and gone_at is null and help = 1 order by position, id

-- name: by_id
select id, code, title, subject, position from topics where id = :id

-- name: put!
-- A topic is matched by its code.
insert into topics (programme, code, title, subject, position, help)
values (:programme, :code, :title, :subject, :position, :help)
on conflict (programme, code) do update set
    title = excluded.title, subject = excluded.subject, position = excluded.position, gone_at = null

-- name: leave!
update topics set gone_at = :now where id = :id and gone_at is null
