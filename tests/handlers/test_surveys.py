"""Answering a survey: one question a screen; old screens, double taps, two devices, later and on the other day."""

from typing import TypeVar

import pytest

from messages import buttons
from messages.buttons import Meaning
from messages.meanings import MarkDone
from messages.meanings_of_surveys import (
    GoToQuestion,
    MarkOption,
    OpenSheet,
    PassQuestion,
    PickOption,
    ReviewSheet,
)
from scheduler.surveys.form import Kind
from tests.handlers.conftest import Village, instant, press
from tests.handlers.questionnaire import KINDS, TWO, answers, ask, finished
from tests.handlers.tables import change, rows
from tests.phone import Phone

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"
PDF = b"%PDF-1.4\n%plan"


M = TypeVar("M", bound=Meaning)


def button(phone: Phone, kind: type[M], place: int = 0) -> M:
    """A button of this kind on the newest screen."""
    found = [buttons.decode(payload) for row in phone.last.buttons for _, payload in row]
    return [each for each in found if isinstance(each, kind)][place]


async def opened(village: Village, who: str = "teacher") -> Phone:
    phone = village.phone(who)
    await phone.says("опросы")
    return phone


async def upto(phone: Phone, name: str) -> None:
    """Answer what comes before this question of `KINDS`."""
    ways = {"plan": "Да", "pupils": "20", "weak": "5", "long": "3", "many": "1", "mark": "7", "hours": "3,5",
            "percent": "40", "day": "12.04.2018"}
    for question, answer in ways.items():
        if question == name:
            return
        if answer in phone.labels():
            await phone.taps(answer)
        else:
            await phone.says(answer)
        if question == "many":
            await phone.taps("Готово")


async def test_a_survey_of_every_kind_of_question_from_beginning_to_end(village: Village) -> None:
    await ask(village)
    phone = await opened(village)
    phone.sees("Самоаудит · 1 из 10", "План есть?")
    await phone.taps("Нет")
    phone.sees("2 из 11", "Почему нет?", "Одним предложением", "Напишите ответ сообщением", "[Пропустить]")
    await phone.says("Не успели написать")
    phone.sees("3 из 11", "Сколько учеников?")
    await phone.says("двадцать")
    phone.sees("Нужно число, например 12")
    await phone.says("20,5")
    phone.sees("Нужно целое число")
    await phone.says("1 000 000")
    phone.sees("Учеников бывает от 0 до 3000.")
    await phone.says("20 чел.")
    phone.sees("Из них отстают?")
    await phone.says("21")
    phone.sees("Не больше, чем всего: 20.")
    await phone.says("12")
    phone.sees("Отстают 60 % учеников.", "Что важнее?", "1. Вариант 1: слишком длинный", "Страница 1 из 3")
    await phone.taps("Варианты ›")
    phone.sees("6. Вариант 6", "Страница 2 из 3")
    await phone.taps("7")
    phone.sees("Трудности", "Что мешает?", "Отметьте всё")
    await phone.taps("Готово")
    phone.sees("пропустить нельзя")
    await phone.taps("3")
    await phone.taps("1")
    phone.sees("1. Вариант 1: слишком длинный, чтобы стоять на кнопке телефона ✓", "✓ 3")
    await phone.taps("✓ 3")
    await phone.taps("2")
    await phone.taps("Готово")
    phone.sees("Оцените", "[1]  [2]  [3]  [4]  [5]\n[6]  [7]  [8]  [9]  [10]", "Ещё можно написать: назад, пропустить")
    await phone.taps("10")
    phone.sees("Часов в неделю?")
    await phone.says("3,5 часа")
    phone.sees("Сколько процентов?", "от 0 до 100")
    await phone.says("101")
    phone.sees("выберите от 0 до 100")
    await phone.says("40%")
    phone.sees("Когда учились?", "ср 16.05")
    await phone.taps("чт 17.05")
    phone.sees("Такой ответ не подходит")
    await phone.taps("‹ Неделя")
    phone.sees("пн 07.05")
    await phone.taps("ср 09.05")
    phone.sees("Снимок кабинета", "Пришлите фото")
    await phone.says("вот")
    phone.sees("Пришлите, пожалуйста, фото")
    await phone.sends("document", "план.pdf", PDF)
    phone.sees("Пришлите, пожалуйста, фото")
    await phone.sends("photo", "кабинет.jpg", JPEG)
    phone.sees("План файлом", "Пришлите файл или фото")
    await phone.sends("document", "план.pdf", PDF)
    phone.sees("Итоги пришлём в сентябре.", "Спасибо, ответы приняты!", "до 31 мая включительно")
    assert answers(village) == {
        "plan": "n", "why": "Не успели написать", "pupils": 20, "weak": 12, "share": 60, "long": "o7",
        "many": ["o1", "o2"], "mark": 10, "hours": 3.5, "percent": 40, "day": "2018-05-09", "photo": "кабинет.jpg",
        "scan": "план.pdf"}
    assert finished(village) == [True]
    assert len(rows(village.file)["files"]) == 3, "the refused one waits for the sweep"


