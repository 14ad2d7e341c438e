-- What is stored of one person, table by table, for them to see. `:id` is the participant.

-- name: participants
select name, phone, email, subjects, consent_version, consented_at, created_at from participants where id = :id

-- name: consents
-- Each with its text: the last one of its version before they agreed.
select p.title as programme, c.version as consent_version, c.given_at as consented_at, coalesce(t.text, '') as words
from consents c
join programmes p on p.id = c.programme
left join consent_texts t on t.programme = c.programme and t.version = c.version
    and t.since = (select max(x.since) from consent_texts x
                   where x.programme = c.programme and x.version = c.version and x.since <= c.given_at)
where c.participant = :id
order by c.given_at, c.programme

-- name: roles
select r.role, o.title as organisation, p.title as programme, r.granted_at, r.ended_at
from roles r
join organisations o on o.id = r.organisation
join programmes p on p.id = r.programme
where r.participant = :id
order by r.id

-- name: addresses
select channel, user_id as number, linked_at, seen_at, closed_at from addresses where participant = :id
order by linked_at, channel

-- name: invites
select i.role, o.title as organisation, i.created_at, i.expires_at, i.uses
from invites i
join organisations o on o.id = i.organisation
where i.participant = :id
order by i.id

-- name: conversations
select form, state as answers, opened_at, updated_at from conversations where participant = :id

-- name: tasks
-- What is in their hands.
select a.number, a.title, o.title as organisation, t.state, t.due_on
from tasks t
join activities a on a.id = t.activity
join organisations o on o.id = t.organisation
where t.handed_to = :id
order by t.id

-- name: evidence
select a.number, a.title, o.title as organisation, e.body as words, coalesce(f.name, '') as file, e.added_at,
       e.withdrawn_at
from evidence e
join tasks t on t.id = e.task
join activities a on a.id = t.activity
join organisations o on o.id = t.organisation
left join files f on f.id = e.file
where e.participant = :id
order by e.id

-- name: extensions
select a.number, a.title, o.title as organisation, x.wanted_on, x.reason as words, x.asked_at, x.decided_at,
       coalesce(x.outcome, '') as outcome
from extensions x
join tasks t on t.id = x.task
join activities a on a.id = t.activity
join organisations o on o.id = t.organisation
where x.participant = :id
order by x.id

-- name: reviews
select a.number, a.title, o.title as organisation, v.verdict as outcome, v.remark as words, v.at as decided_at
from reviews v
join tasks t on t.id = v.task
join activities a on a.id = t.activity
join organisations o on o.id = t.organisation
where v.participant = :id
order by v.id

-- name: activities
-- What they have asked for, what they accompany, and their own plan.
select a.number, a.title, a.due_on, a.asked_at,
       case when a.author = :id or a.tutor is null or a.tutor <> :id then a.about else '' end as words
from activities a
where a.author = :id or a.tutor = :id
   or (a.kind in ('plan', 'stage') and exists (select 1 from tasks t where t.activity = a.id and t.participant = :id))
order by a.id

-- name: consultations
-- Those that they have asked for; `words` are theirs about the answer.
select coalesce(a.number, '') as number, coalesce(a.title, '') as title, coalesce(p.title, '') as topic, c.state,
       c.asked_at, c.first_answered_at as answered_at, c.handed_at, c.closed_at as ended_at, c.rating,
       c.rating_note as words
from consultations c
left join topics p on p.id = c.topic
left join tasks t on t.id = c.task
left join activities a on a.id = t.activity
where c.asker = :id
order by c.id

-- name: posts
-- What they have said, as it is now and as it was.
select x.post, x.words, x.file, x.written_at, x.replaced_at from (
    select s.id, 1 as now, s.kind as post, s.body as words, coalesce(f.name, '') as file, s.at as written_at,
           cast(null as bigint) as replaced_at
    from posts s
    left join files f on f.id = s.file
    where s.author = :id
    union all
    select s.id, 0, s.kind, v.body, '', s.at, v.at
    from posts s
    join post_versions v on v.post = s.id
    where s.author = :id
) x
order by x.id, x.now, x.replaced_at

-- name: canned
select title, body as words, created_at from canned where participant = :id order by id

-- name: absences
select a.until_on, coalesce(p.name, '') as deputy, a.since as told_at
from absences a
left join participants p on p.id = a.deputy
where a.participant = :id

-- name: ledger
select kind as given, on_day, minutes, people, entered_at, replaced_at from ledger where participant = :id order by id

-- name: files
select name as file, mime, size, added_at from files where sent_by = :id order by id

-- name: history
select h.at as acted_at, h.verb, coalesce(a.number, '') as number, coalesce(a.title, '') as title, h.was,
       h.became, h.facts
from history h
left join tasks t on t.id = h.task
left join activities a on a.id = t.activity
where h.actor = :id
order by h.id

-- name: reminders
select coalesce(a.number, '') as number, coalesce(a.title, s.title, e.title, '') as title,
       coalesce(o.title, '') as organisation, r.rung, r.fire_at
