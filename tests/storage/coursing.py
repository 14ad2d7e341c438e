"""A course of two days, and two schools with three teachers each."""

from dataclasses import dataclass
from typing import Any

from storage import courses, nominations, rsvps
from storage.courses import Course, Terms
from storage.database import Transaction
from storage.events import Definition
from tests.scheduler.network import Network, execute, found

NOW = 1_527_000_000
DAY = 86_400
TERMS = Terms(80, "2018-06-01", 1, 2)


@dataclass
class Scene:
    """A course of two days, and two schools with three teachers each."""

    net: Network
    course: int
    owner: int
    schools: list[int]
    people: list[list[int]]

    async def named(self, tx: Transaction, school: int, *places: int) -> None:
        for place in places:
            assert await nominations.nominate(tx, self.course, self.people[school][place], self.schools[school],
                                          by=self.owner, now=NOW)

    async def says(self, tx: Transaction, person: int, answer: str, now: int = NOW) -> list[int]:
        found = await courses.by_id(tx, self.course)
        assert found
        return await rsvps.answer(tx, self.course, person, answer, now, found.capacity)

    async def sessions(self, tx: Transaction) -> list[int]:
        return [each.id for each in await courses.sessions(tx, self.course)]

    async def of_session(self, tx: Transaction, session: int) -> dict[int, str | None]:
        rows = await execute(tx, "select participant, answer from rsvps where event = :event", event=session)
        return {row["participant"]: row["answer"] for row in rows}

    async def course_now(self, tx: Transaction) -> Course:
        found = await courses.by_id(tx, self.course)
        assert found
        return found


def day(number: int, **facts: Any) -> Definition:
    starts = NOW + number * DAY
    return Definition("course", f"Занятие {number}", starts, starts + 6 * 3600, "UTC", minutes=1080, place="Институт",
                      **facts)


async def scene(tx: Transaction, *, capacity: int | None = None, terms: Terms = TERMS) -> Scene:
    net = await found(tx)
    municipality = await net.organisation("municipality")
    schools = [await net.organisation("school", municipality, title) for title in ("СОШ № 1", "СОШ № 2")]
    owner = await net.person("curator", municipality, name="Сурова Ирина Петровна")
    people = [[await net.person("teacher", school, name=f"Учитель {place} Номер{number}") for number in range(3)]
              for place, school in enumerate(schools)]
    said = Definition("course", "Читаем вместе", NOW + DAY, NOW + 2 * DAY, "UTC", minutes=2160, capacity=capacity,
                      place="Институт")
    course = await courses.make(tx, net.programme, said, terms, [day(1), day(8)], owner=owner, now=NOW)
    return Scene(net, course, owner, schools, people)
