"""Writing into a consultation as one who answers: an answer, a note for colleagues, a reply to one message, an edit.

Each goes to one thread: the one whose button was pressed, with the asker's name above what is written, or the one whose
message is replied to. There is no "current" asker.
"""

from collections.abc import Sequence

from handlers import consultations as asking
from handlers import thread_pieces
from handlers.conversation import begin, corrected
from handlers.forms import Draft, Facts, Form, Given, Step, Wrong, form
from handlers.router import Returned, Room
from handlers.thread_rights import for_answerer, for_owner, voice
from handlers.turn import NotNow, Refused, Turn
from messages.catalogue import Choice
from messages.meanings_of_canned import KeepAnswer, ShowCanned
from messages.meanings_of_consultations import (
    AnswerThread,
    CloseThread,
    KeepThread,
    MyDay,
    NoteThread,
    OpenThread,
)
from messages.replies import Tone
from messages.updates import Edited, Said, SentFile
from scheduler.consulting import editing, threads
from storage import consultations, posts
from storage.consultations import Consultation
from storage.posts import SAID, Kind, Post

room = Room()
FORMS = ("question", "add", "answer", "note", "help", "spread")
"""The forms that gather pieces."""


@room.pressed(AnswerThread)
async def answer_pressed(turn: Turn, press: AnswerThread) -> Returned:
    await for_owner(turn, press.consultation)
    return await begin(turn, "answer", consultation=press.consultation)


@room.pressed(NoteThread)
async def note_pressed(turn: Turn, press: NoteThread) -> Returned:
    await for_answerer(turn, press.consultation)
    return await begin(turn, "note", consultation=press.consultation)


async def facts(turn: Turn, draft: Draft) -> Facts:
    """Whose question it is, what was said last, and what was gathered."""
    thread, _ = await for_answerer(turn, draft.subject["consultation"], looking=True)
    said = [each for each in await posts.of(turn.tx, thread.id, notes=False) if each.kind in SAID]
    return {"thread": thread, "last": said[-1] if said else None, "pieces": thread_pieces.so_far(draft)}


async def canned_beside(turn: Turn, draft: Draft) -> Sequence[Choice]:
    """What was answered before is at hand."""
    return [Choice("canned", ShowCanned(draft.subject["consultation"]))]


async def answered(turn: Turn, draft: Draft) -> Returned:
    """Whoever lost the thread while they wrote keeps what they have written."""
    thread, _ = await for_answerer(turn, draft.subject["consultation"])
    if thread.owner not in (None, turn.me.id):
        raise NotNow("consultations/taken_meanwhile", owner=thread.owner_name, thread=thread.id)
    return await answer_now(turn, await for_owner(turn, thread.id), thread_pieces.gathered(draft))


async def answer_now(turn: Turn, thread: Consultation, pieces: Sequence[threads.Piece]) -> Returned:
    """An answer, by a form or by a reply; it is confirmed with the name of whom it went to."""
    told = await threads.answer(voice(turn), thread, turn.me.id, pieces)
    close = [] if thread.is_closed else [Choice("close", CloseThread(thread.id), tone=Tone.GOOD),
                                         Choice("keep", KeepThread(thread.id))]
    keep = [Choice("canned", KeepAnswer(thread.id))] if any(each.text for each in pieces) else []
    rows = [close, [Choice("more", AnswerThread(thread.id)), Choice("open", OpenThread(thread.id))],
            [*keep, Choice("day", MyDay())]]
    return turn.say("consultations/answered", rows, thread=thread, told=told, pieces=len(pieces))


async def noted(turn: Turn, draft: Draft) -> Returned:
    thread, _ = await for_answerer(turn, draft.subject["consultation"])
    return await note_now(turn, thread, thread_pieces.gathered(draft))


async def note_now(turn: Turn, thread: Consultation, pieces: Sequence[threads.Piece]) -> Returned:
    """A note, by a form or by a reply to one."""
    await threads.note(voice(turn), thread, turn.me.id, pieces)
    return turn.say("consultations/noted", [[Choice("open", OpenThread(thread.id)), Choice("day", MyDay())]],
                    thread=thread)


form(Form("answer", (Step(thread_pieces.KEY, "consultations/ask_answer", thread_pieces.taken, thread_pieces.options,
                          many=True, aside=canned_beside),), facts, answered))
form(Form("note", (Step(thread_pieces.KEY, "consultations/ask_note", thread_pieces.taken, thread_pieces.options,
                        many=True),), facts, noted))


@room.replied
async def replied(turn: Turn) -> Returned:
    """What is written in reply to a message of a thread goes there, and at once."""
    post = await posts.in_message(turn.tx, turn.address.channel, turn.address.user, _answers(turn))
    if post is None:
        return None
    thread = await consultations.lock(turn.tx, post.consultation)
    if thread is None:
        return None
    try:
        pieces = thread_pieces.given_now(turn, _given(turn))
    except Wrong as wrong:
        raise Refused(wrong.name, **wrong.facts) from None
    if post.kind is Kind.NOTE:
        return await note_now(turn, (await for_answerer(turn, thread.id))[0], pieces)
    if thread.asker == turn.me.id:
        return await asking.add_now(turn, thread, pieces)
    return await answer_now(turn, await for_owner(turn, thread.id), pieces)


@room.edited
async def edited(turn: Turn, update: Edited) -> Returned:
    """Words that were changed are changed where they went, and in what is only being gathered."""
    channel = turn.address.channel
    for name in FORMS:
        for key in ("topic", thread_pieces.KEY):
            if await corrected(turn, name, key, lambda found: thread_pieces.corrected(found, channel, update.ref,
                                                                                      update.text)):
                return turn.say("consultations/corrected")
    post = await posts.by_ref(turn.tx, turn.me.id, channel, update.ref)
    if post is None or post.body == update.text or not (update.text or post.file):
        return None
    if await _is_theirs(turn, post):
        await editing.change(voice(turn), post, update.text)
    return None


async def _is_theirs(turn: Turn, post: Post) -> bool:
    """Whether they still have to do with its thread: who answers no more cannot change what the asker reads."""
    thread = await consultations.lock(turn.tx, post.consultation)
    return thread is not None and (thread.asker == turn.me.id
                                   or await consultations.relation(turn.tx, thread.id, turn.me.id) is not None)


def _answers(turn: Turn) -> str:
    update = turn.update
    return update.answers if isinstance(update, Said | SentFile) else ""


def _given(turn: Turn) -> Given:
    match turn.update:
        case Said(text=text, ref=ref):
            return Given(text=text.strip(), ref=ref)
        case SentFile(caption=caption, ref=ref):
            return Given(text=caption.strip(), files=turn.files, ref=ref)
    return Given()
