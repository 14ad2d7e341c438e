-- Who has booked a slot. `slots.taken` changes with the bookings that live, in the same transaction.

-- name: take
-- Of all who tap at once as many get a seat as there are.
update slots set taken = taken + 1
where id = :slot and cancelled_at is null and starts_at > :now and taken < seats
returning id

-- name: leave
update slots set taken = taken - 1
where id = :slot and exists (select 1 from bookings b where b.slot = slots.id and b.participant = :participant
                             and b.cancelled_at is null)
returning id

-- name: put!
-- Whoever has cancelled before may book again.
insert into bookings (slot, participant, organisation, note, calendar, sequence, booked_at)
values (:slot, :participant, :organisation, :note, :calendar, :sequence, :now)
on conflict (slot, participant) do update set
    organisation = excluded.organisation, note = excluded.note, calendar = excluded.calendar,
    sequence = excluded.sequence, booked_at = excluded.booked_at, cancelled_at = null, cancelled_by = null,
    absent_at = null

-- name: cancel!
update bookings set cancelled_at = :now, cancelled_by = :by, sequence = sequence + 1
where slot = :slot and participant = :participant and cancelled_at is null

-- name: cancel_all!
update bookings set cancelled_at = :now, cancelled_by = :by, sequence = sequence + 1
where slot = :slot and cancelled_at is null

-- name: empty!
update slots set taken = 0 where id = :slot

-- name: by
select b.slot, b.participant, p.name, o.title as organisation_title, b.organisation, b.note, b.calendar, b.sequence,
       b.booked_at, b.cancelled_at, b.absent_at
from bookings b
join participants p on p.id = b.participant
join organisations o on o.id = b.organisation
where b.slot = :slot and b.participant = :participant

-- name: of_slot
-- Those that live, by name.
select b.slot, b.participant, p.name, o.title as organisation_title, b.organisation, b.note, b.calendar, b.sequence,
       b.booked_at, b.cancelled_at, b.absent_at
from bookings b
join participants p on p.id = b.participant
join organisations o on o.id = b.organisation
where b.slot = :slot and b.cancelled_at is null
order by p.name, b.participant

-- name: concerned
select count(distinct b.participant)
from bookings b
where b.cancelled_at is null and b.slot in (select cast(n.value as bigint) from {json_each}(:slots) n)

-- name: roleless
select s.programme, b.slot, b.participant
from bookings b
join slots s on s.id = b.slot and s.cancelled_at is null and s.starts_at > :now
where b.cancelled_at is null
  and not exists (select 1 from roles r
                  where r.participant = b.participant and r.programme = s.programme and r.ended_at is null)
order by s.starts_at, b.slot, b.participant

-- name: of_participant
-- Slots that somebody has booked and that are not over.
select s.id, s.programme, s.owner, p.name as owner_name, s.starts_at, s.ends_at, s.time_zone, s.place, s.link, s.about, s.seats,
       s.taken, s.series, s.sequence, s.cancelled_at, s.cancel_reason, s.day_told_at, s.hour_told_at, s.ended_at,
       s.held_at, s.missed_at
from bookings b
join slots s on s.id = b.slot and s.ends_at > :now
join participants p on p.id = s.owner
where b.participant = :participant and b.cancelled_at is null
order by s.starts_at, s.id

-- name: clashing
-- What somebody has booked there already, this one left out.
select s.id, s.programme, s.owner, p.name as owner_name, s.starts_at, s.ends_at, s.time_zone, s.place, s.link, s.about, s.seats,
       s.taken, s.series, s.sequence, s.cancelled_at, s.cancel_reason, s.day_told_at, s.hour_told_at, s.ended_at,
       s.held_at, s.missed_at
from bookings b
join slots s on s.id = b.slot and s.starts_at < :ends_at and s.ends_at > :starts_at and s.id <> :apart_from
join participants p on p.id = s.owner
where b.participant = :participant and b.cancelled_at is null
order by s.starts_at, s.id
limit 1

-- name: organisation
-- For which of their organisations somebody may book it.
select a.organisation
from slots s
join advised a on a.owner = s.owner and a.programme = s.programme and a.participant = :participant
where s.id = :slot
order by a.granted_at, a.role
limit 1

-- name: write_note
update bookings set note = :note where slot = :slot and participant = :participant and cancelled_at is null
returning slot

-- name: mark
update bookings set absent_at = cast(:absent_at as bigint)
where slot = :slot and participant = :participant and cancelled_at is null
returning slot

