-- name: ask
insert into questions (task, asker, body, file, asked_at) values (:task, :asker, :body, :file, :now)
returning id

-- name: by_id
select q.id, q.task, q.asker, q.body, q.asked_at, q.answered_at, q.answered_by, p.name as asker_name
from questions q
join participants p on p.id = q.asker
where q.id = :id

-- name: answered
-- Of two who answer at once the second finds nothing to change.
update questions set answered_at = :now, answered_by = :by where id = :id and answered_at is null
returning id
