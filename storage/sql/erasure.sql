-- name: ask!
-- A fresh token takes the place of an older one.
insert into erasure_requests (participant, token, asked_at) values (:participant, :token, :now)
on conflict (participant) do update set token = excluded.token, asked_at = excluded.asked_at

-- name: take_token
delete from erasure_requests where participant = :participant and token = :token and asked_at >= :since
returning participant

-- name: erased
select 1 from participants where id = :participant and erased_at is not null

-- name: addresses
select channel, user_id as user from addresses where participant = :participant order by channel, user_id

-- name: keys
select key as text from participant_keys where participant = :participant order by key

-- name: words
-- Everything that the person has written where others could read it.
select body as text from evidence where participant = :participant and body <> ''
union select reason from extensions where participant = :participant and reason <> ''
union select body from posts where author = :participant and body <> ''
union select v.body from post_versions v join posts s on s.id = v.post where s.author = :participant and v.body <> ''
union select body from canned where participant = :participant
union select rating_note from consultations where asker = :participant and rating_note <> ''
union select note from bookings where participant = :participant and note <> ''
union select remark from reviews where participant = :participant and remark <> ''

-- name: contacts
-- By what they can be called; curators are told it when nothing else reaches them.
select phone as text from participants where id = :participant and phone <> ''
union select email from participants where id = :participant and email <> ''

-- name: facts
-- The trace of their own acts.
select id, facts from history where actor = :participant

-- name: reword_facts!
-- In the trace of others they lose the name.
update history set facts = replace(facts, cast(:words as text), cast(:instead as text))
where replace(facts, cast(:words as text), '') <> facts

-- name: put_facts!
update history set facts = :facts where id = :id

-- name: cancel_own_tasks!
-- What was asked of them alone, nobody has to do any more.
update tasks set state = 'cancelled', state_at = :now, state_by = null
where participant = :participant and state in ('open', 'returned')

-- name: blank_notes_of_plans!
-- What anybody has said of how their plan goes.
update evidence set body = :instead
where body <> '' and task in (
    select t.id from tasks t join activities a on a.id = t.activity
    where t.participant = :participant and a.kind in ('plan', 'stage'))

-- name: blank_plans!
update activities set title = :instead, about = :instead
where kind in ('plan', 'stage') and id in (select t.activity from tasks t where t.participant = :participant)

-- name: release_tutored!
-- What they have accompanied waits for somebody else.
update activities set tutor = null where tutor = :participant

-- name: release_activities!
update activities set author = null where author = :participant

-- name: reword_activities!
-- What was asked is still to be done; they lose the name in it.
update activities set title = replace(title, cast(:words as text), cast(:instead as text)),
    about = replace(about, cast(:words as text), cast(:instead as text))
where source in ('chat', 'own') and (replace(title, cast(:words as text), '') <> title
                           or replace(about, cast(:words as text), '') <> about)

-- name: reword_own_results!
-- What comes of an organisation's own plan, which people write as they like.
update results set title = replace(title, cast(:words as text), cast(:instead as text))
where activity in (select id from activities where source = 'own')
  and replace(title, cast(:words as text), '') <> title

-- name: handed
update tasks set handed_to = null where handed_to = :participant returning id

-- name: put_key!
insert into erased_keys (programme, key_hash, erased_at) values (:programme, :key_hash, :now)
on conflict (programme, key_hash) do nothing

-- name: known_keys
select key_hash as text from erased_keys where programme = :programme

-- name: drop_key!
delete from erased_keys where programme = :programme and key_hash = :key_hash

-- name: own_files
-- What they sent, also into forms that came to nothing.
select id from files
where sent_by = :participant
   or id in (select file from evidence where participant = :participant)
   or id in (select file from posts where author = :participant)
   or id in (select s.file from posts s join consultations a on a.gathered = s.consultation and a.asker = :participant
             where s.kind = 'question')
order by id

-- name: cancel_quoting
-- What still waits to be sent to others with a file of theirs.
update outbox set state = 'cancelled', settled_at = :real_now
where state in ('planned', 'sending') and body in (select id from bodies where file = :file)
returning id, channel, lane

