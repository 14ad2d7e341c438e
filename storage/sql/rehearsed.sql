-- name: drop_errands!
-- What somebody waits for is made where they wait for it.
delete from errands

-- name: expect
-- Everybody who is listed is taken to have joined at this instant; of whoever has, nothing changes.
update participants
set consented_at = :now,
    consent_version = (select p.consent_version from roles r join programmes p on p.id = r.programme
                       where r.participant = participants.id and r.ended_at is null
                       order by r.granted_at, r.id limit 1)
where consented_at is null
  and id in (select r.participant from roles r where r.ended_at is null)
returning id

-- name: house!
-- Whoever never had an address gets one that no messenger has.
insert into addresses (channel, user_id, participant, linked_at, seen_at)
select cast(:channel as text), cast(p.id as text), p.id, :now, :now
from participants p
where p.id in (select cast(n.value as bigint) from {json_each}(:people) n)
  and not exists (select 1 from addresses a where a.participant = p.id)

-- name: rewind_reminders!
-- Time begins earlier than now: what was to be told since stands again when it is planned.
delete from reminders where fire_at >= :start

-- name: rewind_planned
-- What waits to be sent now was not there then.
update outbox set state = 'cancelled' where state in ('planned', 'sending')
returning id, channel, lane

-- name: rewind_reasons!
-- What was said since is said again.
update outbox set reason = 'before:' || cast(id as text) || ':' || reason where created_at >= :start

-- name: rewind_events!
update events set
    day_told_at = case when day_told_at < :start then day_told_at end,
    hour_told_at = case when hour_told_at < :start then hour_told_at end,
    ended_at = case when ended_at < :start then ended_at end

-- name: channels
-- Where anybody can be written to.
select distinct channel from addresses where closed_at is null
union
select channel from chats where left_at is null
order by 1

-- name: messages
-- What has gone out in the rehearsal, in its order; a message that takes the place of another one is none.
select o.id, o.participant, o.channel, o.user_id as user, o.lane, o.reason, o.ref, b.content
from outbox o
join bodies b on b.id = o.body
where substr(o.ref, 1, length(cast(:prefix as text))) = :prefix and o.edits = '' and o.id > :after
order by o.id
limit :size

-- name: people
-- Everybody of a programme, or of all (0), with their main role there. `joined_at` is null for whoever has not really
-- joined; `shared`: they belong to another programme as well.
select p.id, p.name, r.role, o.title as place, coalesce(m.title, '') as municipality, o.time_zone,
       case when not exists (select 1 from addresses a where a.participant = p.id and a.channel = :expected)
            then p.consented_at end as joined_at,
       (select count(*) from addresses a where a.participant = p.id and a.closed_at is null) as homes,
       case when :programme <> 0 and exists (select 1 from roles x where x.participant = p.id and x.ended_at is null
                                             and x.programme <> :programme) then 1 else 0 end as shared
from participants p
join roles r on r.id = (select x.id from roles x where x.participant = p.id and x.ended_at is null
                        and (:programme = 0 or x.programme = :programme) order by x.granted_at, x.id limit 1)
join organisations o on o.id = r.organisation
left join organisations m on m.id = o.municipality and m.id <> o.id
order by p.id

-- name: chats
-- Chats of several people of a programme, or of all (0), by the name that a messenger has for them.
select channel, chat, title from chats
where left_at is null and (:programme = 0 or programme = :programme)

-- name: deadlines
-- Each day on which something falls due, with one row a mark of the plan.
select a.number, a.title, t.due_on, count(*) as tasks
from tasks t
join activities a on a.id = t.activity
where t.due_on is not null and t.state in ('open', 'returned') and a.gone_at is null
  and t.due_on >= :first and t.due_on <= :last and (:programme = 0 or a.programme = :programme)
group by a.number, a.title, t.due_on
order by t.due_on, a.number

-- name: dateless
-- Marks of the plan without a day: nobody is reminded.
select a.number, a.title, count(*) as tasks
from tasks t
join activities a on a.id = t.activity
where t.due_on is null and t.state in ('open', 'returned') and a.gone_at is null and a.source = 'files'
  and (:programme = 0 or a.programme = :programme)
group by a.number, a.title
order by a.number

-- name: ownerless
-- Marks of the plan that nobody must do: they have come to no task.
select a.number, a.title, a.owners
from activities a
where a.gone_at is null and a.source = 'files' and (:programme = 0 or a.programme = :programme)
  and not exists (select 1 from tasks t where t.activity = a.id and t.state <> 'cancelled')
order by a.number

-- name: deserted
-- Organisations with something to do and nobody to do it: the operators hear of it in their place.
select o.title, coalesce(m.title, '') as municipality, count(*) as tasks
from tasks t
join activities a on a.id = t.activity
join organisations o on o.id = t.organisation
left join organisations m on m.id = o.municipality and m.id <> o.id
where t.state in ('open', 'returned') and t.due_on is not null and a.gone_at is null
  and (:programme = 0 or a.programme = :programme)
  and not exists (select 1 from concerned c where c.task = t.id and c.relation in ('team', 'handed', 'tutor'))
group by o.id, o.title, m.title
order by o.title, o.id
