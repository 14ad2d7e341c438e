"""Deadlines that stand in several columns, become one phrase."""

from datetime import datetime

import pytest

from tests.scheduler.documents import papers
from tests.scheduler.documents.papers import ABOVE, LEFT, Paper

PERIOD: list[list[papers.Content]] = [["Мероприятие", "Срок", LEFT, "Ответственный"],
                                      [ABOVE, "начало", "окончание", ABOVE]]


def phrases(rows: list[list[papers.Content]]) -> list[str]:
    paper = Paper("План на 2018 год")
    paper.table(rows)
    document = papers.read(paper.file())
    assert papers.accounted(document, len(rows))
    return [row.phrase for row in document.rows]


@pytest.mark.parametrize(("start", "end", "phrase"), [
    ("01.05.2018", "30.05.2018", "с 01.05.2018 по 30.05.2018"), ("", "30.05.2018", "до 30.05.2018"),
    ("01.05.2018", "", "с 01.05.2018"), ("май", "июнь", "май – июнь"), ("май 2018", "май 2018", "май 2018"),
    ("", "июнь", "июнь"), ("-", "июнь", "июнь"), ("", "", ""),
])
def test_a_start_and_an_end_are_a_period(start: str, end: str, phrase: str) -> None:
    assert phrases([*PERIOD, ["Собрать", start, end, "МОУО"]]) == [phrase]


def test_several_columns_of_dates_are_several_deadlines() -> None:
    head: list[papers.Content] = ["Мероприятие", "Дата", "Дата", "Ответственный"]
    assert phrases([head, ["Встречи", "01.02.2018", "19.05.2018", "МОУО"]]) == ["01.02.2018 / 19.05.2018"]


def test_a_mark_over_several_months_names_each() -> None:
    head: list[papers.Content] = ["Мероприятие", "сен", "окт", "ноя", "дек"]
    rows: list[list[papers.Content]] = [["Сбор", "х", LEFT, LEFT, ""], ["Итог", "", "", "", "V"],
                                        ["Встреча", "", "15", "", "17-18"]]
    assert phrases([head, *rows]) == [
        "сентябрь, октябрь, ноябрь", "декабрь", "15 октября, 17-18 декабря"]


def test_an_own_deadline_of_a_later_row_is_one_more() -> None:
    head: list[papers.Content] = ["№", "Мероприятие", "Срок", "Результат"]
    assert phrases([head, ["1", "Сбор", "до 01.02.2018", "Список"], ["", "", "до 01.03.2018", "Отчёт"]]) == [
        "до 01.02.2018 / до 01.03.2018"]


def test_a_deadline_merged_downwards_holds_for_each_row() -> None:
    head: list[papers.Content] = ["№", "Мероприятие", "Срок"]
    assert phrases([head, ["1", "Сбор", "до 01.02.2018"], ["2", "Сверка", ABOVE]]) == ["до 01.02.2018"] * 2


def test_the_sign_of_the_same_repeats_the_row_above() -> None:
    head: list[papers.Content] = ["№", "Мероприятие", "Срок", "Ответственный"]
    rows: list[list[papers.Content]] = [["1", "Сбор", "до 01.02.2018", "МОУО"], ["2", "Сверка", "-//-", "-//-"]]
    assert phrases([head, *rows]) == ["до 01.02.2018"] * 2


def test_a_number_of_excels_is_the_day_that_it_means_and_to_be_confirmed() -> None:
    made = papers.book(("План 2018", [["Мероприятие", "Срок"], ["Собрать планы", 43250]]))
    row, = papers.read(papers.saved(made), "план.xlsx").rows
    assert (row.phrase, row.deadline.status.value) == ("30.05.2018", "unsure")


def test_a_number_that_excel_took_for_a_day_is_that_number_again() -> None:
    day = datetime(2018, 2, 1)  # noqa: DTZ001  as Excel gives a date
    made = papers.book(("План 2018", [["№", "Мероприятие", "Срок"], [day, "Собрать планы", "май 2018"]]))
    assert papers.read(papers.saved(made), "план.xlsx").rows[0].number == "1.2"
