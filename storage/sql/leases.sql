-- name: take
-- A lease that is free, or has run out, or whose holder is given up and has been silent for a while.
insert into leases (name, holder, fence, expires_at) values (:name, :holder, 1, {clock} + :lasting)
on conflict (name) do update
set holder = excluded.holder, fence = leases.fence + 1, expires_at = excluded.expires_at
where leases.expires_at <= {clock}
   or (leases.holder = :given_up and leases.expires_at <= {clock} + :lasting - :silent)
returning fence

-- name: keep
-- Also one that has run out: nobody else has taken it.
update leases set expires_at = {clock} + :lasting where name = :name and fence = :fence returning fence

-- name: free
update leases set expires_at = 0 where name = :name and fence = :fence

-- name: holder
select holder from leases where name = :name

-- name: is_held
-- Locked until the end of the transaction: who takes the lease meanwhile waits, and then sees what was done under it.
select 1 from leases where name = :name and fence = :fence
{for_update}
