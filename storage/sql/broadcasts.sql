-- Broadcasts: one message to many people, from its draft to what became of it with each of them.

-- name: draft
insert into broadcasts (programme, author, kind, event, lane, content, file, audience, state, expires_at, created_at,
                        activity)
values (:programme, :author, :kind, :event, :lane, :content, :file, :audience, 'draft', :expires_at, :now, :activity)
returning id

-- name: by_id
select b.id, b.programme, b.author, b.kind, b.event, b.lane, b.content, b.file, b.audience, b.state, b.send_at,
       b.expires_at, b.started_at, b.ended_at, b.round, b.body, b.watch_channel, b.watch_user, b.watch_ref,
       b.watch_delivery, b.watch_said, b.watched_at, b.words, b.activity
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
