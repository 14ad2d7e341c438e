-- To whom a broadcast goes, and what has become of it with each of them.

-- name: put_people
-- [participant, channel, user, part]. Nobody twice.
insert into broadcast_people (broadcast, participant, channel, user_id, part)
select :broadcast, cast(n.value ->> 0 as bigint), n.value ->> 1, n.value ->> 2, cast(n.value ->> 3 as bigint)
from {json_each}(:people) n
where true
on conflict (broadcast, participant, part) do nothing

-- name: channels
-- Over which channels it still has to go out.
select distinct channel as name from broadcast_people where broadcast = :broadcast and planned_at is null and channel <> ''

-- name: next_people
-- Who comes next on a channel, with their quiet hours. `here`: the address is still theirs, and open.
select x.participant, x.part, x.user_id as user, coalesce(o.time_zone, 'UTC') as time_zone,
       coalesce(p.quiet_hours, '20:00-08:00') as quiet_hours,
       case when a.participant = x.participant and a.closed_at is null then 1 else 0 end as here
from broadcast_people x
left join addresses a on a.channel = x.channel and a.user_id = x.user_id
left join roles m on m.id = (select r.id from roles r where r.participant = x.participant and r.ended_at is null
                             order by r.granted_at, r.id limit 1)
left join organisations o on o.id = m.organisation
left join programmes p on p.id = m.programme
where x.broadcast = :broadcast and x.channel = :channel and x.channel <> '' and x.planned_at is null
order by x.part, x.participant
limit :limit

-- name: planned!
update broadcast_people set planned_at = :now
where broadcast = :broadcast and part = :part
  and participant in (select cast(n.value as bigint) from {json_each}(:participants) n)

-- name: in_hand
-- How many of its messages lie before a channel's sender, and how many of them may go now.
select count(*) as number from outbox
where broadcast = :broadcast and channel = :channel and state in ('planned', 'sending') and not_before <= :now

-- name: is_open
-- Whether anybody is still to get it.
select 1 from broadcast_people where broadcast = :broadcast and planned_at is null and channel <> ''
union all
select 1 from outbox where broadcast = :broadcast and state in ('planned', 'sending')
limit 1

-- name: take_back
-- What no messenger has heard of yet comes back.
update outbox set state = 'cancelled', detail = 'paused', settled_at = :real_now
where state = 'planned' and tries = 0 and batch is null and id in (select o.id from outbox o where o.broadcast = :broadcast
                                                 and o.state = 'planned')
returning id, channel, lane, participant, part

-- name: unplan!
-- [participant, part].
update broadcast_people set planned_at = null
where broadcast = :broadcast
  and (participant, part) in (select cast(n.value ->> 0 as bigint), cast(n.value ->> 1 as bigint)
                              from {json_each}(:people) n)

-- name: unplan_missed
-- Of those who may still get it: rights and roles may be others by now.
-- Those whom it did not reach. Person and part as one word, here and below: SQLite would look for a pair among all of
-- them one after the other.
update broadcast_people set planned_at = null
where broadcast = :broadcast
  and participant || ':' || part in (select n.value ->> 0 from {json_each}(:allowed) n)
  and participant || ':' || part not in (select o.participant || ':' || o.part from outbox o
                                         where o.broadcast = :broadcast and o.participant is not null
                                           and o.state in ('sent', 'planned', 'sending'))
returning participant, part

-- name: rehome!
-- [participant, channel, user, part]. Where they are to be written to by now.
insert into broadcast_people (broadcast, participant, channel, user_id, part)
select :broadcast, cast(n.value ->> 0 as bigint), n.value ->> 1, n.value ->> 2, cast(n.value ->> 3 as bigint)
from {json_each}(:people) n
where true
on conflict (broadcast, participant, part) do update set channel = excluded.channel, user_id = excluded.user_id

-- name: fates
-- What has become of it with how many people; of several tries with one person the best counts. Whoever has lost their
-- last address in one round and has none in the next keeps the fate of the first.
with best as (
    select participant, part, min(case state when 'sent' then 0 when 'sending' then 1 when 'planned' then 2
                            when 'failed' then 3 when 'unreachable' then 4 when 'expired' then 5 else 6 end) as rank
    from outbox
    where broadcast = :broadcast
    group by participant, part
)
select case when b.rank = 0 then 'sent'
            when x.planned_at is null and x.channel <> '' then 'waiting'
            when b.rank in (1, 2) then 'moving'
            when b.rank = 3 then 'failed'
            when b.rank = 4 then 'unreachable'
            when b.rank = 5 then 'expired'
            when x.channel = '' then 'absent'
            else 'cancelled' end as fate,
       count(*) as number
from broadcast_people x
left join best b on b.participant = x.participant and b.part = x.part
where x.broadcast = :broadcast
group by 1

-- name: failures
-- Why it failed with those whom it never reached.
select o.detail as reason, count(distinct o.participant) as number
from outbox o
where o.broadcast = :broadcast and o.state = 'failed'
  and o.participant || ':' || o.part not in (select x.participant || ':' || x.part from outbox x
                                             where x.broadcast = :broadcast and x.participant is not null
                                               and x.state in ('sent', 'planned', 'sending'))
group by o.detail
order by 2 desc, 1

-- name: missed
-- Whom it has not reached and will not: to be called.
select distinct x.participant as id
from broadcast_people x
where x.broadcast = :broadcast
  and (x.channel = '' or x.planned_at is not null)
  and x.participant || ':' || x.part not in (select o.participant || ':' || o.part from outbox o
                                             where o.broadcast = :broadcast and o.participant is not null
                                               and o.state in ('sent', 'planned', 'sending'))

-- name: people
select distinct participant as id from broadcast_people where broadcast = :broadcast

-- name: is_for
select 1 from broadcast_people where broadcast = :broadcast and participant = :participant

-- name: click
insert into clicks (broadcast, participant, button, at)
select :broadcast, :participant, :button, :now
where exists (select 1 from broadcast_people x where x.broadcast = :broadcast and x.participant = :participant)
on conflict (broadcast, participant, button) do nothing
returning participant

-- name: clicks
select button, count(*) as number from clicks where broadcast = :broadcast group by button order by button

-- name: silent
-- Who has it and has pressed nothing.
select distinct x.participant as id
from broadcast_people x
where x.broadcast = :broadcast
  and not exists (select 1 from clicks c where c.broadcast = x.broadcast and c.participant = x.participant)

-- name: elsewhere!
-- Who waits for a messenger that nobody serves here goes to another one of theirs.
update broadcast_people
set channel = (select a.channel from addresses a
               where a.participant = broadcast_people.participant and a.closed_at is null
                 and a.channel in (select n.value ->> 0 from {json_each}(:live) n)
               order by a.seen_at desc, a.channel, a.user_id limit 1),
    user_id = (select a.user_id from addresses a
               where a.participant = broadcast_people.participant and a.closed_at is null
                 and a.channel in (select n.value ->> 0 from {json_each}(:live) n)
               order by a.seen_at desc, a.channel, a.user_id limit 1)
where broadcast = :broadcast and planned_at is null and channel = :channel
  and exists (select 1 from addresses a
              where a.participant = broadcast_people.participant and a.closed_at is null
                and a.channel in (select n.value ->> 0 from {json_each}(:live) n))

-- name: give_up!
-- Nobody has served this messenger for so long that whoever waits for it counts as one without an address.
update broadcast_people set channel = '', user_id = ''
where broadcast = :broadcast and planned_at is null and channel = :channel
