"""What a person is asked to look at, and that nothing is corrected in silence."""

import pytest

from scheduler.documents import listing, wording
from scheduler.documents.document import Concern, Row, Warned
from scheduler.programme.reading import Doubt, Why
from tests.scheduler.documents import papers
from tests.scheduler.documents.papers import LEFT, Paper

HEAD: list[papers.Content] = ["№", "Мероприятие", "Срок", "Ответственный"]


def rows(*made: list[papers.Content], title: str = "План на 2018 год") -> tuple[Row, ...]:
    paper = Paper(title)
    paper.table([HEAD, *made])
    document = papers.read(paper.file())
    assert papers.accounted(document, 1 + len(made))
    return document.rows


def test_a_sound_row_has_nothing_to_look_at() -> None:
    only, = rows(["1", "Собрать планы", "до 30.05.2018", "МОУО"])
    assert (only.warnings, wording.warnings(only)) == ((), ())


def test_what_is_missing_is_said() -> None:
    bare, dashed = rows(["1", "Собрать планы", "", ""], ["2", "Сверить планы", "-", "–"])
    assert papers.concerns(bare) == papers.concerns(dashed) == ["no_deadline", "no_owner"]
    assert wording.warnings(bare) == ("срок не назван", "ответственные не названы")


def test_a_deadline_outside_the_years_is_kept_and_said() -> None:
    inside, outside = rows(["1", "Собрать", "до 30.05.2018", "МОУО"], ["2", "Сверить", "до 30.05.2019", "МОУО"])
    assert (papers.concerns(inside), papers.concerns(outside)) == ([], ["outside_period"])
    assert outside.phrase == "до 30.05.2019"
    assert "30.05.2019" in wording.warnings(outside)[0]


def test_the_summer_around_a_school_year_belongs_to_its_plan() -> None:
    found = rows(["1", "Собрать", "до 30.08.2023", "МОУО"], ["2", "Сверить", "до 30.06.2024", "МОУО"],
                 ["3", "Забыть", "до 30.06.2023", "МОУО"], title="План на 2023-2024 учебный год")
    assert ["outside_period" in papers.concerns(row) for row in found] == [False, False, True]


def test_a_doubled_row_and_a_number_used_twice_name_the_other() -> None:
    first, second, third = rows(
        ["1", "Собрать планы", "до 30.05.2018", "МОУО, ИРО"], ["2", "Собрать  «планы»", "до 30.05.2018", "ИРО, МОУО"],
        ["2", "Сверить", "до 30.05.2018", "МОУО"])
    assert [papers.concerns(row) for row in (first, second, third)] == [[], ["twice"], ["number_twice"]]
    assert dict(second.warnings[0].facts) == {"other": "1"}


def test_numbers_may_begin_anew_in_each_section() -> None:
    found = rows(["Раздел 1", LEFT, LEFT, LEFT], ["1", "Собрать", "до 30.05.2018", "МОУО"],
                 ["Раздел 2", LEFT, LEFT, LEFT], ["1", "Сверить", "до 30.05.2018", "МОУО"])
    assert [papers.concerns(row) for row in found] == [[], []]


def test_the_same_activity_at_another_time_is_no_double() -> None:
    found = rows(["1", "Собрать планы", "до 30.05.2018", "МОУО"], ["2", "Собрать планы", "до 30.11.2018", "МОУО"])
    assert [papers.concerns(row) for row in found] == [[], []]


def test_deadlines_that_differ_within_a_row_are_said_and_the_column_wins() -> None:
    same, within, other = rows(
        ["1", "Сдать отчёт до 30.05.2018", "до 30.05.2018", "МОУО"],
        ["2", "Провести встречу 29 мая 2018", "май 2018", "МОУО"],
        ["3", "Сдать планы до 20.05.2018", "до 30.05.2018", "МОУО"])
    assert [papers.concerns(row) for row in (same, within, other)] == [[], [], ["deadlines_differ"]]
    assert other.phrase == "до 30.05.2018"


def test_a_preparation_that_ends_after_its_event_is_said() -> None:
    own, event, late, sound = rows(
        ["1", "Подготовка семинара 29 мая 2018 года", "до 30.05.2018", "МОУО"],
        ["2", "Проведение ярмарки школьных проектов", "10.10.2018", "МОУО"],
        ["3", "Подготовка к ярмарке школьных проектов", "до 15.10.2018", "МОУО"],
        ["4", "Подготовка к ярмарке школьных проектов", "до 09.10.2018", "МОУО"])
    assert [papers.concerns(row) for row in (own, event, late, sound)] == [["after_event"], [], ["after_event"], []]
    assert wording.warnings(late) == (
        "срок 15.10.2018 позже события, к которому готовятся: оно 10.10.2018 (строка 2)",)


def test_an_activity_too_long_for_a_screen_is_said() -> None:
    only, = rows(["1", "Собрать планы " * 80, "до 30.05.2018", "МОУО"])
    assert papers.concerns(only) == ["long"]


@pytest.mark.parametrize("concern", Concern)
def test_every_concern_has_words(concern: Concern) -> None:
    names = ("day", "first", "last", "event", "other", "number", "one", "phrase", "length", "limit")
    said = wording.concern(Warned(concern, tuple((name, "семь") for name in names)))
    assert said
    assert "{" not in said


@pytest.mark.parametrize("why", Why)
def test_every_doubt_has_words(why: Why) -> None:
    said = wording.doubt(Doubt(why, "срок"))
    assert said
    assert "{" not in said


def test_a_list_of_plain_values_holds_what_a_row_says() -> None:
    paper = Paper("План на 2018 год")
    paper.table([[*HEAD, "Результат"], ["1.", "Курсы", "с 01.05.2018 по 30.05.2018", "ИРО, МОУО",
                                        ["1. Обучено не менее 2,5 % педагогов", "2. Приказ"]]])
    assert listing.entries(papers.read(paper.file())) == [{
        "table": 1, "section": "", "number": "1", "activity": "Курсы", "deadline": "с 01.05.2018 по 30.05.2018",
        "status": "read", "start": "2018-05-01", "end": "2018-05-30", "recurrence": "", "owners": ["ИРО", "МОУО"],
        "result": "Обучено не менее 2,5 % педагогов\nПриказ",
        "indicators": [{"plan": 2.5, "unit": "% педагогов", "at_least": True, "per": "",
                        "title": "Обучено не менее 2,5 % педагогов"}],
        "warnings": []}]
