"""Two hundred people tap for twenty times at once, on both databases, through several of us: twenty book, all others
hear that they were too late and what else is free. Nothing goes wrong on the way.
"""

import asyncio
import logging
import random
from collections import Counter

import pytest

from bot.app import App
from messages import buttons
from messages.meanings_of_appointments import BookSlot
from messages.messenger import Batch
from messages.updates import Address, Pressed
from storage import bookings, slots
from storage.database import Database
from storage.slots import Fresh
from tests.loopback.memory import MemoryMessenger
from tests.phone import StageClock
from tests.scheduler.network import found
from tests.wording import CATALOGUE

NOW = 1_526_400_000
FIRST = NOW + 5 * 86400
TIMES, PEOPLE, SPARE, REPLICAS = 20, 200, 3, 4


async def town(database: Database) -> tuple[list[int], list[int]]:
    """A curator's times, then a few more that nobody taps for; and people of one school."""
    async with database.transaction() as tx:
        network = await found(tx)
        municipality = await network.organisation("municipality")
        school = await network.organisation("school", municipality)
        curator = await network.person("curator", municipality, name="Сурова Ирина Петровна")
        people = [await network.person("teacher", school, name=f"Учитель Номер{place}") for place in range(PEOPLE)]
        fresh = Fresh(network.programme, curator, "Asia/Irkutsk", "Институт", "", "", 1)
        times = [(FIRST + place * 3600, FIRST + place * 3600 + 1800) for place in range(TIMES + SPARE)]
        return await slots.publish(tx, fresh, times, now=NOW), people


def taps(times: list[int], people: list[int]) -> list[Pressed]:
    """Ten people for each time, in any order."""
    made = [Pressed(key=f"tap:{person}", address=Address("telegram", str(person)), ref="1",
                    payload=buttons.encode(BookSlot(times[place % TIMES])))
            for place, person in enumerate(people)]
    random.Random(7).shuffle(made)
    return made


async def test_as_many_book_as_there_are_times_and_all_others_are_refused_clearly(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    times, people = await town(database)
    clock, messenger = StageClock(NOW), MemoryMessenger("telegram")
    replicas = [App(database, [messenger], clock, CATALOGUE) for _ in range(REPLICAS)]
    with caplog.at_level(logging.INFO):
        await asyncio.gather(*(replicas[place % REPLICAS].reception.receive(messenger, Batch((tap,), ""))
                               for place, tap in enumerate(taps(times, people))))
        for replica in replicas:
            await replica.settle()
    for replica in replicas:
        await replica.stop()
    async with database.reading() as tx:
        stored = [(await slots.by_id(tx, id), await bookings.of_slot(tx, id)) for id in times]
    assert [(slot.taken, len(booked)) for slot, booked in stored if slot] == [(1, 1)] * TIMES + [(0, 0)] * SPARE
    happy = {each.participant for _, booked in stored for each in booked}
    heard = Counter(("booked" if "Вы записаны" in text else "refused" if "Это время уже заняли" in text else "",
                     "Вот что ещё свободно" in text, person in happy)
                    for person in people for text in [_heard(messenger, person)])
    assert heard == {("booked", False, True): TIMES, ("refused", True, False): PEOPLE - TIMES}
    assert [record.getMessage() for record in caplog.records
            if record.levelno > logging.INFO or "taken apart" in record.getMessage()] == []


def _heard(messenger: MemoryMessenger, person: int) -> str:
    """What stands on their screen but the calendar's file."""
    return "\n".join(line.text for line in messenger.screens[str(person)] if not line.content)
