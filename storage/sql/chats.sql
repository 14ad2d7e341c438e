-- Chats of several people, and what is published there.

-- name: put
-- The chat is whose, who has brought us there last. Brought by the same organisation, it stays what it was.
insert into chats (programme, channel, chat, title, organisation, added_by, added_at)
values (:programme, :channel, :chat, :title, :organisation, :added_by, :now)
on conflict (channel, chat) do update set
    subject = case when chats.organisation = excluded.organisation then chats.subject else '' end,
    title = case when excluded.title <> '' then excluded.title
                 when chats.organisation = excluded.organisation then chats.title else '' end,
    programme = excluded.programme, organisation = excluded.organisation, added_by = excluded.added_by,
    added_at = excluded.added_at, left_at = null
returning id

-- name: at
select c.id, c.programme, c.channel, c.chat, c.title, c.organisation, o.title as organisation_title, c.subject,
       c.left_at, o.time_zone
from chats c
join organisations o on o.id = c.organisation
where c.channel = :channel and c.chat = :chat

-- name: seen
-- One that this person may write to: its organisation is overseen by them with names.
select c.id, c.programme, c.channel, c.chat, c.title, c.organisation, o.title as organisation_title, c.subject,
       c.left_at, o.time_zone
from chats c
join organisations o on o.id = c.organisation
where c.id = :id
  and exists (select 1 from overseen v where v.participant = :participant and v.programme = c.programme
              and v.organisation = c.organisation and v.sees > 0)

-- name: all_seen
-- All of those, of one programme or of all (0).
select c.id, c.programme, c.channel, c.chat, c.title, c.organisation, o.title as organisation_title, c.subject,
       c.left_at, o.time_zone
from chats c
join organisations o on o.id = c.organisation
where cast(:programme as bigint) in (0, c.programme)
  and exists (select 1 from overseen v where v.participant = :participant and v.programme = c.programme
              and v.organisation = c.organisation and v.sees > 0)
order by o.title, c.title, c.id

-- name: call!
update chats set title = :title where id = :id

-- name: tell_subject!
update chats set subject = :subject where id = :id

-- name: drop!
delete from chats where id = :id

-- name: leave!
update chats set left_at = coalesce(left_at, cast(:now as bigint)) where channel = :channel and chat = :chat

-- name: move
-- What we know of it goes along; where the new one is known already, there is nothing to be moved.
update chats set chat = :moved_to, left_at = null
where channel = :channel and chat = :chat
  and not exists (select 1 from chats x where x.channel = :channel and x.chat = :moved_to)
returning id

-- name: redirect!
-- What waits to be sent there goes to the new address.
update outbox set user_id = :moved_to
where channel = :channel and user_id = :chat and participant is null and state = 'planned'

-- name: ticks
-- Chats that are ticked for a broadcast, and those into which it has gone.
select p.chat, p.posted_at from chat_posts p where p.broadcast = :broadcast

-- name: tick!
insert into chat_posts (chat, broadcast) values (:chat, :broadcast) on conflict (chat, broadcast) do nothing

-- name: untick!
delete from chat_posts where chat = :chat and broadcast = :broadcast and posted_at is null

-- name: unpost!
-- It was posted, and it never came there: it may be posted again. Of one broadcast, or of all (0).
update chat_posts set posted_at = null
where posted_at is not null and cast(:broadcast as bigint) in (0, broadcast)
  and exists (select 1 from outbox x
              where x.participant is null and x.state in ('failed', 'unreachable', 'expired', 'cancelled')
                and x.reason like 'chat:' || chat_posts.chat || ':' || 'post-' || chat_posts.broadcast || '-%')
  and not exists (select 1 from outbox x
                  where x.participant is null and x.state in ('planned', 'sending', 'sent')
                    and x.reason like 'chat:' || chat_posts.chat || ':' || 'post-' || chat_posts.broadcast || '-%')

-- name: posted
update chat_posts set posted_at = :now where chat = :chat and broadcast = :broadcast and posted_at is null
returning chat
