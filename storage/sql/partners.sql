-- name: of_programme
select p.organisation, p.partner
from partners p
join organisations o on o.id = p.organisation
where o.programme = :programme

-- name: join!
insert into partners (organisation, partner) values (:organisation, :partner)
on conflict (organisation, partner) do nothing

-- name: part!
delete from partners where organisation = :organisation and partner = :partner
