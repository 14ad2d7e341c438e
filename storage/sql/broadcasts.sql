-- Broadcasts: one message to many people, from its draft to what became of it with each of them.

-- name: draft
insert into broadcasts (programme, author, kind, event, lane, content, file, audience, state, expires_at, created_at)
values (:programme, :author, :kind, :event, :lane, :content, :file, :audience, 'draft', :expires_at, :now)
returning id

-- name: by_id
select b.id, b.programme, b.author, b.kind, b.event, b.lane, b.content, b.file, b.audience, b.state, b.send_at,
       b.expires_at, b.started_at, b.ended_at, b.round, b.body, b.watch_channel, b.watch_user, b.watch_ref,
       b.watch_delivery, b.watch_said, b.watched_at, b.words
from broadcasts b
where b.id = :id

-- name: hold
-- Only one replica at a time takes it further.
select id from broadcasts where id = :id
{skip_locked}

-- name: wait_for
-- Whoever changes it by hand waits for whoever is just sending.
select id from broadcasts where id = :id
{for_update}

-- name: write
-- A draft may be changed, nothing else.
update broadcasts set content = :content, file = :file, words = :words where id = :id and state in ('draft', 'scheduled')
returning id

-- name: choose
update broadcasts set audience = :audience where id = :id and state in ('draft', 'scheduled')
returning id

-- name: drop
-- Nobody has got anything of it yet.
delete from broadcasts where id = :id and state in ('draft', 'scheduled')
returning id

-- name: schedule
update broadcasts set state = 'scheduled', send_at = :send_at where id = :id and state in ('draft', 'scheduled')
returning id

-- name: start
update broadcasts set state = 'running', started_at = coalesce(started_at, cast(:now as bigint))
where id = :id and state in ('draft', 'scheduled')
returning id

-- name: turn
-- [state]. To another state, from one of those that lead to it.
update broadcasts set state = :state, ended_at = cast(:ended_at as bigint)
where id = :id and state in (select n.value ->> 0 from {json_each}(:sources) n)
returning id

-- name: next_round
-- Those whom it did not reach are taken up again. What was cancelled stays so: it had not gone to everybody.
update broadcasts set state = 'running', round = round + 1, ended_at = null
where id = :id and state = 'done'
returning round

-- name: resume
-- Also a round of its own: what was taken back has used up its reason.
update broadcasts set state = 'running', round = round + 1 where id = :id and state = 'paused'
returning round

-- name: body
-- By which row of the outbox it goes out, unless that was emptied while nothing went out.
select y.id
from broadcasts b
join bodies y on y.id = b.body and y.content <> ''
where b.id = :id

-- name: set_body!
update broadcasts set body = :body where id = :id

-- name: watch!
update broadcasts set watch_channel = :channel, watch_user = :user, watch_ref = :ref, watch_delivery = null,
    watch_said = '', watched_at = :real_now
where id = :id

-- name: watched!
update broadcasts set watch_ref = :ref, watch_delivery = :delivery, watch_said = :said, watched_at = :real_now
where id = :id

-- name: under_way
-- What asks for the sender's attention: it is to begin, or it goes out.
-- An eager one has something to put into the outbox now: the others only wait for what lies there.
select b.id,
       case when b.state = 'scheduled' or exists (
                select 1 from broadcast_people x
                where x.broadcast = b.id and x.planned_at is null and x.channel <> ''
                  and x.channel in (select n.value ->> 0 from {json_each}(:channels) n))
            then 1 else 0 end as eager
from broadcasts b
where b.state in ('scheduled', 'running') and (b.state = 'running' or b.send_at <= :now)
order by b.id

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
-- Those whom it did not reach. Person and part as one word, here and below: SQLite would look for a pair among all of
-- them one after the other.
update broadcast_people set planned_at = null
where broadcast = :broadcast
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

-- name: own
-- What somebody has written, the newest first; operators see all of their programmes. The page first: else the people
-- of every broadcast are counted.
select b.id, b.kind, b.content, b.state, b.send_at, b.started_at, b.created_at, b.event, coalesce(a.name, '') as author,
       (select count(distinct x.participant) from broadcast_people x where x.broadcast = b.id) as people
from (
    select * from broadcasts
    where author = :participant
       or (state <> 'draft' and programme in (select r.programme from roles r where r.participant = :participant
                                              and r.role = 'operator' and r.ended_at is null))
    order by id desc
    limit :size offset :skip
) b
left join participants a on a.id = b.author
order by b.id desc

-- name: draft_of_event
-- An invitation that somebody has begun and not sent.
select id from broadcasts
where event = :event and author = :author and kind = 'invitation' and state in ('draft', 'scheduled')
order by id desc
limit 1

-- name: next_send
-- When the next one that waits for its hour begins.
select min(send_at) from broadcasts where state = 'scheduled' and send_at > :now

-- name: of_event
-- What an event has to say and has not said to everybody.
select id from broadcasts where event = :event and state in ('draft', 'scheduled', 'running', 'paused') order by id

-- name: reword!
-- Other words for whoever has not got it yet.
update broadcasts set content = :content, expires_at = :expires_at, body = null
where id = :id and state in ('draft', 'scheduled', 'paused')

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
