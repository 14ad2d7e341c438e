-- name: by_id
select t.id, t.state, t.due_on, t.state_at, t.state_by, t.handed_to, t.extended_at, a.id as activity, a.number,
       a.title, a.evidence_needed, s.title as section, o.id as organisation, o.title as organisation_title, o.level,
       o.time_zone, o.programme, coalesce(h.name, '') as handed_name, coalesce(b.name, '') as state_by_name, a.kind,
       a.about, coalesce(u.name, '') as author_name, a.review, t.participant, w.id as wave,
       a.parent, a.tutor, coalesce(v.name, '') as tutor_name, case when a.source = 'own' then 1 else 0 end as own_plan
from tasks t
join activities a on a.id = t.activity
join sections s on s.id = a.section
join organisations o on o.id = t.organisation
left join participants h on h.id = t.handed_to
left join participants b on b.id = t.state_by
left join participants u on u.id = a.author
left join participants v on v.id = a.tutor
left join waves w on w.activity = a.id and w.ended_at is null
where t.id = :id

-- name: relations
-- As what a person has to do with a task.
select distinct relation from concerned where task = :task and participant = :participant

-- name: concerned
-- Who has to do with a task and has joined, by relation; `reachable` is 1 for those with an open address.
select distinct c.participant, c.relation, p.name,
       (select count(*) from addresses a where a.participant = p.id and a.closed_at is null) as reachable
from concerned c
join participants p on p.id = c.participant
where c.task = :task and p.consented_at is not null
order by c.relation, c.participant

-- name: own
-- A person's own tasks (their team's, or handed to them) of one kind, a page of them.
select t.id, t.state, t.due_on, a.number, a.title, o.title as organisation_title,
       case when a.source = 'own' then 1 else 0 end as own_plan
from tasks t
join activities a on a.id = t.activity
join organisations o on o.id = t.organisation
where t.id in (select c.task from concerned c where c.participant = :participant and c.relation in ('team', 'handed'))
  and (   (:kind = 'open' and t.state in ('open', 'returned') and (t.due_on is null or t.due_on >= :today))
       or (:kind = 'late' and t.state in ('open', 'returned') and t.due_on < :today)
       or (:kind = 'done' and t.state in ('done', 'accepted')))
order by coalesce(t.due_on, '9999'), a.position, t.id
limit cast(:size as bigint) offset cast(:skip as bigint)

-- name: own_counts
select sum(case when t.state in ('open', 'returned') and (t.due_on is null or t.due_on >= :today) then 1 else 0 end) as open,
       sum(case when t.state in ('open', 'returned') and t.due_on < :today then 1 else 0 end) as late,
       sum(case when t.state in ('done', 'accepted') then 1 else 0 end) as done,
       null as to_check
from tasks t
where t.id in (select c.task from concerned c where c.participant = :participant and c.relation in ('team', 'handed'))

-- name: watched
-- Tasks that a person watches over, of one kind, of one organisation or of all. To be checked: it is their turn.
select t.id, t.state, t.due_on, a.number, a.title, o.title as organisation_title,
       case when a.source = 'own' then 1 else 0 end as own_plan
from tasks t
join activities a on a.id = t.activity
join organisations o on o.id = t.organisation
where t.id in (select c.task from concerned c where c.participant = :participant
               and c.relation in ('coordinator', 'curator', 'operator', 'author', 'tutor', 'observer'))
  and (cast(:organisation as bigint) = 0 or t.organisation = :organisation)
  and (   (:kind = 'open' and t.state in ('open', 'returned') and (t.due_on is null or t.due_on >= :today))
       or (:kind = 'late' and t.state in ('open', 'returned') and t.due_on < :today)
       or (:kind = 'check' and t.id in (select v.task from checking v where v.participant = :participant))
       or (:kind = 'done' and t.state in ('done', 'accepted')))
order by coalesce(t.due_on, '9999'), a.position, o.title, t.id
limit cast(:size as bigint) offset cast(:skip as bigint)

-- name: watched_counts
select sum(case when t.state in ('open', 'returned') and (t.due_on is null or t.due_on >= :today) then 1 else 0 end) as open,
       sum(case when t.state in ('open', 'returned') and t.due_on < :today then 1 else 0 end) as late,
       sum(case when t.state in ('done', 'accepted') then 1 else 0 end) as done,
       sum(case when t.id in (select v.task from checking v where v.participant = :participant)
           then 1 else 0 end) as to_check
from tasks t
where t.id in (select c.task from concerned c where c.participant = :participant
               and c.relation in ('coordinator', 'curator', 'operator', 'author', 'tutor', 'observer'))
  and (cast(:organisation as bigint) = 0 or t.organisation = :organisation)

-- name: watched_organisations
-- The organisations that a person watches over, with what is late and what waits for their check there.
select o.id, o.title, m.title as municipality_title,
       sum(case when t.state in ('open', 'returned') and t.due_on < :today then 1 else 0 end) as late,
       sum(case when t.id in (select v.task from checking v where v.participant = :participant)
           then 1 else 0 end) as to_check,
       count(*) over () as total
from tasks t
join organisations o on o.id = t.organisation
left join organisations m on m.id = o.municipality and m.id <> o.id
where t.id in (select c.task from concerned c where c.participant = :participant
               and c.relation in ('coordinator', 'curator', 'operator', 'author', 'tutor', 'observer'))
group by o.id, o.title, m.title
order by o.title, o.id
limit cast(:size as bigint) offset cast(:skip as bigint)

-- name: change_state
-- Only from a state that allows it: of two taps at once the second finds nothing to change.
update tasks set state = cast(:state as text), state_at = :now, state_by = :by,
    report = report + case when cast(:state as text) = 'done' then 1 else 0 end
where id = :id and (state = :from_one or state = :from_other)
returning id

-- name: hand_over!
update tasks set handed_to = :to where id = :id

-- name: extend!
update tasks set due_on = :due_on, extended_at = :now where id = :id

-- name: move_activity!
update activities set due_on = :due_on, moved_at = :now where id = :activity

-- name: move_tasks
-- All tasks of an activity that are not settled, also those reported done, for they may be returned;
-- a task with a longer term of its own keeps it.
update tasks set due_on = :due_on
where activity = :activity and state in ('open', 'returned', 'done')
  and (extended_at is null or due_on is null or due_on < :due_on)
returning id

-- name: of_activity
select id from tasks where activity = :activity order by id

-- name: add_evidence
insert into evidence (task, participant, body, file, added_at)
values (:task, :participant, :body, :file, :now)
returning id

-- name: evidence
select e.id, e.body, e.file, e.added_at, p.name as participant_name, coalesce(f.kind, '') as file_kind,
       coalesce(f.name, '') as file_name, coalesce(f.mime, '') as file_mime
from evidence e
join participants p on p.id = e.participant
left join files f on f.id = e.file
where e.task = :task and e.withdrawn_at is null
order by e.id

-- name: withdraw_evidence!
update evidence set withdrawn_at = :now where task = :task and withdrawn_at is null

-- name: results
select title from results where activity = :activity order by position

-- name: activity_day
select due_on from activities where id = :activity
