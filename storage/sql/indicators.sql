-- name: of_programme
select i.activity, i.title, i.plan, i.unit, i.at_least, i.per
from indicators i
join activities a on a.id = i.activity
where a.programme = :programme
order by i.activity, i.position

-- name: of_activity
select title, plan, unit, at_least, per from indicators where activity = :activity order by position

-- name: forget!
delete from indicators where activity = :activity

-- name: put!
insert into indicators (activity, position, title, plan, unit, at_least, per)
values (:activity, :position, :title, :plan, :unit, :at_least, :per)
