"""The minutes of a meeting as a Word document."""

import io

from docx import Document

from messages.reports import minutes
from messages.reports.figures import Minutes, Present, Resolved

DECISION = Resolved("Р-1", "Составить <график> & план", "МБОУ «Бильчирская СОШ»", "2018-06-05", "open")
OTHER = Resolved("Р-2", "Сводка", "", None, "done")
OLD = Resolved("Р-0", "Старое", "Кедров", "2018-05-01", "late")
WANTED = Minutes(
    "Программа", "Собеседование", 1_526_954_400, 1_526_958_000, "Asia/Irkutsk", "Ауд. 204", "",
    ("Осокина Наталья Михайловна",), True, (Present("Рябинина Марина Петровна", "МБОУ «Бильчирская СОШ»"),
                                            Present("", "")), ("Итоги",), (DECISION, OTHER), (OLD,), 1_527_000_000)


def words(made: bytes) -> str:
    paper = Document(io.BytesIO(made))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in paper.paragraphs), *cells])


def test_it_tells_when_where_who_what_and_by_when() -> None:
    text = words(minutes.make(WANTED))
    for part in ("22 мая 2018 года, 10:00–11:00 (время — Иркутск)", "Ауд. 204", "Присутствовали (2)", "1. Итоги",
                 "Составить <график> & план", "5 июня", "Не выполнено с прошлых встреч", "просрочено", "выполнено",
                 "без срока", "Осокина Н. М."):
        assert part in text, part


def test_whoever_was_forgotten_has_no_name_in_it() -> None:
    assert words(minutes.make(WANTED)).count("Участник удалён") == 2


def test_without_marks_and_decisions_it_says_so() -> None:
    bare = Minutes("П", "В", 1_526_954_400, 1_526_958_000, "Asia/Irkutsk", "", "", (), False, (), (), (), (), 1)
    text = words(minutes.make(bare))
    assert "отметок о присутствии нет" in text
    assert "Решений не записано." in text
    assert "Повестка" not in text
