-- name: known
select k.key, k.participant, p.name, p.phone, p.email, p.subjects, p.search_subjects, p.consented_at
from participant_keys k
join participants p on p.id = k.participant
where substr(k.key, 1, length(cast(:prefix as text))) = cast(:prefix as text)
order by p.id, k.key

-- name: members
-- Everybody with a role in a programme, also who came by an invite and stands in no list.
select distinct '' as key, p.id as participant, p.name, p.phone, p.email, p.subjects, p.search_subjects, p.consented_at
from participants p
join roles r on r.participant = p.id
where r.programme = :programme and r.ended_at is null
order by p.id

-- name: add
-- The key may have named somebody else once: two people who were taken for one.
insert into participants (source_key, name, search_name, phone, email, subjects, search_subjects, created_at)
values (case when exists (select 1 from participants where source_key = cast(:key as text)) then null
             else cast(:key as text) end,
        :name, :search_name, :phone, :email, :subjects, :search_subjects, :now)
returning id

-- name: change!
update participants set
    name = case when consented_at is null then cast(:name as text) else name end,
    search_name = case when consented_at is null then cast(:search_name as text) else search_name end,
    phone = :phone, email = :email, subjects = :subjects, search_subjects = :search_subjects
where id = :id

-- name: put_key!
insert into participant_keys (key, participant) values (:key, :participant)
on conflict (key) do update set participant = excluded.participant

-- name: held
select r.id, r.participant, r.organisation, r.role, r.source, p.name, o.title as organisation_title
from roles r
join participants p on p.id = r.participant
join organisations o on o.id = r.organisation
where r.programme = :programme and r.ended_at is null
order by r.id

-- name: grant!
insert into roles (participant, programme, organisation, role, source, granted_at)
values (:participant, :programme, :organisation, :role, :source, :now)
on conflict (participant, organisation, role) do update set
    source = case when roles.ended_at is null then roles.source else excluded.source end,
    granted_at = case when roles.ended_at is null then roles.granted_at else excluded.granted_at end,
    ended_at = null

-- name: end!
update roles set ended_at = :now where id = :id and ended_at is null

-- name: territories
select t.role, t.organisation
from territories t
join roles r on r.id = t.role
where r.programme = :programme and r.ended_at is null

-- name: forget_territory!
delete from territories where role = :role

-- name: put_territory!
insert into territories (role, organisation) values (:role, :organisation)
on conflict (role, organisation) do nothing
