-- Consultations. An owner counts only as long as they may answer.

-- name: open_thread
insert into consultations (programme, asker, organisation, topic, task, state, asked_at, state_at, answer_by, close_by,
                           close_left, step, next_at, help)
values (:programme, :asker, :organisation, :topic, :task, :state, :now, :now, :answer_by, :close_by, :close_left, :step,
        :next_at, :help)
returning id

-- name: by_id
select c.id, c.programme, c.asker, a.name as asker_name, c.organisation, o.title as organisation_title,
       o.time_zone as organisation_zone, c.topic, coalesce(t.title, '') as topic_title, c.task,
       coalesce(v.title, '') as task_title, p.id as owner, coalesce(p.name, '') as owner_name, c.state,
       c.asked_at, c.state_at, c.first_answered_at, c.answer_by, c.close_by, c.close_left, c.step, c.next_at,
       c.closed_at, c.closed_by, c.reopened, c.rating, c.rating_note, c.help, coalesce(h.stage, '') as stage,
       c.gathered, c.handed_at
from consultations c
join participants a on a.id = c.asker
join organisations o on o.id = c.organisation
left join topics t on t.id = c.topic
left join tasks k on k.id = c.task
left join activities v on v.id = k.activity
left join asks h on h.id = c.id
left join participants p on p.id = (select y.participant from owning y where y.consultation = c.id)
where c.id = :id

-- name: lock
select id from consultations where id = :id
{for_update}

-- name: set_course!
update consultations set state = :state, state_at = :state_at, answer_by = :answer_by, close_by = :close_by,
                         close_left = :close_left, step = :step, next_at = :next_at
where id = :id

-- name: answered!
update consultations set first_answered_at = :now where id = :id and first_answered_at is null

-- name: give!
update consultations set owner = :owner where id = :id

-- name: close!
update consultations set closed_at = :now, closed_by = :by where id = :id

-- name: reopen!
update consultations set closed_at = null, closed_by = null, reopened = reopened + 1 where id = :id

-- name: rate!
update consultations set rating = :stars, rated_at = :now where id = :id

-- name: note_rating!
update consultations set rating_note = :note where id = :id

-- name: admit!
insert into answerers (consultation, participant)
select cast(:id as bigint), cast(n.value as bigint) from {json_each}(:participants) n
where true
on conflict do nothing

-- name: answerers
-- The owner first, then the circle, then the operators.
select w.participant, p.name, w.relation
from answering w
join participants p on p.id = w.participant and p.consented_at is not null
where w.consultation = :id
order by case w.relation when 'owner' then 0 when 'circle' then 1 else 2 end, p.search_name, p.id

-- name: relation
select w.relation from answering w where w.consultation = :id and w.participant = :participant

-- name: asked_by
select c.id, a.name as asker_name, o.title as organisation_title, coalesce(t.title, '') as topic_title,
       coalesce(p.name, '') as owner_name, c.state, c.answer_by, c.asked_at,
       coalesce((select x.body from posts x where x.consultation = c.id order by x.id limit 1), '') as beginning,
       coalesce(h.stage, '') as stage
from consultations c
join participants a on a.id = c.asker
join organisations o on o.id = c.organisation
left join topics t on t.id = c.topic
left join asks h on h.id = c.id
left join participants p on p.id = (select y.participant from owning y where y.consultation = c.id)
where c.asker = :asker
order by case c.state when 'closed' then 1 else 0 end, c.id desc
limit cast(:size as bigint) offset cast(:skip as bigint)

-- name: on_desk
-- What is owed soonest first. An operator sees all of the programme, but as `mine` and `queue` only what is theirs or
-- nobody's; a circle without anybody living is the operators' queue.
select c.id, a.name as asker_name, o.title as organisation_title, coalesce(t.title, '') as topic_title,
       coalesce(p.name, '') as owner_name, c.state, c.answer_by, c.asked_at,
       coalesce((select x.body from posts x where x.consultation = c.id order by x.id limit 1), '') as beginning,
       coalesce(h.stage, '') as stage
from answering w
join consultations c on c.id = w.consultation
join participants a on a.id = c.asker
join organisations o on o.id = c.organisation
left join topics t on t.id = c.topic
left join asks h on h.id = c.id
left join participants p on p.id = (select y.participant from owning y where y.consultation = c.id)
where w.participant = :participant
  and w.state in (select cast(n.value ->> 0 as text) from {json_each}(:states) n)
  and (case cast(:kind as text)
       when 'mine' then c.state = 'open' and w.relation = 'owner'
       when 'queue' then c.state = 'open' and p.id is null
       when 'late' then c.state = 'open' and c.answer_by < :now and (w.relation <> 'circle' or p.id is null)
       when 'today' then c.state = 'open' and c.answer_by < :today and (w.relation = 'owner' or p.id is null)
       when 'waiting' then c.state = 'waiting' and w.relation = 'owner'
       when 'closed' then c.state = 'closed'
       else c.state <> 'closed' end)
order by case when c.state = 'closed' then -c.closed_at else coalesce(c.answer_by, c.state_at) end, c.id
limit cast(:size as bigint) offset cast(:skip as bigint)

-- name: counts
select coalesce(sum(case when c.state = 'open' and w.relation = 'owner' then 1 else 0 end), 0) as mine,
       coalesce(sum(case when c.state = 'open' and p.id is null then 1 else 0 end), 0) as queue,
       coalesce(sum(case when c.state = 'open' and c.answer_by < :now
                         and (w.relation <> 'circle' or p.id is null) then 1 else 0 end), 0) as late,
       coalesce(sum(case when c.state = 'open' and c.answer_by < :today
                         and (w.relation = 'owner' or p.id is null) then 1 else 0 end), 0) as today,
       coalesce(sum(case when c.state = 'waiting' and w.relation = 'owner' then 1 else 0 end), 0) as waiting
from answering w
join consultations c on c.id = w.consultation
left join participants p on p.id = (select y.participant from owning y where y.consultation = c.id)
where w.participant = :participant and w.state in ('open', 'waiting')

-- name: due
select id from consultations where next_at <= :now order by next_at, id limit cast(:limit as bigint)

-- name: next_due
select min(next_at) from consultations where next_at is not null

-- name: orphans
-- Whose owner may no longer answer, and those of a circle of whom nobody is left.
select c.id
from consultations c
where c.state in ('open', 'waiting')
  and (select y.participant from owning y where y.consultation = c.id) is null
  and (c.owner is not null
       or not exists (select 1 from answering w where w.consultation = c.id and w.relation = 'circle'))
order by c.id

-- name: owned
select id from consultations
where owner = :participant and state <> 'closed'
order by id

-- name: put_off!
update consultations set next_at = :at where id = :id and next_at <= :now

-- name: owed
select count(*)
from answering w
join consultations c on c.id = w.consultation
where w.participant = :participant and w.state = 'open'
  and (w.relation = 'owner' or (select y.participant from owning y where y.consultation = c.id) is null)

-- name: has_owner
select id from consultations where id = :id and owner is not null
