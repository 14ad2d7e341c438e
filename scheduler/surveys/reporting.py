"""What a chart and a workbook of a survey are made of, as far as whoever has asked for them may see it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from messages import lexicon
from messages.catalogue import Catalogue, Choice
from messages.meanings import ShowMenu
from messages.meanings_of_surveys import OpenResults, ShowChart
from messages.paging import turning
from messages.replies import Reply
from messages.reports.figures import Chart, Page, Series, Workbook
from messages.updates import FileKind
from scheduler.errands import Order
from scheduler.surveys import given, written
from scheduler.surveys import results as figures
from scheduler.surveys.form import Kind, Question
from scheduler.surveys.results import Tallies, Tally
from scheduler.surveys.sheet import figure
from storage import participants, results
from storage.database import Transaction
from storage.errands import Errand
from storage.results import Asking

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WAVES = 4
"""Askings side by side: more colours cannot be told apart."""
TALLEST = 45
"""Bars of a picture; with more it is sent as a file: Telegram takes no photo whose sides are 10,000 pixels together."""
FEWEST = 5
"""Sheets of an anonymous survey: fewer of them would tell who has said what."""
CHART, WORKBOOK = "chart", "workbook"
Row = list[str | int | float | None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """An asking and all of the same survey, its questions, and where on the earth they are looked at."""

    asking: Asking
    askings: Sequence[Asking]
    questions: Sequence[Question]
    today: str
    zone: ZoneInfo

    @property
    def steps(self) -> list[Question]:
        """Questions that somebody answers, and what is worked out."""
        return [one for one in self.questions if one.kind is not Kind.NOTE]


async def wanted(tx: Transaction, wave: int, participant: int, now: int) -> Wanted | None:
    """None where this person may see nothing of it."""
    held = await participants.roles(tx, participant)
    if not held:
        return None
    zone = ZoneInfo(held[0].time_zone)
    today = datetime.fromtimestamp(now, UTC).astimezone(zone).date().isoformat()
    asking = next((each for each in await results.waves(tx, participant, today) if each.wave == wave), None)
    survey = await results.survey(tx, asking.survey) if asking else None
    if asking is None or survey is None:
        return None
    askings = await results.waves_of_survey(tx, asking.survey, today)
    return Wanted(asking, askings, written.read(survey.questions), today, zone)


class Hidden(StrEnum):
    """Why nobody may see what was answered."""

    OPEN = "open"
    FEW = "few"
    ROLE = "role"


async def hidden(tx: Transaction, asking: Asking, participant: int, today: str) -> Hidden | None:
    """An anonymous survey shows nothing before it has closed in every time zone, nor of fewer than five: who looks
    again and again would see who has answered what. Directors and coordinators know their people too well.
    """
    if not asking.anonymous:
        return None
    if await results.sees(tx, asking.wave, participant) == 1:
        return Hidden.ROLE
    if today < shown_on(asking):
        return Hidden.OPEN
    return Hidden.FEW if await results.finished(tx, asking.wave, participant) < FEWEST else None


def shown_on(asking: Asking) -> str:
    """From which day on the answers to an anonymous survey can be seen."""
    return (date.fromisoformat(asking.closes_on) + timedelta(2)).isoformat()


def place_of(asking: Asking, organisation: int) -> int:
    """Anonymous answers belong to no organisation: who may see them sees all of them."""
    return 0 if asking.anonymous else organisation


async def compared(tx: Transaction, wish: Wanted, question: Question, participant: int,
                   organisation: int) -> tuple[list[Asking], Tallies]:
    """The askings that can be shown side by side, this one among them, and their bars."""
    found: dict[int, list[tuple[str, int]]] = {}
    for each in [wish.asking, *reversed(wish.askings)]:
        if each.wave in found or len(found) == WAVES or await hidden(tx, each, participant, wish.today):
            continue
        rows = await results.tallies(tx, each.wave, participant, organisation, question.name)
        if rows or each == wish.asking:
            found[each.wave] = [(row.value, row.number) for row in rows]
    shown = [each for each in wish.askings if each.wave in found]
    return shown, figures.tally(question, [found[each.wave] for each in shown])


def neighbours(wish: Wanted, place: int, organisation: int) -> tuple[ShowChart | None, ShowChart | None]:
    """The questions before and after this one."""
    wave = wish.asking.wave
    return (ShowChart(wave, place - 1, organisation) if place else None,
            ShowChart(wave, place + 1, organisation) if place + 1 < len(wish.steps) else None)


async def chart(tx: Transaction, errand: Errand, catalogue: Catalogue, now: int) -> Order:
    """One question as a picture."""
    facts = json.loads(errand.facts)
    wish = await wanted(tx, facts["wave"], errand.participant, now)
    if wish is None or facts["place"] >= len(wish.steps):
        return Order(_gone(catalogue))
    if why := await hidden(tx, wish.asking, errand.participant, wish.today):
        return Order(_hidden(catalogue, wish.asking, why))
    place, organisation = facts["place"], place_of(wish.asking, facts["organisation"])
    question = wish.steps[place]
    shown, tallies = await compared(tx, wish, question, errand.participant, organisation)
    series = [Series(_said(each, tally), tally.total, tally.counts)
              for each, tally in zip(shown, tallies.waves, strict=True)]
    note = catalogue.words("results/chart_note", waves=[
        (tally.total, _spoken(tally.mean), _spoken(tally.median)) for tally in tallies.waves])
    empty = catalogue.words("results/chart_empty")
    turned = turning(*neighbours(wish, place, organisation))
    reply = catalogue.say("results/chart", [turned, [Choice("results", OpenResults(wish.asking.wave, organisation))]],
                          title=wish.asking.title, label=_label(question), number=place + 1, total=len(wish.steps))
    is_tall = len(tallies.labels) * max(1, len(series)) > TALLEST
    return Order(reply, Chart(_label(question), tallies.labels, series, note, empty),
                 FileKind.DOCUMENT if is_tall else FileKind.PHOTO, "chart.png", "image/png")


async def workbook(tx: Transaction, errand: Errand, catalogue: Catalogue, now: int) -> Order:
    """Everything of a survey, all its askings, for those who may see single answers."""
    facts = json.loads(errand.facts)
    wish = await wanted(tx, facts["wave"], errand.participant, now)
    if wish is None or await results.sees(tx, facts["wave"], errand.participant) < 2:
        return Order(_gone(catalogue))
    if why := await hidden(tx, wish.asking, errand.participant, wish.today):
        return Order(_hidden(catalogue, wish.asking, why))
    shown = [each for each in wish.askings if not await hidden(tx, each, errand.participant, wish.today)]
    pages = [await _answers(tx, wish, shown, errand.participant), _codebook(wish),
             await _summary(tx, wish, shown, errand.participant), await _missing(tx, wish, errand.participant)]
    reply = catalogue.say("results/workbook", [[Choice("results", OpenResults(wish.asking.wave)),
                                                Choice("menu", ShowMenu())]], title=wish.asking.title)
    name = catalogue.words("results/workbook_name", title=wish.asking.title)
    return Order(reply, Workbook(pages), FileKind.DOCUMENT, f"{name}.xlsx", XLSX)


async def _answers(tx: Transaction, wish: Wanted, shown: Iterable[Asking], participant: int) -> Page:
    """One row a sheet, one column a question; of several options each has a column too, 1 or 0, as Kobo writes it."""
    words = _words()["answers"]
    steps = wish.steps
    is_anonymous = bool(wish.asking.anonymous)
    fixed = [words["wave"], words["sheet"]]
    if not is_anonymous:
        fixed += [words["municipality"], words["place"], words["person"], words["about"], words["begun"],
                  words["finished"]]
    columns = [column for one in steps for column in _columns(one)]
    rows: list[Row] = [[*fixed, *columns]]
    for asking in shown:
        values: dict[int, dict[str, str]] = {}
        for each in await results.answers(tx, asking.wave):
            values.setdefault(each.sheet, {})[each.question] = each.value
        for number, sheet in enumerate(await results.sheets(tx, asking.wave, participant), 1):
            row: Row = [asking.wave_title, number]
            if not is_anonymous:
                row += [sheet.municipality, sheet.place, sheet.person, sheet.about, _moment(sheet.begun_at, wish.zone),
                        _moment(sheet.finished_at, wish.zone)]
            own = values.get(sheet.sheet, {})
            row += [cell for one in steps for cell in _cells(one, own.get(one.name, given.PASSED))]
            rows.append(row)
    return Page(words["title"], [24, 8, *([24] * (len(fixed) - 2)), *([14] * len(columns))], rows)


def _columns(question: Question) -> list[str]:
    if question.kind is not Kind.SELECT_MULTIPLE:
        return [question.name]
    return [question.name, *(f"{question.name}/{option.name}" for option in question.options)]


def _cells(question: Question, value: str) -> Row:
    answer = given.worked_out(value) if question.kind is Kind.CALCULATE else given.read(question, value)
    if question.kind is Kind.SELECT_MULTIPLE:
        if not isinstance(answer, tuple):
            return [None] * (1 + len(question.options))
        return [" ".join(answer), *(int(option.name in answer) for option in question.options)]
    match answer:
        case date():
            return [answer.isoformat()]
        case float() if answer.is_integer():
            return [int(answer)]
        case str() | int() | float():
            return [answer]
    return [None]


def _codebook(wish: Wanted) -> Page:
    """What the columns mean: a row for each question and each of its options."""
    words = _words()["codebook"]
    rows: list[Row] = [[words[key] for key in ("name", "label", "kind", "code", "option", "required", "relevant",
                                               "constraint")]]
    for one in wish.steps:
        rows.append([one.name, one.label or one.calculation, one.kind.value, None, None, one.required or None,
                     one.relevant or None, one.constraint or None])
        rows += [[one.name, None, None, option.name, option.label, None, None, None] for option in one.options]
    return Page(words["title"], [18, 60, 16, 14, 40, 14, 24, 24], rows)


async def _summary(tx: Transaction, wish: Wanted, shown: Sequence[Asking], participant: int) -> Page:
    """Counts and shares of every bar, the askings side by side."""
    words = _words()["summary"]
    head: Row = [words["name"], words["label"], words["option"]]
    for asking in shown:
        head += [f"{asking.wave_title}: {words['count']}", f"{asking.wave_title}: {words['share']}"]
    rows: list[Row] = [head]
    counted = {asking.wave: await results.tallies(tx, asking.wave, participant) for asking in shown}
    for one in wish.steps:
        tallies = figures.tally(one, [
            [(each.value, each.number) for each in counted[asking.wave] if each.question == one.name]
            for asking in shown])
        rows.append(_line(one, words["answered"], [(tally.total, None) for tally in tallies.waves]))
        rows += [_line(one, label, [(tally.counts[place], _share(tally.counts[place], tally.total))
                                    for tally in tallies.waves]) for place, label in enumerate(tallies.labels)]
        if any(tally.mean is not None for tally in tallies.waves):
            rows.append(_line(one, words["mean"], [(_rounded(tally.mean), None) for tally in tallies.waves]))
            rows.append(_line(one, words["median"], [(_rounded(tally.median), None) for tally in tallies.waves]))
    return Page(words["title"], [18, 50, 36, *([18] * (2 * len(shown)))], rows)


def _line(question: Question, label: str, pairs: Iterable[tuple[int | float | None, float | None]]) -> Row:
    row: Row = [question.name, _label(question), label]
    for pair in pairs:
        row += pair
    return row


async def _missing(tx: Transaction, wish: Wanted, participant: int) -> Page:
    """Whom to call."""
    words = _words()["missing"]
    rows: list[Row] = [[words[key] for key in ("municipality", "place", "name", "phone", "joined")]]
    rows += [[each.municipality, each.place, each.name, each.phone, words["yes" if each.has_joined else "no"]]
             for each in await results.missing(tx, wish.asking.wave, participant)]
    return Page(words["title"], [30, 36, 36, 20, 14], rows)


def _said(asking: Asking, tally: Tally) -> str:
    return f"{asking.wave_title} · {tally.total}"


def _label(question: Question) -> str:
    return question.label or question.name


def _spoken(value: float | None) -> str:
    return "" if value is None else figure(round(value, 2))


def _share(count: int, total: int) -> float | None:
    return round(count / total, 4) if total else None


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _moment(at: int | None, zone: ZoneInfo) -> str | None:
    return datetime.fromtimestamp(at, UTC).astimezone(zone).strftime("%Y-%m-%d %H:%M") if at else None


def _gone(catalogue: Catalogue) -> Reply:
    return catalogue.say("results/not_yours", [[Choice("menu", ShowMenu())]])


def _hidden(catalogue: Catalogue, asking: Asking, why: Hidden) -> Reply:
    return catalogue.say("results/hidden", [[Choice("results", OpenResults(asking.wave))]], title=asking.title,
                         why=why.value, shown_on=shown_on(asking), fewest=FEWEST)


def _words() -> Mapping[str, Mapping[str, str]]:
    return lexicon.read("results/workbook")


ORDERINGS = {CHART: chart, WORKBOOK: workbook}
"""By the kind of an errand."""
