"""What the person sees of a sheet: a question with its options, all answers at a glance, the end.

Options stand on buttons where they fit; where they do not, they are numbered in the text and turned page by page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from handlers.survey_sheet import Opened
from handlers.turn import Turn
from messages.buttons import Meaning
from messages.catalogue import Choice
from messages.meanings import FillTask, MarkDone, ShowMenu
from messages.meanings_of_surveys import (
    GoToQuestion,
    HandSheet,
    MarkOption,
    OpenSheet,
    PassQuestion,
    PauseSheet,
    PickDay,
    PickOption,
    ReviewSheet,
    SendSheet,
    ShowSurveys,
    ShowWeek,
)
from messages.paging import turning
from messages.replies import BUTTONS_LIMIT, LABEL_LIMIT, ROW_LIMIT, ROWS_LIMIT, TEXT_LIMIT, Reply, Tone, fits
from scheduler.surveys.form import CHOICES, Kind, Question, Scale
from scheduler.surveys.sheet import figure, shown, steps
from scheduler.surveys.wave import Unit
from storage import sheets

MARK = 2
"""Characters of the sign that an option is chosen."""
WAYS = 3
"""Buttons that lead on and back."""
ALL = BUTTONS_LIMIT - WAYS
"""Options that stand on one screen; more of them are turned by pages."""
PAGE = ALL - 2
ALONE = ROWS_LIMIT - 1
"""So many options have a row each; more stand in pairs, if they are short."""
PAIRED = LABEL_LIMIT // 2 - MARK
"""Characters of a label that shares its row."""
WIDTHS = (1200, 500, 200)
"""Characters of each part of the text; the first that fits is taken."""
REVIEWED = 5
"""Answers on a page."""


@dataclass(frozen=True, slots=True)
class Line:
    """An option in the text."""

    number: int
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with its answer, at a glance."""

    number: int
    label: str
    shown: str
    passed: bool


async def ahead(turn: Turn, opened: Opened, after: int = -1) -> Reply:
    """The next question that waits, or the end."""
    waiting = opened.next(after)
    return question(turn, opened, waiting) if waiting else await finished(turn, opened)


def question(turn: Turn, opened: Opened, asked: Question, *, page: int | None = None, monday: date | None = None,
             problem: str = "") -> Reply:
    """One question. `page` is that of its options, `monday` begins the week that is offered for a date."""
    listed, rows, pages, page = _offered(opened, asked, page, monday)
    ways, said = _ways(opened, asked, BUTTONS_LIMIT - sum(map(len, rows)), full=len(rows) >= ROWS_LIMIT)
    place, answer = opened.steps.index(asked), opened.answer(asked)
    if answer is not None and not problem and (objection := opened.sheet.objection(asked, answer)):
        problem = objection_words(turn, opened, asked, objection.value)
    facts: dict[str, Any] = {
        "title": opened.stored.title, "whom": whom(opened), "number": place + 1, "total": len(opened.steps),
        "anonymous": bool(opened.stored.anonymous) and place == 0, "notes": opened.notes(asked),
        "heading": opened.sheet.words(asked.heading), "label": opened.sheet.words(asked.label),
        "hint": opened.sheet.words(asked.hint), "listed": listed, "page": page, "pages": pages,
        "shown": _kept(opened, asked) if asked.kind not in CHOICES else "",
        "problem": problem, "kind": asked.kind.value, "steps": bool(rows), "span": _span(asked.scale),
        "example": opened.sheet.today.isoformat(), "said": said,
    }
    for width in WIDTHS:
        reply = turn.say("surveys/question", [*rows, ways], width=width, **facts)
        if fits(reply.text, TEXT_LIMIT):
            break
    return reply


def objection_words(turn: Turn, opened: Opened, asked: Question, objection: str) -> str:
    """Why an answer does not fit, in the words of the form where it has some."""
    own = opened.sheet.words(asked.constraint_message) if objection == "constraint" else ""
    return own or turn.catalogue.words("surveys/objection", objection=objection, kind=asked.kind.value,
                                       span=_span(asked.scale))


async def finished(turn: Turn, opened: Opened) -> Reply:
    """Nothing waits any more."""
    stored = opened.stored
    waiting = await sheets.waiting(turn.tx, turn.me.id, opened.sheet.today.isoformat())
    rows = [[Choice("more", ShowSurveys(), tone=Tone.MAIN)] if waiting else [],
            [Choice("review", ReviewSheet(stored.id)), Choice("menu", ShowMenu())]]
    return turn.say("surveys/finished", rows, notes=opened.notes(None), title=stored.title, whom=whom(opened),
                    until=stored.takes_until, waiting=waiting)


