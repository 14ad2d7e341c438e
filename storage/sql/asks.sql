-- Asks for help. Who may see one is who may answer it: its owner, its circle, the operators.

-- name: of_asker
-- Those that are not over first, the newest first.
select t.* from asks_told t
where t.asker = :asker
order by case t.stage when 'solved' then 1 else 0 end, t.id desc
limit cast(:size as bigint) offset cast(:skip as bigint)

-- name: seen
-- What is open begins with what has waited longest, the others with the newest.
select t.*
from answering w
join asks_told t on t.id = w.consultation
where w.participant = :participant and (cast(:kind as bigint) = 0 or t.kind = :kind)
  and t.stage in (select n.value ->> 0 from {json_each}(:stages) n)
order by case when t.stage in ('received', 'in_work') then t.id else -t.id end
limit cast(:size as bigint) offset cast(:skip as bigint)

-- name: by_kind
select a.kind, coalesce(t.title, '') as title,
       sum(case when a.stage in ('received', 'in_work') then 1 else 0 end) as open,
       sum(case when a.stage = 'handed' then 1 else 0 end) as handed,
       sum(case when a.stage in ('answered', 'solved') then 1 else 0 end) as over
from answering w
join asks a on a.id = w.consultation
left join topics t on t.id = a.kind
where w.participant = :participant
group by a.kind, t.title, t.programme, t.position
order by t.programme, t.position, a.kind

-- name: admit!
-- Who has become coordinator later belongs to what the schools of the municipality had asked before.
insert into answerers (consultation, participant)
select c.id, r.participant
from roles r
join consultations c on c.programme = r.programme and c.help = 'ask'
join organisations o on o.id = c.organisation and r.organisation in (o.id, o.municipality)
where r.participant = :participant and r.role = 'coordinator' and r.ended_at is null
on conflict do nothing

-- name: to_gather
-- Of the schools of a municipality, what waits for its coordinator: theirs, or nobody's.
select t.*
from answering w
join asks_told t on t.id = w.consultation
where w.participant = :participant and w.state = 'open' and t.programme = :programme and t.kind = :kind
  and (t.municipality = :municipality or t.organisation = :municipality)
  and coalesce((select y.participant from owning y where y.consultation = t.id), :participant) = :participant
order by t.id
limit cast(:size as bigint)

-- name: in_list
select t.* from asks_told t where t.gathered = :list order by t.id

-- name: words
-- What was asked, piece by piece.
select x.consultation as ask, x.body
from posts x
where x.consultation in (select cast(n.value ->> 0 as bigint) from {json_each}(:asks) n)
  and x.kind = 'question' and x.body <> ''
order by x.id

-- name: hand!
update consultations set gathered = :list, handed_at = :now where id = :id

-- name: lists
select c.id, coalesce(t.title, '') as kind_title, c.asked_at, c.first_answered_at, c.state,
       (select count(*) from consultations a where a.gathered = c.id) as asks,
       coalesce((select x.body from posts x where x.consultation = c.id order by x.id limit 1), '') as beginning
from consultations c
left join topics t on t.id = c.topic
where c.asker = :asker and c.help = 'list'
order by c.id desc
limit cast(:size as bigint) offset cast(:skip as bigint)

-- name: counted
-- Figures alone: of all schools of a programme, or of those that somebody looks after.
select coalesce(k.title, '') as kind, coalesce(m.title, o.title) as municipality, a.stage, count(*) as number
from asks a
join organisations o on o.id = a.organisation
left join organisations m on m.id = o.municipality
left join topics k on k.id = a.kind
where a.programme = :programme
  and (cast(:participant as bigint) is null
       or exists (select 1 from looked_after l join roles r on r.id = l.role
                  where l.organisation = o.id and r.participant = :participant and r.programme = a.programme))
group by coalesce(k.title, ''), k.position, coalesce(m.title, o.title), a.stage
order by k.position, coalesce(k.title, ''), coalesce(m.title, o.title), a.stage
