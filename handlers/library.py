"""The library of a programme: what is new, what a search finds, and one material with its link and its file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from handlers.conversation import begin, unfinished
from handlers.forms import Draft, Facts, Form, Given, Step, Value, Wrong, form
from handlers.router import Returned, Room
from handlers.turn import Answer, Refused, Turn
from messages.buttons import Meaning
from messages.catalogue import Choice
from messages.meanings import ShowMenu
from messages.meanings_of_library import (
    AddMaterial,
    DropMaterial,
    OpenMaterial,
    SearchLibrary,
    ShowFound,
    ShowLibrary,
)
from messages.meanings_of_registers import OpenRecord
from messages.paging import turning
from messages.replies import Attachment, Reply, Tone
from messages.updates import FileKind
from scheduler import library as searched
from scheduler import stems
from storage import history, library, registers
from storage.library import Kind, Material, Source
from storage.participants import Role, RoleHeld

room = Room()
PAGE = 5
"""Materials on a screen."""
NEWEST = 3
"""On the first one, which also has the kinds."""
KEEPERS = frozenset({Role.CURATOR, Role.MENTOR, Role.OPERATOR})
"""Who adds to it. A coordinator asks them: what stands here is for the whole programme."""


@dataclass(frozen=True, slots=True)
class Line:
    """A material as a list shows it."""

    number: int
    material: Material


@room.said("/materials", "материалы", "библиотека", "материалы программы")
async def asked(turn: Turn) -> Returned:
    return await shelf(turn, ShowLibrary())


@room.said("записи")
async def recordings_asked(turn: Turn) -> Returned:
    return await shelf(turn, ShowLibrary(Kind.RECORDING.value))


@room.said("шаблоны")
async def templates_asked(turn: Turn) -> Returned:
    return await shelf(turn, ShowLibrary(Kind.TEMPLATE.value))


@room.pressed(ShowLibrary)
async def shelf(turn: Turn, wanted: ShowLibrary) -> Returned:
    """What is new and of which kinds there is how much; or one kind, a page at a time."""
    held = await turn.roles()
    numbers = await library.kinds(turn.tx, turn.me.id)
    if wanted.kind in numbers:
        return await _of_kind(turn, Kind(wanted.kind), wanted.page, numbers[Kind(wanted.kind)])
    lines, opening = _lines(await library.page(turn.tx, turn.me.id, "", size=NEWEST, skip=0), 0)
    kinds = [Choice(f"kind_{each}", ShowLibrary(each.value), facts={"count": numbers[each]})
             for each in Kind if each in numbers]
    search = [Choice("search", SearchLibrary(), tone=Tone.MAIN)] if numbers else []
    adding = [Choice("add", AddMaterial())] if keeping(held) else []
    return turn.say("library/shelf", [opening, kinds[:2], kinds[2:], [*search, *adding], [Choice("menu", ShowMenu())]],
                    lines=lines, total=sum(numbers.values()), adds=bool(adding))


async def _of_kind(turn: Turn, kind: Kind, page: int, total: int) -> Reply:
    page = _page(page, total)
    lines, opening = _lines(await library.page(turn.tx, turn.me.id, kind, size=PAGE, skip=page * PAGE), page)
    pages = _turned(page, total, lambda number: ShowLibrary(kind.value, number))
    ways = [Choice("search", SearchLibrary()), Choice("shelf", ShowLibrary())]
    return turn.say("library/kind", [opening, pages, ways, [Choice("menu", ShowMenu())]], lines=lines, kind=kind.value,
                    total=total)


@room.pressed(SearchLibrary)
async def search_pressed(turn: Turn, _: SearchLibrary) -> Returned:
    await turn.roles()
    return await begin(turn, "library_search")


@room.said("найти материал", "поиск", "/search")
async def search_said(turn: Turn) -> Returned:
    return await search_pressed(turn, SearchLibrary())


async def words_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """What of it can be looked for: a word or two that say something."""
    if not given.text:
        raise Wrong("forms/words_please")
    if not (packed := stems.pack(stems.of(given.text))):
        raise Wrong("library/too_general")
    return packed


async def no_facts(turn: Turn, draft: Draft) -> Facts:
    return {}


async def words_given(turn: Turn, draft: Draft) -> Returned:
    return await found(turn, ShowFound(draft.text("words")))


form(Form("library_search", (Step("words", "library/ask_words", words_taken),), no_facts, words_given))


@room.pressed(ShowFound)
async def found(turn: Turn, wanted: ShowFound) -> Returned:
    """Looked for anew on every page: what has been added meanwhile is there."""
    held = await turn.roles()
    words = stems.unpack(wanted.stems)
    ids = await searched.search(turn.tx, _programmes(held), words)
    page = _page(wanted.page, len(ids))
    lines, opening = _lines(await library.some(turn.tx, ids[page * PAGE:][:PAGE]), page)
    pages = _turned(page, len(ids), lambda number: ShowFound(wanted.stems, number))
    ways = [Choice("search", SearchLibrary()), Choice("shelf", ShowLibrary())]
    return turn.say("library/found", [opening, pages, ways, [Choice("menu", ShowMenu())]], lines=lines,
                    total=len(ids))


@room.pressed(OpenMaterial)
async def opened(turn: Turn, press: OpenMaterial) -> Returned:
    """A file comes first, in a message of its own, and what was pressed stays above it; so does an open question."""
    material = await mine(turn, press.material)
    attached = file(material)
    return Answer((*attached, await card(turn, material)), fresh=bool(attached) or await unfinished(turn))


async def card(turn: Turn, material: Material) -> Reply:
    """What it says, its link and its buttons: in words, for a messenger may refuse the file."""
    drop = [Choice("drop", DropMaterial(material.id), tone=Tone.BAD)] if await _may_drop(turn, material) else []
    there = material.register and await registers.seen(turn.tx, turn.me.id, material.id)
    record = [Choice("record", OpenRecord(material.id))] if there else []
    rows = [[Choice("search", SearchLibrary()), Choice("shelf", ShowLibrary())], record, drop,
            [Choice("menu", ShowMenu())]]
    return turn.say("library/card", rows, material=material, zone=(await turn.main_role()).time_zone)


def file(material: Material) -> list[Reply]:
    """Its file, if it has one."""
    if material.file is None:
        return []
    return [Reply("", attachment=Attachment(FileKind(material.file_kind), material.file_name, material.file_mime,
                                            material.file))]


@room.pressed(DropMaterial)
async def dropped(turn: Turn, press: DropMaterial) -> Returned:
    material = await mine(turn, press.material)
    if not await _may_drop(turn, material):
        raise Refused("library/not_yours")
    if not press.sure:
        rows = [[Choice("drop", DropMaterial(material.id, 1), tone=Tone.BAD)],
                [Choice("keep", OpenMaterial(material.id))]]
        return Answer((turn.say("library/sure_drop", rows, title=material.title),), fresh=material.file is not None)
    await library.leave(turn.tx, material.id, now=turn.now)
    await history.note(turn.tx, "material_dropped", actor=turn.me.id, now=turn.now, programme=material.programme,
                       material=material.id)
    return turn.say("library/dropped", [[Choice("shelf", ShowLibrary()), Choice("menu", ShowMenu())]],
                    title=material.title)


async def mine(turn: Turn, id: int) -> Material:
    """A material of one's programmes. Raises `Refused`."""
    material = await library.seen(turn.tx, turn.me.id, id)
    if material is None:
        raise Refused("library/not_there")
    return material


