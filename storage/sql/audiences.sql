-- Whom somebody may write to, and for whom the conditions of an audience hold.

-- name: posts
-- Everybody, role by role, in the organisations that this person oversees with names.
select r.participant, r.role, r.organisation, coalesce(o.municipality, 0) as municipality
from roles r
join organisations o on o.id = r.organisation
where r.programme = :programme and r.ended_at is null
  and r.organisation in (select v.organisation from overseen v
                         where v.participant = :sender and v.programme = :programme and v.sees > 0)
order by r.id

-- name: groups
select m.organisation, g.code
from group_members m
join school_groups g on g.id = m.school_group
where g.programme = :programme

-- name: of_subject
select p.id
from participants p
where p.search_subjects <> '' and replace(p.search_subjects, ';' || :subject || ';', '') <> p.search_subjects

-- name: of_event
-- Of these invited; what their answer is, or `came`, decides the caller.
select participant as id, coalesce(answer, '') as answer, case when attended_at is null then 0 else 1 end as came
from rsvps
where event = :event

-- name: done_of_wave
select distinct participant as id from sheets where wave = :wave and finished_at is not null and participant is not null
union
select participant from participations where wave = :wave

-- name: waiting_of_wave
select distinct a.participant as id
from asked a
left join sheets h on h.wave = a.wave and h.unit = a.unit
left join participations x on x.wave = a.wave and x.participant = a.participant
where a.wave = :wave and h.finished_at is null and (h.participant is null or h.participant = a.participant)
  and x.participant is null

-- name: subjects
-- The subjects of those in a programme, as the lists write them.
select distinct p.subjects, p.search_subjects
from participants p
where p.search_subjects <> ''
  and p.id in (select r.participant from roles r where r.programme = :programme and r.ended_at is null)

-- name: events
-- Events of a programme to which somebody was invited, the newest first.
select e.id, e.title, e.starts_at, e.time_zone
from events e
where e.programme = :programme and exists (select 1 from rsvps x where x.event = e.id)
order by e.starts_at desc, e.id desc

-- name: waves
-- Waves that have opened, the newest first.
select w.id, s.title, w.title as wave_title
from waves w
join surveys s on s.id = w.survey and s.ended_at is null
where s.programme = :programme and w.ended_at is null and w.opens_on <= :today and w.activity is null
order by w.opens_on desc, w.id desc

-- name: reachable
-- Who of these has joined and can be written to.
select distinct a.participant as id
from addresses a
where a.closed_at is null and a.participant in (select cast(n.value as bigint) from {json_each}(:participants) n)

-- name: contacts
-- Who these people are, for a list to look through: in their main role. Whoever turned out to be somebody else has no
-- name left.
select p.id, p.name, p.phone, coalesce(o.title, '') as place,
       case when exists (select 1 from addresses a where a.participant = p.id and a.closed_at is null)
            then 1 else 0 end as reachable
from participants p
left join roles m on m.id = (select r.id from roles r where r.participant = p.id and r.ended_at is null
                             order by r.granted_at, r.id limit 1)
left join organisations o on o.id = m.organisation
where p.id in (select cast(n.value as bigint) from {json_each}(:participants) n) and p.erased_at is null and p.name <> ''
order by coalesce(o.title, ''), p.search_name, p.id

-- name: own_posts
-- Somebody's own roles in a programme. The plus says nothing but to SQLite, which else begins with everybody in it.
select r.participant, r.role, r.organisation, coalesce(o.municipality, 0) as municipality
from roles r
join organisations o on o.id = r.organisation
where r.participant = :participant and +r.programme = :programme and r.ended_at is null
order by r.id

-- name: own_groups
-- The groups of the organisations of somebody's roles; the cross joins, too, are for SQLite.
select m.organisation, g.code
from roles r
cross join school_groups g
cross join group_members m
where r.participant = :participant and +r.programme = :programme and r.ended_at is null
  and g.programme = r.programme and m.school_group = g.id and m.organisation = r.organisation

-- name: teaches
select 1
from participants p
where p.id = :participant and replace(p.search_subjects, ';' || :subject || ';', '') <> p.search_subjects

-- name: own_of_event
select participant as id, coalesce(answer, '') as answer, case when attended_at is null then 0 else 1 end as came
from rsvps
where event = :event and participant = :participant

-- name: has_done_wave
select 1 from sheets where wave = :wave and finished_at is not null and participant = :participant
union
select 1 from participations where wave = :wave and participant = :participant

-- name: waits_in_wave
select 1
from asked a
left join sheets h on h.wave = a.wave and h.unit = a.unit
left join participations x on x.wave = a.wave and x.participant = a.participant
where a.wave = :wave and a.participant = :participant and h.finished_at is null
  and (h.participant is null or h.participant = a.participant) and x.participant is null
limit 1
