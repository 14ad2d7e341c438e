"""A hundred teachers of ten schools confirm at once, on both databases, through several of us: there are no more seats
than the course has, no school has more than its quota, everybody hears how they stand, and nothing goes wrong.
"""

import asyncio
import logging
import random
from collections import Counter

import pytest

from bot.app import App
from messages import buttons
from messages.meanings_of_events import AnswerInvitation
from messages.messenger import Batch
from messages.updates import Address, Pressed
from storage import courses, nominations, rsvps
from storage.courses import Terms
from storage.database import Database
from storage.events import Definition
from tests.loopback.memory import MemoryMessenger
from tests.phone import CATALOGUE, StageClock
from tests.scheduler.network import found

NOW = 1_526_400_000
SCHOOLS, OF_SCHOOL, SEATS, MOST, REPLICAS = 10, 10, 25, 3, 4
STARTS = NOW + 20 * 86_400


async def town(database: Database) -> tuple[int, list[int]]:
    """The course, of two sessions; everybody is named."""
    async with database.transaction() as tx:
        network = await found(tx)
        municipality = await network.organisation("municipality")
        curator = await network.person("curator", municipality, name="Сурова Ирина Петровна")
        said = Definition("course", "Читаем вместе", STARTS, STARTS + 3600, "Asia/Irkutsk", place="Институт",
                          capacity=SEATS, minutes=2160)
        course = await courses.make(tx, network.programme, said, Terms(80, "2018-06-01", 1, MOST), [said, said],
                                    owner=curator, now=NOW)
        people = []
        for _ in range(SCHOOLS):
            school = await network.organisation("school", municipality)
            for place in range(OF_SCHOOL):
                person = await network.person("teacher", school, name=f"Учитель Номер{place}")
                await nominations.nominate(tx, course, person, school, by=curator, now=NOW)
                people.append(person)
    return course, people


def taps(course: int, people: list[int]) -> list[Pressed]:
    """In any order."""
    made = [Pressed(key=f"tap:{person}", address=Address("telegram", str(person)), ref="1",
                    payload=buttons.encode(AnswerInvitation(course, "yes"))) for person in people]
    random.Random(7).shuffle(made)
    return made


async def test_there_are_no_more_seats_than_the_course_has_and_no_more_of_a_school_than_its_quota(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    course, people = await town(database)
    clock, messenger = StageClock(NOW), MemoryMessenger("telegram")
    replicas = [App(database, [messenger], clock, CATALOGUE) for _ in range(REPLICAS)]
    with caplog.at_level(logging.INFO):
        await asyncio.gather(*(replicas[place % REPLICAS].reception.receive(messenger, Batch((tap,), ""))
                               for place, tap in enumerate(taps(course, people))))
        for replica in replicas:
            await replica.settle()
    for replica in replicas:
        await replica.stop()
    async with database.reading() as tx:
        members = await courses.members(tx, course)
        sessions = [await rsvps.counts(tx, each.id) for each in await courses.sessions(tx, course)]
    seated = [each for each in members if each.seated]
    assert Counter(each.answer for each in members) == {"yes": SEATS, "waiting": len(people) - SEATS}
    assert max(Counter(each.organisation for each in seated).values()) <= MOST
    assert [each.yes for each in sessions] == [SEATS] * 2
    happy = {each.participant for each in seated}
    heard = Counter((person in happy, "Вы слушатель этих курсов" in text, "Вы в очереди" in text)
                    for person in people for text in [_heard(messenger, person)])
    assert heard == {(True, True, False): SEATS, (False, False, True): len(people) - SEATS}
    assert [record.getMessage() for record in caplog.records if record.levelno > logging.INFO] == []


def _heard(messenger: MemoryMessenger, person: int) -> str:
    """What stands on their screen."""
    return "\n".join(line.text for line in messenger.screens[str(person)])
