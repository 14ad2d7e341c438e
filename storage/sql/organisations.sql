-- name: by_id
select id, code, title, level, parent, municipality, time_zone, gone_at from organisations where id = :id

-- name: of_programme
select id, code, title, level, parent, municipality, time_zone, gone_at
from organisations where programme = :programme order by id

-- name: put!
-- An organisation is matched by its code; its place in the tree is set apart, when all have their ids.
insert into organisations (programme, code, title, search_name, level, time_zone)
values (:programme, :code, :title, :search_name, :level, :time_zone)
on conflict (programme, code) do update set
    title = excluded.title, search_name = excluded.search_name, level = excluded.level,
    time_zone = excluded.time_zone, gone_at = null

-- name: place!
update organisations set parent = :parent, municipality = :municipality where id = :id

-- name: leave!
update organisations set gone_at = :now where id = :id and gone_at is null

-- name: groups
select id, code, title from school_groups where programme = :programme order by id

-- name: put_group
insert into school_groups (programme, code, title) values (:programme, :code, :title)
on conflict (programme, code) do update set title = excluded.title
returning id

-- name: drop_group!
delete from school_groups where id = :id

-- name: members
select m.school_group, m.organisation
from group_members m
join school_groups g on g.id = m.school_group
where g.programme = :programme

-- name: join!
insert into group_members (school_group, organisation) values (:school_group, :organisation)
on conflict (school_group, organisation) do nothing

-- name: part!
delete from group_members where school_group = :school_group and organisation = :organisation
