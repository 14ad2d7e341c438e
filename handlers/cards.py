"""«Карточки школ»: the list of schools, the card of one with its problems, a problem with its measures, and as files.

Whoever looks after schools sees theirs; a director sees the card of their own school.
"""

from collections.abc import Sequence

from handlers import card_rights
from handlers.conversation import begin
from handlers.forms import Draft, Facts, Form, Given, Step, Value, Wrong, form
from handlers.ordering import ordered
from handlers.organisations import named, words_of
from handlers.router import Returned, Room
from handlers.turn import Refused, Turn
from messages.catalogue import Choice
from messages.meanings import MarkDone, OpenTask, ShowMenu
from messages.meanings_of_cards import (
    AddMeasure,
    AddProblem,
    ExportCard,
    ExportCards,
    FindCard,
    OpenCard,
    OpenProblem,
    ShowAccompanied,
    ShowCards,
    ShowMentoring,
)
from messages.paging import turning
from messages.replies import Reply, Tone
from scheduler.cards import drawing, paper, table
from scheduler.cards.drawing import Drawn
from storage import cards, tasks
from storage.cards import School
from storage.participants import Role
from storage.tasks import Relation, TaskState

room = Room()
PAGE = 5
"""Schools or measures on a screen."""
PROBLEMS = 4
_ALL = 100_000
_LONGEST = 60
_KEEPERS = frozenset({Role.MENTOR, Role.CURATOR, Role.COORDINATOR})


@room.said("/cards", "карточки", "карточки школ", "карточка", "карточка школы")
async def asked(turn: Turn) -> Returned:
    return await list_opened(turn, ShowCards())


@room.pressed(ShowCards)
async def list_opened(turn: Turn, wanted: ShowCards) -> Returned:
    """Where there is but one school, its card."""
    skip = wanted.page * PAGE
    found = await cards.schools(turn.tx, turn.me.id, await today_of(turn), size=PAGE, skip=skip)
    if not found and wanted.page:
        return await list_opened(turn, ShowCards())
    if not found:
        raise Refused("cards/not_yours")
    total = found[0].total
    if total == 1:
        return await card(turn, found[0].id)
    pages = turning(ShowCards(wanted.page - 1) if wanted.page else None,
                    ShowCards(wanted.page + 1) if total > skip + PAGE else None)
    find = [Choice("find", FindCard())] if total > PAGE else []
    table_wanted = [Choice("table", ExportCards())] if not wanted.page else []
    own = [Choice("accompanied", ShowAccompanied())] if {each.role for each in await turn.roles()} & _KEEPERS else []
    return turn.say("cards/list", [_numbers(found, skip), pages, [*find, *table_wanted],
                                   [*own, Choice("menu", ShowMenu())]],
                    schools=found, skip=skip, total=total, searched="")


@room.pressed(FindCard)
async def find_pressed(turn: Turn, _: FindCard) -> Returned:
    await _any(turn)
    return await begin(turn, "card_find")


async def find_facts(turn: Turn, draft: Draft) -> Facts:
    return {}


async def words_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    words = words_of(given.text) if len(given.text) <= _LONGEST else []
    if not words or not any(named(f"{each.title} {each.municipality}", words) for each in await _any(turn)):
        raise Wrong("cards/no_school")
    return " ".join(words)


async def found(turn: Turn, draft: Draft) -> Returned:
    words = draft.text("words").split()
    schools = [each for each in await _any(turn) if named(f"{each.title} {each.municipality}", words)]
    if len(schools) == 1:
        return await card(turn, schools[0].id)
    shown = schools[:PAGE]
    ways = [Choice("find", FindCard()), Choice("all", ShowCards()), Choice("menu", ShowMenu())]
    return turn.say("cards/list", [_numbers(shown, 0), ways], schools=shown, skip=0, total=len(schools),
                    searched=draft.text("words"))


form(Form("card_find", (Step("words", "cards/ask_school", words_taken),), find_facts, found))


@room.pressed(OpenCard)
async def opened(turn: Turn, wanted: OpenCard) -> Returned:
    return await card(turn, wanted.school, wanted.page)


