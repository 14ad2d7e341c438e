"""What a curator types becomes a survey, or is told what is wrong in which line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.surveys import form, plain_text, references
from scheduler.surveys.form import Form, Option, Question, Scale
from scheduler.surveys.plain_text import Fault, Trouble

YES = "true()"


def made(text: str) -> tuple[Question, ...]:
    read = plain_text.read(text)
    assert isinstance(read, Form), read
    assert references.faults(read) == ()
    return read.questions


def test_a_title_questions_and_options() -> None:
    read = plain_text.read("""
    Входной мониторинг

    1. В школе есть план?
    - Да
    - Пока нет
    2) Сколько учеников в классе? (число)
    3. Что мешает? (можно несколько, необязательно)
    • Время
    • Другое
    4. Что добавите? (по желанию)
    """)
    assert read == Form("chat", "Входной мониторинг", (
        Question("q1", form.Kind.SELECT_ONE, "В школе есть план?", required=YES,
                 options=(Option("o1", "Да"), Option("o2", "Пока нет"))),
        Question("q2", form.Kind.INTEGER, "Сколько учеников в классе?", required=YES),
        Question("q3", form.Kind.SELECT_MULTIPLE, "Что мешает?",
                 options=(Option("o1", "Время"), Option("other", "Другое"))),
        Question("q3_other", form.Kind.TEXT, "Напишите, пожалуйста, своими словами",
                 relevant="selected(${q3}, 'other')"),
        Question("q4", form.Kind.TEXT, "Что добавите?"),
    ), "1")


@pytest.mark.parametrize(("remark", "kind"), [
    ("число", form.Kind.INTEGER), ("дробное число", form.Kind.DECIMAL), ("ДАТА", form.Kind.DATE),
    ("фото", form.Kind.IMAGE), ("файл", form.Kind.FILE), ("текст", form.Kind.TEXT),
])
def test_what_stands_in_brackets_says_how_it_is_answered(remark: str, kind: form.Kind) -> None:
    question, = made(f"Опрос\n1. Вопрос? ({remark})")
    assert (question.kind, question.label) == (kind, "Вопрос?")


@pytest.mark.parametrize("remark", ["1-5", "1 – 5", "от 1 до 5", "1—5"])
def test_a_scale(remark: str) -> None:
    question, = made(f"Опрос\n1. Оцените ({remark})")
    assert (question.kind, question.scale, question.label) == (form.Kind.RANGE, Scale(1, 5, 1), "Оцените")


def test_brackets_that_mean_something_else_stay() -> None:
    question, = made("Опрос\n1. Сколько часов (в неделю) вы готовитесь? (не считая уроков)")
    assert question.label == "Сколько часов (в неделю) вы готовитесь? (не считая уроков)"


def test_without_numbers_questions_are_known_by_their_mark() -> None:
    one, two = made("Опрос\nЕсть ли план?\nа) да\nб) нет\nПочему?")
    assert (one.label, [each.label for each in one.options]) == ("Есть ли план?", ["да", "нет"])
    assert (two.label, two.kind) == ("Почему?", form.Kind.TEXT)


def test_long_words_may_go_on_in_the_next_line() -> None:
    one, = made("Очень длинное\nназвание\n1. Вопрос, который\nне поместился?\n- Ответ, который\nтоже\n- Второй")
    assert (one.label, [each.label for each in one.options]) == (
        "Вопрос, который не поместился?", ["Ответ, который тоже", "Второй"])


@pytest.mark.parametrize(("text", "faults"), [
    ("", [(1, Trouble.NO_TITLE), (1, Trouble.NO_QUESTION)]),
    ("Опрос", [(1, Trouble.NO_QUESTION)]),
    ("1. Вопрос?", [(1, Trouble.NO_TITLE)]),
    ("Опрос\n- Да\n1. Вопрос?", [(2, Trouble.OPTION_OUTSIDE)]),
    ("Опрос\n1. Вопрос?\n- Да", [(2, Trouble.ONE_OPTION)]),
    ("Опрос\n1. Вопрос? (несколько)", [(2, Trouble.OPTIONS_WANTED)]),
    ("Опрос\n1. Вопрос? (число)\n- Да\n- Нет", [(2, Trouble.OPTIONS_UNWANTED)]),
    ("Опрос\n1. Вопрос?\n- Да\n- «да»", [(2, Trouble.OPTION_TWICE)]),
    ("Опрос\n1. Вопрос? (5-1)", [(2, Trouble.SCALE)]),
    ("Опрос\n1. " + "а" * 1001, [(2, Trouble.TOO_LONG)]),
    ("о" * 121 + "\n1. Вопрос?", [(1, Trouble.TOO_LONG)]),
    ("Опрос\n" + "1. Вопрос?\n" * 301, [(302, Trouble.TOO_MANY)]),
    ("Опрос\n1. Вопрос?\n- Да\n2. Второй? (9-1)", [(2, Trouble.ONE_OPTION), (4, Trouble.SCALE)]),
])
def test_what_is_wrong_is_told_by_its_line(text: str, faults: list[tuple[int, Trouble]]) -> None:
    read = plain_text.read(text)
    assert isinstance(read, tuple)
    assert [(each.line, each.trouble) for each in read] == faults


@given(st.text(st.sampled_from("Аб1.-)(? \n•,"), max_size=120))
def test_any_text_is_a_survey_or_has_faults(text: str) -> None:
    read = plain_text.read(text)
    if isinstance(read, Form):
        assert read.title
        assert references.faults(read) == ()
    else:
        assert all(isinstance(each, Fault) for each in read)
