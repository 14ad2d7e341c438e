-- Guests from outside the network, and the open links by which they come.

-- name: link
-- The link of an event, if it has one.
select code from invites where event = :event and revoked_at is null

-- name: put_link
insert into invites (programme, code, participant, organisation, role, uses_limit, expires_at, created_at, event)
values (:programme, :code, null, :organisation, 'guest', :uses_limit, :expires_at, :now, :event)
returning id

-- name: close_link
update invites set revoked_at = :now where event = :event and revoked_at is null returning id

-- name: put!
insert into guests (event, participant, region, organisation)
values (:event, :participant, :region, :organisation)
on conflict (event, participant) do update set region = excluded.region, organisation = excluded.organisation

-- name: known
-- That somebody has come to this event as a guest.
select 1 from guests where event = :event and participant = :participant

-- name: copy
-- What a guest has said of themselves when they came to another event of its programme holds for this one too.
insert into guests (event, participant, region, organisation)
select e.id, g.participant, g.region, g.organisation
from events e
join guests g on g.participant = :participant
join events other on other.id = g.event and other.programme = e.programme
where e.id = :event
order by other.starts_at desc, other.id desc
limit 1
returning event

-- name: by_region
select region as name, count(*) as number from guests where event = :event group by region order by 2 desc, 1

-- name: regions
-- What so many guests of a programme have called their regions, the most frequent first.
select g.region as name, count(distinct g.participant) as number
from guests g
join events e on e.id = g.event
where e.programme = :programme and g.region <> ''
group by g.region
having count(distinct g.participant) >= :fewest
order by 2 desc, 1
limit :limit

-- name: home
-- Where guests are at home in a programme: its highest institution.
select id from organisations
where programme = :programme and gone_at is null
order by case level when 'institute' then 0 when 'ministry' then 1 when 'municipality' then 2 else 3 end, id
limit 1