def keeping(held: Sequence[RoleHeld]) -> list[RoleHeld]:
    """The roles in which somebody adds to the library, one for each programme."""
    return list({each.programme: each for each in reversed(held) if each.role in KEEPERS}.values())[::-1]


async def _may_drop(turn: Turn, material: Material) -> bool:
    """What was added in the chat, by whoever added it or by an operator; the files' own go with their row, and what
    stands in a register is taken off the shelf there.
    """
    if material.source is Source.FILES or material.register:
        return False
    held = [each.role for each in await turn.roles() if each.programme == material.programme]
    return Role.OPERATOR in held or (material.added_by == turn.me.id and not KEEPERS.isdisjoint(held))


def _programmes(held: Sequence[RoleHeld]) -> list[int]:
    return list(dict.fromkeys(each.programme for each in held))


def _page(wanted: int, total: int) -> int:
    return min(wanted, max(0, (total - 1) // PAGE))


def _lines(found: Sequence[Material], page: int) -> tuple[list[Line], list[Choice]]:
    lines = [Line(number, each) for number, each in enumerate(found, page * PAGE + 1)]
    return lines, [Choice("open", OpenMaterial(each.material.id), facts={"number": each.number}) for each in lines]


def _turned(page: int, total: int, at: Callable[[int], Meaning]) -> list[Choice]:
    return turning(at(page - 1) if page else None, at(page + 1) if total > (page + 1) * PAGE else None)
