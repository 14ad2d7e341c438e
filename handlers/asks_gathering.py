"""A coordinator gathers similar asks into one list for the institute: which, under which heading, a last look."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers import ordering
from handlers.conversation import begin
from handlers.forms import ENOUGH, Draft, Facts, Form, Given, Option, Step, Value, Wrong, form
from handlers.router import Returned, Room
from handlers.thread_rights import voice
from handlers.turn import Answer, Refused, Turn
from messages.catalogue import Choice
from messages.meanings import ShowMenu
from messages.meanings_of_asks import GatherAsks, ListPaper, ShowHelp
from messages.meanings_of_consultations import OpenThread
from messages.replies import Reply, Tone
from messages.visible import visible
from scheduler.consulting import asks_paper, helping, kinds
from scheduler.consulting.helping import Bundle, HandedOn
from storage import asks
from storage.asks import Ask
from storage.participants import Role, RoleHeld
from storage.topics import Topic

room = Room()
MOST = 30
"""Asks of one list; what is more waits for the next."""
PAGE = 3
"""Of them on a screen, each with a button."""
TITLE_LIMIT = 150
WORDS_LIMIT = 1000
AS_KIND = "kind"
SURE = "sure"


@dataclass(frozen=True, slots=True)
class Ground:
    """For which municipality somebody gathers, and what there is of a kind."""

    held: RoleHeld
    kind: Topic
    asks: Sequence[Ask]


@room.pressed(GatherAsks)
async def pressed(turn: Turn, press: GatherAsks) -> Returned:
    """Of which kind? Where there is but one, that is no question."""
    grounds = [await ground(turn, press.kind)] if press.kind else await _grounds(turn)
    waiting = [each for each in grounds if each.asks]
    if not waiting:
        return turn.say("asks/none_to_gather", [[Choice("back", ShowHelp()), Choice("menu", ShowMenu())]])
    if len(waiting) == 1:
        return await begin(turn, "gather", kind=waiting[0].kind.id)
    choices = [Choice("kind", GatherAsks(each.kind.id), facts={"title": each.kind.title, "number": len(each.asks)})
               for each in waiting[:8]]
    rows = [choices[at:at + 2] for at in range(0, len(choices), 2)]
    return turn.say("asks/gather", [*rows, [Choice("back", ShowHelp())]])


async def ground(turn: Turn, kind: int) -> Ground:
    """Raises `Refused` for one who coordinates nothing where this kind is offered."""
    for each in await _grounds(turn):
        if each.kind.id == kind:
            return each
    raise Refused("asks/not_a_coordinator")


async def _grounds(turn: Turn) -> list[Ground]:
    """One for each kind and each municipality. Raises `Refused`."""
    held = [each for each in await turn.roles() if each.role is Role.COORDINATOR]
    if not held:
        raise Refused("asks/not_a_coordinator")
    await asks.admit(turn.tx, turn.me.id)
    return [Ground(each, kind, await asks.to_gather(turn.tx, turn.me.id, programme=each.programme,
                                                    municipality=each.organisation, kind=kind.id, size=MOST))
            for each in held for kind in await kinds.of_programme(turn.tx, each.programme)]


async def facts(turn: Turn, draft: Draft) -> Facts:
    """What is on the screen, what is in the list, and whether anybody can get it here."""
    found = await ground(turn, draft.subject["kind"])
    chosen, page = _chosen(draft, found), _page(draft, found)
    alone = await helping.by_hand(voice(turn), found.held.programme, found.held.organisation, turn.me.id)
    return {"kind": found.kind.title, "asks": found.asks, "chosen": chosen, "by_hand": alone,
            "shown": found.asks[page * PAGE:][:PAGE], "page": page, "pages": -(-len(found.asks) // PAGE),
            "chosen_ids": {each.id for each in chosen}, "title": _title(draft, found), "words": draft.text("words")}


async def ask_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    """Buttons say what shall be; a list of nothing goes nowhere."""
    found = await ground(turn, draft.subject["kind"])
    chosen, page = _chosen(draft, found), _page(draft, found)
    ids = {each.id for each in chosen}
    ticks = [Option("drop" if each.id in ids else "take", f"{'-' if each.id in ids else '+'}{each.id}",
                    {"number": each.id, "school": each.organisation_title})
             for each in found.asks[page * PAGE:][:PAGE]]
    turned = [Option("previous", f"p{page - 1}")] if page else []
    turned += [Option("next", f"p{page + 1}")] if (page + 1) * PAGE < len(found.asks) else []
    return [*ticks, *turned, *([Option("enough", ENOUGH, {"chosen": len(ids)}, Tone.MAIN)] if ids else [])]


async def ask_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """What was tapped, as it stands: later taps have the last word."""
    sign, number = (given.picked or " ")[:1], (given.picked or " ")[1:]
    if sign not in ("+", "-", "p") or not number.isascii() or not number.isdigit():
        raise Wrong("roadmap/tap_please")
    return [f"{sign}{int(number)}"]


async def title_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    return [Option("same", AS_KIND, {"kind": (await ground(turn, draft.subject["kind"])).kind.title}, Tone.MAIN)]


async def title_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    found = await ground(turn, draft.subject["kind"])
    title = found.kind.title if given.picked == AS_KIND else visible(given.text)
    if not title:
        raise Wrong("forms/words_please")
    if len(title) > TITLE_LIMIT:
        raise Wrong("desk/title_long", length=len(title), limit=TITLE_LIMIT)
    return title


async def words_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    if not given.text:
        raise Wrong("forms/words_please")
    return visible(given.text)[:WORDS_LIMIT]


async def sure_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    found = await facts(turn, draft)
    return [Option("record" if found["by_hand"] else "send", SURE, tone=Tone.GOOD)] if found["chosen"] else []


async def sure_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    if given.picked != SURE:
        raise Wrong("roadmap/tap_please")
    return SURE


async def gathered(turn: Turn, draft: Draft) -> Returned:
    """The list goes out, or its file comes to the coordinator; each school is told."""
    found = await ground(turn, draft.subject["kind"])
    bundle = Bundle(found.held.programme, found.held.organisation, found.kind.id, _title(draft, found),
                    draft.text("words"), _chosen(draft, found))
    made = await helping.hand_on(voice(turn), bundle) if draft.answers.get("sure") == SURE else None
    if made is None:
        return turn.say("asks/none_to_gather", [[Choice("back", ShowHelp()), Choice("menu", ShowMenu())]])
    ordered = await ordering.ordered(turn, asks_paper.LIST, {"consultation": made.thread, "attach": 1})
    return Answer((_told(turn, made, found),), notice=ordered.notice)


form(Form("gather", (Step("asks", "asks/ask_which", ask_taken, ask_options, many=True),
                     Step("title", "asks/ask_title", title_taken, title_options),
                     Step("words", "asks/ask_words", words_taken, optional=True),
                     Step("sure", "asks/ask_sure", sure_taken, sure_options)), facts, gathered))


def _told(turn: Turn, made: HandedOn, found: Ground) -> Reply:
    rows = [[Choice("open", OpenThread(made.thread)), Choice("paper", ListPaper(made.thread))],
            [Choice("back", ShowHelp()), Choice("menu", ShowMenu())]]
    return turn.say("asks/handed", rows, made=made, today=turn.today(found.held.time_zone))


def _chosen(draft: Draft, found: Ground) -> list[Ask]:
    """All but those that were taken out."""
    last = {tap[1:]: tap[0] for tap in _taps(draft) if tap[0] in "+-"}
    return [each for each in found.asks if last.get(str(each.id)) != "-"]


def _page(draft: Draft, found: Ground) -> int:
    turned = [int(tap[1:]) for tap in _taps(draft) if tap[0] == "p"]
    return min(turned[-1] if turned else 0, max(0, (len(found.asks) - 1) // PAGE))


def _taps(draft: Draft) -> list[str]:
    found = draft.answers.get("asks")
    return found if isinstance(found, list) else []


def _title(draft: Draft, found: Ground) -> str:
    return draft.text("title") or found.kind.title
