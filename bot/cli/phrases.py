"""`vekha phrases`: how deadline phrases are read, and how often that is right where the table says what is."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from bot.cli import words
from bot.cli.session import Failure
from scheduler.deadlines import judging
from scheduler.deadlines.judging import NoTable, Phrase, Verdict
from scheduler.documents import wording
from scheduler.programme import mistakes, text_file
from scheduler.programme import phrases as language
from scheduler.programme.mistakes import Found, Kind
from scheduler.programme.reading import Context, Reading, Status

Table = Annotated[Path, typer.Argument(metavar="FILE.tsv", help=words.say("help.phrases_file"))]
Answers = Annotated[Path | None, typer.Option("-o", "--output", metavar="ANSWERS.tsv",
                                              help=words.say("help.phrases_output"))]
Judged = Sequence[tuple[Phrase, Reading]]


def phrases(file: Table, output: Answers = None) -> None:
    """The command."""
    rows = _rows(file)
    for row in rows:
        if row.context and Context.of(row.context) is None:
            typer.echo(words.say("phrases.context", file=file.name, line=row.line, context=row.context), err=True)
    found = [(row, language.understood(row.phrase, Context.of(row.context))) for row in rows]
    if output:
        _write(output, found)
    for line in _told(found):
        typer.echo(line)


def _rows(file: Path) -> tuple[Phrase, ...]:
    found = Found()
    text = text_file.text(file, found, Kind.PAPER_MISSING)
    if text is None:
        raise Failure([mistakes.line(each) for each in found.all()])
    try:
        return judging.phrases(text)
    except NoTable:
        raise Failure([words.say("phrases.no_table", file=file.name)]) from None


def _write(output: Path, found: Judged) -> None:
    try:
        output.write_text("".join(f"{line}\n" for line in judging.answers(found)), encoding="utf-8")
    except OSError as problem:
        raise Failure([words.say("read.not_written", file=output, why=problem.strerror)]) from None


def _told(found: Judged) -> Iterator[str]:
    """What needs a look, then the counts and, where the right readings are known, the shares."""
    for row, reading in found:
        if reading.status is not Status.READ:
            start, end, rule = judging.value(reading)
            yield words.say(f"phrases.{reading.status}", line=row.line, phrase=row.phrase, start=start, end=end,
                            rule=rule, why="; ".join(map(wording.doubt, reading.doubts)))
    statuses = Counter(reading.status for _, reading in found)
    yield words.say("phrases.counts", all=len(found), read=statuses[Status.READ], unsure=statuses[Status.UNSURE],
                    not_understood=statuses[Status.NOT_UNDERSTOOD])
    yield from _shares([each for each in found if each[0].known])


def _shares(known: Judged) -> Iterator[str]:
    if not known:
        return
    verdicts = Counter(judging.verdict(row, reading) for row, reading in known)
    shares = {each.value: f"{100 * verdicts[each] / len(known):.1f}".replace(".", ",") for each in Verdict}
    for row, reading in known:
        if (judged := judging.verdict(row, reading)) is not Verdict.RIGHT:
            start, end, rule = judging.value(reading)
            right = " | ".join(" ".join(filter(None, (f"{one[0]}..{one[1]}", one[2]))) for one in row.right)
            yield words.say("phrases.differs", verdict=judged, line=row.line, phrase=row.phrase, start=start, end=end,
                            rule=rule, right=right)
    yield words.say("phrases.shares", known=len(known), **shares)
