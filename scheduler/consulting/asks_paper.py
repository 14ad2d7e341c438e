"""A list of asks for help as a Word file: for the institute, and for whoever takes it there by other ways.

It is made of what the schools' asks say now, not of what the message said: who was forgotten meanwhile stands in none.
"""

import json
from functools import partial

from messages.catalogue import Catalogue, Choice
from messages.meanings import ShowMenu
from messages.meanings_of_consultations import OpenThread
from messages.reports.figures import AskedFor, HelpList
from messages.updates import FileKind
from scheduler.consulting import threads
from scheduler.consulting.paper import DOCX
from scheduler.consulting.speaking import Voice
from scheduler.consulting.threads import Piece
from scheduler.errands import Order
from storage import asks, consultations, organisations, posts, programmes
from storage.consultations import Consultation, Help
from storage.database import Transaction
from storage.errands import Errand

LIST = "help_list"


async def paper(tx: Transaction, errand: Errand, catalogue: Catalogue, now: int) -> Order:
    """For its coordinator and for those who answer it, now as when they asked for it."""
    facts = json.loads(errand.facts)
    thread = await consultations.by_id(tx, facts["consultation"])
    if thread is None or thread.help is not Help.LIST or not await _may_see(tx, thread, errand.participant):
        return Order(catalogue.say("consultations/not_yours", [[Choice("menu", ShowMenu())]]))
    rows = [[Choice("open", OpenThread(thread.id)), Choice("menu", ShowMenu())]]
    made = await _list(tx, thread, now)
    reply = catalogue.say("asks/paper", rows, title=made.title, asks=len(made.asks))
    name = catalogue.words("asks/paper_name", number=thread.id)
    then = partial(_attach, thread.id, catalogue, now, errand) if facts.get("attach") else None
    return Order(reply, made, FileKind.DOCUMENT, f"{name}.docx", DOCX, then)


async def _may_see(tx: Transaction, thread: Consultation, participant: int) -> bool:
    return participant == thread.asker or await consultations.relation(tx, thread.id, participant) is not None


async def _list(tx: Transaction, thread: Consultation, now: int) -> HelpList:
    listed = await asks.in_list(tx, thread.id)
    said = await asks.words(tx, [each.id for each in listed])
    first = await posts.first(tx, thread.id)
    head = await posts.by_id(tx, first) if first is not None else None
    title, _, words = (head.body if head else "").partition("\n\n")[0].partition("\n")
    programme, place = await programmes.by_id(tx, thread.programme), await organisations.by_id(tx, thread.organisation)
    return HelpList(
        number=thread.id, title=title, words=words, kind=thread.topic_title,
        programme=programme.title if programme else "", place=place.title if place else "", asker=thread.asker_name,
        handed_at=thread.asked_at, zone=thread.organisation_zone, exported_at=now,
        asks=tuple(AskedFor(each.id, each.organisation_title, tuple(said.get(each.id, ())), each.files, each.asked_at)
                   for each in listed))


async def _attach(id: int, catalogue: Catalogue, now: int, errand: Errand, tx: Transaction, file: int) -> None:
    """Those who answer get the file where they have the words."""
    thread = await consultations.lock(tx, id)
    if thread is None or thread.is_closed or thread.asker != errand.participant:
        return
    voice = Voice(tx, catalogue, now, errand.participant, f"errand:{errand.id}", now)
    await threads.attach(voice, thread, [Piece(catalogue.words("asks/attached"), file)])


ORDERINGS = {LIST: paper}
"""By the kind of an errand."""