def ready(turn: Turn, opened: Opened) -> Reply:
    """All of an anonymous sheet is answered; it is not sent yet."""
    rows = [[Choice("send", SendSheet(opened.stored.id), tone=Tone.GOOD)],
            [Choice("review", ReviewSheet(opened.stored.id)), Choice("pause", PauseSheet(opened.stored.id))]]
    return turn.say("surveys/ready", rows, notes=opened.notes(None), title=opened.stored.title)


async def gone(turn: Turn, opened: Opened) -> Reply:
    """An anonymous sheet has been sent."""
    waiting = await sheets.waiting(turn.tx, turn.me.id, opened.sheet.today.isoformat())
    rows = [[Choice("more", ShowSurveys(), tone=Tone.MAIN)] if waiting else [], [Choice("menu", ShowMenu())]]
    return turn.say("surveys/sent_off", rows, title=opened.stored.title, waiting=waiting)


def paused(turn: Turn, opened: Opened) -> Reply:
    """All is kept for later."""
    stored = opened.stored
    hand = [Choice("hand", HandSheet(stored.id))] if stored.kind == Unit.ORGANISATION else []
    rows = [[Choice("resume", _again(stored), tone=Tone.MAIN)], hand, [Choice("menu", ShowMenu())]]
    return turn.say("surveys/paused", rows, number=opened.done, total=len(opened.steps),
                    until=stored.takes_until)


