"""One's own consultations in hours: a page at a time with the sums of months, and an entry with its story."""

from collections.abc import Iterable
from dataclasses import dataclass

from handlers.hours_rights import entry_for, giver, titles_for
from handlers.router import Returned, Room
from handlers.turn import Turn
from messages.catalogue import Choice
from messages.meanings import ShowMenu
from messages.meanings_of_consultations import MyDay, OpenThread
from messages.meanings_of_ledger import AddHours, CorrectEntry, OpenEntry, ShowHoursGiven, ShowLedger, StrikeEntry
from messages.paging import turning
from messages.replies import Reply, Tone
from scheduler.consulting import overview, reckoning
from scheduler.consulting.reckoning import Sum
from storage import consultations, hours
from storage.hours import Told

room = Room()
PAGE = 5
"""Entries on a screen."""
STORY = 5
"""Corrections that are told of an entry; the workbook tells all of them."""


@dataclass(frozen=True, slots=True)
class Line:
    """An entry in the list. Where a month begins, on the page or in time, `month` is one of its days, and `minutes` are
    what it amounts to.
    """

    number: int
    entry: Told
    schools: tuple[str, ...]
    month: str
    minutes: int


@room.said("часы консультаций", "журнал консультаций")
async def asked(turn: Turn) -> Returned:
    return await listed(turn, ShowHoursGiven())


@room.pressed(ShowHoursGiven)
async def listed(turn: Turn, press: ShowHoursGiven) -> Returned:
    held = await giver(turn)
    skip = press.page * PAGE
    found = await hours.own(turn.tx, turn.me.id, size=PAGE + 1, skip=skip)
    if not found and press.page:
        return await listed(turn, ShowHoursGiven())
    months = reckoning.by_month(await hours.months(turn.tx, turn.me.id))
    lines = await _lines(turn, found[:PAGE], skip, months)
    numbers = [Choice("open", OpenEntry(line.entry.id), facts={"number": line.number}) for line in lines]
    turned = turning(ShowHoursGiven(press.page - 1) if press.page else None,
                     ShowHoursGiven(press.page + 1) if len(found) > PAGE else None)
    ledger = [Choice("ledger", ShowLedger())] if overview.seen(await turn.roles()) else []
    rows = [numbers, turned, [Choice("add", AddHours(), tone=Tone.MAIN), *ledger],
            [Choice("day", MyDay())]]
    today = turn.today(held.time_zone)
    titles = await titles_for(turn, turn.me.id, {line.entry.programme for line in lines})
    return turn.say("hours/list", rows, lines=lines, today=today, titles=titles,
                    this=months.get(today[:7], reckoning.NOTHING),
                    entries=sum(each.entries for each in months.values()),
                    minutes=sum(each.minutes for each in months.values()))


@room.pressed(OpenEntry)
async def opened(turn: Turn, press: OpenEntry) -> Returned:
    return await card(turn, press.entry)


async def card(turn: Turn, id: int) -> Reply:
    """An entry as it is now, and what it was."""
    entry = await entry_for(turn, id)
    story = await hours.before(turn.tx, entry.id)
    schools = await _schools(turn, [entry, *story])
    struck = entry.replaced_at is not None
    rows = [] if struck else _corrections(entry)
    thread = entry.consultation
    if thread is not None and await consultations.relation(turn.tx, thread, turn.me.id):
        rows.append([Choice("thread", OpenThread(thread), facts={"thread": thread})])
    rows.append([Choice("list", ShowHoursGiven()), Choice("menu", ShowMenu())])
    mine = entry.participant == turn.me.id
    titles = await titles_for(turn, turn.me.id, [entry.programme])
    return turn.say("hours/card", rows, entry=entry, schools=schools[entry.id], mine=mine, struck=struck,
                    programme=titles.get(entry.programme, ""),
                    story=[(each, schools[each.id]) for each in story[:STORY]], untold=max(0, len(story) - STORY),
                    zone=(await turn.main_role()).time_zone)


def _corrections(entry: Told) -> list[list[Choice]]:
    parts = ["minutes", "kind", "day", "school", *(["people"] if entry.kind == "group" else [])]
    choices = [Choice(what, CorrectEntry(entry.id, what)) for what in parts]
    choices.append(Choice("strike", StrikeEntry(entry.id), tone=Tone.BAD))
    return [choices[:3], choices[3:]]


async def _lines(turn: Turn, entries: list[Told], skip: int, months: dict[str, Sum]) -> list[Line]:
    schools = await _schools(turn, entries)
    lines: list[Line] = []
    for number, each in enumerate(entries, 1):
        month = each.on_day[:7]
        begins = not lines or lines[-1].entry.on_day[:7] != month
        lines.append(Line(skip + number, each, schools[each.id], f"{month}-01" if begins else "",
                          months[month].minutes))
    return lines


async def _schools(turn: Turn, entries: Iterable[Told]) -> dict[int, tuple[str, ...]]:
    """The titles, by entry."""
    found: dict[int, tuple[str, ...]] = {each.id: () for each in entries}
    for place in await hours.places(turn.tx, found):
        found[place.entry] += (place.title,)
    return found
