-- Courses: their terms, sessions, members and surveys.

-- name: by_id
select id, programme, title, starts_at, ends_at, time_zone, place, link, capacity, minutes, audience, owner, cancelled_at,
       gone_at, share, nominate_until, quota_least, quota_most, urged_at
from courses
where id = :id

-- name: of_programme
-- Those that end after this instant, the first to begin first.
select id, programme, title, starts_at, ends_at, time_zone, place, link, capacity, minutes, audience, owner, cancelled_at,
       gone_at, share, nominate_until, quota_least, quota_most, urged_at
from courses
where programme = :programme and gone_at is null and ends_at > :since
order by starts_at, id

-- name: define!
-- What makes a course of an event.
update events set share = :share, nominate_until = :nominate_until, quota_least = cast(:quota_least as bigint),
    quota_most = cast(:quota_most as bigint)
where id = :id

-- name: attach!
update events set course = :course where id = :session

-- name: span!
-- It lasts from the first session that takes place to the last one.
update events set
    starts_at = coalesce((select min(s.starts_at) from events s
                          where s.course = events.id and s.cancelled_at is null and s.gone_at is null), starts_at),
    ends_at = coalesce((select max(s.ends_at) from events s
                        where s.course = events.id and s.cancelled_at is null and s.gone_at is null), ends_at),
    ended_at = case when (select max(s.ends_at) from events s
                          where s.course = events.id and s.cancelled_at is null and s.gone_at is null) > :now
               then null else ended_at end
where id = :id and share is not null

-- name: carry!
-- The sessions ahead are where the course is; its people are told once, of the course.
update events set place = :place, directions = :directions, link = :link, sequence = sequence + 1
where course = :course and starts_at > :now and place = :was_place and link = :was_link

-- name: cancel_sessions!
-- With the course; its people are told once, of the course.
update events set cancelled_at = :now, cancel_reason = :reason, sequence = sequence + 1
where course = :course and starts_at > :now and cancelled_at is null

-- name: sessions
select s.id, s.title, s.starts_at, s.ends_at, s.time_zone, s.minutes, s.cancelled_at,
       (select count(*) from rsvps x where x.event = s.id and x.attended_at is not null) as came
from events s
where s.course = :course and s.gone_at is null
order by s.starts_at, s.id

-- name: visits
-- Who has come to which session, and what is credited to them.
select x.event as session, x.participant, x.minutes
from events s
join rsvps x on x.event = s.id and x.attended_at is not null
where s.course = :course and s.cancelled_at is null

-- name: members
-- Everybody who was named or invited, by school and name. `minutes` are those of the sessions they have come to.
select x.participant, p.name, coalesce(x.organisation, 0) as organisation, coalesce(o.title, '') as place,
       coalesce(m.title, '') as municipality,
       case when x.answer = 'yes' and x.queued_at is not null then 'waiting' else coalesce(x.answer, '') end as answer,
       x.reason, x.nominated_by,
       case when exists (select 1 from addresses a where a.participant = x.participant and a.closed_at is null)
            then 1 else 0 end as reachable,
       coalesce(v.minutes, 0) as minutes, coalesce(v.visits, 0) as visits,
       case when exists (select 1 from waves w join sheets h on h.wave = w.id
                         where w.event = x.event and w.code = 'course-' || w.event || '-entry'
                           and h.participant = x.participant and h.finished_at is not null)
              or exists (select 1 from waves w join participations h on h.wave = w.id
                         where w.event = x.event and w.code = 'course-' || w.event || '-entry'
                           and h.participant = x.participant)
            then 1 else 0 end as entry,
       case when exists (select 1 from waves w join sheets h on h.wave = w.id
                         where w.event = x.event and w.code = 'course-' || w.event || '-final'
                           and h.participant = x.participant and h.finished_at is not null)
              or exists (select 1 from waves w join participations h on h.wave = w.id
                         where w.event = x.event and w.code = 'course-' || w.event || '-final'
                           and h.participant = x.participant)
            then 1 else 0 end as final,
       x.passes, x.completed_at, x.document, coalesce(c.number, '') as number
from rsvps x
join participants p on p.id = x.participant
left join organisations o on o.id = x.organisation
left join organisations m on m.id = o.municipality
left join certificates c on c.event = x.event and c.participant = x.participant
left join (select y.participant, cast(sum(y.minutes) as bigint) as minutes, count(*) as visits
           from events s
           join rsvps y on y.event = s.id and y.attended_at is not null
           where s.course = :course and s.cancelled_at is null
           group by y.participant) v on v.participant = x.participant
where x.event = :course
order by o.search_name, p.search_name, x.participant

-- name: diagnostics
-- The surveys before and after, as they stand.
select w.id as wave, s.code as survey, s.title, w.opens_on, w.closes_on,
       case when w.code = 'course-' || w.event || '-entry' then 'entry' else 'final' end as part
from waves w
join surveys s on s.id = w.survey and s.ended_at is null
where w.event = :course and w.seated = 1 and w.ended_at is null
order by w.opens_on, w.id

-- name: own
-- The courses to which somebody was named or invited, and how they stand in each; the first to begin first.
select c.id, c.title, c.starts_at, c.ends_at, c.time_zone, c.minutes as planned, c.cancelled_at,
       case when x.answer = 'yes' and x.queued_at is not null then 'waiting' else coalesce(x.answer, '') end as answer,
       coalesce((select cast(sum(y.minutes) as bigint) from events s
                 join rsvps y on y.event = s.id and y.participant = x.participant and y.attended_at is not null
                 where s.course = c.id and s.cancelled_at is null), 0) as minutes, x.completed_at, x.document
from rsvps x
join courses c on c.id = x.event
where x.participant = :participant and c.gone_at is null and c.ends_at > :since
order by c.starts_at, c.id

-- name: urged
-- Of a course nobody is reminded a day before, so the column says when its schools and people were reminded.
update events set day_told_at = :now
where id = :id and share is not null
  and (day_told_at is null or day_told_at <= cast(:now as bigint) - cast(:pause as bigint))
returning id
