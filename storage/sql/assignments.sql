-- Assignments: what somebody in the chat asks of schools and people. Who sees which of their tasks says `concerned`.

-- name: number
select count(*) + 1 from activities where programme = :programme and source = 'chat' and kind = :kind

-- name: section
insert into sections (programme, number, title, position, source) values (:programme, :number, :title, 1000000, 'chat')
on conflict (programme, number) do update set title = excluded.title
returning id

-- name: make
insert into activities (programme, section, number, title, due_on, owners, evidence_needed, position, source, kind,
                        author, about, review, event, asked_at, parent, tutor)
values (:programme, :section, :number, :title, :due_on, '[]', :evidence_needed, 1000000, 'chat', :kind, :author, :about,
        :review, :event, :now, :parent, :tutor)
returning id

-- name: rewrite!
update activities set title = :title, about = :about, due_on = :due_on, evidence_needed = :evidence_needed
where id = :id and source = 'chat' and not exists (select 1 from tasks t where t.activity = :id)

-- name: by_id
select a.id, a.programme, a.kind, a.number, a.title, a.about, a.due_on, a.evidence_needed, a.author,
       coalesce(p.name, '') as author_name, a.event, a.asked_at, w.id as wave, a.gone_at
from activities a
left join participants p on p.id = a.author
left join waves w on w.activity = a.id and w.ended_at is null
where a.id = :id and a.source = 'chat'

-- name: assign!
insert into tasks (activity, organisation, participant, handed_to, due_on, state, state_at, created_at)
select a.id, :organisation, cast(:participant as bigint), cast(:participant as bigint), a.due_on, 'open',
       cast(:now as bigint), cast(:now as bigint)
from activities a
where a.id = :activity
on conflict do nothing

-- name: tasks
select id from tasks where activity = :activity order by id

-- name: close
update tasks set state = 'cancelled', state_at = :now, state_by = :by
where activity = :activity and state in ('open', 'returned')
returning id

-- name: sees
select 1
from tasks t
join concerned c on c.task = t.id
where t.activity = :activity and c.participant = :participant
  and c.relation in ('author', 'coordinator', 'curator', 'operator', 'observer')
union all
select 1 from activities where id = :activity and source = 'chat' and author = :participant
limit 1

-- name: own
select distinct t.id
from tasks t
join concerned c on c.task = t.id
where t.activity = :activity and c.participant = :participant and c.relation in ('team', 'handed')
  and t.state <> 'cancelled'
order by t.id

-- name: listed
-- One whose draft was never sent has no tasks, and is no request yet.
with seen as (
    select distinct t.id, t.activity, t.state, t.due_on, o.time_zone
    from concerned c
    join tasks t on t.id = c.task
    join activities a on a.id = t.activity and a.source = 'chat' and a.kind = :kind
    join organisations o on o.id = t.organisation
    where c.participant = :participant
      and c.relation in ('author', 'coordinator', 'curator', 'operator', 'observer')
)
select a.id, a.number, a.title, a.due_on, a.author, coalesce(p.name, '') as author_name,
       sum(case when s.state <> 'cancelled' then 1 else 0 end) as total,
       sum(case when s.state in ('done', 'accepted') then 1 else 0 end) as done,
       sum(case when s.state = 'returned' then 1 else 0 end) as returned
from seen s
join activities a on a.id = s.activity
left join participants p on p.id = a.author
group by a.id, a.number, a.title, a.due_on, a.author, p.name
order by a.id desc
limit cast(:size as bigint) offset cast(:skip as bigint)

-- name: parts
select t.id as task, t.state, t.due_on, t.state_at, o.id as organisation, o.title,
       case when m.id is null or m.id = o.id then '' else m.title end as municipality, o.time_zone,
       coalesce(w.name, '') as person,
       case when t.state in ('done', 'accepted') then coalesce(b.name, '') else '' end as by_name,
       (select max(h.at) from history h where h.task = t.id and h.verb = 'answer_corrected') as corrected_at
from tasks t
join organisations o on o.id = t.organisation
left join organisations m on m.id = o.municipality
left join participants w on w.id = t.participant
left join participants b on b.id = t.state_by
where t.activity = :activity and t.state <> 'cancelled'
  and exists (select 1 from concerned c where c.task = t.id and c.participant = :participant
              and c.relation in ('author', 'coordinator', 'curator', 'operator', 'observer'))
order by municipality, o.title, person, t.id

-- name: places
select coalesce(o.municipality, o.id) as organisation, m.title, count(*) as total,
       sum(case when t.state in ('done', 'accepted') then 1 else 0 end) as done
from tasks t
join organisations o on o.id = t.organisation
join organisations m on m.id = coalesce(o.municipality, o.id)
where t.activity = :activity and t.state <> 'cancelled'
  and exists (select 1 from concerned c where c.task = t.id and c.participant = :participant
              and c.relation in ('author', 'coordinator', 'curator', 'operator', 'observer'))
group by coalesce(o.municipality, o.id), m.title
order by m.title, organisation

-- name: given
-- Observers look at states alone. What was returned waits for another answer.
with seen as (
    select t.id, t.activity
    from tasks t
    where t.activity = :activity and t.state in ('done', 'accepted')
      and exists (select 1 from concerned c where c.task = t.id and c.participant = :participant
                  and c.relation in ('author', 'coordinator', 'curator', 'operator'))
)
select s.id as task, a.question, a.value, a.file, coalesce(f.name, '') as name, coalesce(f.mime, '') as mime,
       coalesce(f.size, 0) as size
from seen s
join waves w on w.activity = s.activity and w.ended_at is null
join sheets h on h.wave = w.id and h.unit = 't' || s.id
join answers a on a.sheet = h.id and a.counts = 1
left join files f on f.id = a.file
union all
select s.id, '', e.body, e.file, coalesce(f.name, ''), coalesce(f.mime, ''), coalesce(f.size, 0)
from seen s
join evidence e on e.task = s.id and e.withdrawn_at is null
left join files f on f.id = e.file
order by 1, 2, 4

-- name: missing
select distinct d.participant as id
from tasks t
join concerned d on d.task = t.id and d.relation in ('team', 'handed')
where t.activity = :activity and t.state in ('open', 'returned')
  and exists (select 1 from concerned c where c.task = t.id and c.participant = :participant
              and c.relation in ('author', 'coordinator', 'curator', 'operator'))
order by d.participant

-- name: open_left
select count(*) from tasks where activity = :activity and state in ('open', 'returned')

-- name: drop_of_broadcast!
-- Of a draft that is thrown away: nobody had to do anything.
update activities set gone_at = 0
where id = (select b.activity from broadcasts b where b.id = :broadcast)
  and not exists (select 1 from tasks t where t.activity = activities.id)

-- name: questions
select s.questions
from waves w
join surveys s on s.id = w.survey
where w.activity = :activity and w.ended_at is null
