-- Who is invited to an event, what they answered, who came. Whoever said yes and waits for a seat has `queued_at`.

-- name: invite!
-- [participant]. Whoever has come by themselves, or was invited before, stays as they are.
insert into rsvps (event, participant, invited_at)
select :event, cast(n.value as bigint), :now
from {json_each}(:participants) n
where true
on conflict (event, participant) do update set invited_at = coalesce(rsvps.invited_at, excluded.invited_at)

-- name: hold
-- Seats of one event are given one after the other, on whichever replica somebody answers.
select id, share from events where id = :event
{for_update}

-- name: by
select event, participant, invited_at, answer, reason, answered_at, queued_at, attended_at
from rsvps
where event = :event and participant = :participant

-- name: put!
-- Another answer: what was said of the one before goes.
insert into rsvps (event, participant, answer, answered_at, queued_at)
values (:event, :participant, :answer, :now, cast(:queued_at as bigint))
on conflict (event, participant) do update set
    answer = excluded.answer, answered_at = excluded.answered_at, queued_at = excluded.queued_at, reason = ''

-- name: say_why
-- Only of a refusal.
update rsvps set reason = :reason where event = :event and participant = :participant and answer = 'no'
returning participant

-- name: seated
select count(*) as number from rsvps where event = :event and answer = 'yes' and queued_at is null

-- name: hall
-- How many have a seat, and how many wait for one.
select count(*) - count(queued_at) as seated, count(queued_at) as waiting
from rsvps
where event = :event and answer = 'yes'

-- name: last_queued
select max(queued_at) from rsvps where event = :event and answer = 'yes'

-- name: place
-- How many wait no shorter than this person; 0 where they do not wait.
select count(*) as number
from rsvps me
join rsvps x on x.event = me.event and x.answer = 'yes'
            and (x.queued_at < me.queued_at or (x.queued_at = me.queued_at and x.participant <= me.participant))
where me.event = :event and me.participant = :participant and me.answer = 'yes'

-- name: promote
-- Seats for those who have waited longest.
update rsvps set queued_at = null
where event = :event and participant in (
    select w.participant from rsvps w
    where w.event = :event and w.answer = 'yes' and w.queued_at is not null
    order by w.queued_at, w.participant
    limit :seats)
returning participant as id

-- name: promote_of_schools
-- The same where no school has more seats than its quota: whose school has them all is passed over.
update rsvps set queued_at = null
where event = :event and participant in (
    select w.participant
    from (select x.participant, x.queued_at, x.organisation,
                 row_number() over (partition by x.organisation order by x.queued_at, x.participant) as place
          from rsvps x
          where x.event = :event and x.answer = 'yes' and x.queued_at is not null) w
    join courses c on c.id = :event
    where c.quota_most is null or w.organisation is null
       or w.place + (select count(*) from seated s where s.course = c.id and s.organisation = w.organisation)
          <= c.quota_most
    order by w.queued_at, w.participant
    limit :seats)
returning participant as id

-- name: represent!
-- For which school somebody is in a course who was not named by one: that of their main role.
update rsvps set organisation = (
    select r.organisation
    from roles r
    join organisations o on o.id = r.organisation and o.level = 'school'
    join events e on e.id = rsvps.event
    where r.participant = rsvps.participant and r.programme = e.programme and r.ended_at is null
    order by r.granted_at, r.id limit 1)
where event = :event and participant = :participant and organisation is null

-- name: follow!
-- Whoever has a seat in the course comes to each session that is not over, unless they have said of one that they do not.
insert into rsvps (event, participant, invited_at, answer, answered_at)
select s.id, m.participant, :now, 'yes', :now
from seated m
join events s on s.course = m.course
where m.course = :event and s.ends_at > :now and s.gone_at is null
on conflict (event, participant) do nothing

