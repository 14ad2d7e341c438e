"""A consultation as a Word file: for its asker without the notes, for those who answer with them."""

import json
from collections import defaultdict

from messages.catalogue import Catalogue, Choice
from messages.meanings import ShowMenu
from messages.meanings_of_consultations import OpenThread
from messages.reports.figures import Attached, Earlier, Line, Spent, Transcript
from messages.updates import FileKind
from scheduler.errands import Order
from storage import consultations, ledger, outbox, participants, posts, programmes
from storage.consultations import Consultation
from storage.database import Transaction
from storage.errands import Errand
from storage.posts import Post, Version

PAPER = "consultation"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PICTURES = 40 * 1024 * 1024
"""Bytes of photos that are shown; what is more is named."""


async def paper(tx: Transaction, errand: Errand, catalogue: Catalogue, now: int) -> Order:
    """For those who may see the thread, now as when they asked for it."""
    thread = await consultations.by_id(tx, json.loads(errand.facts)["consultation"])
    answers = thread and await consultations.relation(tx, thread.id, errand.participant) is not None
    if thread is None or not (answers or thread.asker == errand.participant):
        return Order(catalogue.say("consultations/not_yours", [[Choice("menu", ShowMenu())]]))
    rows = [[Choice("open", OpenThread(thread.id)), Choice("menu", ShowMenu())]]
    reply = catalogue.say("consultations/paper", rows, thread=thread, notes=bool(answers))
    held = await participants.roles(tx, errand.participant)
    zone = held[0].time_zone if held else thread.organisation_zone
    made = await _transcript(tx, thread, zone, notes=bool(answers), now=now)
    name = catalogue.words("consultations/paper_name", thread=thread)
    return Order(reply, made, FileKind.DOCUMENT, f"{name}.docx", DOCX)


async def _transcript(tx: Transaction, thread: Consultation, zone: str, *, notes: bool, now: int) -> Transcript:
    programme = await programmes.by_id(tx, thread.programme)
    said = await posts.of(tx, thread.id, notes=notes)
    spent = [Spent(each.kind, each.minutes) for each in await ledger.of_consultation(tx, thread.id)]
    answering = dict.fromkeys(each.author_name for each in said if each.kind is posts.Kind.ANSWER)
    return Transcript(
        number=thread.id, programme=programme.title if programme else "", asker=thread.asker_name,
        school=thread.organisation_title, topic=thread.topic_title, answerers=tuple(answering),
        asked_at=thread.asked_at, answered_at=thread.first_answered_at, closed_at=thread.closed_at,
        spent=tuple(spent) if notes else (), rating=thread.rating, rating_note=thread.rating_note,
        posts=await _lines(tx, thread, said), zone=zone, exported_at=now, with_notes=notes)


async def _lines(tx: Transaction, thread: Consultation, said: list[Post]) -> tuple[Line, ...]:
    roles: dict[int | None, str] = {None: ""}
    earlier: dict[int, list[Version]] = defaultdict(list)
    for version in await posts.versions(tx, thread.id):
        earlier[version.post].append(version)
    left, lines = PICTURES, []
    for post in said:
        if post.author not in roles:
            roles[post.author] = await _role(tx, thread, post.author or 0)
        files = await _files(tx, post, left)
        left -= sum(len(each.content) for each in files)
        lines.append(Line(post.at, post.kind, post.author_name, roles[post.author], post.body,
                          post.subject_name, post.edited_at,
                          tuple(Earlier(each.at, each.body) for each in earlier[post.id]), files))
    return tuple(lines)


async def _files(tx: Transaction, post: Post, left: int) -> tuple[Attached, ...]:
    if post.file is None:
        return ()
    photo = post.file_kind == FileKind.PHOTO and post.file_size <= left
    content = await outbox.file_content(tx, post.file) if photo else None
    return (Attached(post.file_name, post.file_size, photo, content or b""),)


async def _role(tx: Transaction, thread: Consultation, participant: int) -> str:
    """As what somebody is in the programme of the thread."""
    held = await participants.roles(tx, participant)
    return next((each.role.value for each in held if each.programme == thread.programme), "")


ORDERINGS = {PAPER: paper}
"""By the kind of an errand."""
