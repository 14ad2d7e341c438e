-- Contests: calls and their applications. Tasks and sheets are those of all assignments.

-- name: by_id
select a.id, a.programme, g.title as programme_title, g.time_zone, g.ends_on, a.number, a.title, a.about, a.due_on,
       a.author, coalesce(p.name, '') as author_name, a.asked_at, a.rules, a.gone_at,
       coalesce((select s.questions from waves w join surveys s on s.id = w.survey
                 where w.activity = a.id and w.ended_at is null), '[]') as fields,
       (select b.id from broadcasts b where b.activity = a.id and b.started_at is not null
        order by b.id limit 1) as broadcast
from activities a
join programmes g on g.id = a.programme
left join participants p on p.id = a.author
where a.id = :id and a.source = 'chat' and a.kind = 'contest' and a.gone_at is null

-- name: hold
-- Two who give work out at once do so one after the other.
select id from activities where id = :id
{for_update}

-- name: put_rules!
update activities set rules = :rules where id = :id and kind = 'contest'

-- name: criteria
select questions from surveys where programme = :programme and code = :code

-- name: listed
-- What somebody has called, oversees, takes part in or was called to, the newest first.
with known as (
    select a.id
    from activities a
    where a.source = 'chat' and a.kind = 'contest'
      and (a.author = :participant
           or exists (select 1 from roles r where r.participant = :participant and r.programme = a.programme
                      and r.role = 'operator' and r.ended_at is null))
    union
    select t.activity
    from concerned c
    join tasks t on t.id = c.task
    join activities a on a.id = t.activity and a.source = 'chat' and a.kind = 'contest'
    where c.participant = :participant
    union
    select b.activity
    from broadcast_people d
    join broadcasts b on b.id = d.broadcast and b.kind = 'contest'
    where d.participant = :participant
)
select a.id, a.number, a.title, a.due_on, a.author, coalesce(p.name, '') as author_name, a.rules,
       (select count(*) from tasks t where t.activity = a.id and t.state <> 'cancelled'
        and exists (select 1 from concerned c where c.task = t.id and c.participant = :participant)) as total,
       coalesce((select max(t.state) from tasks t join concerned c on c.task = t.id
                 where t.activity = a.id and c.participant = :participant and c.relation in ('team', 'handed')), '') as own
from activities a
left join participants p on p.id = a.author
where a.id in (select k.id from known k) and a.gone_at is null and (cast(:contest as bigint) = 0 or a.id = :contest)
  and exists (select 1 from broadcasts b where b.activity = a.id and b.started_at is not null)
order by a.id desc
limit cast(:size as bigint) offset cast(:skip as bigint)

-- name: applications
-- Of one contest, or the one application of this number, as far as somebody watches over them; 0 for all of them.
with numbered as (
    select t.*, row_number() over (partition by t.activity order by t.id) as place
    from tasks t
    join activities a on a.id = t.activity and a.source = 'chat' and a.kind = 'contest'
    where t.activity = :contest
)
select t.id as task, t.activity as contest, t.place, t.state, t.due_on, t.state_at, t.organisation, o.title, o.time_zone,
       coalesce(o.municipality, 0) as municipality,
       case when m.id is null or m.id = o.id then '' else m.title end as municipality_title, t.participant,
       coalesce(p.name, '') as person, t.award,
       (select count(*) from materials x where x.task = t.id and x.gone_at is null) as published
from numbered t
join organisations o on o.id = t.organisation
left join organisations m on m.id = o.municipality
left join participants p on p.id = t.participant
where cast(:participant as bigint) = 0
   or exists (select 1 from concerned c where c.task = t.id and c.participant = :participant
              and c.relation in ('author', 'coordinator', 'curator', 'operator', 'observer'))
order by t.place

-- name: contest_of
-- Of an application, or of what judges it.
select coalesce(x.activity, t.activity) as contest
from tasks t
join activities a on a.id = t.activity
left join tasks x on x.id = a.about_task
where t.id = :task and a.kind in ('contest', 'expertise')

-- name: application_of
-- What a review judges; of an application itself.
select coalesce(a.about_task, t.id) as task
from tasks t
join activities a on a.id = t.activity
where t.id = :task and a.kind in ('contest', 'expertise')

-- name: own
-- The applications of a contest that somebody has to write; those that were given up too.
select distinct t.id
from tasks t
join concerned c on c.task = t.id
where t.activity = :contest and c.participant = :participant and c.relation in ('team', 'handed')
order by t.id

-- name: answers
-- What an application says, as far as it was sent.
select a.question, a.value, a.file, coalesce(f.kind, '') as file_kind, coalesce(f.name, '') as name,
       coalesce(f.mime, '') as mime
from tasks t
join waves w on w.activity = t.activity and w.ended_at is null
join sheets h on h.wave = w.id and h.unit = 't' || t.id
join answers a on a.sheet = h.id and a.counts = 1
left join files f on f.id = a.file
where t.id = :task and t.state in ('done', 'accepted', 'returned')

-- name: contests
-- All that a programme has called.
select a.id
from activities a
where a.programme = :programme and a.kind = 'contest' and a.source = 'chat' and a.gone_at is null
order by a.id

-- name: award
update tasks set award = :award where id = :task and award <> cast(:award as text)
returning id

-- name: reopen
-- An application that was given up is begun again.
update tasks set state = 'open', state_at = :now, state_by = :by where id = :task and state = 'cancelled'
returning id

-- name: practices
-- What has come into the library from contests, the newest first, each application once.
select min(m.id) as material, m.title, t.award, o.title as place, a.number, max(m.added_at) as added_at,
       count(*) over () as total
from materials m
join tasks t on t.id = m.task
join organisations o on o.id = t.organisation
join activities a on a.id = t.activity
where m.gone_at is null
  and m.programme in (select r.programme from roles r where r.participant = :participant and r.ended_at is null)
  and m.id = (select min(x.id) from materials x where x.task = m.task and x.gone_at is null)
group by m.title, t.award, o.title, a.number, m.task
order by 1 desc
limit cast(:size as bigint) offset cast(:skip as bigint)

-- name: link_material!
update materials set task = :task where id = :material
