-- name: of_programme
-- What stands in a programme's files or was made in the chat, the first to begin first; cancelled ones too.
select id, programme, code, source, kind, title, about, starts_at, ends_at, time_zone, place, directions, link, capacity,
       minutes, audience, activity, feedback, guests, secret, owner, sequence, facts, created_at, cancelled_at,
       cancel_reason, day_told_at, hour_told_at, ended_at, gone_at, told, tell_at, course, share
from events
where programme = :programme and gone_at is null
order by starts_at, id

-- name: of_files
-- All that the files of a programme have ever had, in the order of their coming.
select id, programme, code, source, kind, title, about, starts_at, ends_at, time_zone, place, directions, link, capacity,
       minutes, audience, activity, feedback, guests, secret, owner, sequence, facts, created_at, cancelled_at,
       cancel_reason, day_told_at, hour_told_at, ended_at, gone_at, told, tell_at, course, share
from events
where programme = :programme and source = 'files'
order by id

-- name: by_id
select id, programme, code, source, kind, title, about, starts_at, ends_at, time_zone, place, directions, link, capacity,
       minutes, audience, activity, feedback, guests, secret, owner, sequence, facts, created_at, cancelled_at,
       cancel_reason, day_told_at, hour_told_at, ended_at, gone_at, told, tell_at, course, share
from events
where id = :id

-- name: hold
-- So that a loading and somebody in the chat do not write over each other.
select id from events where programme = :programme and code = :code
{for_update}

-- name: add
insert into events (programme, code, source, kind, title, about, starts_at, ends_at, time_zone, place, directions, link,
                    capacity, minutes, audience, activity, feedback, guests, secret, owner, facts, created_at)
values (:programme, :code, :source, :kind, :title, :about, :starts_at, :ends_at, :time_zone, :place, :directions, :link,
        cast(:capacity as bigint), :minutes, :audience, cast(:activity as bigint), :feedback, :guests, :secret,
        cast(:owner as bigint), :facts, :now)
returning id

-- name: change!
-- What was told before a time that still lies ahead was not of this time.
update events set
    kind = :kind, title = :title, about = :about, time_zone = :time_zone, place = :place, directions = :directions,
    link = :link, capacity = cast(:capacity as bigint), minutes = :minutes, audience = :audience,
    activity = cast(:activity as bigint), feedback = :feedback, guests = :guests, sequence = sequence + 1,
    day_told_at = case when starts_at = :starts_at or :starts_at <= :now then day_told_at end,
    hour_told_at = case when starts_at = :starts_at or :starts_at <= :now then hour_told_at end,
    ended_at = case when ends_at = :ends_at or :ends_at <= :now then ended_at end,
    starts_at = :starts_at, ends_at = :ends_at,
    told = case when tell_at is null then :told else told end,
    tell_at = :tell_at
where id = :id

-- name: credit!
-- What is credited to those who came; a certificate says what it said.
update rsvps set minutes = :minutes
where event = :event and attended_at is not null
  and not exists (select 1 from certificates c where c.event = rsvps.event and c.participant = rsvps.participant)

-- name: forget_marks!
-- Those of before this instant: it has not taken place yet after all.
update rsvps set attended_at = null, attended_how = '', marked_by = null, minutes = 0, thanked_at = null
where event = :event and attended_at < :before
  and not exists (select 1 from certificates c where c.event = rsvps.event and c.participant = rsvps.participant)

-- name: drop_empty!
-- Nothing is left of those whom nobody had invited.
delete from rsvps where event = :event and invited_at is null and answer is null and attended_at is null

-- name: asks
-- Whether a wave of a survey takes answers on this day.
select 1 from waves w
join surveys s on s.id = w.survey and s.ended_at is null
where w.id = :wave and w.ended_at is null and w.closes_on >= :today

-- name: said!
-- The file names it, and this is what it says.
update events set source = 'files', facts = :facts where id = :id

-- name: come_back!
update events set gone_at = null, sequence = sequence + 1,
    told = case when tell_at is null then :told else told end,
    tell_at = :tell_at
where id = :id and gone_at is not null

-- name: leave!
update events set gone_at = :now, sequence = sequence + 1,
    told = case when tell_at is null then :told else told end,
    tell_at = :tell_at
where id = :id and gone_at is null

-- name: slots
select starts, ends, title, speaker from event_slots where event = :event order by position

-- name: forget_slots!
delete from event_slots where event = :event

-- name: put_slot!
insert into event_slots (event, position, starts, ends, title, speaker)
values (:event, :position, :starts, :ends, :title, :speaker)

-- name: organisers
select o.participant, p.name from event_organisers o
join participants p on p.id = o.participant
where o.event = :event
order by p.name, o.participant

