-- name: note!
-- Where an act belongs is known from what it is about; as what somebody acted, from the roles they hold there.
insert into history (at, actor, verb, task, activity, organisation, programme, subject, role, was, became, facts)
select cast(:now as bigint), cast(:actor as bigint), cast(:verb as text), cast(:task as bigint), w.activity,
       w.organisation, w.programme, cast(:subject as bigint),
       coalesce(nullif(cast(:role as text), ''),
                (select r.role from roles r
                 where r.participant = cast(:actor as bigint) and r.organisation = w.organisation
                   and r.ended_at is null
                 order by r.granted_at, r.id limit 1),
                (select r.role from roles r
                 where r.participant = cast(:actor as bigint) and r.programme = w.programme and r.ended_at is null
                 order by r.granted_at, r.id limit 1),
                ''),
       cast(:was as text), cast(:became as text), cast(:facts as text)
from (select
    coalesce(cast(:activity as bigint), (select t.activity from tasks t where t.id = cast(:task as bigint))) as activity,
    coalesce(cast(:organisation as bigint),
             (select t.organisation from tasks t where t.id = cast(:task as bigint))) as organisation,
    coalesce(cast(:programme as bigint),
             (select o.programme from tasks t join organisations o on o.id = t.organisation
              where t.id = cast(:task as bigint)),
             (select a.programme from activities a where a.id = cast(:activity as bigint)),
             (select o.programme from organisations o where o.id = cast(:organisation as bigint)),
             (select r.programme from roles r where r.participant = cast(:actor as bigint) and r.ended_at is null
              order by r.granted_at, r.id limit 1)) as programme
) w

-- name: of_task
select at, actor, verb, facts from history where task = :task order by id

-- name: told
-- The trace of a programme (0: of all) since an instant, the newest first.
select id, at, verb, role, was, became, facts, programme, time_zone, actor, subject, organisation, number, activity
from trace
where (programme_id = :programme or :programme = 0) and at >= :since and id < :before
order by id desc
limit :size

-- name: seen_by
-- What those who lead a programme have changed, for its operators and, within their territories, for the curators of
-- the institute; the newest first.
select h.id, h.at, h.verb, h.role, h.was, h.became, h.facts, h.programme, h.time_zone, h.actor, h.subject,
       h.organisation, h.number, h.activity
from trace h
where h.role in ('operator', 'curator', 'coordinator', 'console')
  and exists (select 1 from roles r
              join organisations x on x.id = r.organisation
              where r.participant = :participant and r.programme = h.programme_id and r.ended_at is null
                and (r.role = 'operator'
                     or (r.role = 'curator' and x.level = 'institute'
                         and (h.organisation_id is null
                              or not exists (select 1 from territories t where t.role = r.id)
                              or exists (select 1 from territories t where t.role = r.id
                                         and t.organisation in (h.municipality, h.organisation_id))))))
order by h.id desc
limit :size offset :skip
