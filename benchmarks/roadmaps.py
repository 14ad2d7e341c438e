"""Part `roadmaps`: a roadmap of two thousand rows as Word and as Excel, from the bytes to the rows as understood."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl

from benchmarks import tables
from benchmarks.sizes import Scale
from benchmarks.tables import Line
from scheduler.clock import SystemClock
from scheduler.documents import reading
from scheduler.programme.mistakes import Found

TITLE = "A roadmap read"
AT_MOST = 5.0
"""Seconds."""
SECTION = 50
"""Activities of each section."""
HEAD = ("№ п/п", "Мероприятие", "Срок исполнения", "Ответственные", "Ожидаемый результат")
DEADLINES = ("до 30.05.2018", "май 2018", "II квартал", "1 раз в месяц", "с 1 по 15 октября", "в течение года")
_NAMES = "http://schemas.openxmlformats.org"
_TYPES = (f'<Types xmlns="{_NAMES}/package/2006/content-types"><Default Extension="rels" ContentType="application/'
          'vnd.openxmlformats-package.relationships+xml"/></Types>')
_RELATIONS = (f'<Relationships xmlns="{_NAMES}/package/2006/relationships"><Relationship Id="r" Type="{_NAMES}/'
              'officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>')


async def run(folder: Path, scale: Scale) -> list[Line]:
    """Each kind as often as there are rounds."""
    lines = []
    for name, made in (("roadmap.docx", word(scale.roadmap)), ("roadmap.xlsx", excel(scale.roadmap))):
        seconds = [read(name, made, scale.roadmap) for _ in range(scale.rounds)]
        lines.append(tables.at_most(f"{name} of {scale.roadmap} rows, seconds", tables.spread(seconds, ".2f", " s"),
                                    max(seconds), AT_MOST))
    return lines


def read(name: str, raw: bytes, rows: int) -> float:
    """Seconds until every row is understood."""
    clock, found = SystemClock(), Found()
    begun = clock.monotonic()
    document = reading.read(name, raw, found)
    taken = clock.monotonic() - begun
    if document is None or len(document.rows) != rows:
        raise AssertionError(f"{name} was not read whole")
    return taken


def rows(number: int) -> Iterator[tuple[str, ...]]:
    """The headings, and the activities in their sections; a section is a row of one text."""
    yield HEAD
    for place in range(number):
        if place % SECTION == 0:
            yield (f"Раздел {place // SECTION + 1}. Работа со школами",)
        yield (str(place + 1), f"Провести дело номер {place + 1} со школами-участницами и их партнёрами",
               DEADLINES[place % len(DEADLINES)], "МОУО, школы-участницы; ГАУ ДПО ИРО (по согласованию)",
               f"Заключено не менее {place % 9 + 1} соглашений, обучено не менее 60 человек")


def word(number: int) -> bytes:
    """The table within an order."""
    table = "".join(f"<w:tr>{_cells(row)}</w:tr>" for row in rows(number))
    document = (f'<w:document xmlns:w="{_NAMES}/wordprocessingml/2006/main"><w:body>{_said("План на 2018 год")}<w:tbl>'
                f"{table}</w:tbl></w:body></w:document>")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (("[Content_Types].xml", _TYPES), ("_rels/.rels", _RELATIONS),
                              ("word/document.xml", document)):
            archive.writestr(name, content)
    return made.getvalue()


def _cells(row: tuple[str, ...]) -> str:
    span = f'<w:tcPr><w:gridSpan w:val="{len(HEAD)}"/></w:tcPr>' if len(row) == 1 else ""
    return "".join(f"<w:tc>{span}{_said(text)}</w:tc>" for text in row)


def _said(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def excel(number: int) -> bytes:
    """The sheet."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["План на 2018 год"])
    for row in rows(number):
        sheet.append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()
