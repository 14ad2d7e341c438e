"""The order of a card, its figures, and the words for how a measure stands."""

import pytest

from scheduler.cards import drawing, paper, table
from scheduler.cards.drawing import Progress
from scheduler.cards.usual import usual
from storage.assignments import Kind
from storage.cards import Note, Row, School
from storage.plans import Teacher
from storage.tasks import TaskState

TODAY = "2018-06-07"


def row(id: int, kind: Kind = Kind.MEASURE, parent: int | None = 1, state: TaskState = TaskState.OPEN,
        due_on: str | None = "2018-07-01", review: str = "author") -> Row:
    return Row(id, parent, kind, f"М-{id}", f"Дело {id}", f"Дело {id}", review, 1, "", None, "", 0, id, 1, state,
               due_on, 0, "", 0, 1)


ROWS = [row(1, Kind.PROBLEM, None, due_on=None), row(2, state=TaskState.ACCEPTED, due_on="2018-05-01"), row(3),
        row(4, state=TaskState.DONE), row(5, state=TaskState.RETURNED, due_on="2018-06-01"),
        row(6, state=TaskState.DONE, review="none"), row(7, due_on="2018-06-07"),
        row(8, Kind.PROBLEM, None, TaskState.ACCEPTED, None), row(9, Kind.PROBLEM, None, due_on=None)]


def test_what_is_late_comes_first_and_what_is_settled_last() -> None:
    first, second, third = drawing.drawn(ROWS, TODAY)
    assert [each.id for each in first.measures] == [5, 4, 7, 3, 2, 6]
    assert (first.problem.id, second.problem.id, third.problem.id) == (1, 9, 8)
    assert first.progress == Progress(6, 2, 1)
    assert first.progress.percent == 33
    assert second.progress.percent == 0


@pytest.mark.parametrize(("id", "word", "days"), [(2, "settled", 0), (3, "open", 0), (4, "waiting", 0), (5, "late", 6),
                                                  (6, "settled", 0), (7, "open", 0)])
def test_each_state_has_its_word(id: int, word: str, days: int) -> None:
    measure = next(each for each in ROWS if each.id == id)
    assert (paper.state(measure, TODAY), paper.days_late(measure, TODAY)) == (word, days)


def test_usual_problems_fit_the_buttons_of_one_screen() -> None:
    assert 8 <= len(usual()) <= 9
    assert all(len(code.encode()) <= 20 and len(words) <= 30 for code, words in usual().items())


def test_a_workbook_has_a_row_for_each_measure_and_for_a_problem_without_any() -> None:
    school = School(1, "Школа", "Район", 3, 1, 6, 2, 1, 1)
    page = table._measures([school], ROWS, {5: [Note(5, 0, "Анна", "=Скоро", "план.pdf")]}, TODAY)
    assert len(page.rows) == 1 + 6 + 1 + 1
    assert {len(each) for each in page.rows} == {12}
    assert page.rows[1][6:9] == ["01.06.2018", "просрочено", 6]
    assert page.rows[1][-1] == "=Скоро; план.pdf"


def test_a_workbook_ends_with_what_all_schools_come_to() -> None:
    schools = [School(1, "А", "Район", 3, 1, 6, 2, 1, 2), School(2, "Б", "Район", 0, 0, 0, 0, 0, 2)]
    *_, empty, total = table._schools(schools).rows
    assert empty[2:] == ["Б", 0, 0, 0, 0, 0, None]
    assert total[2:] == ["Всего", 3, 1, 6, 2, 1, 33]


def test_a_teacher_without_a_mentor_stands_in_the_workbook() -> None:
    page = table._mentors([Teacher(1, "Анна", "математика", 1, "Школа", None, "", 0, 0, 0, 1, 1)])
    assert page.rows[1] == ["Школа", "Анна", "математика", "нет", 0, 0, 0]
