-- Lists of people are sent and settled as plans are; when they are loaded, the file goes too.

-- plan, people
alter table imports add column kind text not null default 'plan';
