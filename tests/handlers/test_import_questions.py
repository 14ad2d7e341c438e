"""What is not sure of a plan is settled one by one, asked once, and remembered."""

from datetime import date

import pytest

from handlers.import_questions import meant
from messages.meanings_of_imports import ShowRemembered
from scheduler.programme.model import Period
from tests.handlers.conftest import SCHOOL, Village, press
from tests.handlers.importing import drafted, newest
from tests.handlers.tables import found
from tests.scheduler.documents.plans import document, row, unread, unsure, until

PERIOD = Period(date(2018, 5, 16), date(2018, 12, 31))
REPORT, MEETING = "Отчёт о работе", "Совещание директоров"


async def test_equal_phrases_are_settled_by_one_answer(village: Village) -> None:
    boss = await drafted(village, document(row(REPORT, unread("по ситуации")), row(MEETING, unread("По ситуации")),
                                           row("Выезд", unread("после выезда"))))
    await boss.taps("Уточнить · 2")
    await boss.taps("1")
    boss.sees("по ситуации", REPORT, MEETING)
    await boss.taps("Другая дата")
    boss.sees("Какой это срок?")
    await boss.says("завтра-послезавтра")
    assert boss.has_seen("Не понял дату")
    await boss.says("25 октября")
    boss.sees("после выезда")
    await boss.taps("Не загружать эту строку")
    boss.sees("Всё понятно", "Не загружаются по вашему решению: 1 строка", "25 октября 2018 года")


async def test_an_unsure_deadline_is_confirmed_by_one_tap(village: Village) -> None:
    boss = await drafted(village, document(row(REPORT, unsure("30 мая", "2018-05-30"))))
    await boss.taps("Уточнить · 1")
    await boss.taps("1")
    boss.sees("Понимаю так: до 30 мая 2018 года", "год в сроке не назван")
    await boss.taps("Да, так")
    boss.sees("Всё понятно", "до 30 мая 2018 года")


async def test_an_answer_can_be_changed_until_it_is_loaded(village: Village) -> None:
    boss = await drafted(village, document(row(REPORT, unsure("30 мая", "2018-05-30"))))
    await boss.taps("Уточнить · 1")
    await boss.taps("1")
    await boss.taps("Без срока")
    await boss.taps("Мои уточнения")
    boss.sees("Уточнено всё: 1", "без срока")
    await boss.taps("1")
    boss.sees("Сейчас: без срока")
    await boss.taps("Да, так")
    boss.sees("до 30 мая 2018 года")


async def test_a_day_outside_the_programme_is_kept_or_put_right(village: Village) -> None:
    boss = await drafted(village, document(row(REPORT, until("2019-03-30"))))
    await boss.taps("Уточнить · 1")
    await boss.taps("1")
    boss.sees("Срок вне периода программы", "Программа идёт с 16 мая 2018 года")
    await boss.taps("Оставить эту дату")
    boss.sees("до 30 марта 2019 года")


async def test_two_rows_that_look_the_same_are_one_or_two(village: Village) -> None:
    boss = await drafted(village, document(row(REPORT, until("2018-05-30")), row(REPORT, until("2018-05-30"))))
    boss.sees("Мероприятий: 2")
    await boss.taps("Уточнить · 1")
    await boss.taps("1")
    await boss.taps("Это одно")
    boss.sees("Мероприятий: 1")


async def test_unknown_owners_are_chosen_from_the_programme(village: Village) -> None:
    boss = await drafted(village, document(row(REPORT, until("2018-05-30"), ["Совет мудрецов"])))
    await boss.taps("Уточнить · 1")
    await boss.taps("1")
    boss.sees("Совет мудрецов", "кто это в программе")
    await boss.taps("Выбрать")
    boss.sees("1. все школы", "Фокус-группа")
    await boss.taps("Дальше ›")
    await boss.taps("‹ Раньше")
    await boss.taps("1")
    boss.sees("Всё понятно", "все школы")


