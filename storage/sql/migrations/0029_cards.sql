-- Cards of schools and individual plans of teachers: problems with their measures, plans with their steps, all of them
-- assignments, each with one task.

-- What it stands under: a measure under its problem, a step under its plan. Activities refer to activities only so.
alter table activities add column parent bigint;
create index activities_parent on activities (parent) where parent is not null;
-- Who accompanies it, a mentor or tutor of that school or teacher.
alter table activities add column tutor bigint references participants (id);
create index activities_tutor on activities (tutor) where tutor is not null;

-- Who may look at the card of a school, and as what.
create view card_seats as
select r.participant, r.role, o.id as organisation
from roles r
join organisations o on o.programme = r.programme and o.level = 'school' and o.gone_at is null
where r.ended_at is null
  and (r.role in ('operator', 'observer')
       or (r.role = 'director' and r.organisation = o.id)
       or (r.role in ('curator', 'coordinator', 'mentor')
           and exists (select 1 from looked_after l where l.role = r.id and l.organisation = o.id)));

-- Who accompanies a task: whoever was named, as long as they look after the school. The cross join says
-- nothing but to SQLite, which else begins with everybody of a programme: it shall come from the person.
create view tutoring as
select t.id as task, a.tutor as participant
from activities a
join tasks t on t.activity = a.id
where a.tutor is not null
  and exists (select 1 from roles r
              cross join looked_after l
              where r.participant = a.tutor and r.ended_at is null and r.role in ('curator', 'coordinator', 'mentor')
                and l.role = r.id and l.organisation = t.organisation);

-- As before, and besides: tutor: accompanies it; whoever does so may have it in their own hands. The plan of a teacher is
-- between them and their mentor: nobody else watches over it, but the operators.
-- only: sqlite
drop view concerned;
create {or_replace} view concerned as
select t.id as task, r.participant, 'team' as relation
from tasks t
join organisations o on o.id = t.organisation
join roles r on r.organisation = o.id and r.ended_at is null
where t.participant is null
  and ((o.level = 'school' and r.role = 'director')
       or (o.level = 'municipality' and r.role = 'coordinator')
       or (o.level = 'institute' and r.role = 'curator'))
union all
select t.id, t.handed_to, 'handed'
from tasks t
where t.handed_to is not null
  and exists (select 1 from roles r where r.participant = t.handed_to and r.organisation = t.organisation
              and r.ended_at is null)
union all
select t.id, t.handed_to, 'handed'
from tasks t
join tutoring v on v.task = t.id and v.participant = t.handed_to
where t.handed_to is not null
  and not exists (select 1 from roles r where r.participant = t.handed_to and r.organisation = t.organisation
                  and r.ended_at is null)
union all
select t.id, r.participant, 'coordinator'
from tasks t
join organisations o on o.id = t.organisation and o.level = 'school'
join roles r on r.organisation = o.municipality and r.role = 'coordinator' and r.ended_at is null
where t.participant is null
   or not exists (select 1 from activities a where a.id = t.activity and a.kind in ('plan', 'stage'))
union all
select t.id, r.participant, 'curator'
from tasks t
join organisations o on o.id = t.organisation and o.level in ('school', 'municipality')
join roles r on r.programme = o.programme and r.role = 'curator' and r.ended_at is null
where (not exists (select 1 from territories x where x.role = r.id)
       or exists (select 1 from territories x where x.role = r.id and x.organisation = o.municipality))
  and (t.participant is null
       or not exists (select 1 from activities a where a.id = t.activity and a.kind in ('plan', 'stage')))
union all
select t.id, r.participant, case r.role when 'operator' then 'operator' else 'observer' end
from tasks t
join organisations o on o.id = t.organisation
join roles r on r.programme = o.programme and r.role in ('operator', 'observer') and r.ended_at is null
where r.role = 'operator' or t.participant is null
   or not exists (select 1 from activities a where a.id = t.activity and a.kind in ('plan', 'stage'))
union all
select t.id, a.author, 'author'
from tasks t
join activities a on a.id = t.activity
where a.author is not null and a.kind not in ('plan', 'stage')
  and exists (select 1 from roles r where r.participant = a.author and r.programme = a.programme
              and r.ended_at is null)
union all
select v.task, v.participant, 'tutor'
from tutoring v;

-- As before; but what a step of a teacher's plan says is no business of those who read the journal.
-- only: sqlite
drop view trace;
create {or_replace} view trace as
select h.id, h.at, h.verb, h.role, h.was, h.became, h.facts, h.programme as programme_id,
       coalesce(p.title, '') as programme, coalesce(p.time_zone, 'UTC') as time_zone,
       coalesce(n.name, '') as actor, coalesce(s.name, '') as subject,
       h.organisation as organisation_id, o.municipality, coalesce(o.title, '') as organisation,
       coalesce(a.number, '') as number, case when a.kind = 'stage' then '' else coalesce(a.title, '') end as activity
from history h
left join programmes p on p.id = h.programme
left join participants n on n.id = h.actor
left join participants s on s.id = h.subject
left join organisations o on o.id = h.organisation
left join activities a on a.id = h.activity;
