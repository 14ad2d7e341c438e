-- name: ask
insert into extensions (task, participant, wanted_on, reason, asked_at)
values (:task, :participant, :wanted_on, :reason, :now)
returning id

-- name: withdraw_open!
-- A new request takes the place of one that nobody has decided.
update extensions set decided_at = :now, outcome = 'replaced' where task = :task and decided_at is null

-- name: by_id
select e.id, e.task, e.participant, e.wanted_on, e.reason, e.asked_at, e.decided_at, e.outcome, p.name as asker
from extensions e
join participants p on p.id = e.participant
where e.id = :id

-- name: open_of
select e.id, e.task, e.participant, e.wanted_on, e.reason, e.asked_at, e.decided_at, e.outcome, p.name as asker
from extensions e
join participants p on p.id = e.participant
where e.task = :task and e.decided_at is null

-- name: decide
update extensions set decided_at = :now, decided_by = :by, outcome = :outcome
where id = :id and decided_at is null
returning id
