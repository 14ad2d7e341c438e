"""The journey of the first slice: a director joins, is reminded, reports with a photo, asks for more time.

Each run writes its transcript; `docs/transcripts/` holds them as the tests write them.
"""

from pathlib import Path

import pytest

from storage import tasks
from storage.participants import Role
from storage.tasks import TaskState
from tests.journeys.conftest import Town, instant
from tests.phone import Phone

PHOTO = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffd9")
TRANSCRIPTS = Path(__file__).parents[2] / "docs" / "transcripts"
FIRST, SECOND = "1.4.1", "1.3.1"
"""Two activities of a focus school; the first is due on 15 June, the second on 14 September 2018."""


@pytest.mark.parametrize(("mine", "other"), [("telegram", "vk"), ("vk", "telegram")])
async def test_a_director_is_reminded_reports_and_gets_more_time(
    irkutsk_town: Town, mine: str, other: str, request: pytest.FixtureRequest
) -> None:
    phone, boss = await visit(irkutsk_town, mine, other)
    if "sqlite" in request.node.name:
        TRANSCRIPTS.mkdir(parents=True, exist_ok=True)
        transcript_file(mine).write_text(transcript(phone, boss), encoding="utf-8")


async def visit(town: Town, mine: str, other: str) -> tuple[Phone, Phone]:
    """The whole journey; the phones of the director and of the coordinator. Replicas must pass it too."""
    director = town.member(Role.DIRECTOR)
    coordinator = town.member(Role.COORDINATOR, organisation=director.municipality)

    boss = await town.joins(coordinator, other)
    phone = town.phone(director, mine)
    phone.note("16 мая 2018, 10:00. Регистрация")
    await phone.follows(await town.code(director))
    phone.sees("152-ФЗ", "Версия согласия: 2018-05")
    await phone.taps("Даю согласие")
    phone.sees(director.name, director.place)
    await phone.taps("Да, всё верно")
    phone.sees(FIRST, "15 июня, через 30 дней")

    await _surveyed(town, phone)
    seen = len(phone.screen)
    await town.stage.rehearsal.live_until(instant("2018-06-01", "08:59"))
    assert len(phone.screen) == seen, "nothing comes before the ladder begins"
    await town.stage.rehearsal.live_until(instant("2018-06-01", "09:00"))
    phone.note("1 июня 2018, 09:00. За 14 дней до срока")
    phone.catch_up()
    assert len(phone.screen) == seen + 1, "one digest"
    phone.sees(FIRST, "15 июня, через 14 дней")

    phone.note("Задача сделана, подтверждение — фото")
    await phone.taps(_button(phone, FIRST))
    phone.sees("15 июня 2018", "Что должно получиться")
    await phone.taps("✅ Сделано")
    phone.sees("личных данных учеников")
    await phone.sends("photo", "приказ.jpg", PHOTO, "Приказ об отборе")
    phone.sees("Принято: 1")
    await phone.taps("✅ Готово")
    phone.sees("сделано", "Напоминаний об этой задаче больше не будет")
    assert boss.has_seen("Приказ") or boss.has_seen("Подтверждений: 1")

    await town.stage.rehearsal.live_until(instant("2018-08-31", "12:00"))
    phone.note("31 августа 2018. Нужно больше времени")
    phone.catch_up()
    phone.sees(SECOND, "14 сентября, через 14 дней")
    assert not any(FIRST in shown.text and "15 июня" in shown.text for shown in phone.screen[seen + 4:])
    await phone.taps(_button(phone, SECOND))
    await phone.taps("Нужно больше времени")
    phone.sees("14 сентября")
    await phone.says("завтра-послезавтра")
    phone.sees("14 сентября")
    await phone.says("28.09.2018")
    phone.sees("28 сентября 2018")
    await phone.says("Директор болел, ждём приказ")
    phone.sees("Ответ придёт сюда")

    boss.note(f"31 августа 2018. Координатор ({other}) решает")
    boss.catch_up()
    boss.sees("до 28 сентября", "ждём приказ")
    await boss.taps("Перенести")
    boss.sees("Срок перенесён на 28 сентября 2018")
    phone.catch_up()
    phone.sees("Срок перенесён на 28 сентября 2018")

    messages = len(phone.screen)
    await town.stage.rehearsal.live_until(instant("2018-09-14", "12:00"))
    phone.note("14 сентября 2018. Напоминание о новом сроке")
    phone.catch_up()
    phone.sees("28 сентября, через 14 дней")
    assert len(phone.screen) == messages + 1, "the old due date reminds no more"
    assert [loopback.violations for loopback in town.stage.loopbacks.values()] == [[], []]

    async with town.stage.database.reading() as tx:
        own = await tasks.own(tx, director.participant, tasks.Kind.DONE, "2018-09-14", size=9, skip=0)
    assert [(line.number, line.state) for line in own] == [(FIRST, TaskState.DONE)]
    return phone, boss


async def _surveyed(town: Town, phone: Phone) -> None:
    """The survey comes on its first morning, and takes eight taps."""
    seen = len(phone.screen)
    await town.stage.rehearsal.live_until(instant("2018-05-21", "08:59"))
    assert len(phone.screen) == seen, "nothing comes before the survey opens"
    await town.stage.rehearsal.live_until(instant("2018-05-21", "09:00"))
    phone.note("21 мая 2018, 09:00. Открылся опрос: восемь нажатий")
    phone.catch_up()
    phone.sees("Ждём ваших ответов", "до 8 июня")
    await phone.taps(next(label for label in phone.labels() if label.startswith("Ответить")))
    for number in range(1, 8):
        phone.sees(f"{number} из 7")
        await phone.taps(phone.labels()[0])
    phone.sees("Спасибо, ответы приняты")


def _button(phone: Phone, number: str) -> str:
    return next(label for label in phone.labels() if label.startswith(number))


def transcript_file(channel: str) -> Path:
    """Where the transcript of a director on this messenger stands."""
    return TRANSCRIPTS / f"director-{channel}.md"


def transcript(phone: Phone, boss: Phone) -> str:
    """As it was just seen: docs cannot lag behind."""
    return "\n".join([f"# {phone.name}, {phone.channel}", "", "```", *phone.transcript, "```", "",
                      f"# {boss.name}, {boss.channel}", "", "```", *boss.transcript, "```", ""])
