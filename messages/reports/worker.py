"""A process that makes one file: what it is made of comes in as JSON, the file goes out.

    python -m messages.reports.worker chart < facts.json > chart.png
"""

import sys
from collections.abc import Callable

from pydantic import TypeAdapter

from messages.reports.card_figures import SchoolCard
from messages.reports.figures import (
    Certificate,
    Chart,
    HelpList,
    Ledger,
    Minutes,
    Portfolio,
    Protocol,
    Transcript,
    Workbook,
)
from messages.reports.roadmap_figures import RoadmapBook, RoadmapPaper


def make(kind: str, facts: bytes) -> bytes:
    """The file. The libraries are loaded for what is wanted alone."""
    return MAKERS[kind](facts)


def _chart(facts: bytes) -> bytes:
    from messages.reports import chart

    return chart.draw(TypeAdapter(Chart).validate_json(facts))


def _workbook(facts: bytes) -> bytes:
    from messages.reports import workbook

    return workbook.write(TypeAdapter(Workbook).validate_json(facts))


def _ledger(facts: bytes) -> bytes:
    from messages.reports import ledger, workbook

    return workbook.write(ledger.sheets(TypeAdapter(Ledger).validate_json(facts)))


def _certificate(facts: bytes) -> bytes:
    from messages.reports import certificate

    return certificate.draw(TypeAdapter(Certificate).validate_json(facts))


def _transcript(facts: bytes) -> bytes:
    from messages.reports import transcript

    return transcript.make(TypeAdapter(Transcript).validate_json(facts))


def _help_list(facts: bytes) -> bytes:
    from messages.reports import help_list

    return help_list.make(TypeAdapter(HelpList).validate_json(facts))


def _minutes(facts: bytes) -> bytes:
    from messages.reports import minutes

    return minutes.make(TypeAdapter(Minutes).validate_json(facts))


def _school_card(facts: bytes) -> bytes:
    from messages.reports import school_card

    return school_card.make(TypeAdapter(SchoolCard).validate_json(facts))


def _protocol(facts: bytes) -> bytes:
    from messages.reports import protocol

    return protocol.make(TypeAdapter(Protocol).validate_json(facts))


def _portfolio(facts: bytes) -> bytes:
    from messages.reports import portfolio

    return portfolio.draw(TypeAdapter(Portfolio).validate_json(facts))


def _roadmap_paper(facts: bytes) -> bytes:
    from messages.reports import roadmap_paper

    return roadmap_paper.make(TypeAdapter(RoadmapPaper).validate_json(facts).roadmap)


def _roadmap_book(facts: bytes) -> bytes:
    from messages.reports import roadmap_book

    return roadmap_book.make(TypeAdapter(RoadmapBook).validate_json(facts).roadmap)


MAKERS: dict[str, Callable[[bytes], bytes]] = {
    "chart": _chart,
    "workbook": _workbook,
    "ledger": _ledger,
    "certificate": _certificate,
    "transcript": _transcript,
    "help_list": _help_list,
    "minutes": _minutes,
    "school_card": _school_card,
    "protocol": _protocol,
    "portfolio": _portfolio,
    "roadmap_paper": _roadmap_paper,
    "roadmap_book": _roadmap_book,
}

if __name__ == "__main__":
    sys.stdout.buffer.write(make(sys.argv[1], sys.stdin.buffer.read()))
