"""An anonymous survey: what is sent belongs to nobody, in every table, and on the person's own page."""

import re
import sqlite3
from contextlib import closing

import pytest

from messages.meanings_of_surveys import PickOption, SendSheet
from tests.handlers.conftest import Village, instant, press
from tests.handlers.questionnaire import KINDS, TWO, answers, ask
from tests.handlers.tables import TRAFFIC, change, rows
from tests.handlers.test_surveys import button
from tests.phone import Phone

WORDS = tuple(one for one in KINDS if one.name in ("plan", "why", "pupils", "weak", "share"))


async def answered(village: Village, who: str = "teacher") -> Phone:
    phone = village.phone(who)
    await phone.says("опросы")
    phone.sees("Опрос анонимный: когда вы отправите ответы, они отделятся от вашего имени")
    await phone.taps("Нет")
    await phone.says("Секретный ответ")
    await phone.says("20")
    await phone.says("15")
    phone.sees("Отправить ответы?", "Опрос анонимный")
    return phone


async def test_what_is_sent_is_nobodys_in_every_table(village: Village) -> None:
    wave = await ask(village, WORDS, anonymous=True)
    phone = await answered(village)
    draft = button(phone, SendSheet).sheet
    await phone.taps("Отправить")
    phone.sees("Спасибо, ответы отправлены!", "мы знаем только, что вы участвовали")
    me = village.people["teacher"].participant
    everything = rows(village.file, without=frozenset())
    (id, of_wave, unit, participant, organisation, about, begun, finished), = everything["sheets"]
    assert (of_wave, participant, organisation, about, begun, finished) == (wave, None, None, None, None, 0)
    assert id != draft
    assert re.fullmatch("[0-9a-f]{16}", str(unit))
    assert {row[0] for row in everything["answers"]} == {id}
    assert answers(village) == {"plan": "n", "why": "Секретный ответ", "pupils": 20, "weak": 15, "share": 75}
    assert everything["participations"] == [(wave, me)]
    assert everything["conversations"] == []
    holding = {name for name, found in everything.items() for row in found
               if any(word in str(value) for value in row for word in (str(draft), "Секретный", ":" + str(id)))}
    assert holding == {"answers"}


async def test_it_can_be_sent_once_and_neither_seen_nor_changed_afterwards(village: Village) -> None:
    await ask(village, WORDS, anonymous=True)
    phone = await answered(village)
    send = button(phone, SendSheet)
    for _ in range(2):
        await press(phone, send)
    await press(phone, PickOption(send.sheet, 1, 0, 0))
    phone.sees("Эти вопросы уже закрыты")
    await phone.says("опросы")
    phone.sees("Вы уже отправили ответы", "ни увидеть, ни изменить их нельзя")
    assert len(rows(village.file)["sheets"]) == len(rows(village.file)["participations"]) == 1
    assert answers(village)["plan"] == "n"
    await phone.says("меню")
    assert not any(label.startswith("Опросы") for label in phone.labels())


async def test_before_it_is_complete_it_cannot_be_sent(village: Village) -> None:
    await ask(village, TWO, anonymous=True)
    phone = village.phone("teacher")
    await phone.says("опросы")
    await press(phone, SendSheet(button(phone, PickOption).sheet))
    phone.sees("Первый?")
    assert rows(village.file)["participations"] == []


async def test_a_survey_with_names_cannot_be_sent_off(village: Village) -> None:
    await ask(village, TWO)
    phone = village.phone("teacher")
    await phone.says("опросы")
    sheet = button(phone, PickOption).sheet
    await phone.taps("Да")
    await phone.taps("Да")
    await press(phone, SendSheet(sheet))
    phone.sees("Спасибо, ответы приняты!")
    assert rows(village.file)["participations"] == []


async def test_the_order_of_those_who_took_part_tells_nothing(village: Village) -> None:
    wave = await ask(village, TWO, anonymous=True)
    people = sorted(member.participant for member in village.people.values())
    for each in reversed(people):
        change(village.file, "insert into participations (wave, participant) values (?, ?)", wave, each)
    await village.stage.app.sweep()
    assert [row[1] for row in rows_in_order(village, "participations")] == people


async def test_nor_does_the_order_of_their_sheets(village: Village) -> None:
    wave = await ask(village, TWO, anonymous=True)
    for number in (3, 1, 2):
        change(village.file, "insert into participations (wave, participant) values (?, ?)", wave, number)
        change(village.file, "insert into sheets (id, wave, unit, finished_at) values (?, ?, ?, 0)", number, wave,
               f"x{number}")
        for question in "ba":
            change(village.file, "insert into answers (sheet, question, value) values (?, ?, '1')", number, question)
    before = rows(village.file, without=TRAFFIC)
    await village.stage.app.sweep()
    assert rows(village.file, without=TRAFFIC) == before
    assert [row[0] for row in rows_in_order(village, "sheets")] == [1, 2, 3]
    assert [row[:2] for row in rows_in_order(village, "answers")] == [(number, name) for number in (1, 2, 3)
                                                                    for name in "ab"]


def rows_in_order(village: Village, table: str) -> list[tuple[object, ...]]:
    """As they lie in the file."""
    with closing(sqlite3.connect(village.file)) as connection:
        return connection.execute(f"select * from {table} order by rowid").fetchall()


@pytest.mark.parametrize(("late", "left"), [(False, 0), (True, 1)])
async def test_what_was_never_sent_is_dropped_after_the_closing(village: Village, late: bool, left: int) -> None:
    await ask(village, WORDS, anonymous=True, late=late)
    await answered(village)
    await village.stage.clock.advance(instant("2018-06-02", "12:00") - village.now)
    await village.stage.app.sweep()
    assert len(rows(village.file)["sheets"]) == 1, "it may still be open somewhere"
    await village.stage.clock.advance(86400)
    await village.stage.app.sweep()
    assert len(rows(village.file)["sheets"]) == left
    assert bool(rows(village.file)["answers"]) == bool(left)


async def test_their_own_data_tells_that_they_took_part_and_no_more(village: Village) -> None:
    await ask(village, WORDS, anonymous=True)
    phone = await answered(village)
    await phone.taps("Отправить")
    await phone.says("мои данные")
    phone.sees("Опросов, в которых вы участвовали: 1")
    await phone.taps("Получить всё файлом")
    file = phone.last.file
    assert file
    text = file[1].decode()
    assert "Анонимные опросы, в которых вы участвовали" in text
    assert "Секретный" not in text
