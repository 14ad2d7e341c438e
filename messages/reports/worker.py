"""A process that makes one file: what it is made of comes in as JSON, the file goes out.

    python -m messages.reports.worker chart < facts.json > chart.png
"""

import sys
from collections.abc import Callable

from pydantic import TypeAdapter

from messages.reports.figures import Certificate, Chart, Ledger, Portfolio, Transcript, Workbook


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


def _portfolio(facts: bytes) -> bytes:
    from messages.reports import portfolio

    return portfolio.draw(TypeAdapter(Portfolio).validate_json(facts))


MAKERS: dict[str, Callable[[bytes], bytes]] = {"chart": _chart, "workbook": _workbook, "ledger": _ledger,
                                               "certificate": _certificate, "transcript": _transcript,
                                               "portfolio": _portfolio}

if __name__ == "__main__":
    sys.stdout.buffer.write(make(sys.argv[1], sys.stdin.buffer.read()))
