-- Evidence is judged level after level, or by both together, as the programme says; every verdict is kept.

-- in_turn: coordinators read first and pass on to curators; together: both accept; or one level alone.
alter table programmes add column review text not null default 'in_turn';

-- How often the task was reported done: verdicts on earlier reports no longer count.
alter table tasks add column report bigint not null default 0;
create index tasks_reported on tasks (organisation) where state = 'done';

-- level: coordinator, curator, operator; verdict: passed, accepted, returned.
create table reviews (
    id {auto_id},
    task bigint not null references tasks (id),
    report bigint not null,
    level text not null,
    verdict text not null,
    remark text not null default '',
    participant bigint not null references participants (id),
    at bigint not null
);
create index reviews_task on reviews (task, report);
create index reviews_participant on reviews (participant);

-- Who could judge a task, and at which level: those who have joined and can be written to now.
create view judging as
select c.task, c.relation as level, c.participant
from concerned c
where c.relation in ('coordinator', 'curator', 'operator')
  and exists (select 1 from participants p where p.id = c.participant and p.consented_at is not null)
  and exists (select 1 from addresses a where a.participant = c.participant and a.closed_at is null);

-- Each report that waits for a verdict: which levels have somebody, and when they have said that it is good.
-- An operator may pass it on in a coordinator's stead.
create view reported as
select t.id as task, t.state_at as reported_at, p.review,
       case when exists (select 1 from judging j where j.task = t.id and j.level = 'coordinator')
           then 1 else 0 end as coordinators,
       case when exists (select 1 from judging j where j.task = t.id and j.level = 'curator')
           then 1 else 0 end as curators,
       (select max(v.at) from reviews v where v.task = t.id and v.report = t.report
        and v.verdict in ('passed', 'accepted') and v.level in ('coordinator', 'operator')) as coordinator_at,
       (select max(v.at) from reviews v where v.task = t.id and v.report = t.report
        and v.verdict = 'accepted' and v.level = 'curator') as curator_at
from tasks t
join organisations o on o.id = t.organisation
join programmes p on p.id = o.programme
where t.state = 'done';

-- Whose turn it is to judge a report, since when, and whether a good one is passed on to the next level (1) or settled.
-- The one place that says so: lists, rights, reminders and cards ask here. A level that has nobody is passed over; if
-- it was to have the last word, it goes to the level that is left, and where none is, to the operators.
create view reviewing as
select s.task, j.level, j.participant,
       case when j.level = 'curator' and s.review = 'in_turn' and s.coordinators = 1
           then coalesce(s.coordinator_at, s.reported_at) else s.reported_at end as since,
       case when j.level = 'coordinator' and s.review = 'in_turn' and s.curators = 1 then 1 else 0 end as passes
from reported s
join judging j on j.task = s.task
where (j.level = 'coordinator' and (
           s.curators = 0
           or s.review = 'coordinator'
           or (s.review in ('in_turn', 'together') and s.coordinator_at is null)))
   or (j.level = 'curator' and (
           s.coordinators = 0
           or s.review = 'curator'
           or (s.review = 'in_turn' and s.coordinator_at is not null)
           or (s.review = 'together' and s.curator_at is null)))
   or (j.level = 'operator' and s.coordinators = 0 and s.curators = 0);
