-- What has been learnt: who has completed which course, on what paper, and what that amounts to.

-- name: judge
-- Against the rule, or as it says.
update rsvps set passes = cast(:passes as bigint)
where event = :course and participant = :participant and answer = 'yes' and queued_at is null and completed_at is null
returning participant

-- name: complete
update rsvps set completed_at = :now, minutes = :minutes
where event = :course and answer = 'yes' and queued_at is null and completed_at is null
  and participant in (select cast(n.value as bigint) from {json_each}(:participants) n)
returning participant as id

-- name: reopen
-- It was a slip; a paper says what it says.
update rsvps set completed_at = null, minutes = 0, passes = 0
where event = :course and participant = :participant and completed_at is not null and document = ''
  and not exists (select 1 from certificates c where c.event = rsvps.event and c.participant = rsvps.participant)
returning participant

-- name: put_document
update rsvps set document = :document
where event = :course and participant = :participant and completed_at is not null and document <> :document
returning participant

-- name: completed
select completed_at from rsvps where event = :course and participant = :participant

-- name: record
-- All that somebody has learnt: courses that they have completed or come to, and other events that they have been to.
select c.id as event, 1 as course, 'course' as kind, c.title, c.starts_at, c.ends_at, c.time_zone, c.minutes as planned,
       case when x.completed_at is not null then x.minutes else coalesce(v.minutes, 0) end as minutes, x.completed_at,
       x.document, coalesce(p.number, '') as number
from rsvps x
join courses c on c.id = x.event
left join certificates p on p.event = x.event and p.participant = x.participant
left join (select s.course, cast(sum(y.minutes) as bigint) as minutes
           from rsvps y
           join events s on s.id = y.event and s.course is not null and s.cancelled_at is null
           where y.participant = :participant and y.attended_at is not null
           group by s.course) v on v.course = c.id
where x.participant = :participant and (x.completed_at is not null or v.course is not null)
union all
select e.id, 0, e.kind, e.title, e.starts_at, e.ends_at, e.time_zone, e.minutes, x.minutes, null, '',
       coalesce(p.number, '')
from rsvps x
join events e on e.id = x.event and e.course is null and e.share is null
left join certificates p on p.event = x.event and p.participant = x.participant
where x.participant = :participant and x.attended_at is not null
  and e.cancelled_at is null and (e.gone_at is null or e.ended_at is not null or e.ends_at <= e.gone_at)
order by starts_at, event

-- name: trained
-- Of the courses that were completed between two instants: people, courses, those of 36 hours and more, minutes.
select count(distinct x.participant) as people, count(distinct x.event) as courses,
       count(distinct case when c.minutes >= 2160 then x.event end) as long, cast(coalesce(sum(x.minutes), 0) as bigint) as minutes
from rsvps x
join courses c on c.id = x.event and c.programme = :programme
where x.completed_at >= :since and x.completed_at < :until

-- name: trained_by_school
-- The same by school, for these schools, the most people first; those that have trained nobody too.
select o.id, o.title, count(distinct x.participant) as people, cast(coalesce(sum(x.minutes), 0) as bigint) as minutes
from organisations o
left join (select y.organisation, y.participant, y.minutes
           from rsvps y
           join courses c on c.id = y.event and c.programme = :programme
           where y.completed_at >= :since and y.completed_at < :until) x on x.organisation = o.id
where o.id in (select cast(n.value as bigint) from {json_each}(:organisations) n)
group by o.id, o.title, o.search_name
order by count(distinct x.participant) desc, o.search_name, o.id
