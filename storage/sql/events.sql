-- name: of_programme
-- What stands in a programme's files or was made in the chat, the first to begin first; cancelled ones too.
select id, programme, code, source, kind, title, about, starts_at, ends_at, time_zone, place, directions, link, capacity,
       minutes, audience, activity, feedback, guest_code, secret, owner, sequence, facts, created_at, cancelled_at,
       cancel_reason, day_told_at, hour_told_at, ended_at, gone_at
from events
where programme = :programme and gone_at is null
order by starts_at, id

-- name: of_files
-- All that the files of a programme have ever had, in the order of their coming.
select id, programme, code, source, kind, title, about, starts_at, ends_at, time_zone, place, directions, link, capacity,
       minutes, audience, activity, feedback, guest_code, secret, owner, sequence, facts, created_at, cancelled_at,
       cancel_reason, day_told_at, hour_told_at, ended_at, gone_at
from events
where programme = :programme and source = 'files'
order by id

-- name: by_id
select id, programme, code, source, kind, title, about, starts_at, ends_at, time_zone, place, directions, link, capacity,
       minutes, audience, activity, feedback, guest_code, secret, owner, sequence, facts, created_at, cancelled_at,
       cancel_reason, day_told_at, hour_told_at, ended_at, gone_at
from events
where id = :id

-- name: hold
-- So that a loading and somebody in the chat do not write over each other.
select id from events where programme = :programme and code = :code
{for_update}

-- name: add
insert into events (programme, code, source, kind, title, about, starts_at, ends_at, time_zone, place, directions, link,
                    capacity, minutes, audience, activity, feedback, guest_code, secret, owner, facts, created_at)
values (:programme, :code, :source, :kind, :title, :about, :starts_at, :ends_at, :time_zone, :place, :directions, :link,
        cast(:capacity as bigint), :minutes, :audience, cast(:activity as bigint), :feedback, :guest_code, :secret,
        cast(:owner as bigint), :facts, :now)
returning id

-- name: change!
-- What was told before a time that still lies ahead was not of this time.
update events set
    kind = :kind, title = :title, about = :about, time_zone = :time_zone, place = :place, directions = :directions,
    link = :link, capacity = cast(:capacity as bigint), minutes = :minutes, audience = :audience,
    activity = cast(:activity as bigint), feedback = :feedback, guest_code = :guest_code, sequence = sequence + 1,
    day_told_at = case when starts_at = :starts_at or :starts_at <= :now then day_told_at end,
    hour_told_at = case when starts_at = :starts_at or :starts_at <= :now then hour_told_at end,
    ended_at = case when ends_at = :ends_at or :ends_at <= :now then ended_at end,
    starts_at = :starts_at, ends_at = :ends_at
where id = :id

-- name: said!
-- The file names it, and this is what it says.
update events set source = 'files', facts = :facts, gone_at = null where id = :id

-- name: leave!
update events set gone_at = :now where id = :id and gone_at is null

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

-- name: is_held_by
select 1 from event_organisers where event = :event and participant = :participant
union
select 1 from events where id = :event and owner = :participant

-- name: forget_organisers!
delete from event_organisers where event = :event

-- name: put_organiser!
insert into event_organisers (event, participant) values (:event, :participant)
