"""The printed card of a school."""

import io

import docx
from docx.document import Document as Paper

from messages.reports import apart, school_card
from messages.reports.card_figures import Measure, Problem, Said, SchoolCard

LATE = Measure("М-1", "Открытый урок\nв два дня", "2018-06-01", "late", 6, "", "Кругобайкалов Степан Ильич",
               [Said(1527500000, "Рябинина Марина Петровна", f"=Слова {number}", "") for number in range(5)])
DONE = Measure("М-2", "=1+1 <b>", "", "settled", 0, "Голоустов Александр Михайлович", "", [])
CARD = SchoolCard("Программа", "МБОУ «Школа»", "Район", [
    Problem("П-1", "Кадры: нет\x00 физика", "solving", "Осокина Наталья Михайловна", 1526435700, [LATE, DONE],
            [Said(1527500000, "", "", "приказ.pdf")]),
    Problem("П-2", "Оснащение", "solved", "", 1526435700, [], [])], 1, 2, 1, 1, "Asia/Irkutsk", 1528300000)


def opened(content: bytes) -> Paper:
    return docx.Document(io.BytesIO(content))


def test_every_problem_has_its_measures_with_who_and_when() -> None:
    made = opened(school_card.make(CARD))
    table, = made.tables
    head, late, done = ([cell.text for cell in row.cells] for row in table.rows)
    assert head[1] == "Мера"
    assert late[:6] == ["М-1", "Открытый урок\nв два дня", "01.06.2018", "просрочено на 6 дней", "школа",
                        "Кругобайкалов С. И."]
    assert late[6].splitlines()[0] == "28.05.2018, Рябинина М. П.: =Слова 2", "the latest three"
    assert done == ["М-2", "=1+1 <b>", "—", "выполнено", "Голоустов А. М.", "—", ""]
    text = "\n".join(each.text for each in made.paragraphs)
    assert "1. Кадры: нет физика" in text
    assert "28.05.2018, участник удалён: приказ.pdf" in text
    assert "Мер пока нет." in text
    assert "2 проблемы, решено 1. Меры: выполнено 1 из 2, просрочено 1." in text
    assert "Директор школы ____" in text


def test_it_lies_on_its_side_and_its_heads_stand_on_every_page() -> None:
    made = opened(school_card.make(CARD))
    section = made.sections[0]
    assert section.page_width
    assert section.page_height
    assert section.page_width > section.page_height
    assert "w:tblHeader" in made.tables[0].rows[0]._tr.xml
    assert "w:cantSplit" in made.tables[0].rows[1]._tr.xml


async def test_it_is_made_in_a_process_of_its_own() -> None:
    assert len(opened(await apart.make(CARD)).tables) == 1
