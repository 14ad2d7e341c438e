-- name: tasks_of_programme
-- The tasks of a programme whose reminders may have to change.
select t.id
from tasks t
join organisations o on o.id = t.organisation
where o.programme = :programme
  and (t.state in ('open', 'returned', 'done')
       or exists (select 1 from reminders r where r.task = t.id and r.closed_at is null))
order by t.id

-- name: tasks_of_participant
-- The tasks whose reminders may have to change because this person has come, gone or got another role.
select c.task as id
from concerned c
join tasks t on t.id = c.task
where c.participant = :participant and c.relation <> 'observer' and t.state in ('open', 'returned', 'done')
union
select r.task from reminders r where r.participant = :participant and r.closed_at is null and r.task is not null
order by 1

-- name: planned
-- What the reminders of a stretch of tasks depend on.
select t.id, t.state, t.due_on, o.level, p.ladder, case when t.participant is null then 0 else 1 end as personal
from tasks t
join organisations o on o.id = t.organisation
join programmes p on p.id = o.programme
where t.id between :first and :last

-- name: recipients
-- Who may be reminded of a stretch of tasks, with the hours of their main role.
select c.task, c.participant, c.relation, o.time_zone, p.digest_at, p.quiet_hours
from concerned c
join tasks t on t.id = c.task
join participants who on who.id = c.participant
join roles m on m.id = (select r.id from roles r where r.participant = c.participant and r.ended_at is null
                        order by r.granted_at, r.id limit 1)
join organisations o on o.id = m.organisation
join programmes p on p.id = m.programme
where c.task between :first and :last and c.relation <> 'observer'
  and t.state in ('open', 'returned') and who.consented_at is not null

-- name: rows
-- The reminders of a stretch of tasks, closed ones too.
select id, participant, task, wave, rung, fire_at, closed_at, outcome
from reminders
where task between :first and :last
order by id

-- name: stand
-- Let a reminder stand at this instant, whatever became of it before.
insert into reminders (participant, task, rung, fire_at)
values (:participant, :task, :rung, :fire_at)
on conflict (participant, task, rung)
do update set fire_at = excluded.fire_at, closed_at = null, outcome = null, delivery = null

-- name: called_by_programme
-- Whom the waves of a programme ask, with the hours of their main role.
-- Materialized: SQLite would else look up everybody's hours first and who is asked for each of them anew.
with whom as materialized (
    select distinct a.wave, a.participant
    from asked a
    where a.wave in (select w.id from waves w join surveys s on s.id = w.survey where s.programme = :programme)
)
select a.wave, a.participant, w.opens_on, w.closes_on, o.time_zone, p.digest_at, p.quiet_hours
from whom a
join waves w on w.id = a.wave
join participants who on who.id = a.participant and who.consented_at is not null
join roles m on m.id = (select r.id from roles r where r.participant = a.participant and r.ended_at is null
                        order by r.granted_at, r.id limit 1)
join organisations o on o.id = m.organisation
join programmes p on p.id = m.programme

-- name: called
-- Which waves ask somebody.
select distinct a.wave, a.participant, w.opens_on, w.closes_on, o.time_zone, p.digest_at, p.quiet_hours
from asked a
join waves w on w.id = a.wave
join participants who on who.id = a.participant and who.consented_at is not null
join roles m on m.id = (select r.id from roles r where r.participant = a.participant and r.ended_at is null
                        order by r.granted_at, r.id limit 1)
join organisations o on o.id = m.organisation
join programmes p on p.id = m.programme
where a.participant = :participant

-- name: of_waves_of_programme
select r.id, r.participant, r.task, r.wave, r.rung, r.fire_at, r.closed_at, r.outcome
from reminders r
join waves w on w.id = r.wave
join surveys s on s.id = w.survey and s.programme = :programme

-- name: of_waves
select id, participant, task, wave, rung, fire_at, closed_at, outcome
from reminders
where participant = :participant and wave is not null

-- name: stand_wave
insert into reminders (participant, wave, rung, fire_at)
values (:participant, :wave, :rung, :fire_at)
on conflict (wave, participant, rung) where wave is not null
do update set fire_at = excluded.fire_at, closed_at = null, outcome = null, delivery = null

-- name: close
update reminders set closed_at = :now, outcome = :outcome, delivery = :delivery
where id = :id and closed_at is null

-- name: close_all!
-- [id, outcome, delivery].
update reminders set closed_at = :now, outcome = n.value ->> 1, delivery = cast(n.value ->> 2 as bigint)
from {json_each}(:ends) n
where reminders.id = cast(n.value ->> 0 as bigint) and closed_at is null

-- name: move
update reminders set fire_at = :fire_at where id = :id and closed_at is null

-- name: next_fire
select min(fire_at) from reminders where closed_at is null

-- name: due_participants
-- For whom something is due, the longest waiting first. Materialized, since SQLite would else walk the whole
-- table in the order of its grouping.
with due as materialized (select participant, fire_at from reminders where closed_at is null and fire_at <= :now)
select participant
from due
group by participant
order by min(fire_at), participant
limit :limit

