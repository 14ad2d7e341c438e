-- A school's or municipality's own plan: sent by whoever leads it, read by those who would judge its reports, and then
-- beside the programme's. Its activities are of source `own`.

-- Whose own plan a document is; null: the programme's.
alter table imports add column organisation bigint references organisations (id);
-- Since when it waits for those who read it (state `sent`), and when coordinators and curators have said that it is good.
alter table imports add column sent_at bigint;
alter table imports add column coordinator_at bigint;
alter table imports add column curator_at bigint;
create index imports_organisation on imports (organisation) where organisation is not null;

-- One for each organisation and year.
create table own_plans (
    id {auto_id},
    programme bigint not null references programmes (id),
    organisation bigint not null references organisations (id),
    -- 2018-2018, 2018-2019
    years text not null,
    -- What its numbers begin with in the store, and where they are shown among others.
    mark text not null,
    -- What was settled of the document that was loaded last, JSON: question, answer.
    answers text not null default '{}',
    loaded_at bigint not null,
    unique (organisation, years)
);
create index own_plans_programme on own_plans (programme);
alter table sections add column own_plan bigint references own_plans (id);
alter table activities add column own_plan bigint references own_plans (id);
create index activities_own_plan on activities (own_plan) where own_plan is not null;

-- Who could read a plan that waits, and at which level: as `judging` of reports. Nobody reads their own, but operators.
create view plan_judging as
select i.id as imported, r.role as level, r.participant
from imports i
join organisations o on o.id = i.organisation
join roles r on r.programme = i.programme and r.ended_at is null
where i.state = 'sent'
  and (   (r.role = 'coordinator' and o.level = 'school' and r.organisation = o.municipality)
       or (r.role = 'curator' and o.level in ('school', 'municipality')
           and (not exists (select 1 from territories x where x.role = r.id)
                or exists (select 1 from territories x where x.role = r.id and x.organisation = o.municipality)))
       or r.role = 'operator')
  and (r.role = 'operator' or i.participant is null or r.participant <> i.participant)
  and exists (select 1 from participants p where p.id = r.participant and p.consented_at is not null)
  and exists (select 1 from addresses a where a.participant = r.participant and a.closed_at is null);

-- Whose turn it is with each, by the rule of reports; `passes` is 1 where a good one goes on to the next level.
create view plan_reviewing as
select s.imported, j.level, j.participant, w.passes
from (select i.id as imported, p.review,
             case when i.coordinator_at is null then 0 else 1 end as coordinator_said,
             case when i.curator_at is null then 0 else 1 end as curator_said,
             case when exists (select 1 from plan_judging j where j.imported = i.id and j.level = 'coordinator')
                 then 1 else 0 end as coordinators,
             case when exists (select 1 from plan_judging j where j.imported = i.id and j.level = 'curator')
                 then 1 else 0 end as curators
      from imports i
      join programmes p on p.id = i.programme
      where i.state = 'sent') s
join plan_judging j on j.imported = s.imported
join turns w on w.review = s.review and w.coordinators = s.coordinators and w.curators = s.curators
    and w.coordinator_said = s.coordinator_said and w.curator_said = s.curator_said and w.level = j.level;
