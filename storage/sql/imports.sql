-- name: add
insert into imports (programme, organisation, participant, file, name, state, started_at)
values (:programme, :organisation, :participant, :file, :name, 'reading', :now)
returning id

-- name: by_id
select i.id, i.programme, p.title as programme_title, p.time_zone, i.participant, i.file, i.name, i.state, i.why,
       i.document, i.answers, i.started_at, i.ended_at, i.kind, i.organisation,
       coalesce(o.title, '') as organisation_title, i.sent_at, coalesce(a.name, '') as author_name
from imports i
join programmes p on p.id = i.programme
left join organisations o on o.id = i.organisation
left join participants a on a.id = i.participant
where i.id = :id

-- name: own
-- Open ones first, then the newest.
select i.id, p.title as programme_title, i.name, i.state, i.started_at, i.ended_at,
       coalesce(o.title, '') as organisation_title, case when i.state = 'draft' and i.why <> '' then 1 else 0 end as returned
from imports i
join programmes p on p.id = i.programme
left join organisations o on o.id = i.organisation
where i.participant = :participant and i.state <> 'dropped'
order by case when i.ended_at is null then 0 else 1 end, i.id desc
limit :size offset :skip

-- name: own_number
select count(*) as number from imports where participant = :participant and state <> 'dropped'

-- name: keep_document
update imports set document = :document, kind = :kind, state = 'draft' where id = :id and state = 'reading' returning id

-- name: refuse
update imports set state = 'refused', why = :why, file = null, ended_at = :now
where id = :id and state = 'reading' returning id

-- name: settle
update imports set answers = :answers where id = :id and state = 'draft' returning id

-- name: end
-- A plan that has been loaded keeps its file, a list of people does not; nobody needs what it was understood as any more.
update imports set state = :state, ended_at = :now, document = '',
                   file = case when cast(:state as text) = 'applied' and kind = 'plan' then file else null end
where id = :id and state in ('reading', 'draft', 'sent') returning id

-- name: file_of
select file from imports where id = :id

-- name: drop_file!
-- Nobody needs a file that was dropped, nor one with people that was loaded.
delete from files where id = :file and not exists (select 1 from imports i where i.file = files.id)

-- name: drop_old_lists!
update imports set state = 'dropped', document = '', file = null, ended_at = :now
where kind = 'people' and state = 'draft' and started_at < :before

-- name: remembered
select id, question, matter, words, mark, answer from import_answers where programme = :programme order by matter, id

-- name: remember!
insert into import_answers (programme, question, matter, words, mark, answer, answered_at)
values (:programme, :question, :matter, :words, :mark, :answer, :now)
on conflict (programme, question) do update set
    answer = excluded.answer, answered_at = excluded.answered_at

-- name: forget_answer
delete from import_answers where id = :id and programme = :programme returning id
