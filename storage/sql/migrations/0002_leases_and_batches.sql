-- Who polls and sends for a channel. `fence` grows with every change of holder; expires_at: milliseconds by the
-- database's own clock.
create table leases (
    name text not null primary key,
    holder text not null,
    fence bigint not null,
    expires_at bigint not null
);

-- Under which fence a delivery was claimed last.
alter table outbox add column fence bigint not null default 0;
-- The call that may have had its effect, named by the id of its first member: deliveries of one batch share their
-- random_id and are tried again together. Null where no try can have had an effect.
alter table outbox add column batch bigint;
create index outbox_batch on outbox (batch) where state = 'planned' and batch is not null;
