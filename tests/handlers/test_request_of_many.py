"""A request to 300 schools: made within a minute, 280 answers in the summary at once, corrections, two late ones."""

import io
import sqlite3
from contextlib import closing

import openpyxl

from messages import buttons
from messages.meanings_of_requests import ExportRequest, OpenRequest
from storage.participants import Role
from tests.handlers.conftest import CHANNEL, Village, instant, user_of
from tests.handlers.tables import found
from tests.phone import Phone

SCHOOLS = 300
ANSWERED = 280
LATE = 2
TAP, SIGN = 2.0, 0.33
"""Seconds that a tap takes, and a sign that is typed: 36 words a minute (https://userinterfaces.aalto.fi/typing37k/)."""
TEXT = "Сколько у вас девятиклассников? Пришлите до пятницы."


def crowd(village: Village) -> list[Phone]:
    """So many schools in the municipality of the director, each with a director who has joined."""
    model = village.people["director"]
    with closing(sqlite3.connect(village.file)) as connection, connection:
        connection.execute("update roles set ended_at = 1 where role = 'director'")
        phones = []
        for number in range(SCHOOLS):
            school = connection.execute(
                "insert into organisations (programme, code, title, search_name, level, parent, municipality, "
                "time_zone) select programme, ?, ?, ?, level, parent, municipality, time_zone from organisations "
                "where id = ?", (f"many-{number}", f"Школа № {number}", f"школа № {number}", model.organisation)
            ).lastrowid
            person = connection.execute(
                "insert into participants (name, search_name, consent_version, consented_at, created_at) "
                "values (?, ?, '2018-05', 1, 1)", (f"Директор {number}", f"директор {number}")).lastrowid
            assert person
            connection.execute("insert into roles (participant, programme, organisation, role, source, granted_at) "
                               "values (?, ?, ?, ?, 'people', 1)", (person, village.programme, school, Role.DIRECTOR))
            connection.execute("insert into consents (participant, programme, version, given_at) "
                               "values (?, ?, '2018-05', 1)", (person, village.programme))
            connection.execute("insert into addresses (channel, user_id, participant, linked_at, seen_at) "
                               "values (?, ?, ?, 1, 1)", (CHANNEL, user_of(person), person))
            phones.append(Phone(village.stage, CHANNEL, user_of(person), f"Директор {number}"))
    return phones


async def test_three_hundred_schools_are_asked_and_the_summary_is_there_at_once(village: Village) -> None:
    directors = crowd(village)
    boss = village.phone("operator")
    await boss.says("запросы")
    before = (boss.taken, boss.said)
    await boss.taps("Новый запрос")
    await boss.says(TEXT)
    await boss.taps("Число")
    await boss.taps("пятница, 18 мая")
    await boss.taps("Дальше")
    boss.sees(f"ответов жду: {SCHOOLS}")
    await boss.taps("Сейчас")
    await boss.taps("Да, отправить")
    taps = boss.taken - before[0]
    assert boss.said - before[1] == 1
    assert taps * TAP + len(TEXT) * SIGN < 60, "a minute is enough"
    request = found(village.file, "select max(id) from activities")[0][0]
    assert all(phone.has_seen("Запрос З-1") for phone in directors)

    for number, phone in enumerate(directors[:ANSWERED]):
        await answers(phone, request, number)
    await boss.taps("К запросу")
    boss.sees(f"Ответили: {ANSWERED} из {SCHOOLS}", f"всего {sum(range(ANSWERED))}")
    for phone in directors[:3]:
        await phone.taps("Исправить ответ")
        await phone.taps("1")
        await phone.says("1000")
    await boss.taps(f"Кто не ответил · {SCHOOLS - ANSWERED}")
    await boss.taps("Напомнить всем")
    boss.sees("Напоминание отправлено: 20 человек")
    assert directors[-1].has_seen("ждёт ответа на запрос З-1")
    assert not directors[0].has_seen("ждёт ответа на запрос З-1")

    await village.stage.clock.advance(instant("2018-05-21", "10:00") - village.now)
    for phone in directors[ANSWERED:ANSWERED + LATE]:
        await answers(phone, request, 7)
    await boss.presses(buttons.encode(OpenRequest(request)))
    boss.sees(f"Ответили: {ANSWERED + LATE} из {SCHOOLS}, позже срока {LATE}")
    total = sum(range(3, ANSWERED)) + 3 * 1000 + LATE * 7
    boss.sees(f"всего {total}")
    await boss.presses(buttons.encode(ExportRequest(request)))
    await village.stage.settle()
    boss.catch_up()
    assert boss.last.file
    book = openpyxl.load_workbook(io.BytesIO(boss.last.file[1]))
    head, *rows = book["Ответы"].iter_rows(values_only=True)
    assert len(rows) == SCHOOLS + 1, "every school has a line, and there is a sum"
    numbers = [row[head.index(TEXT)] for row in rows]
    assert numbers[-1] == total
    assert sum(number for number in numbers[:-1] if isinstance(number, int)) == total
    assert len(list(book["Кто не ответил"].iter_rows(min_row=2))) == SCHOOLS - ANSWERED - LATE


async def answers(phone: Phone, request: int, number: int) -> None:
    await phone.presses(buttons.encode(OpenRequest(request)))
    await phone.says(str(number))
    phone.sees("сделано")
