-- Who is invited to an event, what they answered, who came.

-- name: invite!
-- [participant]. Whoever has come by themselves, or was invited before, stays as they are.
insert into rsvps (event, participant, invited_at)
select :event, cast(n.value as bigint), :now
from {json_each}(:participants) n
where true
on conflict (event, participant) do update set invited_at = coalesce(rsvps.invited_at, excluded.invited_at)
