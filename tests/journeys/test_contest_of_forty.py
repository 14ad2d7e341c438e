"""Forty applications of eleven municipalities, twelve experts, three reviews each: by the hands of all of them, on both
messengers and both databases. Run it with -s for the figures.
"""

import io
import random
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction

import docx
import pytest

from messages import buttons
from messages.buttons import Meaning
from messages.meanings_of_contests import ExportProtocol, OpenApplication, OpenContest, ShareApplications
from scheduler.contests import standing
from scheduler.contests.standing import Standing
from storage import contests, expertise, organisations
from storage.organisations import Entry, Place
from storage.participants import Role
from tests.journeys.conftest import ZONE, Town
from tests.journeys.newcomers import joined, number_of
from tests.phone import Phone

SCHOOLS, EXPERTS, EACH = 40, 12, 3
FIELDS = "Название практики"
CRITERIA = "Актуальность (0-5) ×1,5\nРезультат (0-5) ×2\nЯсность (0-5)"
CHANNELS = ("telegram", "vk")
WEIGHTS = (Fraction(3, 2), Fraction(2), Fraction(1))


@dataclass
class Field:
    """Who plays; experts by the ids of their people."""

    boss: Phone
    directors: list[Phone]
    experts: dict[int, Phone]


async def field(town: Town) -> Field:
    """Forty schools in eleven municipalities; an expert in each of them, and one of the institute."""
    boss = await town.joins(town.member(Role.OPERATOR), "telegram")
    async with town.stage.database.transaction() as tx:
        known = await organisations.of_programme(tx, town.programme)
        homes = [each for each in known if each.level == "municipality"][:EXPERTS - 1]
        institute = next(each for each in known if each.level == "institute")
        codes = [f"forty-{number}" for number in range(SCHOOLS)]
        await organisations.put(tx, town.programme, [
            Entry(code, f"Школа конкурса № {number}", "school", ZONE.key) for number, code in enumerate(codes, 1)])
        made = [each for each in await organisations.of_programme(tx, town.programme) if each.code in codes]
        await organisations.place(tx, [Place(each.id, homes[number % len(homes)].id, homes[number % len(homes)].id)
                                       for number, each in enumerate(made)])
        directors = [await joined(tx, town, CHANNELS[number % 2], f"Директоров Иван {number}-й", Role.DIRECTOR, each.id)
                     for number, each in enumerate(made)]
        experts = [await joined(tx, town, CHANNELS[number % 2], f"Экспертова Анна {number}-я", Role.EXPERT, each.id)
                   for number, each in enumerate([*homes, institute])]
    for phone in (*directors, *experts):
        await phone.says("меню")
    return Field(boss, directors, {number_of(each): each for each in experts})


async def press(phone: Phone, meaning: Meaning) -> None:
    await phone.presses(buttons.encode(meaning), phone.last.ref)


async def called(town: Town, who: Field) -> int:
    await who.boss.says("новый конкурс")
    for text in ("Лучшие практики школ региона.", FIELDS):
        await who.boss.says(text)
    await who.boss.taps("среда, 30 мая")
    await who.boss.says(CRITERIA)
    await who.boss.taps("среда, 13 июня")
    for label in ("3 эксперта", "Дальше", "Сейчас", "Да, отправить"):
        await who.boss.taps(label)
    async with town.stage.database.reading() as tx:
        contest, = await contests.of_programme(tx, town.programme)
    return contest


async def applied(who: Field) -> None:
    for number, phone in enumerate(who.directors, 1):
        await phone.taps("Подробнее и участвовать")
        await phone.taps("Участвуем")
        await phone.says(f"Практика {number}")
        await phone.taps("Нет")
        phone.sees("Заявка отправлена")
    waiting = [(data, shown.ref) for shown in who.boss.screen for row in shown.buttons for text, data in row
               if "Принять" in text]
    assert len(waiting) == SCHOOLS
    for data, ref in waiting:
        await who.boss.presses(data, ref)


async def scored(who: Field, told: Standing, chance: random.Random) -> dict[int, list[tuple[int, int, int]]]:
    """What everybody has tapped, by application."""
    given: dict[int, list[tuple[int, int, int]]] = {}
    for review in told.standing:
        phone = who.experts[review.expert]
        await press(phone, OpenApplication(review.task))
        await phone.taps("✍️ Оценить")
        scores = (chance.randint(0, 5), chance.randint(0, 5), chance.randint(0, 5))
        for each in scores:
            await phone.taps(str(each))
        await phone.taps("Пропустить")
        given.setdefault(review.application, []).append(scores)
    return given


def reference(given: dict[int, list[tuple[int, int, int]]]) -> list[tuple[int, Fraction, int, int]]:
    """Application, mean and both places, worked out the long way."""
    means = {}
    for application, rows in given.items():
        points = [weight * score for scores in rows for weight, score in zip(WEIGHTS, scores, strict=True)]
        means[application] = sum(points, Fraction(0)) / len(rows)
    return sorted(((application, mean, 1 + sum(other > mean for other in means.values()),
                    sum(other >= mean for other in means.values())) for application, mean in means.items()),
                  key=lambda row: (row[2], row[0]))


async def read(town: Town, contest: int) -> Standing:
    async with town.stage.database.reading() as tx:
        found = await contests.by_id(tx, contest)
        assert found
        return await standing.standing(tx, found)


async def test_forty_applications_twelve_experts_three_reviews_each(irkutsk_town: Town,
                                                                    request: pytest.FixtureRequest) -> None:
    town, who = irkutsk_town, await field(irkutsk_town)
    contest = await called(town, who)
    await applied(who)
    await press(who.boss, ShareApplications(contest))
    who.boss.sees("120 оценок", "У одного эксперта 10 заявок")
    await who.boss.taps("Отправить экспертам")
    told = await read(town, contest)
    load = Counter(each.expert for each in told.standing)
    async with town.stage.database.reading() as tx:
        homes = {each.participant: each.municipality for each in await expertise.ties(tx, who.experts)}
    own = [each for each in told.standing if homes[each.expert] == told.application(each.application).municipality]
    assert own == [], "nobody judges their own municipality"
    assert set(Counter(each.application for each in told.standing).values()) == {EACH}
    assert len({(each.application, each.expert) for each in told.standing}) == SCHOOLS * EACH
    assert (len(load), max(load.values()) - min(load.values())) == (EXPERTS, 0)

    expected = reference(await scored(who, told, random.Random(2018)))
    told = await read(town, contest)
    assert [(each.application, each.mean, each.first, each.last) for each in told.places] == expected
    who.boss.catch_up()
    assert who.boss.has_seen("Все оценки пришли: 120")
    await press(who.boss, OpenContest(contest))
    await press(who.boss, ExportProtocol(contest))
    await town.stage.settle()
    file = who.boss.last.file
    assert file
    rows = [[cell.text for cell in row.cells] for table in docx.Document(io.BytesIO(file[1])).tables
            for row in table.rows if len(row.cells) == 7][1:]
    numbers = {each.task: each.place for each in told.applications}
    assert [int(row[1]) for row in rows] == [numbers[application] for application, *_ in expected]
    assert [loopback.violations for loopback in town.stage.loopbacks.values()] == [[], []]
    print(request.node.name, "loads", sorted(load.values()), "own municipality", len(own),  # noqa: T201
          "level places", sum(first < last for _, _, first, last in expected), "apart",
          sum(each.apart for each in told.places))