async def card(turn: Turn, id: int, page: int = 0) -> Reply:
    """A page of the problems of a school. Raises `Refused`."""
    seat = await card_rights.seat(turn, id)
    rows = await cards.rows(turn.tx, [id], turn.me.id)
    today = turn.today(seat.school.time_zone)
    problems = drawing.drawn(rows, today)
    page = min(page, max(0, (len(problems) - 1) // PROBLEMS))
    shown = problems[page * PROBLEMS:][:PROBLEMS]
    numbers = [Choice("open", OpenProblem(each.problem.id), facts={"place": page * PROBLEMS + place})
               for place, each in enumerate(shown, 1)]
    pages = turning(OpenCard(id, page - 1) if page else None,
                    OpenCard(id, page + 1) if len(problems) > (page + 1) * PROBLEMS else None)
    add = [Choice("propose" if seat.is_of_the_school else "add", AddProblem(id), tone=Tone.MAIN)] if seat.writes else []
    word = [Choice("paper", ExportCard(id))] if problems else []
    plans = [Choice("plans", ShowMentoring(id))] if seat.writes else []
    back = [] if seat.is_of_the_school else [Choice("list", ShowCards())]
    return turn.say("cards/card", [numbers, pages, add, [*word, *plans], [*back, Choice("menu", ShowMenu())]],
                    school=seat.school, problems=shown, skip=page * PROBLEMS, total=len(problems),
                    solved=sum(each.problem.is_settled for each in problems), today=today,
                    progress=drawing.progress(rows, today), writes=seat.writes)


@room.pressed(OpenProblem)
async def problem_opened(turn: Turn, wanted: OpenProblem) -> Returned:
    return await problem(turn, wanted.problem, wanted.page)


async def problem(turn: Turn, id: int, page: int = 0) -> Reply:
    """A problem with a page of its measures. Raises `Refused`."""
    found, seat = await card_rights.of_problem(turn, id)
    rows = await cards.rows(turn.tx, [found.organisation], turn.me.id)
    today = turn.today(seat.school.time_zone)
    one = next(each for each in drawing.drawn(rows, today) if each.problem.id == id)
    page = min(page, max(0, (len(one.measures) - 1) // PAGE))
    shown = one.measures[page * PAGE:][:PAGE]
    numbers = [Choice("open", OpenTask(each.task), facts={"place": page * PAGE + place})
               for place, each in enumerate(shown, 1) if each.opens]
    pages = turning(OpenProblem(id, page - 1) if page else None,
                    OpenProblem(id, page + 1) if len(one.measures) > (page + 1) * PAGE else None)
    add = [Choice("add", AddMeasure(id), tone=Tone.MAIN)] if seat.writes and not one.problem.is_settled else []
    return turn.say("cards/problem", [numbers, pages, add, await _state(turn, one),
                                      [Choice("back", OpenCard(found.organisation))]],
                    school=seat.school, one=one, measures=shown, skip=page * PAGE, today=today)


async def _state(turn: Turn, one: Drawn) -> list[Choice]:
    """The school says that it is solved; whoever judges that looks at it."""
    if not one.problem.opens:
        return []
    relations = await tasks.relations(turn.tx, one.problem.task, turn.me.id)
    if Relation.TEAM in relations and one.problem.state in (TaskState.OPEN, TaskState.RETURNED):
        return [Choice("solved", MarkDone(one.problem.task), tone=Tone.GOOD),
                Choice("details", OpenTask(one.problem.task))]
    return [Choice("judge" if one.problem.state is TaskState.DONE else "details", OpenTask(one.problem.task))]


@room.pressed(ExportCard)
async def paper_wanted(turn: Turn, press: ExportCard) -> Returned:
    await card_rights.seat(turn, press.school)
    return await ordered(turn, paper.PAPER, {"school": press.school})


@room.pressed(ExportCards)
async def table_wanted(turn: Turn, _: ExportCards) -> Returned:
    await _any(turn)
    return await ordered(turn, table.TABLE, {})


async def today_of(turn: Turn) -> str:
    """The day it is for this person."""
    return turn.today((await turn.main_role()).time_zone)


async def _any(turn: Turn) -> list[School]:
    """All schools whose cards this person may see. Raises `Refused` where there is none."""
    found = await cards.schools(turn.tx, turn.me.id, await today_of(turn), size=_ALL)
    if not found:
        raise Refused("cards/not_yours")
    return found


def _numbers(shown: Sequence[School], skip: int) -> list[Choice]:
    return [Choice("open", OpenCard(each.id), facts={"place": skip + place}) for place, each in enumerate(shown, 1)]
