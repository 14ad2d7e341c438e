"""The roadmap as a Word file in the form of an appendix to an order."""

import io
from dataclasses import replace

import docx
from docx.document import Document as Paper

from messages.reports import apart, roadmap_paper
from messages.reports.roadmap_figures import Part, Roadmap, RoadmapPaper
from tests.messages.reports.roadmaps import DONE, EMPTY, ROADMAP


def opened(roadmap: Roadmap) -> Paper:
    return docx.Document(io.BytesIO(roadmap_paper.make(roadmap)))


def test_the_table_is_that_of_the_order() -> None:
    table, = opened(ROADMAP).tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["№", "Мероприятие", "Срок", "Ответственные", "Ожидаемый результат", "Исполнение", "Примечание"]
    assert rows[1] == ["1", "2", "3", "4", "5", "6", "7"]
    assert rows[2] == ["1. Школы"] * 7, "one cell over the whole width"
    assert rows[3][:5] == ["1.1", "Провести семинар", "с 21.05.2018 по 30.05.2018", "Институт\nШколы: Фокус-группа",
                           "Справка\nне менее 7 соглашений"]
    assert rows[3][5].startswith("Исполнено\nсделали 3 из 3 организаций")
    assert rows[4][1] == "=HYPERLINK(\"http://evil.example\")"
    assert rows[6][1] == "Итоговый мониторинг", "without what XML cannot hold"
    assert rows[6][4] == ""
    assert len(rows) == 2 + 2 + 4


def test_it_stands_under_the_order_and_says_whose_it_is() -> None:
    text = [each.text for each in opened(ROADMAP).paragraphs]
    assert text[0] == "Приложение"
    assert "№ ________" in text[2]
    assert text[3:7] == ["Дорожная карта", "Программа поддержки", "Период: с 16.05.2018 по 31.12.2018",
                         "Исполнение на 20.06.2018"]
    assert text[-1].endswith("Озерова Анна Петровна, куратор")
    assert text[-2].startswith("Задач организаций: 7")


def test_it_lies_on_its_side_and_both_headings_stand_on_every_page() -> None:
    made = opened(ROADMAP)
    section = made.sections[0]
    assert (section.page_width or 0) > (section.page_height or 0)
    marked = ["w:tblHeader" in row._tr.xml for row in made.tables[0].rows]
    assert marked == [True, True] + [False] * 6
    assert all("w:cantSplit" in row._tr.xml for row in made.tables[0].rows)


def test_a_row_too_long_for_a_page_may_be_divided() -> None:
    long = replace(ROADMAP, parts=(Part("1", (replace(DONE, title="Провести семинар " * 300),)),))
    *_, last = opened(long).tables[0].rows
    assert "w:cantSplit" not in last._tr.xml


def test_a_roadmap_without_rows_says_so() -> None:
    *_, last = opened(EMPTY).tables[0].rows
    assert last.cells[0].text == "Мероприятий пока нет."


async def test_it_is_made_in_a_process_of_its_own() -> None:
    assert len(docx.Document(io.BytesIO(await apart.make(RoadmapPaper(ROADMAP)))).tables) == 1