-- name: forget_organisers!
delete from event_organisers where event = :event

-- name: put_organiser!
insert into event_organisers (event, participant) values (:event, :participant)

-- name: cancel
-- Those who are invited hear of it at once.
update events set cancelled_at = :now, cancel_reason = :reason, sequence = sequence + 1,
    told = case when tell_at is null then :told else told end, tell_at = :now
where id = :id and cancelled_at is null
returning id

-- name: tell_now!
update events set tell_at = :now where id = :id and tell_at is not null

-- name: were_told!
update events set told = '', tell_at = null where id = :id

-- name: to_tell
select id from events where tell_at <= :now order by tell_at, id

-- name: before
-- Events that begin soon and of which nobody was reminded so early. Of a course its sessions remind.
select id from events
where share is null and cancelled_at is null and gone_at is null and ended_at is null and starts_at > :now
  and ((day_told_at is null and starts_at <= cast(:now as bigint) + cast(:day as bigint)) or (hour_told_at is null and starts_at <= cast(:now as bigint) + cast(:hour as bigint)))
order by starts_at, id

-- name: over
select id from events
where cancelled_at is null and gone_at is null and ended_at is null and ends_at <= cast(:now as bigint) - cast(:grace as bigint)
order by ends_at, id

-- name: lock
-- Only one replica at a time speaks of it.
select id from events where id = :id
{skip_locked}

-- name: day_told!
update events set day_told_at = :now where id = :id

-- name: hour_told!
update events set hour_told_at = :now, day_told_at = coalesce(day_told_at, cast(:now as bigint)) where id = :id

-- name: end!
update events set ended_at = :now where id = :id

-- name: answered
-- Everybody invited, or who answered without that, and how: yes, online, no, `waiting` for a seat, '' while silent.
select participant as id,
       case when answer = 'yes' and queued_at is not null then 'waiting' else coalesce(answer, '') end as answer,
       case when attended_at is null then 0 else 1 end as came
from rsvps
where event = :event

-- name: organised
-- What somebody holds or has made, and for those who lead the programme all of it: the nearest ahead first. Sessions
-- stand in their course.
select e.id, e.kind, e.title, e.starts_at, e.ends_at, e.time_zone, e.cancelled_at
from events e
where e.gone_at is null and e.ends_at >= :since and e.course is null
  and e.id in (select m.id from events m where m.owner = :participant
               union all
               select o.event from event_organisers o where o.participant = :participant
               union all
               select a.id from roles r cross join events a
               where r.participant = :participant and r.ended_at is null and a.programme = r.programme
                 and (r.role = 'operator'
                      or (r.role = 'curator' and not exists (select 1 from territories t where t.role = r.id))))
order by e.starts_at, e.id

-- name: to_thank
-- Events that are over and somebody of whom it was marked since that they were there; not each session of a course.
select e.id
from rsvps x
join events e on e.id = x.event
where x.attended_at is not null and x.thanked_at is null and x.attended_at <= cast(:now as bigint) - cast(:patience as bigint)
  and e.ended_at is not null and e.cancelled_at is null and e.course is null
group by e.id

-- name: thanked
update rsvps set thanked_at = :now
where event = :event and attended_at is not null and thanked_at is null
  and attended_at <= cast(:now as bigint) - cast(:patience as bigint)
returning participant as id

-- name: allow_guests!
update events set guests = 1 where id = :id

-- name: holds_any
-- Whether somebody has made an event or was named as one who holds it.
select 1 from event_organisers o join events e on e.id = o.event and e.gone_at is null where o.participant = :participant
union all
select 1 from events where owner = :participant and gone_at is null
limit 1

-- name: next_word
-- The next moment at which an event may have something to say.
select min(x.at) from (
    select min(tell_at) as at from events where tell_at > :now
    union all
    select min(starts_at - cast(:day as bigint)) from events
    where share is null and cancelled_at is null and gone_at is null and ended_at is null and day_told_at is null
      and starts_at > cast(:now as bigint) + cast(:day as bigint)
    union all
    select min(starts_at - cast(:hour as bigint)) from events
    where share is null and cancelled_at is null and gone_at is null and ended_at is null and hour_told_at is null
      and starts_at > cast(:now as bigint) + cast(:hour as bigint)
    union all
    select min(ends_at + cast(:grace as bigint)) from events
    where cancelled_at is null and gone_at is null and ended_at is null
      and ends_at > cast(:now as bigint) - cast(:grace as bigint)
    union all
    select min(attended_at + cast(:patience as bigint)) from rsvps
    where attended_at is not null and thanked_at is null
      and attended_at > cast(:now as bigint) - cast(:patience as bigint)
) x
