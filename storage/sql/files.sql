-- name: keep
insert into files (kind, name, mime, size, content, added_at)
values (:kind, :name, :mime, :size, :content, :now)
returning id
