"""The rehearsal as sheets: every message a row, in words that people know."""

import io

import openpyxl

from messages.reports import workbook
from scheduler.foresight import sheets, summary
from scheduler.foresight.foreseen import Foreseen
from scheduler.foresight.summary import BusyDay, BusyPerson, Carried
from storage.outbox import Lane
from tests.scheduler.foresight.made import BUSY, EMPTY, heard, person, year
from tests.wording import CATALOGUE

TITLES = {"telegram": "Telegram", "vk": "ВКонтакте"}
PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6300010000"
                    "000500010d0a2db40000000049454e44ae426082")


def written(foreseen: Foreseen) -> openpyxl.Workbook:
    made = workbook.write(sheets.workbook(foreseen, CATALOGUE, TITLES, PNG))
    return openpyxl.load_workbook(io.BytesIO(made))


def rows(book: openpyxl.Workbook, title: str) -> list[tuple[object, ...]]:
    return list(book[title].iter_rows(values_only=True))


def test_each_message_is_a_row_with_who_when_and_where() -> None:
    found = rows(written(BUSY), "Календарь")
    assert len(found) == 1 + len(BUSY.heard)
    assert found[1] == ("16.05.2018", "среда", "09:00", "Иванова Мария 1", "Директор", "СОШ № 5", "Осинский район",
                        "Telegram", "напоминания", "Напоминание дня", "=Доброе утро!")
    assert found[2][7] == "ещё не в боте"
    assert found[-1] == ("18.05.2018", "пятница", "10:00", "Чат школ", None, None, None, "ВКонтакте", "напоминания",
                         "Сообщение в чат", "=Доброе утро!")


def test_what_begins_like_a_formula_stays_text() -> None:
    cell = written(BUSY)["Календарь"]["K2"]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


def test_kinds_have_names_and_an_unknown_one_too() -> None:
    kinds = [("broadcast", Lane.REMINDER), ("broadcast", Lane.BROADCAST), ("slot", Lane.TALK), ("nobodys", Lane.TALK)]
    messages = [heard("2018-05-16 09:00", 1, kind=kind, lane=lane) for kind, lane in kinds]
    found = rows(written(year([person(1)], messages)), "Календарь")[1:]
    assert [row[9] for row in found] == ["Мероприятие", "Рассылка", "Запись на консультацию", "Сообщение"]
    assert [row[8] for row in found] == ["напоминания", "рассылки", "разговор", "разговор"]


def test_days_have_a_column_for_each_role_and_messenger_and_a_sum() -> None:
    found = rows(written(BUSY), "По дням")
    assert found[0] == ("День", "День недели", "Сообщений", "Человек", "Больше всего одному", "Куратор", "Директор",
                        "В чаты", "Учитель", "ещё не в боте", "Telegram", "ВКонтакте")
    assert found[2] == ("17.05.2018", "четверг", 5, 2, 4, 4, 1, None, None, None, 1, 4)
    assert found[-1] == ("Всего", None, 8, 3, None, 4, 2, 1, 1, 1, 2, 5)


def test_people_stand_busiest_first() -> None:
    found = rows(written(BUSY), "Люди")
    assert [(row[0], row[4], row[5], row[7], row[8]) for row in found[1:]] == [
        ("Иванова Мария 3", "да", 4, 4, "17.05.2018"), ("Иванова Мария 1", "да", 2, 1, "16.05.2018"),
        ("Иванова Мария 2", "ещё нет", 1, 1, "16.05.2018"),
        ("Иванова Мария 4", "да, но написать некуда", 0, 0, None)]


def test_remarks_and_the_chart_have_sheets_of_their_own() -> None:
    book = written(BUSY)
    found = {row[1]: row[0] for row in rows(book, "Замечания")}
    assert (found["Считаем, что вошли все, кто есть в списках"], found["СОШ № 6"]) == ("Условия", "Некому выполнять")
    [picture] = book["График"]._images  # type: ignore[attr-defined]
    assert picture._data() == PNG


def test_the_chart_has_each_day_of_the_span() -> None:
    chart = sheets.chart(BUSY, CATALOGUE)
    assert (chart.title, chart.starts_on) == ("Сообщения по дням: 16 мая 2018 года – 31 июля 2018 года", "2018-05-16")
    assert [(each.name, each.counts[:4], len(each.counts)) for each in chart.stripes] == [
        ("Куратор", [0, 4, 0, 0], 77), ("Директор", [1, 1, 0, 0], 77), ("Чаты", [0, 0, 1, 0], 77),
        ("Учитель", [1, 0, 0, 0], 77)]
    assert chart.note == "Всего 8. Самый занятый день – четверг, 17 мая: 5."
    assert (sheets.chart(EMPTY, CATALOGUE).stripes, sheets.chart(EMPTY, CATALOGUE).note) == ([], "")


def test_a_summary_names_the_busiest() -> None:
    said = summary.of(BUSY, TITLES)
    assert (said.messages, said.told, said.listed, said.unjoined) == (8, 3, 4, 1)
    assert said.days == [BusyDay("2018-05-17", 5), BusyDay("2018-05-16", 2), BusyDay("2018-05-18", 1)]
    assert said.people[0] == BusyPerson("Иванова Мария 3", "curator", 4)
    assert said.loads == [Carried("Telegram", 2, 1, True), Carried("ВКонтакте", 4, 4, True)]
    assert said.remarks == {"crowded": 1, "dateless": 1, "day_off": 2, "deserted": 1, "ownerless": 2, "silent": 0,
                            "unreachable": 1}
    assert (summary.of(EMPTY, TITLES).people, summary.of(EMPTY, TITLES).loads) == ([], [])