-- name: due
-- What is due for these people and digests say of it, held against another replica that is looking too.
with due as (
    select id, participant, task, rung
    from reminders
    where participant in (select cast(n.value as bigint) from {json_each}(:participants) n)
      and closed_at is null and fire_at <= :now
    order by id
    {skip_locked}
)
select due.participant, due.id as reminder, due.rung, t.id as task, t.state, t.due_on, a.number, a.title,
       o.id as organisation, o.title as organisation_title
from due
join tasks t on t.id = due.task
join activities a on a.id = t.activity
join organisations o on o.id = t.organisation
order by coalesce(t.due_on, '9999'), a.position, o.title, t.id, due.id

-- name: due_kinds
-- How much besides tasks is due for these people.
select count(wave) as waves, count(event) as events, count(letter) as letters
from reminders
where participant in (select cast(n.value as bigint) from {json_each}(:participants) n)
  and closed_at is null and fire_at <= :now

-- name: due_waves
-- The same of waves: how many sheets wait for each of these people. Materialized: who is asked is worked out once for
-- all of them.
with due as (
    select id, participant, wave
    from reminders
    where participant in (select cast(n.value as bigint) from {json_each}(:participants) n)
      and closed_at is null and fire_at <= :now and wave is not null
    order by id
    {skip_locked}
),
waiting as materialized (
    select a.wave, a.participant, count(distinct a.unit) as number
    from asked a
    left join sheets h on h.wave = a.wave and h.unit = a.unit
    left join participations x on x.wave = a.wave and x.participant = a.participant
    where a.participant in (select cast(n.value as bigint) from {json_each}(:participants) n)
      and h.finished_at is null and (h.participant is null or h.participant = a.participant)
      and x.participant is null
    group by a.wave, a.participant
)
select due.participant, due.id as reminder, w.id as wave, s.title as survey, w.title as wave_title, w.closes_on,
       coalesce(n.number, 0) as waiting
from due
join waves w on w.id = due.wave
join surveys s on s.id = w.survey
left join waiting n on n.wave = due.wave and n.participant = due.participant
order by w.closes_on, w.id, due.id

-- name: person
-- Somebody who can be reminded, with the hours of their main role.
select who.id, who.name, m.programme, o.time_zone, p.digest_at, p.quiet_hours
from participants who
join roles m on m.id = (select r.id from roles r where r.participant = who.id and r.ended_at is null
                        order by r.granted_at, r.id limit 1)
join organisations o on o.id = m.organisation
join programmes p on p.id = m.programme
where who.id = :participant and who.consented_at is not null

-- name: people
-- The same of many.
select who.id, who.name, m.programme, o.time_zone, p.digest_at, p.quiet_hours
from participants who
join roles m on m.id = (select r.id from roles r where r.participant = who.id and r.ended_at is null
                        order by r.granted_at, r.id limit 1)
join organisations o on o.id = m.organisation
join programmes p on p.id = m.programme
where who.id in (select cast(n.value as bigint) from {json_each}(:participants) n) and who.consented_at is not null

-- name: digest_gone
-- Whether this person's digest of this reason has been planned at any address.
select 1 as gone from outbox where participant = :participant and reason = :reason limit 1

-- name: digests_gone
-- [participant, reason]. Whose digest of this reason has been planned at any address.
select distinct x.participant
from {json_each}(:digests) n
join outbox x on x.participant = cast(n.value ->> 0 as bigint) and x.reason = n.value ->> 1

-- name: own_open
-- Everything that a person or their team must still do.
select t.id as task, t.state, t.due_on, a.number, a.title, o.id as organisation, o.title as organisation_title
from tasks t
join activities a on a.id = t.activity
join organisations o on o.id = t.organisation
where t.state in ('open', 'returned') and t.id in (
    select c.task from concerned c where c.participant = :participant and c.relation in ('team', 'handed'))
order by coalesce(t.due_on, '9999'), a.position, o.title, t.id

-- name: watched_late
-- Everything that is late with those whom a person watches over.
select t.id as task, t.state, t.due_on, a.number, a.title, o.id as organisation, o.title as organisation_title
from tasks t
join activities a on a.id = t.activity
join organisations o on o.id = t.organisation
where t.state in ('open', 'returned') and t.due_on < :today and t.id in (
    select c.task from concerned c
    where c.participant = :participant and c.relation in ('tutor', 'coordinator', 'curator', 'operator'))
order by t.due_on, a.position, o.title, t.id

-- name: of_delivery
-- Whose reminders went with a delivery, or with the same message forwarded from another address.
select r.id, r.participant, r.task, r.wave, r.rung, r.fire_at, r.closed_at, r.outcome
from outbox lost
join outbox first on first.participant = lost.participant and first.reason = lost.reason
join reminders r on r.delivery = first.id
where lost.id = :delivery
order by r.id

-- name: reopen
update reminders set fire_at = :fire_at, closed_at = null, outcome = null, delivery = null where id = :id
