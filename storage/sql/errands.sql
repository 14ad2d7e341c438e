-- name: put
insert into errands (participant, channel, user_id, kind, facts)
values (:participant, :channel, :user, :kind, :facts)
returning id

-- name: take
-- The next one that nobody is at; one that was begun long ago was left by a process that is gone.
update errands set taken_at = :real_now, tries = tries + 1
where id = (select e.id from errands e
            where (e.taken_at is null or e.taken_at < :stale)
              and :mine = case when e.kind in (select n.value ->> 0 from {json_each}(:kinds) n) then 1 else 0 end
            order by e.id limit 1
            {skip_locked})
returning id, participant, channel, user_id as user, kind, facts, tries

-- name: free
update errands set taken_at = null where id = :id

-- name: any_free
select 1 from errands e
where (e.taken_at is null or e.taken_at < :stale)
  and :mine = case when e.kind in (select n.value ->> 0 from {json_each}(:kinds) n) then 1 else 0 end
limit 1

-- name: end
delete from errands where id = :id returning id

-- name: waiting
select count(*) as number from errands where participant = :participant

-- name: waiting_for
select 1 from errands where participant = :participant and kind = :kind limit 1
