-- The ledger of consultations. What counts is what was not replaced.

-- name: enter
insert into ledger (programme, participant, kind, minutes, on_day, people, consultation, slot, replaces, entered_at,
                    entered_by)
values (:programme, :participant, :kind, :minutes, :on_day, :people, :consultation, :slot, :replaces, :now, :by)
returning id

-- name: for_organisation!
insert into ledger_organisations (entry, organisation) values (:entry, :organisation)

-- name: by_id
select id, programme, participant, kind, minutes, on_day, people, consultation, slot, replaced_at
from ledger where id = :id

-- name: replace
-- Of two corrections at once the second finds nothing to replace.
update ledger set replaced_at = :now, replaced_by = :by where id = :id and replaced_at is null
returning id

-- name: of_consultation
select id, programme, participant, kind, minutes, on_day, people, consultation, slot, replaced_at
from ledger where consultation = :consultation and replaced_at is null
order by id

-- name: of_slot
select id, programme, participant, kind, minutes, on_day, people, consultation, slot, replaced_at
from ledger where slot = :slot and replaced_at is null
order by id
