-- Figures of the ledger are added up from this index alone, in its order, not from fifty thousand rows.
create index ledger_counted on ledger (programme, replaced_at, participant, kind, on_day, minutes);
create index ledger_slot on ledger (slot) where slot is not null;
