"""Surveys: what waits for this person, one question a screen, every answer stored as it is given.

An old screen answers its own question and leads on to the next one that waits; a second tap changes nothing.
"""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from handlers import conversation, survey_answers, survey_handing, survey_screens, survey_sheet
from handlers.forms import Given, taker
from handlers.router import Returned, Room
from handlers.survey_answers import Misfit
from handlers.survey_endings import ENDINGS
from handlers.survey_sheet import NAME, Opened
from handlers.turn import Refused, Turn
from messages.catalogue import Choice
from messages.meanings import ShowMenu
from messages.meanings_of_surveys import (
    GoToQuestion,
    MarkOption,
    OpenSheet,
    OpenWave,
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
from scheduler.surveys import expressions, given
from scheduler.surveys.form import CHOICES, Kind, Question
from scheduler.surveys.sheet import steps
from storage import sheets
from storage.sheets import Due

room = Room()
PAGE = 7
"""Waves or sheets on a screen."""


@dataclass(frozen=True, slots=True)
class WaveLine:
    """A wave as the list shows it; `done` of `total` sheets are finished."""

    number: int
    title: str
    wave_title: str
    closes_on: str
    late: bool
    begun: bool
    done: int
    total: int

    @property
    def finished(self) -> bool:
        return self.done == self.total


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One of several sheets of a wave; `holder` is whoever else has it in their hands."""

    number: int
    name: str
    finished: bool
    begun: bool
    holder: str


# What waits.

@room.said("/surveys", "опросы", "опрос", "анкеты", "анкета")
async def asked(turn: Turn) -> Returned:
    return await list_opened(turn, ShowSurveys())


@room.pressed(ShowSurveys)
async def list_opened(turn: Turn, wanted: ShowSurveys) -> Returned:
    """All waves that are open or wait; where there is only one, that one at once."""
    today = turn.today((await turn.main_role()).time_zone)
    due = [each for each in await sheets.due(turn.tx, turn.me.id, today)
           if today <= each.closes_on or not each.is_finished]
    waves = [list(of_one) for _, of_one in groupby(due, lambda each: each.wave)]
    if len(waves) == 1:
        return await _wave_opened(turn, waves[0], 0)
    waves.sort(key=lambda wave: not any(each.waits_for(turn.me.id) for each in wave))
    page = min(wanted.page, max(0, (len(waves) - 1) // PAGE))
    lines = [_wave_line(number, wave, today) for number, wave in enumerate(waves, 1)][page * PAGE:][:PAGE]
    numbers = [Choice("open", OpenWave(waves[line.number - 1][0].wave), facts={"number": line.number})
               for line in lines]
    pages = turning(ShowSurveys(page - 1) if page else None,
                    ShowSurveys(page + 1) if len(waves) > (page + 1) * PAGE else None)
    return turn.say("surveys/list", [numbers[:4], numbers[4:], pages, [Choice("menu", ShowMenu())]], lines=lines,
                    today=today)


@room.pressed(OpenWave)
async def wave_opened(turn: Turn, wanted: OpenWave) -> Returned:
    today = turn.today((await turn.main_role()).time_zone)
    due = [each for each in await sheets.due(turn.tx, turn.me.id, today) if each.wave == wanted.wave]
    if not due:
        raise Refused("surveys/not_yours")
    return await _wave_opened(turn, due, wanted.page)


@room.pressed(OpenSheet)
async def sheet_opened(turn: Turn, wanted: OpenSheet) -> Returned:
    today = turn.today((await turn.main_role()).time_zone)
    due = [each for each in await sheets.due(turn.tx, turn.me.id, today)
           if (each.wave, each.unit) == (wanted.wave, wanted.unit)]
    if not due:
        raise Refused("surveys/not_yours")
    return await _entered(turn, due[0])


# One question.

@room.pressed(PickOption)
async def picked(turn: Turn, press: PickOption) -> Returned:
    return await _answered(turn, press, lambda question: _option(question, press.option))


@room.pressed(PickDay)
async def day_picked(turn: Turn, press: PickDay) -> Returned:
    return await _answered(turn, press, lambda question: _day(question, press.day))


@room.pressed(MarkOption)
async def marked(turn: Turn, press: MarkOption) -> Returned:
    """One more or one less; the question stays."""
    opened, question = await _at(turn, press)
    if question is None or press.option >= len(question.options) or question.kind is not Kind.SELECT_MULTIPLE:
        return await shown(turn, opened, opened.next())
    name = question.options[press.option].name
    before = opened.suggested(question) if question.name not in opened.passed else None
    chosen = {*(before if isinstance(before, tuple) else ())} - {name} | ({name} if press.on else set())
    answer = tuple(option.name for option in question.options if option.name in chosen) or None
    opened = await survey_sheet.put(turn, opened, question, answer)
    return await shown(turn, opened, question, page=press.page)


@room.pressed(PassQuestion)
async def passed(turn: Turn, press: PassQuestion) -> Returned:
    """On, with the answer that is there or without one."""
    opened, question = await _at(turn, press)
    if question is None:
        return await shown(turn, opened, opened.next())
    answer = opened.suggested(question)
    if objection := opened.sheet.objection(question, answer):
        words = survey_screens.objection_words(turn, opened, question, objection.value)
        return await shown(turn, opened, question, problem=words)
    if opened.answer(question) is None:
        opened = await survey_sheet.put(turn, opened, question, answer)
    return await _ahead(turn, opened, press.place)


@room.pressed(GoToQuestion)
async def gone_to(turn: Turn, press: GoToQuestion) -> Returned:
    opened, question = await _at(turn, press)
    return await shown(turn, opened, question or opened.next(), page=press.page if question else None)


@room.pressed(ShowWeek)
async def week_shown(turn: Turn, press: ShowWeek) -> Returned:
    opened, question = await _at(turn, press)
    is_shown = question is not None and press.monday.year in survey_answers.YEARS
    return await shown(turn, opened, question or opened.next(), week=press if is_shown else None)


@room.pressed(PauseSheet)
async def paused(turn: Turn, press: PauseSheet) -> Returned:
    opened = await survey_sheet.opened(turn, press.sheet)
    await conversation.release(turn, NAME)
    return survey_screens.paused(turn, opened)


@room.pressed(ReviewSheet)
async def reviewed(turn: Turn, press: ReviewSheet) -> Returned:
    opened = await survey_sheet.opened(turn, press.sheet)
    await conversation.release(turn, NAME)
    return survey_screens.review(turn, opened, press.page)


@room.pressed(SendSheet)
async def sent(turn: Turn, press: SendSheet) -> Returned:
    """An anonymous sheet leaves the person's hands for good."""
    opened = await survey_sheet.opened(turn, press.sheet)
    if (waiting := opened.next()) is not None or not opened.stored.anonymous:
        return await shown(turn, opened, waiting)
    await conversation.release(turn, NAME)
    await sheets.send(turn.tx, opened.stored, turn.me.id)
    return await survey_screens.gone(turn, opened)


@taker(NAME)
async def said(turn: Turn, state: str, words: Given) -> Returned:
    """What was written or sent while a question waits for a message."""
    waits = json.loads(state)
    opened = await survey_sheet.opened(turn, waits["sheet"])
    question = opened.at(waits["place"])
    if question is None or waits["edition"] != opened.stored.edition:
        return await shown(turn, opened, opened.next())
    if question.kind in CHOICES and survey_answers.options(question, words) is not None:
        return await _named(turn, opened, question, words)
    if not words.files and (way := _way(opened, question, words.text.casefold())):
        return await way(turn, opened, question)
    if question.kind in CHOICES:
        return None  # whatever else it may be is for other rooms to answer
    try:
        answer, file = survey_answers.read(question, words, opened.sheet.today)
    except Misfit as misfit:
        problem = survey_screens.objection_words(turn, opened, question, misfit.objection)
        return await shown(turn, opened, question, problem=problem)
    return await _put(turn, opened, question, answer, file)


async def _named(turn: Turn, opened: Opened, question: Question, words: Given) -> Returned:
    """An option that was written, or several."""
    answer = survey_answers.options(question, words)
    if question.kind is Kind.SELECT_ONE:
        return await _put(turn, opened, question, answer)
    return await shown(turn, await survey_sheet.put(turn, opened, question, answer), question)


async def _said_back(turn: Turn, opened: Opened, question: Question) -> Returned:
    return await shown(turn, opened, opened.before(question) or question)


async def _said_pass(turn: Turn, opened: Opened, question: Question) -> Returned:
    stored = opened.stored
    return await passed(turn, PassQuestion(stored.id, stored.edition, opened.place(question)))


async def _said_pause(turn: Turn, opened: Opened, question: Question) -> Returned:
    return await paused(turn, PauseSheet(opened.stored.id))


def _way(opened: Opened, question: Question, word: str) -> "_Way | None":
    """What a word means as a way, if this question has it: an answer may be the same word."""
    if word == survey_screens.WORDS["enough"] and question.kind is not Kind.SELECT_MULTIPLE:
        return None
    if word == survey_screens.WORDS["forward"] and opened.suggested(question) is None:
        return None
    return _WAYS.get(word)


_Way = Callable[[Turn, Opened, Question], Awaitable[Returned]]
_WAYS: dict[str, _Way] = {
    survey_screens.WORDS["back"]: _said_back, survey_screens.WORDS["skip"]: _said_pass,
    survey_screens.WORDS["forward"]: _said_pass, survey_screens.WORDS["enough"]: _said_pass,
    survey_screens.WORDS["pause"]: _said_pause, "отмена": _said_pause,
}

_Press = PickOption | PickDay | MarkOption | PassQuestion | GoToQuestion | ShowWeek


async def _at(turn: Turn, press: _Press) -> tuple[Opened, Question | None]:
    """The sheet, and the question that a button means; None where the form has changed or it is not asked now."""
    opened = await survey_sheet.opened(turn, press.sheet)
    return opened, opened.at(press.place) if press.edition == opened.stored.edition else None


async def _answered(turn: Turn, press: PickOption | PickDay,
                    answer: Callable[[Question], expressions.Answer]) -> Returned:
    opened, question = await _at(turn, press)
    chosen = answer(question) if question else None
    if question is None or chosen is None:
        return await shown(turn, opened, opened.next())
    return await _put(turn, opened, question, chosen)


async def _put(turn: Turn, opened: Opened, question: Question, answer: expressions.Answer,
               file: int | None = None) -> Returned:
    if objection := opened.sheet.objection(question, answer):
        words = survey_screens.objection_words(turn, opened, question, objection.value)
        return await shown(turn, opened, question, problem=words)
    opened = await survey_sheet.put(turn, opened, question, answer, file)
    return await _ahead(turn, opened, opened.place(question))


async def _ahead(turn: Turn, opened: Opened, after: int) -> Returned:
    if (waiting := opened.next(after)) is not None:
        return await shown(turn, opened, waiting)
    await conversation.release(turn, NAME)
    opened = await survey_sheet.settled(turn, opened)
    if opened.stored.anonymous:
        return survey_screens.ready(turn, opened)
    ending = ENDINGS.get(opened.stored.kind, survey_screens.finished)
    return await ending(turn, opened)


async def shown(turn: Turn, opened: Opened, question: Question | None, *, page: int | None = None,
                 week: ShowWeek | None = None, problem: str = "") -> Returned:
    """The screen of a question; the next message may be its answer."""
    if question is None:
        return await _ahead(turn, opened, -1)
    state = {"sheet": opened.stored.id, "edition": opened.stored.edition, "place": opened.place(question)}
    busy = await conversation.hold(turn, NAME, json.dumps(state))
    if busy and given.is_typed(question):
        return busy
    return survey_screens.question(turn, opened, question, page=page, monday=week.monday if week else None,
                                   problem=problem)


async def _wave_opened(turn: Turn, due: list[Due], page: int) -> Returned:
    if len(due) == 1:
        return await _entered(turn, due[0])
    page = min(page, (len(due) - 1) // PAGE)
    part = due[page * PAGE:][:PAGE]
    lines = [_sheet_line(page * PAGE + place, each, turn.me.id) for place, each in enumerate(part, 1)]
    numbers = [Choice("open", OpenSheet(each.wave, each.unit), facts={"number": page * PAGE + place})
               for place, each in enumerate(part, 1)]
    pages = turning(OpenWave(due[0].wave, page - 1) if page else None,
                    OpenWave(due[0].wave, page + 1) if len(due) > (page + 1) * PAGE else None)
    return turn.say("surveys/wave", [numbers[:4], numbers[4:], pages, [Choice("menu", ShowMenu())]],
                    title=due[0].survey, wave_title=due[0].wave_title, lines=lines,
                    about=due[0].kind.startswith("about"), done=sum(each.is_finished for each in due), total=len(due))


async def _entered(turn: Turn, due: Due) -> Returned:
    """The first question that waits, or what has become of the sheet."""
    if due.sent:
        raise Refused("surveys/sent")
    if due.holder not in (None, turn.me.id):
        return survey_handing.held(turn, due)
    opened = await survey_sheet.entered(turn, due)
    return await shown(turn, opened, opened.next())


def _day(question: Question, day: date) -> expressions.Answer:
    return day if question.kind is Kind.DATE and day.year in survey_answers.YEARS else None


def _option(question: Question, place: int) -> expressions.Answer:
    """What the button of this place means; None where there is no such option."""
    if question.kind is Kind.RANGE:
        return next((step for number, step in enumerate(steps(question)) if number == place), None)
    options = question.options if question.kind is Kind.SELECT_ONE else ()
    return options[place].name if place < len(options) else None


def _wave_line(number: int, wave: list[Due], today: str) -> WaveLine:
    one = wave[0]
    return WaveLine(number, one.survey, one.wave_title, one.closes_on, one.closes_on < today,
                    any(each.sheet for each in wave), sum(each.is_finished for each in wave), len(wave))


def _sheet_line(number: int, due: Due, me: int) -> SheetLine:
    holder = due.holder_name if due.holder not in (None, me) else ""
    return SheetLine(number, due.about_name or due.organisation_title, due.is_finished, due.sheet is not None, holder)
