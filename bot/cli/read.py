"""`vekha read`: how a roadmap in Word or Excel is understood. No programme and no database are needed."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from bot.cli import words
from bot.cli.session import OUR_PLACE, Failure
from scheduler.documents import listing, reading, wording
from scheduler.documents.document import Document, Passed, Row
from scheduler.programme import mistakes, text_file
from scheduler.programme.mistakes import Found, Kind
from scheduler.programme.reading import Context

CUT = 100
"""Signs of a row that are shown; it is to be recognised, not read."""

File = Annotated[Path, typer.Argument(metavar="FILE", help=words.say("help.paper"))]
Period = Annotated[str | None, typer.Option("--period", metavar="YEARS", help=words.say("help.period"))]
Output = Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help=words.say("help.rows_output"))]


def read(file: File, period: Period = None, output: Output = None) -> None:
    """The command."""
    document = _document(file, _context(period))
    if output:
        _write(output, document)
        return
    for line in lines(document):
        typer.echo(line)


def _context(period: str | None) -> Context | None:
    context = Context.of(period) if period else None
    if period and context is None:
        raise Failure([words.say("read.period", period=period)], OUR_PLACE)
    return context


def _document(file: Path, context: Context | None) -> Document:
    found = Found()
    raw = text_file.contents(file, found, Kind.PAPER_MISSING)
    document = None if raw is None else reading.read(file.name, raw, found, context=context)
    if document is None:
        raise Failure([mistakes.line(each) for each in found.all()])
    return document


def _write(output: Path, document: Document) -> None:
    text = json.dumps(listing.entries(document), ensure_ascii=False, indent=1)
    try:
        output.write_text(f"{text}\n", encoding="utf-8")
    except OSError as problem:
        raise Failure([words.say("read.not_written", file=output, why=problem.strerror)]) from None
    typer.echo(words.say("read.written", file=output, rows=len(document.rows)))


def lines(document: Document) -> Iterator[str]:
    """The years, the counts of each table, what every row became, and what is to be looked at."""
    context = document.context
    years = f"{context.first}-{context.last}" if context and context.last > context.first else context and context.first
    yield words.say("read.title", file=document.file, title=document.title, years=years)
    for table in sorted({row.table for row in document.rows} | {each.table for each in document.passed}):
        yield from _table(document, table)
    unsure = [row for row in document.rows if wording.warnings(row)]
    yield words.say("read.unsure" if unsure else "read.sure", number=len(unsure))
    for row in unsure:
        yield words.say("read.look", place=_place(row), warnings="; ".join(wording.warnings(row)))


def _table(document: Document, table: int) -> Iterator[str]:
    rows = [row for row in document.rows if row.table == table]
    passed = [each for each in document.passed if each.table == table]
    counts = Counter(each.fate for each in passed)
    fates = ", ".join(f"{words.say(f'read.{fate}_rows')} — {number}" for fate, number in counts.items())
    name = (rows[0].place if rows else passed[0].place).sheet
    yield words.say("read.table", table=name, activities=len(rows), fates=fates)
    told = [(row.place.line, _activity(row)) for row in rows] + [(each.place.line, _passed(each)) for each in passed]
    yield from (line for _, line in sorted(told, key=lambda pair: pair[0]))


def _activity(row: Row) -> str:
    return words.say("read.activity", place=row.place.cell, number=row.number, activity=_cut(row.activity),
                     phrase=_cut(row.phrase), deadline=_deadline(row), owners=_cut("; ".join(row.owners)),
                     results=len(row.results), indicators=len(row.indicators))


def _deadline(row: Row) -> str:
    return words.say("read.deadline", sort=row.deadline.sort.value, status=row.deadline.status.value,
                     said=wording.deadline(row.deadline))


def _passed(each: Passed) -> str:
    return words.say("read.passed", place=each.place.cell, fate=words.say(f"read.{each.fate}"), text=_cut(each.text))


def _place(row: Row) -> str:
    return ", ".join((*filter(None, (row.place.sheet, row.place.cell)), *([row.number] if row.number else [])))


def _cut(text: str) -> str:
    return text if len(text) <= CUT else text[: CUT - 1] + "…"