async def test_two_questions_take_three_taps(village: Village) -> None:
    await ask(village, TWO)
    phone = village.phone("teacher")
    await phone.says("меню")
    await phone.taps("Опросы · 1")
    await phone.taps("Да")
    await phone.taps("Нет")
    phone.sees("Спасибо")
    assert answers(village) == {"a": "y", "b": "n"}
    assert len(phone.screen) == 1, "one message, edited in place"
    await phone.says("меню")
    assert "Опросы · 1" not in phone.labels()
    await phone.says("опросы")
    phone.sees("Спасибо", "[Мои ответы]")


async def test_an_old_screen_changes_its_own_answer_and_leads_on(village: Village) -> None:
    await ask(village, TWO)
    phone = await opened(village)
    yes, no = button(phone, PickOption), button(phone, PickOption, 1)
    await press(phone, yes)
    phone.sees("Второй?")
    await press(phone, yes)
    phone.sees("Второй?")
    await press(phone, no)
    phone.sees("Второй?")
    assert answers(village) == {"a": "n"}
    await phone.taps("Да")
    phone.sees("Спасибо")
    await press(phone, yes)
    phone.sees("Спасибо")
    assert answers(village) == {"a": "y", "b": "y"}
    assert finished(village) == [True]


async def test_marking_twice_marks_once(village: Village) -> None:
    await ask(village)
    phone = await opened(village)
    await upto(phone, "many")
    sheet = button(phone, MarkOption).sheet
    for _ in range(2):
        await press(phone, MarkOption(sheet, 1, 7, 1, 1))
    assert answers(village)["many"] == ["o2"]
    for _ in range(2):
        await press(phone, MarkOption(sheet, 1, 7, 1, 0))
    assert answers(village)["many"] is None
    await phone.taps("Готово")
    phone.sees("пропустить нельзя")


async def test_what_depends_on_an_answer_comes_and_goes_with_it(village: Village) -> None:
    await ask(village)
    phone = await opened(village)
    await upto(phone, "mark")
    await phone.taps("7")
    sheet = answers(village)
    await phone.says("позже")
    phone.sees("Ответы сохранены: 6 из 11", "до 31 мая включительно")
    await phone.taps("Продолжить")
    phone.sees("Часов в неделю?")
    await phone.taps("Позже")
    await phone.says("меню")
    await phone.taps("Опросы · 1")
    phone.sees("Часов в неделю?")
    await phone.taps("‹ Назад")
    phone.sees("Оцените", "✓ 7")
    await phone.says("назад")
    phone.sees("Что мешает?")
    assert answers(village) == sheet
    await press(phone, PickOption(button(phone, GoToQuestion).sheet, 1, 0, 1))
    phone.sees("Почему нет?", "2 из 12")
    await press(phone, PickOption(button(phone, GoToQuestion).sheet, 1, 0, 0))
    phone.sees("Часов в неделю?", "7 из 11")
    assert answers(village) == sheet
    await press(phone, GoToQuestion(button(phone, GoToQuestion).sheet, 1, 2))
    await phone.says("0")
    assert answers(village) == {name: sheet[name] for name in ("plan", "long", "many", "mark")} | {"pupils": 0}
    await press(phone, GoToQuestion(button(phone, GoToQuestion).sheet, 1, 2))
    await phone.says("20")
    assert answers(village) == sheet


