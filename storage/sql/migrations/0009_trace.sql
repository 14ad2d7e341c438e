-- The trace as it is read: who did what to whom, in words instead of numbers.
create view trace as
select h.id, h.at, h.verb, h.role, h.was, h.became, h.facts, h.programme as programme_id,
       coalesce(p.title, '') as programme, coalesce(p.time_zone, 'UTC') as time_zone,
       coalesce(n.name, '') as actor, coalesce(s.name, '') as subject,
       h.organisation as organisation_id, o.municipality, coalesce(o.title, '') as organisation,
       coalesce(a.number, '') as number, coalesce(a.title, '') as activity
from history h
left join programmes p on p.id = h.programme
left join participants n on n.id = h.actor
left join participants s on s.id = h.subject
left join organisations o on o.id = h.organisation
left join activities a on a.id = h.activity;

-- Nobody looks for reasons any more, and every letter paid for it.
drop index outbox_reasons;
