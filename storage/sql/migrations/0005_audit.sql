-- The trace says by itself where an act belongs, as what somebody acted, and what was before and after, in codes and
-- days: nobody's words and no names. `subject` is the person it was done to. `role` is empty for what came about by
-- itself, `console` for the command line.
alter table history add column programme bigint references programmes (id);
alter table history add column organisation bigint references organisations (id);
alter table history add column activity bigint references activities (id);
alter table history add column subject bigint references participants (id);
alter table history add column role text not null default '';
alter table history add column was text not null default '';
alter table history add column became text not null default '';

update history set
    activity = (select t.activity from tasks t where t.id = history.task),
    organisation = (select t.organisation from tasks t where t.id = history.task),
    programme = coalesce(
        (select o.programme from tasks t join organisations o on o.id = t.organisation where t.id = history.task),
        (select min(r.programme) from roles r where r.participant = history.actor)),
    role = coalesce((select min(r.role) from roles r where r.participant = history.actor), '');

create index history_programme on history (programme, id);
create index history_actor on history (actor) where actor is not null;
create index history_subject on history (subject) where subject is not null;
