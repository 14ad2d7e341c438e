"""A rehearsal that an operator waits for in a chat: played in a process of its own, sent as a workbook and a chart."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pydantic import TypeAdapter

from bot.rehearsing.task import CALENDAR, CHART, Answer, Task
from messages.catalogue import Catalogue, Choice
from messages.meanings import ShowMenu
from messages.meanings_of_rehearsal import ShowRehearsal
from messages.post import post
from messages.replies import Attachment
from messages.reports import apart
from messages.reports.apart import NotMade
from messages.updates import Address, FileKind
from scheduler.clock import Clock
from scheduler.errands import Elsewhere, Order, Ordering
from scheduler.foresight.foreseen import ERRAND, Wish
from scheduler.foresight.summary import Summary
from scheduler.surveys.reporting import XLSX
from storage import erasure, files, participants, programmes, throwaway
from storage.database import Database, Transaction
from storage.errands import Errand, Share
from storage.outbox import Lane
from storage.participants import Role

SHARE = Share(frozenset({ERRAND}), only_these=True)
OTHERS = Share(SHARE.kinds)
"""A rehearsal takes long: charts and workbooks do not wait behind it."""
PATIENCE = 900.0
"""Seconds for the copy and the process together."""
STALE = 1200
"""Seconds after which nobody can still be at it."""


@dataclass(frozen=True, slots=True)
class Stage:
    """What a rehearsal is played on. `rates` are calls a second by channel."""

    database: Database
    clock: Clock
    rates: Mapping[str, float]


def orderings(stage: Stage) -> Mapping[str, Ordering]:
    """By the kind of an errand."""
    return {ERRAND: partial(_ordered, stage)}


async def _ordered(stage: Stage, tx: Transaction, errand: Errand, catalogue: Catalogue,
                   now: int) -> Order | Elsewhere:
    """Rights are those of now, not of when it was ordered."""
    facts = json.loads(errand.facts)
    held = await participants.roles(tx, errand.participant)
    programme = await programmes.by_id(tx, facts["programme"])
    rows = [[Choice("menu", ShowMenu())]]
    if programme is None or not any(each.role is Role.OPERATOR and each.programme == programme.id for each in held):
        return Order(catalogue.say("rehearsal/not_yours", rows))
    wish = Wish(programme.code, "", "", bool(facts["joined_only"]), stage.rates)
    return Elsewhere(partial(_rehearsed, stage, errand, catalogue, programme.id, wish, now))


async def _rehearsed(stage: Stage, errand: Errand, catalogue: Catalogue, programme: int, wish: Wish,
                     now: int) -> tuple[Order, bytes]:
    try:
        async with asyncio.timeout(PATIENCE), throwaway.folder() as folder:
            task = Task(str(folder / "copy.db"), wish, now, stage.clock.real())
            await throwaway.fill(stage.database.url, Path(task.file))
            said = await apart.run("bot.rehearsing.worker", ERRAND, content=TypeAdapter(Task).dump_json(task),
                                   patience=PATIENCE)
            answer = TypeAdapter(Answer).validate_json(said)
            if answer.summary is None:
                return Order(catalogue.say("rehearsal/over", [[Choice("menu", ShowMenu())]])), b""
            calendar, chart = await asyncio.to_thread(_read, folder)
    except (TimeoutError, throwaway.NoRoom) as problem:
        raise NotMade(f"no rehearsal: {problem or 'it took too long'}") from problem
    rows = [[Choice("back", ShowRehearsal(programme)), Choice("menu", ShowMenu())]]
    reply = catalogue.say("rehearsal/summary", rows, it=answer.summary)
    then = partial(_send_calendar, errand, catalogue, answer.summary, calendar, now)
    return Order(reply, None, FileKind.PHOTO, "rehearsal.png", "image/png", then), chart


def _read(folder: Path) -> tuple[bytes, bytes]:
    return (folder / CALENDAR).read_bytes(), (folder / CHART).read_bytes()


async def _send_calendar(errand: Errand, catalogue: Catalogue, summary: Summary, content: bytes, now: int,
                         tx: Transaction, chart: int) -> None:
    """Before the chart, under which the buttons stand. The file does not outlive its delivery."""
    name = f"{catalogue.words('rehearsal/file_name', first=summary.first, last=summary.last)}.xlsx"
    file = await files.keep(tx, FileKind.DOCUMENT, name, XLSX, content, now=now)
    reply = catalogue.say("rehearsal/calendar", [], Attachment(FileKind.DOCUMENT, name, XLSX, file))
    delivery = await post(tx, address=Address(errand.channel, errand.user), participant=errand.participant, reply=reply,
                          lane=Lane.REPLY, reason=f"errand:{errand.id}:calendar", now=now)
    if delivery is not None:
        await erasure.keep_fleeting(tx, delivery, file)
