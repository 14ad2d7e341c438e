-- name: note!
insert into history (at, actor, verb, task, facts) values (:now, :actor, :verb, :task, :facts)

-- name: of_task
select at, actor, verb, facts from history where task = :task order by id
