"""Answers that a form suggests, that are written rather than tapped, and forms that change while they are answered."""

from datetime import date

from messages.meanings_of_surveys import PickDay, ShowWeek
from scheduler.surveys.form import Kind, Option, Question, Scale
from tests.handlers.conftest import Village, press
from tests.handlers.questionnaire import TWO, answers, ask, finished
from tests.handlers.test_surveys import button, opened


async def test_what_the_form_suggests_is_kept_by_going_on(village: Village) -> None:
    options = (Option("x", "Икс"), Option("y", "Игрек"))
    await ask(village, (
        Question("n", Kind.INTEGER, "Сколько?", default="5", required="true()"),
        Question("d", Kind.DATE, "Когда?", default="today()"), Question("e", Kind.DATE, "Ещё?", default="вчера"),
        Question("o", Kind.SELECT_ONE, "Что?", options=options, default="y"),
        Question("m", Kind.SELECT_MULTIPLE, "Что ещё?", options=options, default="x"),
        Question("t", Kind.TEXT, "Слова?", default="Нет"), Question("r", Kind.RANGE, "Шкала", scale=Scale(1, 3, 1),
                                                                    default="2")))
    phone = await opened(village)
    phone.sees("Ваш ответ: 5", "Дальше ›")
    assert answers(village) == {}
    await phone.taps("Дальше ›")
    phone.sees("✓ ср 16.05")
    await phone.taps("Дальше ›")
    await phone.taps("Пропустить")
    phone.sees("✓ Игрек")
    await phone.taps("Дальше ›")
    phone.sees("✓ Икс")
    await phone.taps("Игрек")
    await phone.taps("Готово")
    phone.sees("Ваш ответ: Нет")
    await phone.says("Есть")
    phone.sees("✓ 2")
    await phone.taps("3")
    assert answers(village) == {"n": 5, "d": "2018-05-16", "e": None, "o": "y", "m": ["x", "y"], "t": "Есть", "r": 3}


async def test_a_label_that_is_a_number_is_that_label(village: Village) -> None:
    marks = tuple(Option(f"m{mark}", str(mark)) for mark in (5, 4, 3, 2))
    await ask(village, (Question("q", Kind.SELECT_ONE, "Отметка?", options=marks),
                        Question("w", Kind.TEXT, "План?"), Question("d", Kind.DATE, "Когда?"),
                        Question("n", Kind.INTEGER, "Телефон?")))
    phone = await opened(village)
    await phone.says("4")
    await phone.says("Готово")
    await phone.says("12.09")
    phone.sees("Телефон?")
    await phone.says("89161234567")
    phone.sees("Спасибо")
    assert answers(village) == {"q": "m4", "w": "Готово", "d": "2018-09-12", "n": 89161234567}
    await phone.taps("Мои ответы")
    phone.sees("89161234567", "12.09.2018")


async def test_a_form_that_has_lost_its_last_question_is_finished_by_opening_it(village: Village) -> None:
    await ask(village, TWO)
    phone = await opened(village)
    await phone.taps("Да")
    await ask(village, TWO[:1])
    await phone.says("опросы")
    phone.sees("Спасибо")
    assert finished(village) == [True]


async def test_questions_that_have_become_of_another_kind_are_asked_anew(village: Village) -> None:
    options = (Option("x", "Икс"), Option("y", "Игрек"))
    await ask(village, (Question("a", Kind.TEXT, "А?"), Question("b", Kind.SELECT_MULTIPLE, "Б?", options=options),
                        Question("c", Kind.TEXT, "В?")))
    phone = await opened(village)
    await phone.says("завтра")
    await phone.taps("Икс")
    await phone.taps("Готово")
    await ask(village, (Question("a", Kind.DATE, "А?"), Question("b", Kind.CALCULATE, calculation="1 + 1"),
                        Question("c", Kind.TEXT, "В?")))
    await phone.says("опросы")
    phone.sees("А?")
    await phone.says("12.05.2018")
    await phone.says("да")
    phone.sees("Спасибо")
    assert answers(village) == {"a": "2018-05-12", "b": 2, "c": "да"}
    await phone.says("мои данные")
    await phone.taps("Получить всё файлом")
    assert phone.last.file


async def test_an_answer_that_did_not_count_counts_when_it_is_given_again(village: Village) -> None:
    condition = Question("b", Kind.SELECT_ONE, "Второй?", options=TWO[1].options, relevant="${a} = 'y'")
    await ask(village, (TWO[0], condition))
    phone = await opened(village)
    await phone.taps("Да")
    await phone.taps("Нет")
    await phone.taps("Мои ответы")
    await phone.taps("1")
    await phone.taps("Нет")
    assert answers(village) == {"a": "n"}
    await ask(village, TWO)
    await phone.says("опросы")
    await phone.taps("Мои ответы")
    await phone.taps("2")
    await phone.taps("✓ Нет")
    assert answers(village) == {"a": "n", "b": "n"}


async def test_days_of_no_calendar_of_ours_answer_nothing(village: Village) -> None:
    await ask(village, (Question("d", Kind.DATE, "Когда?"),))
    phone = await opened(village)
    sheet = button(phone, PickDay).sheet
    for day in (date.min, date.max):
        for meaning in (PickDay(sheet, 1, 0, day), ShowWeek(sheet, 1, 0, day)):
            await press(phone, meaning)
            phone.sees("Когда?", "16.05")
    assert answers(village) == {}


async def test_signs_that_xml_does_not_know_do_no_harm(village: Village) -> None:
    await ask(village, (Question("t", Kind.TEXT, "Слова?", constraint="string-length(.) > 1"),
                        Question("u", Kind.TEXT, "Ещё?", relevant="${t} != ''")))
    phone = await opened(village)
    await phone.says("а\x0bб\ufffe")
    phone.sees("Ещё?")


async def test_an_option_may_be_written_and_anything_else_is_no_answer(village: Village) -> None:
    await ask(village)
    phone = await opened(village)
    await phone.says("Наверное")
    phone.sees("Я вас не понял")
    await phone.says("да")
    phone.sees("Сколько учеников?")
    await phone.says("20")
    await phone.says("5")
    await phone.says("13")
    phone.sees("Я вас не понял")
    await phone.says("12.")
    phone.sees("Что мешает?")
    await phone.says("1, 3")
    phone.sees("✓ 1", "✓ 3")
    await phone.says("готово")
    phone.sees("Оцените")
    await phone.says("8")
    assert {name: answers(village)[name] for name in ("plan", "long", "many", "mark")} == {
        "plan": "y", "long": "o12", "many": ["o1", "o3"], "mark": 8}
