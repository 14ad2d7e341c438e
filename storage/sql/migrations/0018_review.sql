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

-- Who could judge a report, and at which level: those who have joined and can be written to now. Nobody judges a report of
-- their own; operators do where nobody else is left.
create view judging as
select c.task, c.relation as level, c.participant,
       coalesce((select min(x.given_at) from consents x where x.participant = c.participant), 0) as joined_at
from concerned c
where c.relation in ('coordinator', 'curator', 'operator')
  and (c.relation = 'operator'
       or not exists (select 1 from tasks own where own.id = c.task and own.state_by = c.participant))
  and exists (select 1 from participants p where p.id = c.participant and p.consented_at is not null)
  and exists (select 1 from addresses a where a.participant = c.participant and a.closed_at is null);

-- Which verdicts the report that stands has: when coordinators and curators have said that it is good. An operator may
-- pass it on in a coordinator's stead.
create view reported as
select t.id as task, t.state_at as reported_at, p.review,
       (select max(v.at) from reviews v where v.task = t.id and v.report = t.report
        and v.verdict in ('passed', 'accepted') and v.level in ('coordinator', 'operator')) as coordinator_at,
       (select max(v.at) from reviews v where v.task = t.id and v.report = t.report
        and v.verdict = 'accepted' and v.level = 'curator') as curator_at
from tasks t
join organisations o on o.id = t.organisation
join programmes p on p.id = o.programme
where t.state = 'done';

-- The rule: whose turn it is, by the programme's word, by which levels have somebody (1), and by which of them have said
-- that it is good (1); whether a good report is passed on to the next level (1) or settled; and since what it is their
-- turn: the report, the verdict before theirs, or what nobody has written down (""). A level that has nobody is passed
-- over; if it was to have the last word, it goes to the level that is left, and where none is, to the operators.
create view turns as
select w.review, c.n as coordinators, k.n as curators, cs.n as coordinator_said, ks.n as curator_said, l.level,
       case when l.level = 'coordinator' and w.review = 'in_turn' and k.n = 1 then 1 else 0 end as passes,
       case when l.level = 'coordinator' and cs.n = 0 and w.review <> 'curator' then 'report'
            when l.level = 'curator' and w.review = 'in_turn' and cs.n = 1 then 'verdict'
            when l.level = 'curator' and w.review in ('together', 'curator') and ks.n = 0 then 'report'
            else '' end as since
from (select 'in_turn' as review union all select 'together' union all select 'coordinator'
      union all select 'curator') w
cross join (select 0 as n union all select 1) c
cross join (select 0 as n union all select 1) k
cross join (select 0 as n union all select 1) cs
cross join (select 0 as n union all select 1) ks
cross join (select 'coordinator' as level union all select 'curator' union all select 'operator') l
where (l.level = 'coordinator' and c.n = 1 and (
           k.n = 0
           or w.review = 'coordinator'
           or (w.review in ('in_turn', 'together') and cs.n = 0)))
   or (l.level = 'curator' and k.n = 1 and (
           c.n = 0
           or w.review = 'curator'
           or (w.review = 'in_turn' and cs.n = 1)
           or (w.review = 'together' and ks.n = 0)))
   or (l.level = 'operator' and c.n = 0 and k.n = 0);

-- Whose turn it is with each report. Lists, rights and cards ask here; reminders, which ask for many reports at once, ask
-- the same rule (`judges` in reviews.sql). `since` counts for reminders in any case; `known` is 1 where it may be told.
create view reviewing as
select s.task, j.level, j.participant, w.passes,
       case when j.joined_at > case w.since when 'verdict' then s.coordinator_at else s.reported_at end then j.joined_at
            when w.since = 'verdict' then s.coordinator_at else s.reported_at end as since,
       case when w.since = '' and j.joined_at <= s.reported_at then 0 else 1 end as known
from (select r.task, r.reported_at, r.review, r.coordinator_at,
             case when r.coordinator_at is null then 0 else 1 end as coordinator_said,
             case when r.curator_at is null then 0 else 1 end as curator_said,
             case when exists (select 1 from judging j where j.task = r.task and j.level = 'coordinator')
                 then 1 else 0 end as coordinators,
             case when exists (select 1 from judging j where j.task = r.task and j.level = 'curator')
                 then 1 else 0 end as curators
      from reported r) s
join judging j on j.task = s.task
join turns w on w.review = s.review and w.coordinators = s.coordinators and w.curators = s.curators
    and w.coordinator_said = s.coordinator_said and w.curator_said = s.curator_said and w.level = j.level;

-- What somebody is to check: where it is their turn; and, for operators, of what others were reminded so often that
-- operators have heard of it.
create view checking as
select task, participant, since from reviewing
union all
select r.task, r.participant, t.state_at
from reminders r
join tasks t on t.id = r.task and t.state = 'done' and r.fire_at >= t.state_at
where r.rung = 'review:late' and (r.closed_at is null or r.outcome = 'digest')
  and exists (select 1 from judging j where j.task = r.task and j.participant = r.participant and j.level = 'operator');
