"""What a survey has brought, live: who has answered and who has not, charts, the workbook. Everybody sees their part:
a curator the territory, a coordinator the municipality, a director the school.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.ordering import ordered
from handlers.router import Returned, Room
from handlers.turn import Refused, Turn
from messages.catalogue import Choice
from messages.meanings import ShowMenu
from messages.meanings_of_surveys import (
    ExportResults,
    MakeSurvey,
    OpenResults,
    OpenWave,
    RemindMissing,
    ShowChart,
    ShowMissing,
    ShowResults,
)
from messages.paging import turning
from messages.replies import Tone
from scheduler import nudging
from scheduler.surveys import given, reporting
from scheduler.surveys import results as figures
from scheduler.surveys.reporting import Wanted
from scheduler.surveys.sheet import shown
from storage import organisations, results
from storage.participants import Role
from storage.results import Asking, Missing, Rate

room = Room()
PAGE = 7
"""Waves or organisations on a screen."""
CLOSE = 4
"""Organisations, where more buttons stand below."""
NAMES = 10
"""People on a screen."""
WORDS = 12
"""Answers in words on a screen."""


@dataclass(frozen=True, slots=True)
class AskingLine:
    """An asking as the list shows it."""

    number: int
    title: str
    wave_title: str
    closes_on: str


@dataclass(frozen=True, slots=True)
class RateLine:
    """An organisation or a municipality, and how many of its sheets are finished."""

    number: int
    title: str
    asked: int
    done: int


@dataclass(frozen=True, slots=True)
class MissingLine:
    """Somebody to call."""

    number: int
    name: str
    phone: str
    place: str
    has_joined: bool


@dataclass(frozen=True, slots=True)
class Rates:
    """Of a part of the territory: the whole of it and its lines. `place` is 0 for all that the person oversees."""

    place: int
    title: str
    lines: Sequence[Rate]
    above: int | None
    """Where one has come from; None for the beginning."""


@room.said("/results", "итоги", "итоги опросов", "результаты")
async def asked(turn: Turn) -> Returned:
    return await list_opened(turn, ShowResults())


@room.pressed(ShowResults)
async def list_opened(turn: Turn, wanted: ShowResults) -> Returned:
    waves = await results.waves(turn.tx, turn.me.id, today := await _today(turn))
    page = min(wanted.page, max(0, (len(waves) - 1) // PAGE))
    lines = [AskingLine(number, each.title, each.wave_title, each.closes_on)
             for number, each in enumerate(waves, 1)][page * PAGE:][:PAGE]
    numbers = [Choice("open", OpenResults(waves[line.number - 1].wave), facts={"number": line.number})
               for line in lines]
    turned = turning(ShowResults(page - 1) if page else None,
                       ShowResults(page + 1) if len(waves) > (page + 1) * PAGE else None)
    makes = any(held.role in (Role.OPERATOR, Role.CURATOR) for held in await turn.roles())
    make = [Choice("make", MakeSurvey())] if makes and not turned else []
    return turn.say("results/list", [numbers[:4], numbers[4:], turned, [*make, Choice("menu", ShowMenu())]],
                    lines=lines, today=today)


@room.pressed(OpenResults)
async def opened(turn: Turn, wanted: OpenResults) -> Returned:
    asking = await _asking(turn, wanted.wave)
    rates = await _rates(turn, asking, wanted.organisation)
    pages = max(1, -(-len(rates.lines) // CLOSE))
    page = min(wanted.page, pages - 1)
    part = rates.lines[page * CLOSE:][:CLOSE] if len(rates.lines) > 1 else []
    lines = [RateLine(page * CLOSE + place, each.title, each.asked, each.done) for place, each in enumerate(part, 1)]
    is_lowest = rates.above is not None and len(rates.lines) == 1
    numbers = [] if is_lowest else [
        Choice("open", OpenResults(asking.wave, each.organisation), facts={"number": page * CLOSE + place})
        for place, each in enumerate(part, 1)]
    turned = turning(OpenResults(asking.wave, rates.place, page - 1) if page else None,
                       OpenResults(asking.wave, rates.place, page + 1) if page + 1 < pages else None)
    sees = await results.sees(turn.tx, asking.wave, turn.me.id)
    done, total = sum(each.done for each in rates.lines), sum(each.asked for each in rates.lines)
    deeds = [Choice("missing", ShowMissing(asking.wave, rates.place))] if sees > 0 and done < total else []
    deeds.append(Choice("charts", ShowChart(asking.wave, 0, rates.place), tone=Tone.MAIN))
    deeds += [Choice("export", ExportResults(asking.wave))] if sees == 2 else []
    back = [Choice("back", OpenResults(asking.wave, rates.above))] if rates.above is not None else [
        Choice("waves", ShowResults())]
    menu = [Choice("menu", ShowMenu())] if not turned else []  # ten buttons at most
    return turn.say("results/wave", [numbers, turned, deeds, [*back, *menu]],
                    title=asking.title, wave_title=asking.wave_title, place=rates.title, done=done, asked=total,
                    closes_on=asking.closes_on, today=await _today(turn), lines=lines, page=page, pages=pages)


@room.pressed(ShowMissing)
async def missing_shown(turn: Turn, wanted: ShowMissing) -> Returned:
    asking = await _asking(turn, wanted.wave)
    people = await _missing(turn, asking, wanted.organisation)
    pages = max(1, -(-len(people) // NAMES))
    page = min(wanted.page, pages - 1)
    lines = [MissingLine(page * NAMES + place, each.name, each.phone, each.place, bool(each.has_joined))
             for place, each in enumerate(people[page * NAMES:][:NAMES], 1)]
    remind = [Choice("remind", RemindMissing(asking.wave, wanted.organisation))] if any(
        each.has_joined for each in people) else []
    turned = turning(ShowMissing(asking.wave, wanted.organisation, page - 1) if page else None,
                       ShowMissing(asking.wave, wanted.organisation, page + 1) if page + 1 < pages else None)
    back = [Choice("results", OpenResults(asking.wave, wanted.organisation)), Choice("menu", ShowMenu())]
    place = await organisations.by_id(turn.tx, wanted.organisation) if people and wanted.organisation else None
    return turn.say("results/missing", [turned, remind, back], lines=lines, total=len(people), title=asking.title,
                    place=place.title if place else "", page=page, pages=pages)


@room.pressed(RemindMissing)
async def reminded(turn: Turn, press: RemindMissing) -> Returned:
    """Once a day, and when the quiet hours of each are over."""
    asking = await _asking(turn, press.wave)
    today = await _today(turn)
    if not asking.opens_on <= today <= asking.closes_on:
        raise Refused("surveys/closed", title=asking.title, closes_on=asking.closes_on)
    people = {each.participant for each in await _missing(turn, asking, press.organisation)}
    reply = turn.say("results/told_reminder", [[Choice("open", OpenWave(asking.wave))]], who=turn.me.name,
                     title=asking.title, closes_on=asking.closes_on, today=today)
    told = await nudging.nudge(turn.tx, people, reply, reason=f"survey:{asking.wave}:nudge:{today}", now=turn.now)
    rows = [[Choice("missing", ShowMissing(asking.wave, press.organisation)),
             Choice("results", OpenResults(asking.wave, press.organisation))]]
    return turn.say("results/reminded", rows, told=told.now, before=told.before,
                    absent=told.absent)


@room.pressed(ShowChart)
async def chart_wanted(turn: Turn, wanted: ShowChart) -> Returned:
    wish = await _wish(turn, wanted.wave)
    if wanted.place >= len(wish.steps):
        raise Refused("results/not_yours")
    if wish.steps[wanted.place].kind not in figures.DRAWN:
        return await _words(turn, wish, wanted)
    facts = {"wave": wanted.wave, "place": wanted.place, "organisation": wanted.organisation}
    return await ordered(turn, reporting.CHART, facts)


@room.pressed(ExportResults)
async def export_wanted(turn: Turn, wanted: ExportResults) -> Returned:
    await _wish(turn, wanted.wave)
    if await results.sees(turn.tx, wanted.wave, turn.me.id) < 2:
        raise Refused("results/not_yours")
    return await ordered(turn, reporting.WORKBOOK, {"wave": wanted.wave})


async def _words(turn: Turn, wish: Wanted, wanted: ShowChart) -> Returned:
    """What was answered in words: to be read by those who may see single answers, counted for the others."""
    question, place = wish.steps[wanted.place], reporting.place_of(wish.asking, wanted.organisation)
    may_read = await results.sees(turn.tx, wanted.wave, turn.me.id) == 2
    counted = await results.tallies(turn.tx, wanted.wave, turn.me.id, place, question.name, sees=2 if may_read else 0)
    tallies = figures.tally(question, [[(each.value, each.number) for each in counted]])
    read = [given.read(question, each.value) for each in counted]
    answers = [shown(question, answer) for answer in read if answer is not None]
    turned = turning(*reporting.neighbours(wish, wanted.place, wanted.organisation))
    return turn.say("results/words", [turned, [Choice("results", OpenResults(wanted.wave, wanted.organisation))]],
                    title=wish.asking.title, label=question.label, number=wanted.place + 1, total=len(wish.steps),
                    hidden=not may_read, answers=answers[:WORDS] if may_read else [], count=tallies.waves[0].total)


async def _wish(turn: Turn, wave: int) -> Wanted:
    """Raises `Refused`, also while an anonymous survey is kept from everybody."""
    wish = await reporting.wanted(turn.tx, wave, turn.me.id, turn.now)
    if wish is None:
        raise Refused("results/not_yours")
    if why := await reporting.hidden(turn.tx, wish.asking, turn.me.id, wish.today):
        raise Refused("results/hidden", title=wish.asking.title, why=why.value,
                      shown_on=reporting.shown_on(wish.asking), fewest=reporting.FEWEST)
    return wish


async def _asking(turn: Turn, wave: int) -> Asking:
    """One of which this person may see something. Raises `Refused`."""
    waves = await results.waves(turn.tx, turn.me.id, await _today(turn))
    found = next((each for each in waves if each.wave == wave), None)
    if found is None:
        raise Refused("results/not_yours")
    return found


async def _rates(turn: Turn, asking: Asking, organisation: int) -> Rates:
    """By municipality; where there is but one, or one is named, by organisation; of one organisation, itself."""
    whole = _hardest_first(await results.municipalities(turn.tx, asking.wave, turn.me.id))
    if not organisation and len(whole) != 1:
        return Rates(0, "", whole, None)
    place = await organisations.by_id(turn.tx, organisation or whole[0].organisation)
    municipality = (place.municipality or place.id) if place else 0
    lines = _hardest_first(await results.schools(turn.tx, asking.wave, turn.me.id, municipality))
    if place and place.id != municipality:
        lines = [each for each in lines if each.organisation == place.id]
    if place is None or not lines:
        raise Refused("results/not_yours")
    if len(lines) == 1:
        above = municipality if place.id != municipality else 0
        return Rates(lines[0].organisation, lines[0].title, lines, above if organisation else None)
    return Rates(municipality, place.title, lines, 0 if len(whole) > 1 else None)


def _hardest_first(rates: Sequence[Rate]) -> list[Rate]:
    """Where the fewest have answered first: there is something to be done about them."""
    return sorted(rates, key=lambda each: (each.done / each.asked, each.title))


async def _missing(turn: Turn, asking: Asking, organisation: int) -> list[Missing]:
    if await results.sees(turn.tx, asking.wave, turn.me.id) < 1:
        raise Refused("results/not_yours")
    return await results.missing(turn.tx, asking.wave, turn.me.id, organisation)


async def _today(turn: Turn) -> str:
    return turn.today((await turn.main_role()).time_zone)
