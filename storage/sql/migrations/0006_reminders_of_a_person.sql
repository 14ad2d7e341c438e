-- What is due for one person, without walking all that will ever be due for them.
create index reminders_of_participant on reminders (participant, fire_at) where closed_at is null;