async def test_an_organisation_is_found_by_a_part_of_its_name(village: Village) -> None:
    boss = await drafted(village, document(row(REPORT, until("2018-05-30"), [])))
    await boss.taps("Уточнить · 1")
    await boss.taps("1")
    boss.sees("ответственный не назван")
    await boss.taps("Выбрать")
    await boss.taps("Найти по названию")
    await boss.says("Академия волшебства")
    assert boss.has_seen("Такой организации в программе нет")
    await boss.says("СОШ")
    boss.sees("Какая из них?")
    await boss.taps("‹ Назад")
    await boss.says("бильчирская")
    boss.sees("Всё понятно", SCHOOL)


async def test_everything_can_be_accepted_at_once_after_it_is_said_what_that_means(village: Village) -> None:
    boss = await drafted(village, document(row(REPORT, unread("по ситуации"), ["Совет"]),
                                           row(MEETING, unsure("30 мая", "2018-05-30"))))
    await boss.taps("Уточнить · 3")
    await boss.taps("Принять всё как прочитано")
    boss.sees("Сроки останутся такими, как их понял: 1", "без даты: 1", "ничего не поручу: 1")
    await boss.taps("Да, принять")
    boss.sees("Всё понятно", "Без срока: 1", "Без ответственных: 1")


async def test_what_was_settled_is_used_for_the_next_file_and_can_be_forgotten(village: Village) -> None:
    paper = document(row(REPORT, unread("по ситуации")))
    boss = await drafted(village, paper)
    await boss.taps("Уточнить · 1")
    await boss.taps("1")
    await boss.taps("Без срока")
    await boss.taps("Что изменится")
    while "✅ Загрузить" not in boss.labels():
        await boss.taps("Дальше ›")
    await boss.taps("✅ Загрузить")
    await boss.taps("Да, заменить план")
    boss = await drafted(village, paper)
    boss.sees("Учтены ответы к прежним файлам: 1", "разницы нет")
    await press(boss, ShowRemembered(village.programme))
    boss.sees("по ситуации", "без срока")
    await boss.taps("Забыть 1")
    boss.sees("Пока ничего")
    assert found(village.file, "select verb from history order by id desc limit 1") == [("plan_answer_forgotten",)]
    boss = await drafted(village, paper)
    boss.sees("Нужно уточнить: 1")


async def test_a_form_about_a_file_that_is_gone_ends(village: Village) -> None:
    boss = await drafted(village, document(row(REPORT, unread("по ситуации"))))
    await boss.taps("Уточнить · 1")
    await boss.taps("1")
    await boss.taps("Другая дата")
    async with village.database.transaction() as tx:
        await tx.run("imports.end", id=newest(village), state="dropped", now=village.now)
    await boss.says("25 октября")
    boss.sees("уже всё решено")
    assert found(village.file, "select count(*) from conversations") == [(0,)]


async def test_many_questions_and_rows_keep_to_the_bounds_of_a_screen(village: Village) -> None:
    long = "Мероприятие с очень длинным названием " * 20
    boss = await drafted(village, document(*(row(long + letter, unread(long + letter), [f"{letter * 9} {long}"])
                                             for letter in "абвгдежзиклмнопрстуфхцчшщэюяыь")))
    boss.sees("Нужно уточнить: 60")
    for label in ("Уточнить · 60", "Дальше ›", "6", "Выбрать", "Дальше ›", "‹ Назад", "Все вопросы", "К файлу",
                  "Все мероприятия", "Дальше ›", "К файлу", "Что изменится", "Дальше ›", "К файлу"):
        await boss.taps(label)
        assert boss.labels()


@pytest.mark.parametrize(("text", "day"), [
    ("25.10.2018", date(2018, 10, 25)), ("25 октября", date(2018, 10, 25)), ("25.10.", date(2018, 10, 25)),
    ("октябрь 2018", date(2018, 10, 31)), ("октябрь", date(2018, 10, 31)), ("1 мая", None), ("когда-нибудь", None),
    ("1 мая 2019 г.", date(2019, 5, 1)), ("", None),
])
def test_a_day_without_a_year_is_that_of_the_programme(text: str, day: date | None) -> None:
    assert meant(text, PERIOD) == day
