-- name: get
select value from settings where name = :name

-- name: put
insert into settings (name, value) values (:name, :value)
on conflict (name) do update set value = excluded.value
