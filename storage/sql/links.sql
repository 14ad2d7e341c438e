-- name: show_code!
-- A new code; the one before opens no more.
insert into link_codes (participant, code, expires_at) values (:participant, :code, :expires_at)
on conflict (participant) do update set code = excluded.code, expires_at = excluded.expires_at

-- name: code
select participant, expires_at from link_codes where code = :code

-- name: take_code
-- Use it up; of two who come at once one goes away empty.
delete from link_codes where code = :code and expires_at > :real_now returning participant

-- name: ask
-- One open question for each asking address: a new one takes the place of the old one, whose button is then dead.
insert into link_requests (channel, user_id, participant, invite, expires_at)
values (:channel, :user, :participant, :invite, :expires_at)
returning id

-- name: withdraw!
delete from link_requests where channel = :channel and user_id = :user

-- name: take_request
-- Answered by the one who was asked, in time, once.
delete from link_requests
where id = :id and participant = :participant and expires_at > :real_now
returning channel, user_id as user, invite

-- name: forget_codes!
delete from link_codes where expires_at <= :real_now

-- name: forget_requests!
delete from link_requests where expires_at <= :real_now

-- name: forget_code_of!
delete from link_codes where participant = :participant

-- name: forget_requests_of!
delete from link_requests where participant = :participant

-- name: redirect!
-- What waits for an address that is being removed goes to another one; answers to what was said there stay.
update outbox set channel = :to_channel, user_id = :to_user
where participant = :participant and channel = :channel and user_id = :user
  and state = 'planned' and tries = 0 and lane <> :answers
  and not exists (select 1 from outbox o where o.channel = cast(:to_channel as text)
                  and o.user_id = cast(:to_user as text) and o.reason = outbox.reason)

-- name: recall!
update outbox set state = 'cancelled', detail = 'the address was removed', settled_at = :real_now
where participant = :participant and channel = :channel and user_id = :user
  and state = 'planned' and lane <> :answers
returning id, channel, lane

-- name: recall_all!
update outbox set state = 'cancelled', detail = 'the address was removed', settled_at = :real_now
where participant = :participant and state = 'planned'
returning id, channel, lane
