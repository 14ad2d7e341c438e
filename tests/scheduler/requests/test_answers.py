"""What has come back, in words and figures."""

from dataclasses import replace

import pytest

from scheduler.requests import answers
from scheduler.surveys.form import Kind, Option, Question
from storage.assignments import Given, Part
from storage.tasks import TaskState

PUPILS = Question("q1", Kind.DECIMAL, "Сколько девятиклассников", required="true()")
PLAN = Question("q2", Kind.SELECT_ONE, "Есть план?", options=(Option("o1", "Да"), Option("o2", "Пока нет")))
ROW = Given(1, "q1", "31.5", None, "", "", 0)
PART = Part(1, TaskState.DONE, "2018-05-25", 5, 9, "Школа", "Район", "Asia/Irkutsk", "", "Иванова", None)


def test_numbers_are_added_up_and_nothing_else_is() -> None:
    rows = [ROW, replace(ROW, task=2, value="10"), replace(ROW, task=3, value='"слово"'), replace(ROW, question="q2")]
    assert answers.sums([PUPILS, PLAN], rows) == [answers.Sum("Сколько девятиклассников", 2, "41,5", "20,75")]


def test_without_an_answer_there_is_no_sum() -> None:
    assert answers.sums([PUPILS], []) == []


def test_answers_stand_by_task_in_words() -> None:
    rows = [ROW, replace(ROW, question="q2", value='"o2"'), Given(2, "", "Сделали", None, "", "", 0),
            Given(2, "", "", 4, "акт.pdf", "", 9)]
    assert answers.by_task([PUPILS, PLAN], rows) == {
        1: {"q1": "31,5", "q2": "Пока нет"}, 2: {"": "Сделали; акт.pdf"}}


@pytest.mark.parametrize(("asked", "said"), [
    ([PUPILS], (("", "31,5"), ("", "Акт"))),
    ([PUPILS, PLAN], ((PUPILS.label, "31,5"), (PLAN.label, "Да"), ("", "Акт")))])
def test_a_single_question_is_not_repeated_beside_each_answer(asked: list[Question], said: tuple[object, ...]) -> None:
    words = {one.name: word for one, word in zip(asked, ("31,5", "Да"), strict=False)} | {"": "Акт"}
    assert answers.line(1, PART, words, asked).said == said
