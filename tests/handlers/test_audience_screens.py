"""Whom a broadcast is for, by tapping: what is offered, how it is told, and what stands on the buttons."""

import json

import pytest

from handlers.audience_offers import WORDS, Offer
from messages.buttons import encode
from messages.meanings_of_broadcasts import (
    ChooseAudience,
    NarrowAudience,
    PickValue,
    PreviewBroadcast,
    ShowAudience,
)
from messages.replies import PAYLOAD_LIMIT
from tests.handlers.conftest import SCHOOL, Village, press
from tests.handlers.tables import change, rows
from tests.handlers.test_broadcasts import written

BIGGEST = 10**18 - 1
LONG = "focus-group/с очень длинным кодом: %20 <&> ;"


@pytest.mark.parametrize("value", [
    "teacher", str(BIGGEST), f"{BIGGEST}:silent", f"{BIGGEST}:waiting", LONG, "a b c d e f g h", "%%%%%%%%%%%%%%%%",
    "русский язык", ";" * 16, "x" * 16, "x" * 17])
@pytest.mark.parametrize("word", WORDS)
def test_every_value_fits_its_button(value: str, word: str) -> None:
    payload = encode(PickValue(BIGGEST, word, Offer(value, "").key, 1, 9999))
    assert len(payload) <= PAYLOAD_LIMIT


def audience_of(village: Village) -> list[list[object]]:
    """What stands in the only draft."""
    written = rows(village.file)["broadcasts"][0]
    return next(json.loads(str(value)) for value in written if str(value).startswith("[[") or value == "[]")


async def test_a_municipality_and_its_schools_are_not_asked_for_together(village: Village) -> None:
    phone = await written(village, "curator")
    member = village.people["director"]
    await press(phone, PickValue(1, "place", str(member.municipality), 1))
    await phone.taps("Готово")
    await phone.taps("По школе")
    school = next(label for label in phone.labels() if label.startswith(SCHOOL[:20]))
    await phone.taps(school)
    assert audience_of(village) == [["place", [str(member.organisation)], 0]]
    assert len(phone.labels()) > 4, "the other schools of the municipality are still there"
    await press(phone, PickValue(1, "place", str(member.municipality), 1))
    assert audience_of(village) == [["place", [str(member.municipality)], 0]]


async def test_what_is_chosen_can_be_reset(village: Village) -> None:
    phone = await written(village, "curator")
    await phone.taps("По роли")
    assert "Сбросить" not in phone.labels()
    await phone.taps("Учителя")
    await phone.taps("Сбросить")
    phone.sees("Пока – всем, кому вы можете писать")
    assert audience_of(village) == []


async def test_an_event_is_asked_about_by_what_people_answered(village: Village) -> None:
    director = village.people["director"].participant
    change(village.file, "insert into events (id, programme, code, source, kind, title, starts_at, ends_at, time_zone, "
           "secret, created_at) values (900, ?, 'x', 'chat', 'webinar', ?, 1, 2, 'UTC', 's', 1)", village.programme,
           "Вебинар для директоров с очень длинным названием")
    change(village.file, "insert into rsvps (event, participant, invited_at) values (900, ?, 1)", director)
    phone = await written(village, "curator")
    await phone.taps("По мероприятию")
    phone.sees("Вебинар для директоров с очень длинным названием")
    await phone.taps("не ответили")
    phone.sees("Сейчас это 1 человек", "[✓ не ответили]")
    await phone.taps("Готово")
    phone.sees("Мероприятие: Вебинар для директоров", "– не ответили")
    await phone.taps("Кто это · 1")
    phone.sees(village.people["director"].name)
    await phone.taps("Назад")
    phone.sees("Кому?")


async def test_what_is_there_no_more_is_told_and_finds_nobody(village: Village) -> None:
    phone = await written(village, "curator")
    change(village.file, "update broadcasts set audience = ?", json.dumps([["event", ["987:yes"], 0],
                                                                          ["group", ["vanished"], 1]]))
    await press(phone, ChooseAudience(1))
    phone.sees("Мероприятие: уже нет в программе", "Группа, кроме: уже нет в программе", "не подходит никто")
    assert not {"Дальше"} & set(phone.labels())
    await phone.taps("По мероприятию")
    await press(phone, NarrowAudience(1, "group"))
    await phone.taps("Сбросить")
    phone.sees("Мероприятие")


@pytest.mark.parametrize("who", ["director", "coordinator", "curator", "operator"])
async def test_every_condition_that_is_offered_opens_and_every_value_can_be_picked(village: Village, who: str) -> None:
    phone = await written(village, who)
    ways = [label for label in phone.labels() if label.startswith("По ")]
    assert ways
    for way in ways:
        await press(phone, ChooseAudience(1))
        await phone.taps(way)
        for label in phone.labels()[:2]:
            await phone.taps(label)
            phone.sees("Сейчас это")
    await press(phone, ShowAudience(1, 999))
    await press(phone, NarrowAudience(1, "school", 999))
    phone.sees("Школы")


async def test_of_a_draft_that_went_out_nothing_can_be_chosen(village: Village) -> None:
    phone = await written(village, "curator")
    change(village.file, "update broadcasts set state = 'done'")
    for meaning in (PickValue(1, "role", "teacher", 1), ChooseAudience(1), PreviewBroadcast(1)):
        await press(phone, meaning)
        phone.sees("Рассылка уже ушла")
    assert audience_of(village) == []