async def test_an_answer_that_no_longer_fits_is_asked_for_again(village: Village) -> None:
    await ask(village)
    phone = await opened(village)
    await upto(phone, "long")
    sheet = button(phone, PickOption).sheet
    await press(phone, GoToQuestion(sheet, 1, 2))
    phone.sees("Сколько учеников?", "Ваш ответ: 20", "Дальше ›")
    await phone.says("4")
    phone.sees("Из них отстают?", "Не больше, чем всего: 4.", "Ваш ответ: 5")
    await phone.says("позже")
    phone.sees("Ответы сохранены: 2 из 11")
    await phone.taps("Продолжить")
    await phone.says("3")
    phone.sees("Что важнее?")
    await upto_end(phone)
    phone.sees("Спасибо")


async def upto_end(phone: Phone) -> None:
    """From «Что важнее?» on, with what may be passed over passed over."""
    for way in ("Пропустить", "1", "Готово"):
        await phone.taps(way)
    for words in ("пропустить", "пропустить", "пропустить", "01.04.2018", "пропустить", "пропустить"):
        await phone.says(words)


async def test_what_must_be_answered_cannot_be_passed_over(village: Village) -> None:
    await ask(village)
    phone = await opened(village)
    assert "Пропустить" not in phone.labels()
    await press(phone, PassQuestion(button(phone, PickOption).sheet, 1, 0))
    phone.sees("Этот вопрос пропустить нельзя", "План есть?")
    assert answers(village) == {}


async def test_a_button_of_another_edition_answers_nothing(village: Village) -> None:
    await ask(village, TWO)
    phone = await opened(village)
    old = button(phone, PickOption)
    await ask(village, TWO[::-1])
    await press(phone, old)
    phone.sees("Второй?")
    assert answers(village) == {}
    assert button(phone, PickOption).edition == old.edition + 1
    await ask(village, TWO[::-1])
    await phone.taps("Да")
    phone.sees("Первый?")
    assert answers(village) == {"b": "y"}


@pytest.mark.parametrize("place", [3, 99, 10**12])
async def test_buttons_of_places_that_there_are_not_bring_what_waits(village: Village, place: int) -> None:
    await ask(village, TWO)
    phone = await opened(village)
    sheet = button(phone, PickOption).sheet
    for meaning in (PickOption(sheet, 1, place, 0), PickOption(sheet, 1, 0, place), MarkOption(sheet, 1, 0, 0, 1),
                    MarkOption(sheet, 1, 0, place, 1), GoToQuestion(sheet, 1, place), PassQuestion(sheet, 1, place),
                    GoToQuestion(sheet, 1, 0, place)):
        await press(phone, meaning)
        phone.sees("Первый?")
    await press(phone, ReviewSheet(sheet, place))
    phone.sees("нет ответа")
    assert answers(village) == {}


