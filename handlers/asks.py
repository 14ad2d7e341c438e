"""A school asks its municipality for help: which, in words, with photos or files; and sees how far that has come."""

from collections.abc import Sequence

from handlers import thread_pieces
from handlers.conversation import begin
from handlers.forms import Draft, Facts, Form, Given, Option, Step, Value, Wrong, form
from handlers.router import Returned, Room
from handlers.thread_rights import voice
from handlers.turn import Refused, Turn
from messages.catalogue import Choice
from messages.meanings import ShowMenu
from messages.meanings_of_asks import AskForHelp, MyAsks
from messages.meanings_of_consultations import AddToQuestion, OpenThread
from messages.paging import turning
from messages.replies import Tone
from scheduler.consulting import kinds, threads
from scheduler.consulting.threads import Asking
from storage import asks, participants
from storage.consultations import Help
from storage.participants import Role, RoleHeld
from storage.topics import Topic

room = Room()
PAGE = 5
"""Asks on a screen."""
NAMED = 3
"""Of those who may answer."""


@room.said("/support", "нужна помощь", "попросить помощь", "просьба о помощи")
async def said(turn: Turn) -> Returned:
    return await pressed(turn, AskForHelp())


@room.pressed(AskForHelp)
async def pressed(turn: Turn, _: AskForHelp) -> Returned:
    await asking_as(turn)
    return await begin(turn, "help")


async def asking_as(turn: Turn) -> RoleHeld:
    """The role in which somebody asks for a school: of a programme that goes on, if they lead it in several. Raises
    `Refused`.
    """
    held = [each for each in await turn.roles() if each.role is Role.DIRECTOR]
    if not held:
        raise Refused("asks/not_a_school")
    return min(held, key=lambda each: not each.starts_on <= turn.today(each.time_zone) <= each.ends_on)


async def kind_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    return [Option("kind", str(each.id), {"title": each.title}) for each in await _kinds(turn)]


async def kind_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """A button, or its words."""
    found = await _kinds(turn)
    said = "" if given.files else given.text.casefold()
    chosen = next((each.id for each in found if given.picked == str(each.id) or said == each.title.casefold()), None)
    if chosen is None:
        raise Wrong("roadmap/tap_please")
    return chosen


async def asked_before(turn: Turn, draft: Draft) -> Sequence[Choice]:
    return [Choice("mine", MyAsks())] if await asks.of_asker(turn.tx, turn.me.id, size=1) else []


async def facts(turn: Turn, draft: Draft) -> Facts:
    """Which help, who gets it and by when they answer."""
    coming = await threads.foresee(voice(turn), await _asking(turn, draft))
    found = [await participants.by_id(turn.tx, each) for each in coming.circle[:NAMED]]
    kind = await _kind(turn, draft)
    return {"kind": kind.title if kind else "", "people": [each.name for each in found if each],
            "many": len(coming.circle) - len(found), "pieces": thread_pieces.so_far(draft),
            "answer_by": coming.answer_by, "zone": (await asking_as(turn)).time_zone}


async def asked(turn: Turn, draft: Draft) -> Returned:
    if await _kind(turn, draft) is None:
        raise Refused("forms/over")
    thread, told = await threads.ask(voice(turn), await _asking(turn, draft), thread_pieces.gathered(draft))
    rows = [[Choice("add", AddToQuestion(thread.id)), Choice("mine", MyAsks())], [Choice("menu", ShowMenu())]]
    return turn.say("asks/asked", rows, thread=thread, told=told, zone=(await turn.main_role()).time_zone)


form(Form("help", (Step("kind", "asks/ask_kind", kind_taken, kind_options, aside=asked_before),
                   Step(thread_pieces.KEY, "asks/ask", thread_pieces.taken, thread_pieces.options, many=True)),
          facts, asked))


@room.said("/asks", "мои просьбы")
async def list_asked(turn: Turn) -> Returned:
    return await listed(turn, MyAsks())


@room.pressed(MyAsks)
async def listed(turn: Turn, wanted: MyAsks) -> Returned:
    """One's own; whoever asks for a school no more still sees what they had asked."""
    found = await asks.of_asker(turn.tx, turn.me.id, size=PAGE + 1, skip=wanted.page * PAGE)
    if not found and wanted.page:
        return await listed(turn, MyAsks())
    numbers = [Choice("open", OpenThread(each.id), facts={"number": each.id}) for each in found[:PAGE]]
    turned = turning(MyAsks(wanted.page - 1) if wanted.page else None,
                     MyAsks(wanted.page + 1) if len(found) > PAGE else None)
    may = any(each.role is Role.DIRECTOR for each in await turn.roles())
    ask = [Choice("ask", AskForHelp(), tone=Tone.MAIN)] if may else []
    return turn.say("asks/mine", [numbers, turned, ask, [Choice("menu", ShowMenu())]], asks=found[:PAGE],
                    zone=(await turn.main_role()).time_zone)


async def _kinds(turn: Turn) -> list[Topic]:
    return await kinds.of_programme(turn.tx, (await asking_as(turn)).programme)


async def _kind(turn: Turn, draft: Draft) -> Topic | None:
    """The one that was chosen, as long as it is offered."""
    return next((each for each in await _kinds(turn) if each.id == draft.answers.get("kind")), None)


async def _asking(turn: Turn, draft: Draft) -> Asking:
    held, kind = await asking_as(turn), await _kind(turn, draft)
    return Asking(held.programme, turn.me.id, held.organisation, kind.id if kind else None, help=Help.ASK)
