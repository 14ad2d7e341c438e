-- The parts of a broadcast by which each school gets its own.

-- name: put!
insert into broadcast_parts (broadcast, organisation, named, how, content, file)
values (:broadcast, :organisation, :named, :how, :content, :file)

-- name: drop!
-- Of a draft; its row is locked meanwhile.
delete from broadcast_parts
where broadcast = :broadcast
  and exists (select 1 from broadcasts b where b.id = :broadcast and b.state in ('draft', 'scheduled'))

-- name: by_id
select id, content, file from broadcast_parts where id = :id

-- name: of
-- In the order in which they were sent.
select p.id, coalesce(p.organisation, 0) as organisation, coalesce(o.title, '') as title, p.named, p.how
from broadcast_parts p
left join organisations o on o.id = p.organisation
where p.broadcast = :broadcast
order by p.id

-- name: unread
-- Those for a school where the audience has met nobody.
select distinct o.title as title
from broadcast_parts p
join organisations o on o.id = p.organisation
where p.broadcast = :broadcast
  and p.id not in (select x.part from broadcast_people x where x.broadcast = :broadcast)
order by o.title

-- name: overseen
-- All that somebody answers for, also those where nobody is listed yet.
select o.id, o.code, o.title, o.level
from organisations o
where o.gone_at is null
  and o.id in (select v.organisation from overseen v
               where v.participant = :sender and v.programme = :programme and v.sees > 0)
order by o.id

-- name: body
-- By which row of the outbox it goes out, unless that was emptied while nothing went out.
select y.id
from broadcast_parts p
join bodies y on y.id = p.body and y.content <> ''
where p.id = :id

-- name: set_body!
update broadcast_parts set body = :body where id = :id