async def test_answers_can_be_seen_and_changed_until_the_survey_closes(village: Village) -> None:
    await ask(village)
    phone = await opened(village)
    await upto(phone, "photo")
    await phone.says("пропустить")
    await phone.says("пропустить")
    phone.sees("Спасибо")
    await phone.taps("Мои ответы")
    phone.sees("1. План есть?\nДа", "4. Что важнее?\nВариант 3", "5. Что мешает?\nВариант 1")
    await phone.taps("Дальше ›")
    phone.sees("6. Оцените\n7", "7. Часов в неделю?\n3,5", "9. Когда учились?\n12.04.2018",
               "10. Снимок кабинета\nпропущено")
    await phone.taps("6")
    phone.sees("Оцените", "✓ 7")
    await phone.taps("9")
    phone.sees("Спасибо")
    assert answers(village)["mark"] == 9
    await village.stage.clock.advance(instant("2018-05-31", "23:00") - village.now)
    await phone.taps("Мои ответы")
    phone.sees("План есть?")
    await village.stage.clock.advance(2 * 3600)
    await phone.taps("1")
    phone.sees("Опрос «Самоаудит» закрылся 31 мая", "сохранены")
    assert answers(village)["mark"] == 9


async def test_a_late_survey_takes_answers_after_its_last_day(village: Village) -> None:
    await ask(village, TWO, closes="2018-05-17", late=True)
    phone = await opened(village)
    await village.stage.clock.advance(5 * 86400)
    await phone.taps("Да")
    await phone.taps("Да")
    phone.sees("Спасибо", "Изменить их можно до 31 декабря включительно.")
    await phone.says("меню")
    assert "Опросы · 1" in phone.labels(), "that of the example, which has opened meanwhile"


async def test_a_survey_that_has_not_opened_is_nobodys_yet(village: Village) -> None:
    wave = await ask(village, TWO, opens="2018-05-17")
    phone = await opened(village)
    phone.sees("Сейчас опросов нет")
    await press(phone, OpenSheet(wave, f"p{village.people['teacher'].participant}"))
    phone.sees("Этот опрос сейчас не для вас")
    assert rows(village.file)["sheets"] == []


async def test_several_surveys_stand_in_a_list_the_answered_ones_last(village: Village) -> None:
    await ask(village, TWO, code="first", title="Первый опрос", closes="2018-05-20")
    await ask(village, TWO, code="second", title="Второй опрос", closes="2018-05-25")
    phone = await opened(village)
    phone.sees("1. Первый опрос", "до 20 мая, через 4 дня", "2. Второй опрос")
    await phone.taps("1")
    await phone.taps("Да")
    await phone.taps("Да")
    phone.sees("Ждут ответа ещё: 1 опрос")
    await phone.taps("Следующий опрос")
    phone.sees("1. Второй опрос", "2. Первый опрос\nотвечено, спасибо")


async def test_a_question_under_way_in_another_form_is_not_lost(village: Village) -> None:
    await ask(village, whom=[("director", "")])
    phone = village.phone("director")
    task = await village.task("1.4.1")
    await press(phone, MarkDone(task.id))
    await phone.says("Приказ № 5")
    await phone.says("меню")
    await phone.taps("Опросы · 1")
    await phone.taps("Да")
    phone.sees("Вы начали отвечать на другой вопрос")
    await phone.taps("Продолжить")
    phone.sees("Принято: 1")
    await phone.taps("✅ Готово")
    await phone.says("опросы")
    phone.sees("Сколько учеников?")
    await phone.says("12")
    assert answers(village)["pupils"] == 12


async def test_cancel_closes_the_open_question_and_keeps_the_answers(village: Village) -> None:
    await ask(village)
    phone = await opened(village)
    await phone.taps("Да")
    await phone.says("отмена")
    phone.sees("Ответы сохранены: 1 из 10")
    await phone.says("20")
    assert "pupils" not in answers(village)
    await phone.says("опросы")
    await phone.says("/cancel")
    await phone.says("20")
    assert "pupils" not in answers(village)


async def test_a_role_that_has_ended_ends_the_survey(village: Village) -> None:
    await ask(village)
    phone = await opened(village)
    await phone.taps("Да")
    change(village.file, "update waves set ended_at = 1 where code = 'k'")
    await phone.says("20")
    phone.sees("Эти вопросы уже закрыты")
    await phone.says("20")
    phone.sees("Я вас не понял")


async def test_every_kind_is_known_to_the_questionnaire() -> None:
    assert {question.kind for question in KINDS} == set(Kind)
