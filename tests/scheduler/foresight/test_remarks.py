"""What is remarked on before anybody gets a message."""

import pytest

from scheduler.foresight import remarks
from scheduler.foresight.foreseen import Foreseen
from scheduler.foresight.remarks import Remark
from tests.scheduler.foresight.made import BUSY, EMPTY, GAPS, heard, person, year

TITLES = {"telegram": "Telegram", "vk": "ВКонтакте"}


def of(foreseen: Foreseen, kind: str) -> list[Remark]:
    return [each for each in remarks.all_of(foreseen, TITLES) if each.kind == kind]


def test_the_premises_are_told() -> None:
    assert [each.what for each in of(BUSY, "assumed")] == [
        "Никому ничего не отправлено, и в базе данных ничего не изменилось",
        "Никто ничего не отмечает, не отвечает и не записывается", "Считаем, что вошли все, кто есть в списках"]
    other = year([person(1)], [], joined_only=True, rewound=True)
    assert [each.what for each in of(other, "assumed")][2:] == [
        "Считаем только тех, кто уже вошёл", "Репетиция началась с прошедшего дня"]


def test_the_load_stands_against_the_limit_of_each_messenger() -> None:
    found = {each.what: each.note for each in of(BUSY, "load")}
    assert found["Telegram: всего 3 сообщения"].startswith("Из них тем, кто ещё не в боте: 1.")
    assert found["ВКонтакте: самая занятая минута – 17 мая, 10:00, 4 сообщения"] == (
        "Предел – 60 в минуту. Последнее из сообщений одной минуты уйдёт через 4 секунды.")
    assert found["ВКонтакте: самый занятый час – 17 мая, 10:00, 4 сообщения"] == "Предел – 3\u00a0600 в час."
    assert found["ВКонтакте: самый занятый день – 17 мая, 4 сообщения"] == "Предел – 86\u00a0400 в день."
    assert [each.what for each in of(EMPTY, "load")] == ["Telegram: сообщений нет", "ВКонтакте: сообщений нет"]


def test_more_than_a_minute_takes_is_said_to_be_too_much() -> None:
    tight = year([person(1)], [heard("2018-05-16 09:00", 1, "vk")] * 150)
    note = next(each.note for each in of(tight, "load") if "ВКонтакте: самая занятая минута" in each.what)
    assert note.startswith("Больше предела (60 в минуту): последнее сообщение уйдёт через 3 минуты.")


def test_gaps_of_the_plan_are_named() -> None:
    assert [(each.what, each.where) for each in of(BUSY, "ownerless")] == [
        ("3.1 Ничьё", "в плане ответственный не назван"), ("3.2 Чьё-то", "в плане: Все")]
    assert [(each.what, each.where, each.note) for each in of(BUSY, "deserted")] == [
        ("СОШ № 6", "Осинский район", "2 задачи со сроком. Вместо исполнителей напоминания получат операторы.")]
    assert [(each.what, each.note) for each in of(BUSY, "dateless")] == [
        ("2.1 Встречи", "5 задач без срока: напоминать будет не о чем.")]


def test_a_deadline_on_a_day_off_says_when_the_reminder_comes() -> None:
    assert [(each.what, each.where, each.note) for each in of(BUSY, "day_off")] == [
        ("1.2 Отчёт", "11 июня 2018 года",
         "Понедельник. Напоминание этого дня придёт раньше: пятница, 8 июня. Задач: 2."),
        ("1.3 План", "12 июня 2018 года",
         "Вторник. Напоминание этого дня придёт раньше: пятница, 8 июня. Задач: 1.")]


def test_people_who_get_too_much_or_nothing_or_cannot_be_reached_are_named() -> None:
    assert [(each.what, each.note) for each in of(BUSY, "crowded")] == [("Иванова Мария 3", "4 сообщения за 17 мая.")]
    assert [each.what for each in of(BUSY, "unreachable")] == ["Иванова Мария 4"]
    assert [each.what for each in of(BUSY, "unjoined")] == ["Иванова Мария 2"]
    assert [each.what for each in of(EMPTY, "silent")] == ["Иванова Мария 1"]


@pytest.mark.parametrize("foreseen", [BUSY, EMPTY, year([], [], GAPS)])
def test_every_remark_has_its_name(foreseen: Foreseen) -> None:
    found = remarks.all_of(foreseen, {})
    assert found
    assert all(remarks.kind(each) and each.what for each in found)
