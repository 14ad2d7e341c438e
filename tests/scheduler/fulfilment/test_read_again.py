"""The appendix that we write is a roadmap that we read: every row, its deadline and its owners."""

from collections.abc import Callable

import pytest

from messages.reports import roadmap_book, roadmap_paper
from messages.reports.roadmap_figures import Roadmap
from scheduler.documents.document import Document
from tests.messages.reports.roadmaps import ROADMAP
from tests.scheduler.documents import papers

FORMS = [(roadmap_paper.make, "план.docx"), (roadmap_book.make, "план.xlsx")]


@pytest.mark.parametrize(("make", "name"), FORMS)
def test_what_is_written_is_read_again(make: Callable[[Roadmap], bytes], name: str) -> None:
    found = papers.read(make(ROADMAP), name)
    assert [(row.section, row.number, row.activity) for row in found.rows] == [
        ("1. Школы", "1.1", "Провести семинар"),
        ("1. Школы", "1.2", '=HYPERLINK("http://evil.example")'),
        ("Итоги", "2.1", "Итоговый мониторинг"),
        ("Итоги", "+2", "Итоговый мониторинг")]
    assert [days(found, number) for number in range(3)] == [
        ("2018-05-21", "2018-05-30"), ("", "2018-05-30"), ("2018-10-01", "2018-12-31")]
    assert found.rows[0].owners == ("Институт", "Школы: Фокус-группа")
    assert " ".join(found.rows[0].results) == "Справка не менее 7 соглашений"


def days(found: Document, number: int) -> tuple[str, str]:
    when = found.rows[number].deadline.when
    return str(when.start or ""), str(when.end or "")