def review(turn: Turn, opened: Opened, page: int, *, reported: bool = True) -> Reply:
    """All answers, a page at a time. What belongs to a task that is not `reported` can be sent."""
    stored, steps = opened.stored, opened.steps
    page = min(page, max(0, (len(steps) - 1) // REVIEWED))
    part = steps[page * REVIEWED:][:REVIEWED]
    numbers = [Choice("number", GoToQuestion(stored.id, stored.edition, opened.place(one)),
                      facts={"number": page * REVIEWED + place}) for place, one in enumerate(part, 1)]
    pages = turning(ReviewSheet(stored.id, page - 1) if page else None,
                    ReviewSheet(stored.id, page + 1) if len(steps) > (page + 1) * REVIEWED else None)
    on = [Choice("resume", _again(stored), tone=Tone.MAIN)] if opened.next() else _to_send(stored, reported)
    lines = [Answered(page * REVIEWED + place, opened.sheet.words(one.label), _given(opened, one),
                      one.name in opened.passed) for place, one in enumerate(part, 1)]
    return turn.say("surveys/review", [numbers, pages, [*on, Choice("menu", ShowMenu())]], lines=lines, width=250,
                    title=stored.title, whom=whom(opened))


def _again(stored: sheets.Sheet) -> Meaning:
    """The way back to where one was."""
    return FillTask(stored.task) if stored.task else OpenSheet(stored.wave, stored.unit)


def _to_send(stored: sheets.Sheet, reported: bool) -> list[Choice]:
    return [Choice("send", MarkDone(stored.task), tone=Tone.GOOD)] if stored.task and not reported else []


def whom(opened: Opened) -> str:
    """Whom the sheet is about or for; empty where it is the person's own."""
    return opened.stored.about_name or (opened.stored.organisation_title if opened.stored.kind != "person" else "")


Offered = tuple[list[Line], list[list[Choice]], int, int]
"""Options in the text, buttons, how many pages there are and which one it is."""


def _offered(opened: Opened, asked: Question, page: int | None, monday: date | None) -> Offered:
    match asked.kind:
        case Kind.SELECT_ONE | Kind.SELECT_MULTIPLE:
            return _options(opened, asked, page)
        case Kind.RANGE:
            return [], _scale(opened, asked), 1, 0
        case Kind.DATE:
            return [], _week(opened, asked, monday), 1, 0
        case _:
            return [], [], 1, 0


def _options(opened: Opened, asked: Question, page: int | None) -> Offered:
    answer = opened.suggested(asked)
    chosen = answer if isinstance(answer, tuple) else (answer,)
    lines = [Line(number, opened.sheet.words(option.label), option.name in chosen)
             for number, option in enumerate(asked.options, 1)]
    size = len(lines) if len(lines) <= ALL else PAGE
    pages = max(1, -(-len(lines) // max(1, size)))
    first = next((line.number - 1 for line in lines if line.chosen), 0)
    page = min(first // max(1, size) if page is None else page, pages - 1)
    part = lines[page * size:][:size]
    width = _width(lines)
    key = "option" if width else "number"
    choices = [Choice(key, _meaning(opened, asked, line, page),
                      facts={"label": line.label, "chosen": line.chosen, "number": line.number}) for line in part]
    rows = _rows(choices, width or ROW_LIMIT)
    place = opened.place(asked)
    stored = opened.stored
    turned = turning(GoToQuestion(stored.id, stored.edition, place, page - 1) if page else None,
                     GoToQuestion(stored.id, stored.edition, place, page + 1) if page + 1 < pages else None)
    if turned:
        rows.append(turned)
    return ([] if width else part), rows, pages, page


def _width(lines: Sequence[Line]) -> int:
    """How many options stand in a row by their labels; 0: they are numbered."""
    longest = max((len(line.label) for line in lines), default=0)
    if len(lines) <= ALONE and longest <= LABEL_LIMIT - MARK:
        return 1
    return 2 if len(lines) <= ALL and longest <= PAIRED else 0


def _meaning(opened: Opened, asked: Question, line: Line, page: int) -> Meaning:
    stored, place = opened.stored, opened.place(asked)
    if asked.kind is Kind.SELECT_ONE:
        return PickOption(stored.id, stored.edition, place, line.number - 1)
    return MarkOption(stored.id, stored.edition, place, line.number - 1, int(not line.chosen), page)


def _scale(opened: Opened, asked: Question) -> list[list[Choice]]:
    """The steps, where they fit; else the number is written."""
    values = list(steps(asked))
    if len(values) > BUTTONS_LIMIT:
        return []
    stored, place, answer = opened.stored, opened.place(asked), opened.suggested(asked)
    choices = [Choice("number", PickOption(stored.id, stored.edition, place, number),
                      facts={"number": figure(value), "chosen": value == answer})
               for number, value in enumerate(values)]
    return _rows(choices, ROW_LIMIT)


def _week(opened: Opened, asked: Question, monday: date | None) -> list[list[Choice]]:
    stored, place, answer = opened.stored, opened.place(asked), opened.suggested(asked)
    start = monday or (answer if isinstance(answer, date) else opened.sheet.today)
    start -= timedelta(start.weekday())
    days = [start + timedelta(number) for number in range(7)]
    choices = [Choice("day", PickDay(stored.id, stored.edition, place, day),
                      facts={"day": day.isoformat(), "chosen": day == answer}) for day in days]
    before, after = (ShowWeek(stored.id, stored.edition, place, start + timedelta(7 * step)) for step in (-1, 1))
    return [*_rows(choices, 3), turning(before, after, ("earlier", "later"))]


def _ways(opened: Opened, asked: Question, free: int, *, full: bool) -> tuple[list[Choice], list[str]]:
    """Back, on and later: as many as there is room for, and the words for the others."""
    stored, place = opened.stored, opened.place(asked)
    ways: list[Choice] = []
    if before := opened.before(asked):
        ways.append(Choice("back", GoToQuestion(stored.id, stored.edition, opened.place(before))))
    on = PassQuestion(stored.id, stored.edition, place)
    if asked.kind is Kind.SELECT_MULTIPLE:
        ways.append(Choice("enough", on, tone=Tone.MAIN))
    elif opened.suggested(asked) is not None:
        ways.append(Choice("forward", on))
    elif not opened.sheet.is_required(asked):
        ways.append(Choice("skip", on))
    ways.append(Choice("pause", PauseSheet(stored.id)))
    kept = sorted(ways, key=lambda way: WAY_ORDER.index(way.key))[:0 if full else free]
    return [way for way in ways if way in kept], [WORDS[way.key] for way in ways if way not in kept]


WAY_ORDER = ("enough", "forward", "skip", "back", "pause")
"""Which of the ways are shown first, where there is not room for all."""
WORDS = {"back": "назад", "enough": "готово", "forward": "дальше", "skip": "пропустить", "pause": "позже"}
"""The same ways as words, for whoever writes them."""


def _rows(choices: Sequence[Choice], width: int) -> list[list[Choice]]:
    return [list(choices[start:start + width]) for start in range(0, len(choices), width)]


def _given(opened: Opened, asked: Question) -> str:
    answer = opened.answer(asked)
    return "" if answer is None else shown(asked, answer)


def _kept(opened: Opened, asked: Question) -> str:
    """What going on would keep."""
    answer = opened.suggested(asked)
    return "" if answer is None else shown(asked, answer)


def _span(scale: Scale | None) -> tuple[str, str] | None:
    return (figure(scale.start), figure(scale.end)) if scale else None