-- name: cancel_theirs!
-- What waits to be sent to them, and what their acts have caused and others have not got yet.
update outbox set state = 'cancelled', settled_at = :real_now
where state in ('planned', 'sending') and id in (
    select o.id from outbox o where o.participant = :participant
    union select o.id from addresses a join outbox o on o.channel = a.channel and o.user_id = a.user_id
    where a.participant = :participant
    union select o.id from outbox o where o.author = :participant)
returning id, channel, lane

-- name: scrub_deliveries!
-- Counts and states stay; the number takes the place of the address, so that a reason cannot meet another's.
update outbox set user_id = 'erased:' || id, reason = 'erased', detail = '', edits = '', ref = ''
where id in (
    select o.id from outbox o where o.participant = :participant
    union select o.id from addresses a join outbox o on o.channel = a.channel and o.user_id = a.user_id
    where a.participant = :participant)

-- name: drop_fleeting!
delete from fleeting where delivery in (
    select o.id from outbox o where o.participant = :participant
    union select o.id from addresses a join outbox o on o.channel = a.channel and o.user_id = a.user_id
    where a.participant = :participant)

-- name: empty_bodies!
-- Whatever has ended is never read again, and any of it may quote them. A broadcast is nobody's letter and stays.
update bodies set content = '', file = null
where content <> ''
  and not exists (select 1 from outbox o where o.body = bodies.id
                  and (o.state in ('planned', 'sending') or o.lane = 3))
  and not exists (select 1 from broadcasts x where x.body = bodies.id and x.state in ('scheduled', 'running', 'paused'))
  and not exists (select 1 from broadcast_parts p join broadcasts x on x.id = p.broadcast
                  where p.body = bodies.id and x.state in ('scheduled', 'running', 'paused'))

-- name: reword_bodies!
-- What must still go to others, or has gone to many, loses the name.
update bodies set content = replace(content, cast(:words as text), cast(:instead as text))
where content <> '' and replace(content, cast(:words as text), '') <> content

-- name: empty_old_bodies
-- The words of what has ended before this real instant, the oldest first, so many at once. A broadcast that goes on will
-- have its body sent again.
update bodies set content = '', file = null
where id in (
    select b.id from bodies b
    where b.content <> ''
      and not exists (select 1 from outbox o where o.body = b.id
                      and (o.state in ('planned', 'sending') or o.lane = 3 or o.settled_at >= :before))
      and not exists (select 1 from broadcasts x
                      where x.body = b.id and x.state in ('scheduled', 'running', 'paused'))
      and not exists (select 1 from broadcast_parts p join broadcasts x on x.id = p.broadcast
                      where p.body = b.id and x.state in ('scheduled', 'running', 'paused'))
    order by b.id
    limit cast(:limit as bigint))
returning id

-- name: empty_late_bodies!
-- A reply that was written in the same moment in which its reader was forgotten.
update bodies set content = '', file = null
where id in (select o.body from outbox o
             where o.participant in (select p.id from participants p where p.erased_at is not null)
               and o.reason <> 'erased' and o.lane <> 3 and o.state not in ('planned', 'sending'))
  and not exists (select 1 from broadcasts x where x.body = bodies.id and x.state in ('scheduled', 'running', 'paused'))
  and not exists (select 1 from broadcast_parts p join broadcasts x on x.id = p.broadcast
                  where p.body = bodies.id and x.state in ('scheduled', 'running', 'paused'))

-- name: scrub_late!
update outbox set user_id = 'erased:' || id, reason = 'erased', detail = '', edits = '', ref = ''
where reason <> 'erased' and state not in ('planned', 'sending')
  and participant in (select id from participants where erased_at is not null)

-- name: blank_evidence!
update evidence set body = :instead where participant = :participant

-- name: blank_extensions!
update extensions set reason = :instead where participant = :participant

-- name: blank_reviews!
update reviews set remark = :instead where participant = :participant and remark <> ''

-- name: blank_posts!
-- Their words, on whichever side they stood, and by which message of theirs a post would be found.
update posts set body = case when kind in ('question', 'answer', 'note') then cast(:instead as text) else '' end,
                 channel = '', ref = ''
where author = :participant

-- name: reword_lists!
-- A list of asks for help quotes what its schools have asked.
update posts set body = replace(body, cast(:words as text), cast(:instead as text))
where consultation in (select id from consultations where help = 'list')
  and replace(body, cast(:words as text), '') <> body

