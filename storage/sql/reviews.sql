-- name: hold!
-- Two who judge at once do so one after the other, and the second sees what the first has said.
update tasks set report = report where id = :task

-- name: turns
-- Who is to judge a report now.
select distinct level, participant, since, passes from reviewing where task = :task order by level, participant

-- name: add!
insert into reviews (task, report, level, verdict, remark, participant, at)
select t.id, t.report, :level, :verdict, :remark, cast(:participant as bigint), cast(:now as bigint)
from tasks t
where t.id = :task

-- name: of_task
-- What was said of a task, the latest last; `counts` is 1 for verdicts on the report that stands.
select v.level, v.verdict, v.remark, v.at, p.name as participant_name,
       case when v.report = t.report then 1 else 0 end as counts
from reviews v
join tasks t on t.id = v.task
join participants p on p.id = v.participant
where v.task = :task
order by v.id

-- name: waiting
-- How many reports wait for a person, and since when the first of them.
select count(*) as number, min(r.since) as since
from (select task, min(since) as since from reviewing where participant = :participant group by task) r
having count(*) > 0

-- name: judges
-- Whose turn it is with a task, with the hours of their main role.
select r.task, r.participant, r.since, o.time_zone, p.digest_at, p.quiet_hours
from (select task, participant, min(since) as since from reviewing where task = :task group by task, participant) r
join roles m on m.id = (select x.id from roles x where x.participant = r.participant and x.ended_at is null
                        order by x.granted_at, x.id limit 1)
join organisations o on o.id = m.organisation
join programmes p on p.id = m.programme
