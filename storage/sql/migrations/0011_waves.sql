-- Askings of a survey: from which day to which, both included, in the time zone of each person's main organisation.
create table waves (
    id {auto_id},
    survey bigint not null references surveys (id),
    code text not null,
    title text not null,
    opens_on text not null,
    closes_on text not null,
    late bigint not null,
    ended_at bigint,
    unique (survey, code)
);

-- Whom a wave asks: everybody of a role; with a group, those whose organisation is in it.
create table wave_audience (
    wave bigint not null references waves (id),
    role text not null,
    school_group text not null default '',
    primary key (wave, role, school_group)
);

-- Who is asked, as people and groups are now.
create view asked as
select w.id as wave, r.participant, min(r.id) as role
from waves w
join surveys s on s.id = w.survey and s.ended_at is null
join wave_audience a on a.wave = w.id
join roles r on r.programme = s.programme and r.role = a.role and r.ended_at is null
where w.ended_at is null
  and (a.school_group = ''
       or exists (select 1 from group_members m
                  join school_groups g on g.id = m.school_group
                  where m.organisation = r.organisation and g.programme = s.programme and g.code = a.school_group))
group by w.id, r.participant;
