-- What was said in consultations.

-- name: add
insert into posts (consultation, kind, author, body, file, subject, at, channel, ref)
values (:consultation, :kind, :author, :body, :file, :subject, :now, :channel, :ref)
returning id

-- name: by_id
select s.* from thread_posts s
where s.id = :id

-- name: of
select s.* from thread_posts s
where s.consultation = :consultation and (cast(:notes as integer) = 1 or s.kind <> 'note')
order by s.id

-- name: versions
select v.post, v.at, v.body
from post_versions v
join posts s on s.id = v.post
where s.consultation = :consultation
order by v.post, v.at

-- name: by_ref
select s.* from thread_posts s
where s.author = :author and s.channel = :channel and s.ref = :ref and s.ref <> ''
order by s.id
limit 1

-- name: keep_version!
insert into post_versions (post, at, body) select id, :now, body from posts where id = :id

-- name: change!
update posts set body = :body, edited_at = :now where id = :id

-- name: shown!
insert into post_letters (delivery, post, shows) values (:delivery, :post, :shows)
on conflict do nothing

-- name: first
select min(id) from posts where consultation = :consultation

-- name: in_message
select s.*
from outbox x
join post_letters l on l.delivery = x.id
join thread_posts s on s.id = l.post
where x.channel = :channel and x.user_id = :user and x.ref = :ref and x.ref <> ''
order by x.id desc
limit 1

-- name: letters
-- To those who are forgotten nothing is changed any more.
select l.delivery, l.post, x.participant, x.channel, x.user_id as user, x.state, x.ref, x.edits, x.reason, b.content
from post_letters l
join outbox x on x.id = l.delivery
join bodies b on b.id = x.body
where l.post = :post and l.shows = 1 and x.participant is not null and x.reason <> 'erased'
order by l.delivery

-- name: undelivered
-- What was forwarded to another address of the same person has another delivery, which tells.
select l.delivery, l.post, s.consultation, s.author, x.participant, p.name, x.state, x.detail,
       coalesce(f.name, '') as file_name,
       case when s.author = c.asker
                 and exists (select 1 from post_letters o join outbox z on z.id = o.delivery
                             where o.post = l.post and o.delivery <> l.delivery and z.participant <> x.participant
                               and z.state in ('planned', 'sending', 'sent'))
            then 1 else 0 end as elsewhere
from post_letters l
join outbox x on x.id = l.delivery and x.state in ('failed', 'unreachable', 'expired')
join posts s on s.id = l.post
join consultations c on c.id = s.consultation
join participants p on p.id = x.participant
left join files f on f.id = s.file
where l.settled_at is null and l.shows = 1
order by l.delivery
limit cast(:limit as bigint)

-- name: settle!
update post_letters set settled_at = :now
where settled_at is null
  and exists (select 1 from outbox x where x.id = post_letters.delivery and x.state in ('sent', 'cancelled'))

-- name: settle_one
update post_letters set settled_at = :now where delivery = :delivery and settled_at is null
returning delivery

-- name: forwarded!
-- What goes to another address of the same person shows the same post.
insert into post_letters (delivery, post, shows)
select cast(:forward as bigint), post, shows from post_letters where delivery = :id

-- name: leave_forwarded!
-- It is for the other delivery to tell how it ended.
update post_letters set settled_at = :now where delivery = :id
