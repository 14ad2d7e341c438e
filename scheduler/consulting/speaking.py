"""What people are told of a consultation. What shows a post is remembered, so that a reply to it finds its thread."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from messages.catalogue import Catalogue, Choice
from messages.meanings import ShowMenu
from messages.meanings_of_asks import SpreadAnswer
from messages.meanings_of_consultations import (
    AddToQuestion,
    AnswerThread,
    OpenThread,
    QuestionSolved,
    TakeThread,
)
from messages.post import post_parts
from messages.replies import Attachment, Reply, Tone
from messages.updates import FileKind
from scheduler import reaching
from storage import posts
from storage.consultations import Consultation, Help
from storage.database import Transaction
from storage.outbox import Lane
from storage.posts import Kind, Post

_TEMPLATES = {Kind.QUESTION: "consultations/told_question", Kind.ANSWER: "consultations/told_answer",
              Kind.NOTE: "consultations/told_note"}


@dataclass(frozen=True, slots=True)
class Voice:
    """In whose words, when and for whose act something is told. `key` is unique to the act; `real_now` is real time."""

    tx: Transaction
    catalogue: Catalogue
    now: int
    actor: int | None
    key: str
    real_now: int


async def show(voice: Voice, thread: Consultation, post: Post, to: int, *, last: bool = True,
               again: str = "") -> bool:
    """Show a post to somebody; the last one of several carries the buttons. False: they cannot be reached.

    `again` marks a second showing, to the same person or to somebody who came later.
    """
    found = await reaching.reach(voice.tx, to, voice.now)
    if found is None:
        return False
    made = await post_parts(
        voice.tx, address=found.address, participant=to, reply=shown(voice.catalogue, thread, post, last=last),
        lane=Lane.TALK, reason=f"post:{post.id}:{again}", now=voice.now, not_before=found.not_before,
        author=post.author,
    )
    for delivery in made:
        await posts.shown(voice.tx, post.id, delivery)
    return True


def shown(catalogue: Catalogue, thread: Consultation, post: Post, *, last: bool = True) -> Reply:
    """A post as the other side sees it."""
    rows = _rows(thread, post.kind) if last else []
    return catalogue.say(_TEMPLATES[post.kind], rows, _attachment(post), thread=thread, post=post)


async def tell(voice: Voice, to: int, name: str, rows: Sequence[Sequence[Choice]] = (), *, thread: Consultation,
               **facts: Any) -> bool:
    """Tell somebody of what has happened to a thread. False: they cannot be reached, or did it themselves.

    A reply to what is told belongs to the thread, as what answers its question.
    """
    found = await reaching.reach(voice.tx, to, voice.now)
    if found is None or to == voice.actor:
        return False
    reply = voice.catalogue.say(name, rows, zone=found.zone, thread=thread, **facts)
    made = await post_parts(voice.tx, address=found.address, participant=to, reply=reply, lane=Lane.TALK,
                            reason=f"{name}:{thread.id}:{voice.key}", now=voice.now, not_before=found.not_before,
                            author=voice.actor)
    first = await posts.first(voice.tx, thread.id)
    for delivery in made if first is not None else ():
        await posts.shown(voice.tx, first or 0, delivery, shows=False)
    return True


def _rows(thread: Consultation, kind: Kind) -> list[list[Choice]]:
    match kind:
        case Kind.QUESTION:
            take = [Choice("take", TakeThread(thread.id))] if thread.owner is None else []
            return [[Choice("answer", AnswerThread(thread.id), tone=Tone.MAIN), *take],
                    [Choice("open", OpenThread(thread.id))]]
        case Kind.ANSWER:
            spread = [[Choice("spread", SpreadAnswer(thread.id), tone=Tone.MAIN)]] if thread.help is Help.LIST else []
            return [*spread, [Choice("add", AddToQuestion(thread.id), tone=Tone.MAIN),
                     Choice("solved", QuestionSolved(thread.id), tone=Tone.GOOD)]]
        case _:
            return [[Choice("open", OpenThread(thread.id)), Choice("menu", ShowMenu())]]


def _attachment(post: Post) -> Attachment | None:
    if post.file is None:
        return None
    return Attachment(FileKind(post.file_kind), post.file_name, post.file_mime, post.file)
