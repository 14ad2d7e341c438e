-- name: hold!
-- Two who judge at once do so one after the other, and the second sees what the first has said.
update tasks set report = report where id = :task

-- name: turns
-- Who is to judge a report now.
select r.level, r.participant, min(r.since) as since, max(r.passes) as passes, min(r.known) as known,
       coalesce(max(a.until_on), '') as until_on
from reviewing r
left join absences a on a.participant = r.participant
where r.task = :task
group by r.level, r.participant
order by r.level, r.participant

-- name: add!
insert into reviews (task, report, level, verdict, remark, participant, at)
select t.id, t.report, :level, :verdict, :remark, cast(:participant as bigint), cast(:now as bigint)
from tasks t
where t.id = :task

-- name: of_task
-- What was said of a task, the latest last; `counts` is 1 for verdicts on the report that stands.
select v.level, v.verdict, v.remark, v.at, v.participant, p.name as participant_name,
       case when v.report = t.report then 1 else 0 end as counts
from reviews v
join tasks t on t.id = v.task
join participants p on p.id = v.participant
where v.task = :task
order by v.id

-- name: waiting
-- How many reports wait for a person, and since when the first of them.
select count(*) as number, min(r.since) as since
from (select task, min(since) as since from checking where participant = :participant group by task) r
having count(*) > 0

-- name: judges
-- Whose turn it is with the reports of a stretch of tasks, by the rule of the view `turns`, with the hours of their main
-- role. `late` is 1 for operators who are to hear that others were reminded so often: `since` is the last time.
-- Materialized: the view `reviewing` is quick for one report, and slow for many.
with waiting as materialized (
    select r.task, r.reported_at, r.review, r.coordinator_at, r.curator_at,
           (select x.fire_at from reminders x
            where x.task = r.task and x.rung like 'review:%' and x.rung <> 'review:late' and x.outcome = 'digest'
              and x.fire_at >= r.reported_at
            group by x.fire_at order by x.fire_at limit 1 offset :before) as last_at
    from reported r
    where r.task between :first and :last
),
bench as materialized (
    select distinct j.task, j.level, j.participant, j.joined_at from judging j
    where j.task between :first and :last and j.task in (select task from waiting)
),
levels as materialized (
    select b.task, max(case b.level when 'coordinator' then 1 else 0 end) as coordinators,
           max(case b.level when 'curator' then 1 else 0 end) as curators
    from bench b
    group by b.task
),
rule as materialized (select * from turns),
seats as (
    select b.task, b.participant, 0 as late,
           case when w.since = 'verdict' then s.coordinator_at else s.reported_at end as since, b.joined_at
    from waiting s
    join levels l on l.task = s.task
    join rule w on w.review = s.review and w.coordinators = l.coordinators and w.curators = l.curators
        and w.coordinator_said = case when s.coordinator_at is null then 0 else 1 end
        and w.curator_said = case when s.curator_at is null then 0 else 1 end
    join bench b on b.task = s.task and b.level = w.level
    union all
    select b.task, b.participant, 1, s.last_at, 0
    from waiting s
    join bench b on b.task = s.task and b.level = 'operator'
    where s.last_at is not null
)
select r.task, r.participant, r.late, r.since, o.time_zone, p.digest_at, p.quiet_hours
from (select task, participant, late, min(case when joined_at > since then joined_at else since end) as since
      from seats group by task, participant, late) r
join roles m on m.id = (select x.id from roles x where x.participant = r.participant and x.ended_at is null
                        order by x.granted_at, x.id limit 1)
join organisations o on o.id = m.organisation
join programmes p on p.id = m.programme

-- name: unreminded
-- Reports behind this id that wait, and nobody is going to be reminded of them.
select t.id
from tasks t
join activities a on a.id = t.activity and a.review = ''
where t.state = 'done' and t.id > :after
  and not exists (select 1 from reminders r where r.task = t.id and r.closed_at is null and r.rung like 'review:%'
                  and r.rung <> 'review:late')
order by t.id
limit cast(:size as bigint)