-- name: unfollow!
-- Whoever has a seat no more comes to none that lies ahead.
delete from rsvps
where attended_at is null
  and event in (select s.id from events s where s.course = :event and s.starts_at > :now)
  and participant in (select m.participant from rsvps m where m.event = :event)
  and participant not in (select m.participant from seated m where m.course = :event)

-- name: counts
select count(invited_at) as invited,
       coalesce(sum(case when answer = 'yes' and queued_at is null then 1 else 0 end), 0) as yes,
       coalesce(sum(case when answer = 'online' then 1 else 0 end), 0) as online,
       coalesce(sum(case when answer = 'no' then 1 else 0 end), 0) as no,
       coalesce(sum(case when answer is null and invited_at is not null then 1 else 0 end), 0) as silent,
       coalesce(sum(case when answer = 'yes' and queued_at is not null then 1 else 0 end), 0) as waiting,
       count(attended_at) as came
from rsvps
where event = :event

-- name: whom
-- Everybody of an event, for those who hold it; in their main role, if they have any.
select x.participant, p.name, p.phone, coalesce(o.title, '') as organisation, coalesce(x.answer, '') as answer, x.reason,
       x.invited_at, x.queued_at, x.attended_at
from rsvps x
join participants p on p.id = x.participant
left join roles m on m.id = (select r.id from roles r where r.participant = x.participant and r.ended_at is null
                             order by r.granted_at, r.id limit 1)
left join organisations o on o.id = m.organisation
where x.event = :event
order by p.search_name, x.participant

-- name: of_participant
-- Somebody's events that end after this instant, the first to begin first. Sessions stand in their course.
select e.id, e.kind, e.title, e.starts_at, e.ends_at, e.time_zone, e.cancelled_at, x.answer, x.queued_at, x.attended_at
from rsvps x
join events e on e.id = x.event
where x.participant = :participant and e.gone_at is null and e.ends_at > :since and e.course is null
order by e.starts_at, e.id

-- name: ahead
-- How many of somebody's events are to come or go on.
select count(*) as number
from rsvps x
join events e on e.id = x.event
where x.participant = :participant and e.gone_at is null and e.cancelled_at is null and e.ends_at > :now
  and e.course is null

-- name: silent
-- Who is invited and has not answered, with the hours of their main role.
select x.participant, x.invited_at, o.time_zone, p.digest_at, p.quiet_hours
from rsvps x
join roles m on m.id = (select r.id from roles r where r.participant = x.participant and r.ended_at is null
                        order by r.granted_at, r.id limit 1)
join organisations o on o.id = m.organisation
join programmes p on p.id = m.programme
where x.event = :event and x.invited_at is not null and x.answer is null and x.attended_at is null

-- name: silent_of
-- The same of these people.
select x.participant, x.invited_at, o.time_zone, p.digest_at, p.quiet_hours
from rsvps x
join roles m on m.id = (select r.id from roles r where r.participant = x.participant and r.ended_at is null
                        order by r.granted_at, r.id limit 1)
join organisations o on o.id = m.organisation
join programmes p on p.id = m.programme
where x.event = :event and x.participant in (select cast(n.value as bigint) from {json_each}(:participants) n)
  and x.invited_at is not null and x.answer is null and x.attended_at is null

-- name: awaiting
-- Events ahead to which somebody is invited and has said nothing.
select e.id
from rsvps x
join events e on e.id = x.event
where x.participant = :participant and x.invited_at is not null and x.answer is null and e.starts_at > :now
order by e.id

-- name: uninvite!
-- Whom an invitation was to go to and has not: they know of nothing.
delete from rsvps
where event = :event and answer is null and attended_at is null and invited_at >= :since
  and participant in (select x.participant from broadcast_people x
                      where x.broadcast = :broadcast and x.planned_at is null)
  and not exists (select 1 from broadcasts b
                  join broadcast_people y on y.broadcast = b.id and y.participant = rsvps.participant
                  where b.event = :event and b.kind = 'invitation' and y.planned_at is not null)
