"""Rows and answers become sections and activities."""

from scheduler.documents import activities, questions
from scheduler.documents.activities import Drawn
from scheduler.documents.answers import Answer, Answers, Said
from scheduler.documents.document import Document
from scheduler.documents.whose import Owners
from scheduler.programme.model import Level, Owner
from scheduler.programme.reading import Sort
from tests.scheduler.documents.plans import (
    FIGURE,
    day,
    document,
    listed,
    recurring,
    region,
    row,
    unread,
    unsure,
    until,
    without,
)


def drawn(paper: Document, *said: Answer) -> Drawn:
    """With these answers to its questions, in their order."""
    here = region()
    known = Owners(here)
    asked = questions.of(paper, here, known)
    answers: Answers = {question.id: answer for question, answer in zip(asked, said, strict=False)}
    return activities.draw(paper, here, asked, answers, known)


def test_a_row_becomes_an_activity_with_all_that_it_says() -> None:
    found = drawn(document(row("  Семинар\nдля школ ", until("2024-03-30"), ["Школы"], number="1.", section="I. Анализ",
                               results=("Обучено не менее 60 человек", " "), indicators=(FIGURE,))))
    one, = found.activities
    assert (one.number, one.section, one.title, one.due.end) == ("1", "I", "Семинар для школ", day("2024-03-30"))
    assert one.owners == (Owner(Level.SCHOOL),)
    assert (one.results, one.indicators) == (("Обучено не менее 60 человек",), (FIGURE,))


def test_a_list_becomes_several_numbered_and_named_by_their_months() -> None:
    found = drawn(document(row("Мониторинг", listed("2023-10-31", "2024-01-31"), number="3")))
    assert [(each.number, each.title) for each in found.activities] == [
        ("3/1", "Мониторинг (октябрь 2023)"), ("3/2", "Мониторинг (январь 2024)")]
    assert found.times == 1


def test_a_figure_that_several_dates_share_is_counted_once() -> None:
    found = drawn(document(row("Курсы", listed("2023-10-31", "2024-01-31"), number="3", indicators=(FIGURE,))))
    assert [each.indicators for each in found.activities] == [(FIGURE,), ()]


def test_a_monthly_rule_becomes_a_month_of_activities_each() -> None:
    found = drawn(document(row("Собеседование", recurring("FREQ=MONTHLY"), number="3")))
    assert len(found.activities) == 9
    assert found.activities[-1].title == "Собеседование (май 2024)"


def test_what_says_no_day_is_counted_as_undated() -> None:
    found = drawn(document(*(row(sort.value, without(sort)) for sort in (Sort.RELATIVE, Sort.UNSPECIFIED, Sort.NONE))))
    assert len(found.undated) == 3


def test_answers_say_days_skip_rows_and_name_owners() -> None:
    paper = document(row("А", unsure("30 марта", "2024-03-30")), row("Б", unread("по ситуации")),
                     row("В", until("2024-03-30"), ["Совет"]))
    found = drawn(paper, Answer(Said.DAY, day("2024-04-01")), Answer(Said.SKIP),
                  Answer(Said.OWNERS, owners=(Owner(Level.SCHOOL, "focus"),)))
    assert [(each.title, each.due.end, each.owners) for each in found.activities] == [
        ("А", day("2024-04-01"), (Owner(Level.SCHOOL),)),
        ("В", day("2024-03-30"), (Owner(Level.SCHOOL, "focus"),))]
    assert found.skipped == (1,)


def test_what_is_left_open_has_no_day_and_no_owner_of_its_own() -> None:
    found = drawn(document(row("Б", unread("по ситуации"), ["Совет"])))
    assert found.undated == found.ownerless == found.activities
    assert drawn(document(row("А", unsure("30 марта", "2024-03-30")))).undated == (), "it was read, if not surely"


def test_a_twin_is_left_out_where_somebody_says_so() -> None:
    paper = document(row("Отчёт", until("2024-03-30")), row("Отчёт", until("2024-03-30")))
    assert len(drawn(paper).activities) == 2
    assert len(drawn(paper, Answer(Said.ONE)).activities) == 1


def test_a_section_of_which_nothing_is_loaded_is_left_out() -> None:
    paper = document(row("А", until("2024-03-30"), section="I. Анализ"),
                     row("Б", unread("по ситуации"), section="II. Обучение"))
    assert [each.number for each in drawn(paper, Answer(Said.SKIP)).sections] == ["I"]


def test_a_title_of_any_length_fits() -> None:
    found = drawn(document(row("Мониторинг " * 200, listed("2023-10-31", "2024-01-31"))))
    assert {len(each.title) <= activities.TITLE for each in found.activities} == {True}
    assert found.activities[0].title.endswith("(октябрь 2023)")
