-- name: due
-- What a lane has to send now, in the order of the walk. Of each address only its oldest open row, so that its order
-- is kept while one is in the air or waits for another try. At most so many rows are walked, from a place on.
select x.id, x.user_id as user, x.participant, x.lane, x.reason, x.random_id, x.tries, x.tried_at, x.edits, x.body,
       x.batch, (select b.file from bodies b where b.id = x.body) as file, x.not_before as due_at,
       case when x.batch is null then 0 else 1 end as kept
from (
    select * from outbox
    where channel = :channel and lane = :lane and state = 'planned' and not_before <= :now
      and (not_before, id) > (:from_instant, :from_id)
    order by not_before, id
    limit :walk
) x
where x.retry_at <= :real_now
  and (x.expires_at is null or x.expires_at > :now)
  and x.id = (
      select o.id from outbox o
      where o.channel = x.channel and o.user_id = x.user_id and o.lane = x.lane
        and o.state in ('planned', 'sending')
      order by o.not_before, o.id
      limit 1
  )
limit :limit

-- name: walked
-- The last row of such a walk; none if the walk has come to the end.
select not_before, id from outbox
where channel = :channel and lane = :lane and state = 'planned' and not_before <= :now
  and (not_before, id) > (:from_instant, :from_id)
order by not_before, id
limit 1 offset :walk

-- name: batch
-- All that is still open of the batches that these belong to.
select x.id, x.user_id as user, x.participant, x.lane, x.reason, x.random_id, x.tries, x.tried_at, x.edits, x.body,
       x.batch, (select b.file from bodies b where b.id = x.body) as file, x.not_before as due_at,
       case when x.batch is null then 0 else 1 end as kept
from outbox x
where x.state = 'planned' and x.batch in (select cast(n.value as bigint) from {json_each}(:batches) n)
order by x.id

-- name: words
select id, content from bodies where id in (select cast(n.value as bigint) from {json_each}(:bodies) n)

-- name: mark
-- [id, batch, random_id]: the members of a call are frozen with its number before its first try.
-- `coalesce` here and below: PostgreSQL, whose statistics lag behind, must look for the ids and not for the state.
update outbox
set state = 'sending', tries = outbox.tries + 1, tried_at = coalesce(outbox.tried_at, :real_now), fence = :fence,
    batch = cast(n.value ->> 1 as bigint), random_id = cast(n.value ->> 2 as bigint)
from {json_each}(:letters) n
where outbox.id = cast(n.value ->> 0 as bigint) and coalesce(outbox.state, '') = 'planned'
returning outbox.id

-- name: settle
-- [id, state, detail, ref]. That a message was sent is true whoever says so; all else only its claimer may say.
update outbox
set state = n.value ->> 1, detail = n.value ->> 2, ref = n.value ->> 3, settled_at = :real_now
from {json_each}(:ends) n
where outbox.id = cast(n.value ->> 0 as bigint)
  and ((coalesce(outbox.state, '') = 'sending' and outbox.fence = :fence)
       or (n.value ->> 1 = 'sent' and coalesce(outbox.state, '') in ('planned', 'sending')))

-- name: postpone
-- [id, retry_at, detail, kept, random_id]: unless it is kept, it may travel with others the next time.
update outbox
set state = 'planned', retry_at = cast(n.value ->> 1 as bigint), detail = n.value ->> 2,
    batch = case cast(n.value ->> 3 as integer) when 1 then outbox.batch end,
    random_id = coalesce(cast(n.value ->> 4 as bigint), outbox.random_id)
from {json_each}(:waits) n
where outbox.id = cast(n.value ->> 0 as bigint) and coalesce(outbox.state, '') = 'sending' and outbox.fence = :fence

-- name: release
-- [id, random_id, kept]. The channel was at fault: as if it had not been tried.
update outbox
set state = 'planned', retry_at = 0, tries = 0, tried_at = null,
    batch = case cast(n.value ->> 2 as integer) when 1 then outbox.batch end,
    random_id = coalesce(cast(n.value ->> 1 as bigint), outbox.random_id)
from {json_each}(:letters) n
where outbox.id = cast(n.value ->> 0 as bigint) and coalesce(outbox.state, '') = 'sending' and outbox.fence = :fence

-- name: ground
-- Claimed, and never sent: this try has not been.
update outbox
set state = 'planned', tries = tries - 1, tried_at = case when tries > 1 then tried_at end
where state = 'sending' and fence = :fence
  and id in (select cast(n.value as bigint) from {json_each}(:ids) n)

-- name: recover
-- Also after a crash: a try that was cut off is not counted, so that crashes do not make the waits longer.
update outbox
set state = 'planned', tries = tries - 1, tried_at = case when tries > 1 then tried_at end
where channel = :channel and state = 'sending'
  and id not in (select cast(n.value as bigint) from {json_each}(:open) n)
returning id
