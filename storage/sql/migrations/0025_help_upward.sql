-- Help that a school asks for: a consultation of its own sort, which the municipality may pass on to the institute.

-- A kind of help is a topic with this mark: it is offered to who asks for help, and to nobody else.
alter table topics add column help bigint not null default 0;

-- help: '' a question, 'ask' a school's ask for help, 'list' a coordinator's list of such asks. An ask that was passed
-- on stands in the list `gathered`, a later consultation, since `handed_at`.
alter table consultations add column help text not null default '';
alter table consultations add column gathered bigint;
alter table consultations add column handed_at bigint;
create index consultations_help on consultations (programme, organisation) where help = 'ask';
create index consultations_gathered on consultations (gathered) where gathered is not null;

-- How far an ask for help has come, as its school is told.
create view asks as
select c.id, c.programme, c.asker, c.organisation, c.topic as kind, c.owner, c.asked_at, c.handed_at, c.gathered,
       case when c.state = 'closed' then 'solved'
            when c.state = 'waiting' and c.step = 'handed' then 'handed'
            when c.state = 'waiting' then 'answered'
            when c.owner is null and c.first_answered_at is null then 'received'
            else 'in_work' end as stage
from consultations c
where c.help = 'ask';

-- An ask with the names that belong to it, and how it begins.
create view asks_told as
select a.id, a.programme, a.asker, p.name as asker_name, a.organisation, o.title as organisation_title, o.municipality,
       a.kind, coalesce(t.title, '') as kind_title, a.owner, a.stage, a.asked_at, a.handed_at, a.gathered,
       coalesce((select x.body from posts x where x.consultation = a.id order by x.id limit 1), '') as beginning,
       (select count(*) from posts x where x.consultation = a.id and x.kind = 'question' and x.file is not null) as files
from asks a
join participants p on p.id = a.asker
join organisations o on o.id = a.organisation
left join topics t on t.id = a.kind;
