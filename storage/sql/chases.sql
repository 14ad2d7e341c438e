-- Reminders of invitations without an answer, and of letters that were not confirmed.

-- name: events_ahead
select e.id
from events e
where e.programme = :programme and e.starts_at > :now
  and exists (select 1 from rsvps x where x.event = e.id and x.invited_at is not null)
order by e.id

-- name: of_event
select id, participant, task, wave, rung, fire_at, closed_at, outcome from reminders where event = :event

-- name: of_event_of
-- The same of these people.
select id, participant, task, wave, rung, fire_at, closed_at, outcome from reminders
where event = :event and participant in (select cast(n.value as bigint) from {json_each}(:participants) n)

-- name: of_letter
select id, participant, task, wave, rung, fire_at, closed_at, outcome from reminders
where letter = :letter and participant in (select cast(n.value as bigint) from {json_each}(:participants) n)

-- name: stand_event!
-- [participant, rung, fire_at].
insert into reminders (participant, event, rung, fire_at)
select cast(n.value ->> 0 as bigint), cast(:event as bigint), n.value ->> 1, cast(n.value ->> 2 as bigint)
from {json_each}(:wanted) n
where true
on conflict (event, participant, rung) where event is not null
do update set fire_at = excluded.fire_at, closed_at = null, outcome = null, delivery = null

-- name: stand_letter!
-- [participant, rung, fire_at].
insert into reminders (participant, letter, rung, fire_at)
select cast(n.value ->> 0 as bigint), cast(:letter as bigint), n.value ->> 1, cast(n.value ->> 2 as bigint)
from {json_each}(:wanted) n
where true
on conflict (letter, participant, rung) where letter is not null
do update set fire_at = excluded.fire_at, closed_at = null, outcome = null, delivery = null

-- name: unconfirmed
-- Who of these has not confirmed a letter that goes to them, with the hours of their main role.
select x.participant, o.time_zone, p.digest_at, p.quiet_hours
from broadcast_people x
join roles m on m.id = (select r.id from roles r where r.participant = x.participant and r.ended_at is null
                        order by r.granted_at, r.id limit 1)
join organisations o on o.id = m.organisation
join programmes p on p.id = m.programme
where x.broadcast = :letter
  and x.participant in (select cast(n.value as bigint) from {json_each}(:participants) n)
  and not exists (select 1 from clicks c where c.broadcast = x.broadcast and c.participant = x.participant
                  and c.button = 0)

-- name: due_events
-- Which invitations are due for these people, and whether they still wait for an answer.
with due as (
    select id, participant, event
    from reminders
    where participant in (select cast(n.value as bigint) from {json_each}(:participants) n)
      and closed_at is null and fire_at <= :now and event is not null
    order by id
    {skip_locked}
)
select due.participant, due.id as reminder, e.id as event, e.title, e.starts_at, e.time_zone,
       case when x.invited_at is not null and x.answer is null and x.attended_at is null and e.cancelled_at is null
                 and e.gone_at is null and e.starts_at > :now then 1 else 0 end as waits
from due
join events e on e.id = due.event
left join rsvps x on x.event = due.event and x.participant = due.participant
order by e.starts_at, e.id, due.id

-- name: due_letters
-- The same of letters. One that was taken back, has not gone to this person yet, or has lost its words with its author,
-- waits for nothing; whoever had it before a pause has it.
with due as (
    select id, participant, letter
    from reminders
    where participant in (select cast(n.value as bigint) from {json_each}(:participants) n)
      and closed_at is null and fire_at <= :now and letter is not null
    order by id
    {skip_locked}
)
select due.participant, due.id as reminder, b.id as letter, b.content,
       case when b.state in ('running', 'paused', 'done') and b.content <> ''
                 and coalesce(b.expires_at, :now + 1) > :now
                 and x.planned_at is not null and c.participant is null then 1 else 0 end as waits
from due
join broadcasts b on b.id = due.letter
left join broadcast_people x on x.broadcast = due.letter and x.participant = due.participant
left join clicks c on c.broadcast = due.letter and c.participant = due.participant and c.button = 0
order by b.id, due.id
