-- name: put_body
-- A body for one address; none where its reason is used already.
insert into bodies (content, file)
select cast(:content as text), cast(:file as bigint)
where not exists (
    select 1 from outbox where channel = :channel and user_id = :user and reason = :reason
)
returning id

-- name: put_bodies
-- [content, file].
insert into bodies (content, file)
select n.value ->> 0, cast(n.value ->> 1 as bigint) from {json_each}(:bodies) n
returning id, content, file

-- name: put_letters
-- [body, participant, channel, user, lane, reason, random_id, not_before, expires_at, edits, author, broadcast, part].
insert into outbox (body, participant, channel, user_id, lane, reason, state, random_id,
                    not_before, expires_at, edits, created_at, author, broadcast, part)
select cast(n.value ->> 0 as bigint), cast(n.value ->> 1 as bigint), n.value ->> 2, n.value ->> 3,
       cast(n.value ->> 4 as bigint), n.value ->> 5, 'planned', cast(n.value ->> 6 as bigint),
       cast(n.value ->> 7 as bigint), cast(n.value ->> 8 as bigint), n.value ->> 9, :now,
       cast(n.value ->> 10 as bigint), cast(n.value ->> 11 as bigint), cast(n.value ->> 12 as bigint)
from {json_each}(:letters) n
where true
on conflict (channel, user_id, reason) do nothing
returning id, channel, user_id as user, reason{wake}

-- name: put_shared_body
insert into bodies (content, file) values (:content, :file) returning id

-- name: drop_unused_body
delete from bodies where id = :body and not exists (select 1 from outbox where body = :body)

-- name: put
insert into outbox (body, participant, channel, user_id, lane, reason, state, random_id,
                    not_before, expires_at, edits, created_at, author)
values (:body, :participant, :channel, :user, :lane, :reason, 'planned', :random_id,
        :not_before, :expires_at, :edits, :now, :author)
on conflict (channel, user_id, reason) do nothing
returning id{wake}

-- name: forward
-- The same body under the same reason for another address of the same person. What was taken back meanwhile stays so.
insert into outbox (body, participant, channel, user_id, lane, reason, state, random_id,
                    not_before, expires_at, created_at, author, broadcast, part)
select body, participant, cast(:channel as text), cast(:user as text), lane, reason, 'planned',
       cast(:random_id as bigint), cast(:now as bigint), expires_at, cast(:now as bigint), author, broadcast, part
from outbox
where id = :id and state in ('planned', 'sending')
on conflict (channel, user_id, reason) do nothing
returning id{wake}

-- name: expire
update outbox set state = 'expired', settled_at = :real_now
where state = 'planned' and expires_at is not null and expires_at <= :now
returning id, channel, lane

-- name: cancel
update outbox set state = 'cancelled', detail = :detail, settled_at = :real_now
where state = 'planned' and id in (
    select id from outbox
    where state = 'planned' and substr(reason, 1, cast(:length as integer)) = :prefix
)
returning id, channel, lane

-- name: cancel_for
update outbox set state = 'cancelled', detail = :detail, settled_at = :real_now
where state = 'planned' and participant = :participant
  and substr(reason, 1, cast(:length as integer)) = :prefix
returning id, channel, lane

-- name: cancel_any
-- Found by the person: there is no index of reasons, for which every letter would pay. [prefix].
update outbox set state = 'cancelled', settled_at = :real_now
where state = 'planned' and participant = :participant
  and exists (select 1 from {json_each}(:prefixes) n
              where substr(outbox.reason, 1, length(n.value ->> 0)) = n.value ->> 0)
returning id, channel, lane

-- name: counts
select state, count(*) as number from outbox group by state

-- name: oldest_due
select min(not_before) from outbox where state = 'planned' and not_before <= :now

-- name: by_id
select id, channel, user_id as user, state, detail, tries, ref from outbox where id = :id

-- name: file_content
select content from files where id = :id

-- name: lane_of
-- In which lane the message went out that a person has pressed a button of; a screen is edited again and again.
select lane from outbox where channel = :channel and user_id = :user and ref = :ref order by id desc limit 1

-- name: forget_strangers
-- Addresses of people who never joined are scrubbed once nothing is to be sent there any more.
delete from outbox where participant is null and settled_at < :before
returning body as id

-- name: next_planned
-- When the next message that is put off becomes due.
select min(not_before) from outbox where state = 'planned' and not_before > :now

-- name: sent_count
select count(*) from outbox where state = 'sent'

-- name: wake
-- Whoever sends hears of it with the commit, in whichever process. On SQLite a look every second is enough.
select 1{wake}

-- name: reword
update bodies set content = :content
where id = (select x.body from outbox x where x.id = :id and x.state = 'planned')
returning id
