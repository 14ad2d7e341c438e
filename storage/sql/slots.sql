-- Slots that those who consult publish. See also bookings.sql.

-- name: add
insert into slots (programme, owner, starts_at, ends_at, time_zone, place, link, about, seats, created_at)
values (:programme, :owner, :starts_at, :ends_at, :time_zone, :place, :link, :about, :seats, :now)
returning id

-- name: put_series!
update slots set series = :series where id = :id

-- name: by_id
select s.id, s.programme, s.owner, p.name as owner_name, s.starts_at, s.ends_at, s.time_zone, s.place, s.link, s.about, s.seats,
       s.taken, s.series, s.sequence, s.cancelled_at, s.cancel_reason, s.day_told_at, s.hour_told_at, s.ended_at,
       s.held_at, s.missed_at
from slots s
join participants p on p.id = s.owner
where s.id = :id

-- name: clashing
-- What an owner has there already.
select s.id, s.programme, s.owner, p.name as owner_name, s.starts_at, s.ends_at, s.time_zone, s.place, s.link, s.about, s.seats,
       s.taken, s.series, s.sequence, s.cancelled_at, s.cancel_reason, s.day_told_at, s.hour_told_at, s.ended_at,
       s.held_at, s.missed_at
from slots s
join participants p on p.id = s.owner
where s.owner = :owner and s.cancelled_at is null and s.starts_at < :ends_at and s.ends_at > :starts_at
order by s.starts_at, s.id
limit 1

-- name: owners
-- Who has something free for somebody, how much, and from when.
select s.owner, p.name, count(*) as free, min(s.starts_at) as first_at
from slots s
join participants p on p.id = s.owner
where s.cancelled_at is null and s.starts_at > :now and s.taken < s.seats
  and s.programme in (select r.programme from roles r where r.participant = :participant and r.ended_at is null)
  and not exists (select 1 from bookings b
                  where b.slot = s.id and b.participant = :participant and b.cancelled_at is null)
  and exists (select 1 from advised a
              where a.owner = s.owner and a.programme = s.programme and a.participant = :participant)
group by s.owner, p.name
order by min(s.starts_at), p.name, s.owner

-- name: free
-- What an owner has free for somebody.
select s.id, s.programme, s.owner, p.name as owner_name, s.starts_at, s.ends_at, s.time_zone, s.place, s.link, s.about, s.seats,
       s.taken, s.series, s.sequence, s.cancelled_at, s.cancel_reason, s.day_told_at, s.hour_told_at, s.ended_at,
       s.held_at, s.missed_at
from slots s
join participants p on p.id = s.owner
where s.owner = :owner and s.cancelled_at is null and s.starts_at > :now and s.taken < s.seats
  and not exists (select 1 from bookings b
                  where b.slot = s.id and b.participant = :participant and b.cancelled_at is null)
  and exists (select 1 from advised a
              where a.owner = s.owner and a.programme = s.programme and a.participant = :participant)
order by s.starts_at, s.id

-- name: of_owner
-- What lies ahead or goes on, and before it what is over and of which nobody has said how it was.
select s.id, s.programme, s.owner, p.name as owner_name, s.starts_at, s.ends_at, s.time_zone, s.place, s.link, s.about, s.seats,
       s.taken, s.series, s.sequence, s.cancelled_at, s.cancel_reason, s.day_told_at, s.hour_told_at, s.ended_at,
       s.held_at, s.missed_at
from slots s
join participants p on p.id = s.owner
where s.owner = :owner and s.cancelled_at is null
  and (s.ends_at > :now or (s.taken > 0 and s.held_at is null and s.missed_at is null))
order by s.starts_at, s.id

-- name: orphaned
-- The roles are those of the view `advised`.
select s.id, s.programme, s.owner, p.name as owner_name, s.starts_at, s.ends_at, s.time_zone, s.place, s.link, s.about, s.seats,
       s.taken, s.series, s.sequence, s.cancelled_at, s.cancel_reason, s.day_told_at, s.hour_told_at, s.ended_at,
       s.held_at, s.missed_at
from slots s
join participants p on p.id = s.owner
where s.cancelled_at is null and s.starts_at > :now
  and not exists (select 1 from roles r
                  where r.participant = s.owner and r.programme = s.programme and r.ended_at is null
                    and r.role in ('curator', 'mentor', 'coordinator', 'expert', 'operator'))
order by s.starts_at, s.id

-- name: rest
-- A slot and those after it of its series.
select x.id
from slots s
join slots x on x.id = s.id or (x.series = s.series and x.starts_at >= s.starts_at)
where s.id = :id and x.cancelled_at is null and x.starts_at > :now
order by x.starts_at, x.id

-- name: cancel
update slots set cancelled_at = :now, cancel_reason = :reason, sequence = sequence + 1
where id = :id and cancelled_at is null and starts_at > :now
returning id

-- name: next_sequence
-- The owner's calendar is told something else.
update slots set sequence = sequence + 1 where id = :id returning sequence

-- name: hold
-- Of two taps the second finds it held. That it was not may have been a slip.
update slots set held_at = :now, missed_at = null
where id = :id and cancelled_at is null and held_at is null and taken > 0
returning id

-- name: miss
update slots set missed_at = :now
where id = :id and cancelled_at is null and held_at is null and missed_at is null
returning id

-- name: lock
-- Only one replica at a time speaks of it.
select id from slots where id = :id
{skip_locked}

-- name: before
-- Slots that begin soon and of which nobody was reminded so early.
select id from slots
where cancelled_at is null and hour_told_at is null and taken > 0 and starts_at > :now
  and starts_at <= cast(:now as bigint) + cast(:day as bigint)
  and (day_told_at is null or starts_at <= cast(:now as bigint) + cast(:hour as bigint))
order by starts_at, id

-- name: over
select id from slots where cancelled_at is null and ended_at is null and ends_at <= :now order by ends_at, id

-- name: day_told!
update slots set day_told_at = :now where id = :id

-- name: hour_told!
update slots set hour_told_at = :now, day_told_at = coalesce(day_told_at, cast(:now as bigint)) where id = :id

-- name: end!
update slots set ended_at = :now where id = :id

-- name: next_word
-- The next moment at which a slot may have something to say.
select min(x.at) from (
    select min(starts_at - cast(:day as bigint)) as at from slots
    where cancelled_at is null and hour_told_at is null and day_told_at is null and taken > 0
      and starts_at > cast(:now as bigint) + cast(:day as bigint)
    union all
    select min(starts_at - cast(:hour as bigint)) from slots
    where cancelled_at is null and hour_told_at is null and taken > 0
      and starts_at > cast(:now as bigint) + cast(:hour as bigint)
    union all
    select min(ends_at) from slots where cancelled_at is null and ended_at is null and ends_at > :now
) x
