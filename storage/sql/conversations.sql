-- name: open_form!
insert into conversations (participant, form, state, opened_at, updated_at)
values (:participant, :form, :state, :now, :now)
on conflict (participant) do update set form = excluded.form, state = excluded.state, opened_at = excluded.opened_at,
    updated_at = excluded.updated_at

-- name: of
select form, state, opened_at, updated_at from conversations where participant = :participant

-- name: held
-- Read in order to be changed.
select form, state, opened_at, updated_at from conversations where participant = :participant
{for_update}

-- name: update!
update conversations set state = :state, updated_at = :now where participant = :participant

-- name: close!
delete from conversations where participant = :participant
