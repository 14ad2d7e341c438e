-- name: by_id
select id, code, title, starts_on, ends_on, time_zone, digest_at, quiet_hours, ladder, consent_version,
       consent_text, loaded_at, desk, review
from programmes where id = :id

-- name: by_code
select id, code, title, starts_on, ends_on, time_zone, digest_at, quiet_hours, ladder, consent_version,
       consent_text, loaded_at, desk, review
from programmes where code = :code

-- name: all
select id, code, title, starts_on, ends_on, time_zone, digest_at, quiet_hours, ladder, consent_version,
       consent_text, loaded_at, desk, review
from programmes order by id

-- name: put
-- A programme is matched by its code.
insert into programmes (code, title, starts_on, ends_on, time_zone, digest_at, quiet_hours, ladder,
                        consent_version, consent_text, desk, review, loaded_at)
values (:code, :title, :starts_on, :ends_on, :time_zone, :digest_at, :quiet_hours, :ladder,
        :consent_version, :consent_text, :desk, :review, :now)
on conflict (code) do update set
    title = excluded.title, starts_on = excluded.starts_on, ends_on = excluded.ends_on,
    time_zone = excluded.time_zone, digest_at = excluded.digest_at, quiet_hours = excluded.quiet_hours,
    ladder = excluded.ladder, consent_version = excluded.consent_version, consent_text = excluded.consent_text,
    desk = excluded.desk, review = excluded.review, loaded_at = excluded.loaded_at
returning id

-- name: texts
select name, source from texts where programme = :programme order by name

-- name: forget_texts!
delete from texts where programme = :programme

-- name: put_text!
insert into texts (programme, name, source) values (:programme, :name, :source)
