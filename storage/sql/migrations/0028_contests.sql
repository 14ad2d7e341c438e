-- Contests and expertise. A call is an activity, an application a task of it; the reviews of an application are the
-- tasks of an activity of their own, one for each expert.

-- Which application an expertise judges; of it alone, as `event`: tasks refer to activities.
alter table activities add column about_task bigint;
-- What a contest goes by, as JSON: weights, days, experts; see scheduler/contests/rules.py.
alter table activities add column rules text not null default '';
create unique index activities_about_task on activities (about_task) where about_task is not null;

-- What an application has won: a word of storage/contests.py, or nothing.
alter table tasks add column award text not null default '';

-- The application in which the practice was described.
alter table materials add column task bigint references tasks (id);
create unique index materials_task on materials (task, coalesce(file, 0)) where task is not null and gone_at is null;
