-- What has failed, for the doctor; and what went to people who never joined, to be scrubbed when it has ended.
create index outbox_failed on outbox (settled_at) where state = 'failed';
create index outbox_strangers on outbox (settled_at) where participant is null and settled_at is not null;
-- Words that are still kept: the hourly sweep does not walk over all that were emptied long ago.
create index bodies_kept on bodies (id) where content <> '';
