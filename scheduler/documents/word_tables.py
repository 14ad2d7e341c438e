"""The tables of a Word file wherever they stand in it, with the text before each.

The XML is walked directly: python-docx looks for each cell of a row through the whole table.
"""

from dataclasses import replace

from messages import lexicon
from scheduler.documents.grid import Cell, Grid, Line, Pages, bounded
from scheduler.documents.word_file import Element, WordFile, attribute, child, children, name, switched, value
from scheduler.documents.word_numbers import Counter
from scheduler.documents.word_text import lines, parts
from scheduler.programme.mistakes import Place

_WIDTH = 100.0
"""Of a column that the table does not measure."""
_SPAN_LIMIT = 200


def read(file_name: str, file: WordFile) -> Pages:
    """All tables. Raises `TooMuch`."""
    return _Reader(file_name, Counter(file)).pages(file.body)


class _Reader:
    """Goes through the body once, because numbers are counted on the way."""

    def __init__(self, file: str, counter: Counter) -> None:
        self._file = file
        self._counter = counter
        self._grids: list[Grid] = []
        self._before: list[str] = []

    def pages(self, body: Element) -> Pages:
        """The tables in the order in which they begin."""
        for block in parts(body, "p", "tbl"):
            if name(block) == "tbl":
                self._table(block, nested=False)
            else:
                self._before += self._paragraph(block)
        return Pages(tuple(self._grids), tuple(self._before))

    def _paragraph(self, paragraph: Element) -> tuple[str, ...]:
        mark = self._counter.mark(paragraph)
        first, *rest = lines(paragraph) or ("",)
        counted = f"{mark} {first}".strip() if mark != "•" else first
        return tuple(line for line in (counted, *rest) if line)

    def _table(self, table: Element, nested: bool) -> None:
        number, before = len(self._grids) + 1, tuple(self._before)
        self._before.clear()
        self._grids.append(Grid(number, "", (), (), before, nested))  # keeps its place before those inside it
        open_: dict[int, Cell] = {}
        rows = bounded(self._row(row, number, count, open_) for count, row in enumerate(parts(table, "tr"), 1))
        breadth = max((cell.first + cell.width for row in rows for cell in row.cells), default=0)
        self._grids[number - 1] = replace(self._grids[number - 1], lines=rows, widths=_widths(table, breadth))

    def _row(self, row: Element, table: int, number: int, open_: dict[int, Cell]) -> Line:
        said = lexicon.sayings("documents/places")
        place = Place(self._file, said["table"](table=table), said["row"](row=number), number)
        properties = child(row, "trPr")
        struck = child(properties, "del") is not None
        first = _whole(value(properties, "gridBefore"))
        cells: list[Cell] = []
        for element in parts(row, "tc"):
            cell = self._cell(element, place, first, open_)
            first += cell.width
            beside = child(child(element, "tcPr"), "hMerge")
            if cells and beside is not None and attribute(beside, "val") != "restart":
                cells[-1] = replace(cells[-1], width=cells[-1].width + cell.width)
            else:
                cells.append(cell)
        return Line(tuple(cells), place, struck or switched(properties, "hidden"), switched(properties, "tblHeader"))

    def _cell(self, element: Element, place: Place, first: int, open_: dict[int, Cell]) -> Cell:
        properties = child(element, "tcPr")
        width = min(max(_whole(value(properties, "gridSpan")), 1), _SPAN_LIMIT)
        merge = child(properties, "vMerge")
        if merge is not None and attribute(merge, "val") != "restart" and first in open_:
            above = open_[first]
            return Cell(above.lines, place, first, width, above=True, marks=above.marks)
        texts, marks = self._text(element)
        cell = Cell(texts, place, first, width, marks=marks)
        open_.pop(first, None)
        if merge is not None:
            open_[first] = cell
        return cell

    def _text(self, cell: Element) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The lines of its paragraphs with the marks before them; a table inside becomes one of its own."""
        texts: list[str] = []
        marks: list[str] = []
        lone = ""
        for block in parts(cell, "p", "tbl"):
            if name(block) == "tbl":
                self._before += texts
                self._table(block, nested=True)
                continue
            mark, own = self._counter.mark(block), lines(block)
            if own:
                texts += own
                marks += [mark, *("" for _ in own[1:])]
            elif not lone and mark != "•":
                lone = mark
        return tuple(texts), tuple(marks) if texts else (lone,) if lone else ()


def _widths(table: Element, breadth: int) -> tuple[float, ...]:
    measured = [attribute(column, "w") for column in children(child(table, "tblGrid"), "gridCol")]
    widths = [float(each) if each.isdecimal() and each != "0" else _WIDTH for each in measured]
    return tuple((widths + [_WIDTH] * breadth)[:breadth])


def _whole(text: str) -> int:
    return min(int(text), _SPAN_LIMIT) if text.isdecimal() else 0