-- name: drop_post_versions!
delete from post_versions where post in (select id from posts where author = :participant)

-- name: close_consultations!
-- There is nobody to answer to.
update consultations set state = 'closed', state_at = cast(:now as bigint), answer_by = null, close_by = null,
                         close_left = 0, step = '', next_at = null, closed_at = cast(:now as bigint), closed_by = null
where asker = :participant and state <> 'closed'

-- name: blank_rating_notes!
update consultations set rating_note = '' where asker = :participant and rating_note <> ''

-- name: release_consultations
-- What they owed waits for others. A closed one that is opened again finds others by itself.
update consultations set owner = null where owner = :participant and state <> 'closed' returning id

-- name: drop_answerers!
delete from answerers where participant = :participant

-- name: release_deputies!
update absences set deputy = null where deputy = :participant

-- name: drop_canned!
delete from canned where participant = :participant

-- name: reword_canned!
update canned set
    title = replace(title, cast(:words as text), cast(:instead as text)),
    body = replace(body, cast(:words as text), cast(:instead as text))
where replace(title || ' ' || body, cast(:words as text), '') <> title || ' ' || body

-- name: drop_absences!
delete from absences where participant = :participant

-- name: detach_from_bodies!
update bodies set file = null where file = :file

-- name: detach_from_fleeting!
update fleeting set file = null where file = :file

-- name: detach_from_evidence!
update evidence set file = null where file = :file

-- name: detach_from_posts!
update posts set file = null where file = :file

-- name: detach_from_broadcasts!
update broadcasts set file = null where file = :file

-- name: detach_from_materials!
update materials set file = null where file = :file

-- name: detach_from_broadcast_parts!
update broadcast_parts set file = null where file = :file

-- name: detach_from_answers!
update answers set file = null where file = :file

-- name: blank_answer!
update answers set value = :value, file = null where sheet = :sheet and question = :question

-- name: drop_own_answers!
-- What they have said for themselves, and what was said of them.
delete from answers where sheet in (
    select h.id from sheets h
    where h.about = :participant
       or (h.participant = :participant and h.unit = 'p' || cast(:participant as bigint)))

-- name: drop_own_sheets!
delete from sheets
where about = :participant
   or (participant = :participant and unit = 'p' || cast(:participant as bigint))

-- name: release_sheets!
-- What they have said for a school, or of others, stays without them.
update sheets set participant = null where participant = :participant

-- name: blank_rsvps!
-- That a seat was taken and that somebody came are counts.
update rsvps set reason = '', document = '' where participant = :participant

-- name: release_nominations!
update rsvps set nominated_by = null where nominated_by = :participant

-- name: leave_seats
-- They come to nothing that lies ahead, and wait for no seat.
update rsvps set answer = 'no', queued_at = null
where participant = :participant and answer in ('yes', 'online')
  and completed_at is null
  and event in (select id from events where starts_at > :now or (share is not null and ends_at > :now))
returning event as id

-- name: blank_guests!
-- A region that few have named may tell who they were, or be no region at all.
update guests set organisation = '', region = case
    when (select count(distinct x.participant) from guests x where x.region = guests.region) < :fewest then ''
    else region end
where participant = :participant

-- name: drop_event_organisers!
delete from event_organisers where participant = :participant

-- name: release_events!
update events set owner = null where owner = :participant

-- name: recall_broadcasts!
-- What they have begun to send and others have not got yet.
update outbox set state = 'cancelled', settled_at = :real_now
where state in ('planned', 'sending')
  and broadcast in (select x.id from broadcasts x
                    where x.author = :participant and x.state in ('scheduled', 'running', 'paused'))
returning id, channel, lane

-- name: stop_broadcasts!
update broadcasts set state = 'cancelled', ended_at = :now
where author = :participant and state in ('scheduled', 'running', 'paused')

-- name: detach_drafts!
-- A look at what it will be like has been sent.
update outbox set broadcast = null
where broadcast in (select id from broadcasts where author = :participant and state = 'draft')

-- name: drop_draft_clicks!
delete from clicks where broadcast in (select id from broadcasts where author = :participant and state = 'draft')

-- name: drop_draft_people!
delete from broadcast_people
where broadcast in (select id from broadcasts where author = :participant and state = 'draft')

-- name: drop_draft_parts!
delete from broadcast_parts
where broadcast in (select id from broadcasts where author = :participant and state = 'draft')