from reminders r
left join tasks t on t.id = r.task
left join activities a on a.id = t.activity
left join organisations o on o.id = t.organisation
left join waves w on w.id = r.wave
left join surveys s on s.id = w.survey
left join events e on e.id = r.event
where r.participant = :id and r.closed_at is null
order by r.fire_at, r.id

-- name: sheets
-- Answers to surveys that are theirs or about them, one by one; `questions` says what was asked.
select h.id as sheet, s.title as survey, w.title as wave, case when h.about = :id then 1 else 0 end as about_them,
       coalesce(o.title, '') as organisation, s.questions, coalesce(a.question, '') as question,
       coalesce(a.value, '') as value, h.begun_at, h.finished_at
from sheets h
join waves w on w.id = h.wave
join surveys s on s.id = w.survey
left join organisations o on o.id = h.organisation
left join answers a on a.sheet = h.id
where h.participant = :id or h.about = :id
order by h.begun_at, h.id, a.question

-- name: participations
-- Anonymous surveys: that they have taken part, and no more.
select s.title as survey, w.title as wave
from participations p
join waves w on w.id = p.wave
join surveys s on s.id = w.survey
where p.participant = :id
order by w.id

-- name: events
-- Those that they made in the chat.
select title as event, starts_at from events where owner = :id order by starts_at, id

-- name: event_organisers
select e.title as event, e.starts_at
from event_organisers o
join events e on e.id = o.event
where o.participant = :id
order by e.starts_at, e.id

-- name: rsvps
select e.title as event, coalesce(r.answer, '') as coming, r.reason, r.answered_at, r.attended_at, r.minutes,
       coalesce(o.title, '') as organisation, r.completed_at, r.document
from rsvps r
join events e on e.id = r.event
left join organisations o on o.id = r.organisation
where r.participant = :id
order by e.starts_at, e.id

-- name: guests
select e.title as event, g.region, g.organisation
from guests g
join events e on e.id = g.event
where g.participant = :id
order by e.starts_at, e.id

-- name: certificates
select c.number, e.title as event, c.issued_at
from certificates c
join events e on e.id = c.event
where c.participant = :id
order by c.issued_at, c.number

-- name: slots
select starts_at, ends_at, place, link, about, cancelled_at, held_at from slots where owner = :id order by starts_at, id

-- name: bookings
select s.starts_at, s.ends_at, o.title as organisation, b.note, b.booked_at, b.cancelled_at
from bookings b
join slots s on s.id = b.slot
join organisations o on o.id = b.organisation
where b.participant = :id
order by s.starts_at, s.id

-- name: chats
-- Into which they have brought us.
select title, channel, added_at, left_at from chats where added_by = :id order by added_at, id

-- name: materials
select m.title, m.number, m.dated_on, m.partner, m.about as words, coalesce(f.name, '') as file, m.added_at
from materials m
left join files f on f.id = m.file
where m.added_by = :id
order by m.id

-- name: broadcasts
-- A broadcast of parts is shown with each of them.
select b.content as message, b.state, b.started_at from (
    select id, 0 as part, content, state, started_at from broadcasts where author = :id
    union all
    select x.id, p.id, p.content, x.state, x.started_at
    from broadcasts x
    join broadcast_parts p on p.broadcast = x.id and p.content <> ''
    where x.author = :id
) b
order by b.id, b.part

-- name: broadcast_people
select coalesce(x.content, b.content) as message, p.planned_at as sent_at
from broadcast_people p
join broadcasts b on b.id = p.broadcast
left join broadcast_parts x on x.id = p.part
where p.participant = :id
order by b.id, p.part

-- name: clicks
select b.content as message, c.button, c.at as pressed_at
from clicks c
join broadcasts b on b.id = c.broadcast
where c.participant = :id
order by c.at, c.broadcast, c.button

-- name: outbox
select x.channel, x.state, x.created_at, b.content as message
from outbox x
join bodies b on b.id = x.body
where x.participant = :id
order by x.id

-- name: imports
select i.name as file, p.title as programme, coalesce(o.title, '') as organisation, i.state,
       case when i.organisation is null then '' else i.why end as words, i.started_at as added_at,
       i.ended_at as decided_at
from imports i
join programmes p on p.id = i.programme
left join organisations o on o.id = i.organisation
where i.participant = :id
order by i.id

-- name: counts
select (select count(distinct task) from evidence where participant = :id) as reports,
       (select count(*) from files where sent_by = :id) as files,
       (select count(*) from consultations where asker = :id) as questions,
       (select count(*) from outbox where participant = :id) as messages,
       (select count(*) from extensions where participant = :id) as requests,
       (select count(*) from reminders where participant = :id and closed_at is null) as reminders,
       (select count(*) from tasks where handed_to = :id) as tasks,
       (select count(*) from sheets where participant = :id)
           + (select count(*) from participations where participant = :id) as surveys

-- name: consent_due
-- The programme of the main role, if its consent has another version than the one this person has given.
select m.id as programme, m.title, m.consent_version, m.consent_text
from participants p
join programmes m on m.id = (select r.programme from roles r where r.participant = p.id and r.ended_at is null
                             order by r.granted_at, r.id limit 1)
where p.id = :id and p.consent_version is not null and p.consent_version <> m.consent_version
