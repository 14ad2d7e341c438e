"""A rehearsal as files: the workbook, the chart, and the words that go with them. Only where nothing else is done."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.registry import titles
from messages.catalogue import Catalogue
from messages.reports import days, workbook
from scheduler.foresight import sheets, summary
from scheduler.foresight.foreseen import Foreseen
from scheduler.foresight.summary import Summary


@dataclass(frozen=True, slots=True)
class Made:
    """An Excel file, a PNG, and a few words."""

    calendar: bytes
    chart: bytes
    summary: Summary


def make(foreseen: Foreseen) -> Made:
    """All of it, in our own words: it is for operators."""
    catalogue, known = Catalogue(), _titles(foreseen)
    chart = days.draw(sheets.chart(foreseen, catalogue))
    calendar = workbook.write(sheets.workbook(foreseen, catalogue, known, chart))
    return Made(calendar, chart, summary.of(foreseen, known))


def _titles(foreseen: Foreseen) -> Mapping[str, str]:
    named = titles()
    return {channel: named.get(channel, channel) for channel in {*foreseen.rates, *named}}
