-- name: keep
insert into files (kind, name, mime, size, content, added_at, sent_by)
values (:kind, :name, :mime, :size, :content, :now, :sent_by)
returning id

-- name: drop_unused!
-- What nobody refers to: sent into a form that was given up. A form that is open may be weeks old: nothing of its
-- person goes meanwhile.
delete from files
where added_at < :before
  and not exists (select 1 from conversations c where c.participant = files.sent_by)
  and not exists (select 1 from evidence e where e.file = files.id)
  and not exists (select 1 from posts s where s.file = files.id)
  and not exists (select 1 from answers a where a.file = files.id)
  and not exists (select 1 from bodies b where b.file = files.id)
  and not exists (select 1 from broadcasts x where x.file = files.id)
  and not exists (select 1 from broadcast_parts p where p.file = files.id)
  and not exists (select 1 from materials m where m.file = files.id)
  and not exists (select 1 from imports i where i.file = files.id)

-- name: content
select content from files where id = :id
