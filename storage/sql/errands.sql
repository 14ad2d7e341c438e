-- name: put
insert into errands (participant, channel, user_id, kind, facts)
values (:participant, :channel, :user, :kind, :facts)
returning id

-- name: take
-- The next one that nobody is at; one that was begun long ago was left by a process that is gone.
update errands set taken_at = :real_now, tries = tries + 1
where id = (select e.id from errands e where e.taken_at is null or e.taken_at < :stale order by e.id limit 1
            {skip_locked})
returning id, participant, channel, user_id as user, kind, facts, tries

-- name: free
update errands set taken_at = null where id = :id

-- name: any_free
select 1 from errands where taken_at is null or taken_at < :stale limit 1

-- name: end
delete from errands where id = :id returning id

-- name: waiting
select count(*) as number from errands where participant = :participant
