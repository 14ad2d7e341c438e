-- Answers that somebody gives again and again.

-- name: put
insert into canned (participant, programme, title, body, created_at)
values (:participant, :programme, :title, :body, :now)
returning id

-- name: of
select id, participant, programme, title, body
from canned where participant = :participant and programme = :programme
order by title, id
limit cast(:size as bigint) offset cast(:skip as bigint)

-- name: by_id
select id, participant, programme, title, body from canned where id = :id

-- name: drop!
delete from canned where id = :id