-- name: drop_drafts!
delete from broadcasts where author = :participant and state = 'draft'

-- name: blank_broadcast_parts!
-- For which schools there was something stays.
update broadcast_parts set named = '', content = '', file = null
where broadcast in (select id from broadcasts where author = :participant)

-- name: release_broadcasts!
-- To how many it went stays; what it said and where its progress was shown does not.
update broadcasts set author = null, content = '', words = '', file = null, watch_channel = '', watch_user = '', watch_ref = '',
    watch_delivery = null, watch_said = ''
where author = :participant

-- name: drop_unplanned!
delete from broadcast_people where participant = :participant and planned_at is null

-- name: blank_broadcast_people!
update broadcast_people set channel = '', user_id = '' where participant = :participant

-- name: drop_clicks!
delete from clicks where participant = :participant

-- name: reword_broadcasts!
-- In what others write to many they lose the name.
update broadcasts set content = replace(content, cast(:in_json as text), cast(:instead as text)),
    words = replace(words, cast(:words as text), cast(:instead as text))
where content <> '' and (replace(content, cast(:in_json as text), '') <> content
                         or replace(words, cast(:words as text), '') <> words)

-- name: release_chats!
update chats set added_by = null where added_by = :participant

-- name: reword_chats!
update chats set title = replace(title, cast(:words as text), cast(:instead as text))
where replace(title, cast(:words as text), '') <> title

-- name: reword_broadcast_parts!
-- `content` is JSON.
update broadcast_parts set
    content = replace(content, cast(:in_json as text), cast(:instead as text)),
    named = replace(named, cast(:words as text), cast(:instead as text))
where replace(content, cast(:in_json as text), '') <> content or replace(named, cast(:words as text), '') <> named

-- name: reword_events!
-- `facts` is JSON.
update events set
    title = replace(title, cast(:words as text), cast(:instead as text)),
    about = replace(about, cast(:words as text), cast(:instead as text)),
    cancel_reason = replace(cancel_reason, cast(:words as text), cast(:instead as text)),
    facts = replace(facts, cast(:in_json as text), cast(:instead as text))
where replace(title || ' ' || about || ' ' || cancel_reason, cast(:words as text), '')
        <> title || ' ' || about || ' ' || cancel_reason
   or replace(facts, cast(:in_json as text), '') <> facts

-- name: reword_slots!
update event_slots set
    title = replace(title, cast(:words as text), cast(:instead as text)),
    speaker = replace(speaker, cast(:words as text), cast(:instead as text))
where replace(title || ' ' || speaker, cast(:words as text), '') <> title || ' ' || speaker

-- name: release_material_files!
-- What somebody has given to the library is the programme's; the file stays as well, nobody's.
update files set sent_by = null
where id in (select m.file from materials m where m.added_by = :participant)

-- name: release_materials!
update materials set added_by = null where added_by = :participant

-- name: reword_materials
update materials set
    title = replace(title, cast(:words as text), cast(:instead as text)),
    about = replace(about, cast(:words as text), cast(:instead as text)),
    number = replace(number, cast(:words as text), cast(:instead as text)),
    partner = replace(partner, cast(:words as text), cast(:instead as text))
where replace(title || ' ' || about || ' ' || number || ' ' || partner, cast(:words as text), '')
      <> title || ' ' || about || ' ' || number || ' ' || partner
returning id

-- name: free_seats!
-- Before the bookings go, by which they are found.
update slots set taken = taken - 1
where starts_at > :now and cancelled_at is null
  and exists (select 1 from bookings b
              where b.slot = slots.id and b.participant = :participant and b.cancelled_at is null)

-- name: leave_bookings
-- The owner is told (`handlers/forgetting.py`), and their calendar.
update bookings set cancelled_at = :now, sequence = sequence + 1
where participant = :participant and cancelled_at is null
  and slot in (select id from slots where starts_at > :now and cancelled_at is null)
returning slot as id

-- name: blank_bookings!
-- That a seat was taken, and for which school, is a count.
update bookings set note = '' where participant = :participant

-- name: cancel_slots
-- What they would have given. Whoever has booked it is told and set free (`handlers/forgetting.py`).
update slots set cancelled_at = :now, sequence = sequence + 1
where owner = :participant and cancelled_at is null and starts_at > :now
returning id

