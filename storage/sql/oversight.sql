-- name: waiting
-- What a lane of a channel has to send now, counted no further than the limit, and since when the first of it is due.
select count(*) as number, min(not_before) as oldest
from (
    select not_before from outbox
    where state = 'planned' and channel = :channel and lane = :lane and not_before <= :now
    order by not_before, id
    limit :limit
) as first

-- name: failures
-- How messages have failed since a moment of real time, the most frequent way first.
select channel, detail, count(*) as number
from outbox
where state = 'failed' and settled_at >= :since
group by channel, detail
order by count(*) desc, channel, detail
limit :limit

-- name: out_of_reach
-- How many people of each programme have joined, and how many of them can be written to nowhere.
select g.code as programme, count(*) as joined,
       sum(case when exists (select 1 from addresses a where a.participant = x.participant and a.closed_at is null)
           then 0 else 1 end) as unreachable
from (select distinct r.participant, r.programme
      from roles r
      join participants p on p.id = r.participant
      where r.ended_at is null and p.consented_at is not null) as x
join programmes g on g.id = x.programme
group by g.id, g.code
order by g.code

-- name: time_zones
-- The time zones in use, each with one organisation as an example.
select time_zone, min(title) as example from organisations where gone_at is null group by time_zone order by time_zone

-- name: clock
-- The database's own clock, in milliseconds.
select {clock}

-- name: operators
-- The operators of all programmes who have joined.
select distinct r.participant as id
from roles r
join participants p on p.id = r.participant
where r.role = 'operator' and r.ended_at is null and p.consented_at is not null
order by r.participant

-- name: told
-- Whether anything of these reasons was planned for a person since a moment of programme time.
select 1 from outbox
where participant = :participant and substr(reason, 1, cast(:length as integer)) = :prefix and created_at >= :since
limit 1

-- name: lost
-- Who has closed their last address since a moment, each with their main place.
select p.id as participant, p.name, p.phone, o.id as organisation, o.title as place, max(a.closed_at) as closed_at
from addresses a
join participants p on p.id = a.participant and p.consented_at is not null
join roles r on r.id = (select m.id from roles m where m.participant = p.id and m.ended_at is null
                        order by m.granted_at, m.id limit 1)
join organisations o on o.id = r.organisation
where a.closed_at > :since
  and not exists (select 1 from addresses x where x.participant = p.id and x.closed_at is null)
group by p.id, p.name, p.phone, o.id, o.title
order by o.title, p.name, p.id

-- name: hearers
-- Who is answerable for an organisation and can be written to: curators of its territory, coordinators of a school's
-- municipality, operators.
select distinct r.participant, r.role as relation
from organisations o
join roles r on r.programme = o.programme and r.ended_at is null
join participants p on p.id = r.participant and p.consented_at is not null
where o.id = :organisation
  and exists (select 1 from addresses a where a.participant = r.participant and a.closed_at is null)
  and (r.role = 'operator'
       or (r.role = 'coordinator' and o.level = 'school' and r.organisation = o.municipality)
       or (r.role = 'curator'
           and (not exists (select 1 from territories x where x.role = r.id)
                or exists (select 1 from territories x where x.role = r.id and x.organisation = o.municipality))))
order by r.participant
