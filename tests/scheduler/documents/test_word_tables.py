"""Tables of Word with all that people and Word itself put into them."""

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from scheduler.documents import word_file, word_tables
from scheduler.documents.grid import Grid, Pages
from tests.scheduler.documents import papers
from tests.scheduler.documents.papers import ABOVE, LEFT, Counted, Paper

W = nsdecls("w")


def pages(paper: Paper) -> Pages:
    file = word_file.opened(paper.file())
    assert file is not None
    return word_tables.read("план.docx", file)


def raw(rows: str) -> Grid:
    """A table of this XML."""
    paper = Paper("Было")
    paper.document.element.body.insert(1, parse_xml(
        f'<w:tbl {W}><w:tblPr/><w:tblGrid><w:gridCol w:w="500"/><w:gridCol w:w="4000"/></w:tblGrid>{rows}</w:tbl>'))
    return pages(paper).grids[0]


def cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{content}</w:p></w:tc>"


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def texts(grid: Grid) -> list[list[str]]:
    return [[each.text for each in line.cells] for line in grid.lines]


def test_a_table_knows_the_text_before_it_and_its_number() -> None:
    paper = Paper("Приказ", "О плане")
    paper.table([["1"]])
    paper.say("Список")
    paper.table([["2"]])
    paper.say("Исполнитель")
    found = pages(paper)
    assert [(each.table, each.before) for each in found.grids] == [(1, ("Приказ", "О плане")), (2, ("Список",))]
    assert found.after == ("Исполнитель",)
    assert (found.grids[1].lines[0].place.sheet, found.grids[1].lines[0].place.cell) == ("таблица 2", "строка 1")


def test_merged_cells_know_their_breadth_and_whether_their_value_stands_above() -> None:
    paper = Paper()
    paper.table([["а", LEFT, "б"], ["в", "г", ABOVE], [ABOVE, "д", "е"]])
    lines = pages(paper).grids[0].lines
    assert [[(each.text, each.first, each.width, each.above) for each in line.cells] for line in lines] == [
        [("а", 0, 2, False), ("б", 2, 1, False)],
        [("в", 0, 1, False), ("г", 1, 1, False), ("б", 2, 1, True)],
        [("в", 0, 1, True), ("д", 1, 1, False), ("е", 2, 1, False)]]


def test_a_row_may_begin_at_a_later_column() -> None:
    grid = raw(f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{cell(run("а"))}</w:tr>')
    assert (grid.lines[0].cells[0].first, grid.widths) == (1, (500.0, 4000.0))
    assert grid.share(grid.lines[0].cells[0]) > 0.8


def test_what_was_deleted_moved_away_or_hidden_is_no_text_and_what_was_inserted_is() -> None:
    content = (run("до ") + f"<w:del>{run('1')}<w:r><w:delText>2</w:delText></w:r></w:del><w:ins>{run('30')}</w:ins>"
               f"<w:moveFrom>{run('4')}</w:moveFrom><w:moveTo>{run(' мая')}</w:moveTo>{run('тайно', '<w:vanish/>')}")
    assert texts(raw(f"<w:tr>{cell(content)}</w:tr>")) == [["до 30 мая"]]


def test_a_deleted_row_is_hidden_and_still_a_row() -> None:
    grid = raw(f"<w:tr>{cell(run('а'))}</w:tr><w:tr><w:trPr><w:del/></w:trPr>{cell(run('б'))}</w:tr>"
               f"<w:tr><w:trPr><w:ins/></w:trPr>{cell(run('в'))}</w:tr>")
    assert [line.hidden for line in grid.lines] == [False, True, False]


def test_tabs_breaks_hyphens_fields_and_notes_become_what_is_seen() -> None:
    content = (f"{run('а')}<w:r><w:tab/></w:r>{run('б')}<w:r><w:br/></w:r>{run('в')}<w:r><w:noBreakHyphen/></w:r>"
               f"{run('г')}<w:r><w:softHyphen/><w:instrText>PAGE</w:instrText><w:footnoteReference w:id='1'/></w:r>")
    assert raw(f"<w:tr>{cell(content)}</w:tr>").lines[0].cells[0].lines == ("а б", "в-г")


def test_content_controls_may_stand_around_rows_cells_and_text() -> None:
    def control(inner: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"
    row = f"<w:tr>{control(cell(control(run('а'))))}{cell(run('б'))}</w:tr>"
    assert texts(raw(control(row))) == [["а", "б"]]


def test_a_table_within_a_cell_is_one_of_its_own() -> None:
    paper = Paper()
    outer = paper.table([["снаружи", "рядом"]])
    inner = outer.cell(0, 0).add_table(1, 2)
    inner.cell(0, 0).text = "внутри"
    first, second = pages(paper).grids
    assert (texts(first), first.nested) == ([["снаружи", "рядом"]], False)
    assert (texts(second), second.nested, second.table) == ([["внутри", ""]], True, 2)


def test_lists_within_a_cell_keep_the_marks_of_their_lines() -> None:
    paper = Paper()
    numbers = paper.list(("decimal", "%1)"))
    paper.table([[[Counted("Собрать", numbers), "и сверить", Counted("Ответить", numbers)], Counted("", numbers)]])
    first, second = pages(paper).grids[0].lines[0].cells
    assert (first.lines, first.marks) == (("Собрать", "и сверить", "Ответить"), ("1)", "", "2)"))
    assert (second.lines, second.number, second.filled) == ((), "3)", True)


def test_a_row_that_word_repeats_on_every_page_says_so() -> None:
    grid = raw(f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{cell(run('а'))}</w:tr>"
               f'<w:tr><w:trPr><w:tblHeader w:val="0"/></w:trPr>{cell(run("б"))}</w:tr>')
    assert [line.heading for line in grid.lines] == [True, False]


def test_files_of_the_strict_kind_are_read_as_all_others() -> None:
    paper = Paper("План")
    paper.table([["а"]])
    file = word_file.opened(paper.file())
    assert file is not None
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    for element in file.body.iter():
        element.tag = f"{{{strict}}}{word_file.name(element)}"
    assert texts(word_tables.read("план.docx", file).grids[0]) == [["а"]]


def test_cells_merged_in_the_old_way_are_one() -> None:
    begun = cell(run("а"), '<w:hMerge w:val="restart"/>')
    grid = raw(f"<w:tr>{begun}{cell('', '<w:hMerge/>')}</w:tr>")
    assert [(each.text, each.width) for each in grid.lines[0].cells] == [("а", 2)]


def test_cells_that_stand_a_little_aside_belong_to_the_heading_above_most_of_them() -> None:
    def row(*cells: tuple[str, int]) -> str:
        spans = (cell(run(text), f'<w:gridSpan w:val="{width}"/>') for text, width in cells)
        return f"<w:tr>{''.join(spans)}</w:tr>"
    widths = "".join(f'<w:gridCol w:w="{width}"/>' for width in (500, 60, 4000, 60, 1500))
    paper = Paper("План на 2018 год")
    rows = (row(("№", 1), ("Мероприятие", 2), ("Срок", 2)) + row(("1", 2), ("Собрать планы", 1), ("май 2018", 2))
            + row(("2", 1), ("Сверить", 3), ("июнь 2018", 1)))
    paper.document.element.body.insert(1, parse_xml(
        f"<w:tbl {W}><w:tblPr/><w:tblGrid>{widths}</w:tblGrid>{rows}</w:tbl>"))
    document = papers.read(paper.file())
    assert papers.told(document) == [("", "1", "Собрать планы", "май 2018"), ("", "2", "Сверить", "июнь 2018")]