-- name: blank_slots!
update slots set place = '', link = '', about = '', cancel_reason = '' where owner = :participant

-- name: reword_windows!
update slots set
    place = replace(place, cast(:words as text), cast(:instead as text)),
    about = replace(about, cast(:words as text), cast(:instead as text)),
    cancel_reason = replace(cancel_reason, cast(:words as text), cast(:instead as text))
where replace(place || ' ' || about || ' ' || cancel_reason, cast(:words as text), '')
      <> place || ' ' || about || ' ' || cancel_reason

-- name: reword_bookings!
update bookings set note = replace(note, cast(:words as text), cast(:instead as text))
where replace(note, cast(:words as text), '') <> note

-- name: drop_errands!
delete from errands where participant = :participant

-- name: drop_participations!
delete from participations where participant = :participant

-- name: drop_file!
delete from files where id = :file

-- name: blank_raw!
-- The key stays, so that the update cannot come a second time.
update inbox set raw = '' where raw is not null and replace(raw, cast(:user as text), '') <> raw

-- name: drop_keys!
delete from participant_keys where participant = :participant

-- name: drop_consents!
delete from consents where participant = :participant

-- name: drop_conversation!
delete from conversations where participant = :participant

-- name: drop_request!
delete from erasure_requests where participant = :participant

-- name: drop_link_codes!
delete from link_codes where participant = :participant

-- name: drop_link_requests!
-- Put to them, made with an invite of theirs, or by them at an address that is theirs now.
delete from link_requests
where participant = :participant
   or invite in (select id from invites where participant = :participant)
   or exists (select 1 from addresses a where a.participant = :participant
              and a.channel = link_requests.channel and a.user_id = link_requests.user_id)

-- name: drop_invites!
delete from invites where participant = :participant

-- name: drop_territories!
delete from territories where role in (select id from roles where participant = :participant)

-- name: end_roles!
update roles set ended_at = coalesce(ended_at, :now) where participant = :participant

-- name: drop_addresses!
delete from addresses where participant = :participant

-- name: blank_participant!
update participants set source_key = null, name = :instead, search_name = '', phone = '', email = '', subjects = '',
    search_subjects = '',
    consent_version = null, consented_at = null, erased_at = :now
where id = :participant

-- name: put_fleeting!
insert into fleeting (delivery, file) values (:delivery, cast(:file as bigint))

-- name: ended_fleeting
select f.delivery, o.body, f.file
from fleeting f
join outbox o on o.id = f.delivery
where o.state not in ('planned', 'sending')

-- name: forget_fleeting!
delete from fleeting where delivery = :delivery

-- name: drop_delivery!
delete from outbox where id = :delivery

-- name: drop_body!
delete from bodies where id = :body and not exists (select 1 from outbox where body = :body)

-- name: drop_loose_file!
delete from files
where id = :file
  and not exists (select 1 from bodies where file = :file)
  and not exists (select 1 from broadcasts where file = :file)
  and not exists (select 1 from broadcast_parts where file = :file)
  and not exists (select 1 from posts where file = :file)

-- name: found
-- Somebody by their number or their whole name.
select p.id, p.name, p.consented_at, r.role, o.title as place
from participants p
left join roles r on r.id = (select min(x.id) from roles x where x.participant = p.id and x.ended_at is null)
left join organisations o on o.id = r.organisation
where p.erased_at is null and (p.id = :id or p.search_name = :search_name)
order by p.id

-- name: release_imports!
update imports set participant = null, file = null, name = '', why = '', document = '', answers = :answers,
                   state = case when state = 'applied' then state else 'dropped' end
where participant = :participant

-- name: lists_of_people
select id, document from imports where kind = 'people' and state = 'draft'

-- name: reword_imports!
-- Documents of others, which may name them.
update imports set name = replace(name, cast(:words as text), cast(:instead as text)),
                   document = replace(document, cast(:words as text), cast(:instead as text)),
                   why = replace(why, cast(:words as text), cast(:instead as text))
where replace(name || ' ' || document || ' ' || why, cast(:words as text), '') <> name || ' ' || document || ' ' || why

-- name: reword_import_answers!
update import_answers set words = replace(words, cast(:words as text), cast(:instead as text))
where replace(words, cast(:words as text), '') <> words
