-- name: claim
-- [key, raw]. Each update once: the second to come with the same key gets no row.
insert into inbox (dedupe_key, received_at, raw)
select n.value ->> 0, :now, n.value ->> 1
from {json_each}(:updates) n
where true
on conflict (dedupe_key) do nothing
returning dedupe_key

-- name: seen
-- [key]. Those that have been here before.
select dedupe_key from inbox where dedupe_key in (select n.value ->> 0 from {json_each}(:keys) n)

-- name: prune!
delete from inbox where received_at < :before

-- name: keep_position!
insert into positions (channel, position) values (:channel, :position)
on conflict (channel) do update set position = excluded.position

-- name: position
select position from positions where channel = :channel
