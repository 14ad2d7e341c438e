-- name: keep_text!
-- The text that a programme asks consent to from now on, unless it is the last one of this version.
insert into consent_texts (programme, version, text, since)
select cast(:programme as bigint), cast(:version as text), cast(:text as text), cast(:now as bigint)
where not exists (
    select 1 from consent_texts t
    where t.programme = :programme and t.version = :version and t.text = :text
      and t.since = (select max(x.since) from consent_texts x
                     where x.programme = :programme and x.version = :version))
on conflict (programme, version, since) do update set text = excluded.text

-- name: give!
insert into consents (participant, programme, version, given_at)
values (:participant, :programme, :version, :now)
on conflict (participant, programme, version) do update set given_at = excluded.given_at
