-- A school's or municipality's own plans: what is loaded, and those that wait to be read.

-- name: of
select id, programme, organisation, years, mark, answers from own_plans where organisation = :organisation and years = :years

-- name: by_id
select id, programme, organisation, years, mark, answers from own_plans where id = :id

-- name: number
select count(*) + 1 as number from own_plans where programme = :programme

-- name: put
insert into own_plans (programme, organisation, years, mark, answers, loaded_at)
values (:programme, :organisation, :years, :mark, :answers, :now)
on conflict (organisation, years) do update set answers = excluded.answers, loaded_at = excluded.loaded_at
returning id

-- name: send
-- A plan that was returned is read again from the beginning.
update imports set state = 'sent', sent_at = :now, why = '', coordinator_at = null, curator_at = null
where id = :id and organisation is not null and state = 'draft' returning id

-- name: give_back
update imports set state = 'draft', why = :remark where id = :id and state = 'sent' returning id

-- name: hold!
-- Two who read one plan at once do so one after the other, and the second sees what the first has said.
update imports set why = why where id = :id

-- name: said_by_coordinators!
update imports set coordinator_at = :now where id = :id and state = 'sent'

-- name: said_by_curators!
update imports set curator_at = :now where id = :id and state = 'sent'

-- name: seats
select level, participant, passes from plan_reviewing where imported = :imported order by level, participant

-- name: judges
select distinct level from plan_judging where imported = :imported and participant = :participant order by level

-- name: waiting
-- Those whose turn it is, and operators, who may stand in for anybody.
select i.id, i.name, o.title as organisation_title, coalesce(p.name, '') as author_name, i.sent_at
from imports i
join organisations o on o.id = i.organisation
left join participants p on p.id = i.participant
where i.state = 'sent'
  and (   i.id in (select v.imported from plan_reviewing v where v.participant = :participant)
       or i.id in (select j.imported from plan_judging j where j.participant = :participant and j.level = 'operator'))
order by i.sent_at, i.id
limit cast(:size as bigint) offset cast(:skip as bigint)

-- name: waiting_number
select count(*) as number
from imports i
where i.state = 'sent'
  and (   i.id in (select v.imported from plan_reviewing v where v.participant = :participant)
       or i.id in (select j.imported from plan_judging j where j.participant = :participant and j.level = 'operator'))
