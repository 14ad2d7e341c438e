-- Appointments: slots that those who consult publish, and who has booked them.

-- A slot has one seat, or several for a group. `taken` is the number of its bookings that live, and changes with them in
-- one transaction. What was published at once is a series, named by its first slot. `sequence` counts what the owner's
-- calendar was told. After its end the owner says whether it was held or not: once.
create table slots (
    id {auto_id},
    programme bigint not null references programmes (id),
    owner bigint not null references participants (id),
    starts_at bigint not null,
    ends_at bigint not null,
    time_zone text not null,
    place text not null default '',
    link text not null default '',
    about text not null default '',
    seats bigint not null,
    taken bigint not null default 0,
    series bigint references slots (id),
    sequence bigint not null default 0,
    created_at bigint not null,
    cancelled_at bigint,
    cancel_reason text not null default '',
    -- When its reminders, a day and an hour before, and the question after its end were begun.
    day_told_at bigint,
    hour_told_at bigint,
    ended_at bigint,
    held_at bigint,
    missed_at bigint,
    check (taken between 0 and seats),
    check (ends_at > starts_at)
);
create index slots_owner on slots (owner, starts_at) where cancelled_at is null;
create index slots_programme on slots (programme, starts_at) where cancelled_at is null;
create index slots_series on slots (series) where series is not null;
create index slots_ahead on slots (starts_at) where cancelled_at is null and hour_told_at is null;
create index slots_over on slots (ends_at) where cancelled_at is null and ended_at is null;

-- Who has booked. `organisation` is the one it is counted to. `calendar` names the entry in the booker's calendar: it goes
-- along when the booking is moved, `sequence` counts its words. Whoever came has no `absent_at`.
create table bookings (
    slot bigint not null references slots (id),
    participant bigint not null references participants (id),
    organisation bigint not null references organisations (id),
    note text not null default '',
    calendar text not null,
    sequence bigint not null default 0,
    booked_at bigint not null,
    cancelled_at bigint,
    cancelled_by bigint references participants (id),
    absent_at bigint,
    primary key (slot, participant)
);
create index bookings_participant on bookings (participant, slot) where cancelled_at is null;
create index bookings_organisation on bookings (organisation);
create index bookings_cancelled_by on bookings (cancelled_by) where cancelled_by is not null;

-- Whose slots somebody may book, and for which organisation of theirs: of those who look after it, and of those who are
-- there for the whole programme.
create view advised as
select r.participant as owner, r.programme, b.participant, b.organisation, b.granted_at, b.id as role
from roles r
join roles b on b.programme = r.programme and b.ended_at is null and b.participant <> r.participant
where r.ended_at is null
  and r.role in ('curator', 'mentor', 'coordinator', 'expert', 'operator')
  and (r.role = 'operator'
       or (r.role = 'curator' and not exists (select 1 from territories t where t.role = r.id))
       or exists (select 1 from territories t where t.role = r.id and t.organisation = b.organisation)
       or exists (select 1 from looked_after l where l.role = r.id and l.organisation = b.organisation));
