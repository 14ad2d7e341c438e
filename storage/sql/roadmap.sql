-- name: sections
select id, replace(number, cast(:mark as text), '') as number, title, position, gone_at
from sections
where programme = :programme and source = :source and coalesce(own_plan, 0) = :plan
order by position, id

-- name: put_section!
insert into sections (programme, number, title, position, source, own_plan)
values (:programme, cast(:mark as text) || cast(:number as text), :title, :position, :source,
        nullif(cast(:plan as bigint), 0))
on conflict (programme, number) do update set
    title = excluded.title, position = excluded.position, gone_at = null

-- name: leave_section!
update sections set gone_at = :now where id = :id and gone_at is null

-- name: activities
select id, section, replace(number, cast(:mark as text), '') as number, title, starts_on, due_on, file_due_on, owners,
       evidence_needed, position, moved_at, gone_at, about
from activities
where programme = :programme and source = :source and coalesce(own_plan, 0) = :plan
order by position, id

-- name: put_activity!
-- An activity is matched by its number. Which day holds is decided by the loading.
insert into activities (programme, section, number, title, starts_on, due_on, file_due_on, owners,
                        evidence_needed, position, moved_at, about, source, own_plan)
values (:programme, :section, cast(:mark as text) || cast(:number as text), :title, :starts_on, :due_on, :file_due_on,
        :owners, :evidence_needed, :position, :moved_at, :about, :source, nullif(cast(:plan as bigint), 0))
on conflict (programme, number) do update set
    section = excluded.section, title = excluded.title, starts_on = excluded.starts_on, due_on = excluded.due_on,
    file_due_on = excluded.file_due_on, owners = excluded.owners, evidence_needed = excluded.evidence_needed,
    position = excluded.position, moved_at = excluded.moved_at, about = excluded.about, gone_at = null

-- name: leave_activity!
update activities set gone_at = :now where id = :id and gone_at is null

-- name: results
select r.activity, r.title
from results r
join activities a on a.id = r.activity
where a.programme = :programme
order by r.activity, r.position

-- name: forget_results!
delete from results where activity = :activity

-- name: put_result!
insert into results (activity, position, title) values (:activity, :position, :title)

-- name: duties
select t.id, t.activity, t.organisation, t.due_on, t.state, t.state_by, t.extended_at
from tasks t
join activities a on a.id = t.activity and a.source = :source and coalesce(a.own_plan, 0) = :plan
where a.programme = :programme
order by t.id

-- name: assign!
insert into tasks (activity, organisation, due_on, state, state_at, created_at)
values (:activity, :organisation, :due_on, 'open', :now, :now)
on conflict do nothing

-- name: cancel!
update tasks set state = 'cancelled', state_at = :now, state_by = null
where id = :id and state in ('open', 'returned')

-- name: reopen!
update tasks set state = 'open', state_at = :now, state_by = null where id = :id and state = 'cancelled'

-- name: set_term!
update tasks set due_on = :due_on, extended_at = :extended_at where id = :id

-- name: renumber!
-- An activity of the plan is known again under another number; it stays itself.
update activities set number = cast(:mark as text) || cast(:number as text) where id = :id

-- name: origin
select plan_mark as mark, plan_sent_at as sent_at from programmes where id = :programme

-- name: put_origin!
update programmes set plan_mark = :mark, plan_sent_at = :sent_at where id = :programme
