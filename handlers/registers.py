"""The registers of a programme: how much stands in each, one of them page by page, a search, and one paper."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from handlers import ordering
from handlers import register_rights as rights
from handlers.conversation import begin, unfinished
from handlers.forms import Draft, Form, Step, form
from handlers.library import no_facts, words_taken
from handlers.router import Returned, Room
from handlers.turn import Answer, Refused, Turn
from messages.buttons import Meaning
from messages.catalogue import Choice
from messages.meanings import ShowMenu
from messages.meanings_of_library import OpenMaterial
from messages.meanings_of_registers import (
    AddRecord,
    DropRecord,
    ExportRegisters,
    FindRecord,
    FixRecord,
    OpenRecord,
    SendPaper,
    ShelveRecord,
    ShowFoundRecords,
    ShowRegister,
    ShowRegisters,
    ShowYears,
)
from messages.paging import turning
from messages.replies import Attachment, Reply, Tone
from messages.updates import FileKind
from scheduler import register_sheet, stems
from scheduler import registers as kept
from storage import registers
from storage.registers import Record, Register

room = Room()
PAGE = 5
"""Records on a screen."""
OTHERS = 1
"""Other programmes that buttons lead to."""
YEARS = 9
"""Years to choose from."""


@dataclass(frozen=True, slots=True)
class Line:
    """A record as a list shows it."""

    number: int
    record: Record


@room.said("реестры", "реестр", "/registers")
async def asked(turn: Turn) -> Returned:
    return await opened(turn, ShowRegisters())


@room.said("приказы")
async def orders_asked(turn: Turn) -> Returned:
    return await listed(turn, ShowRegister(0, Register.ORDER))


@room.said("соглашения")
async def agreements_asked(turn: Turn) -> Returned:
    return await listed(turn, ShowRegister(0, Register.AGREEMENT))


@room.said("методические материалы")
async def materials_asked(turn: Turn) -> Returned:
    return await listed(turn, ShowRegister(0, Register.MATERIAL))


@room.said("публикации")
async def publications_asked(turn: Turn) -> Returned:
    return await listed(turn, ShowRegister(0, Register.PUBLICATION))


@room.pressed(ShowRegisters)
async def opened(turn: Turn, press: ShowRegisters) -> Returned:
    held = await rights.reading(turn, press.programme)
    roles = await turn.roles()
    numbers = Counter[str]()
    for each in await registers.numbers(turn.tx, turn.me.id, held.programme):
        numbers[each.register] += each.number
    choices = [Choice(each.value, ShowRegister(held.programme, each.value), facts={"count": numbers[each.value]})
               for each in Register]
    adding = [Choice("add", AddRecord(), tone=Tone.MAIN)] if kept.keeping(roles) else []
    there = [Choice("export", ExportRegisters(held.programme))] if numbers else []
    finding = [Choice("find", FindRecord())] if numbers else []
    others = [Choice("other", ShowRegisters(each.programme), facts={"title": each.programme_title})
              for each in kept.reading(roles) if each.programme != held.programme][:OTHERS]
    rows = [choices[:2], choices[2:], [*adding, *finding], there, others, [Choice("menu", ShowMenu())]]
    return turn.say("registers/all", rows, title=held.programme_title, total=numbers.total(), adds=bool(adding),
                    orders=bool(kept.keeping(roles, Register.ORDER)), role=held.role.value)


@room.pressed(ShowRegister)
async def listed(turn: Turn, press: ShowRegister) -> Returned:
    register = _known(press.register)
    held = await rights.reading(turn, press.programme)
    years = {each.year: each.number for each in await registers.numbers(turn.tx, turn.me.id, held.programme)
             if each.register is register}
    year = str(press.year) if str(press.year) in years else ""
    total = years[year] if year else sum(years.values())
    page = min(press.page, max(0, (total - 1) // PAGE))
    lines = _lines(await registers.page(turn.tx, turn.me.id, held.programme, register, year=year, size=PAGE,
                                        skip=page * PAGE), page * PAGE)
    at = int(year or 0)
    turned = _turned(page, total, lambda number: ShowRegister(held.programme, register, at, number))
    adding = [Choice("add", AddRecord(register.value))] if kept.keeping(await turn.roles(), register) else []
    choosing = [Choice("years", ShowYears(held.programme, register.value))] if len(years) > 1 else []
    rows = [_numbers(lines), turned, [*adding, *choosing], [Choice("all", ShowRegisters(held.programme))]]
    return turn.say("registers/list", rows, lines=lines, total=total, register=register.value, year=year,
                    adds=bool(adding))


@room.pressed(ShowYears)
async def years_shown(turn: Turn, press: ShowYears) -> Returned:
    register = _known(press.register)
    held = await rights.reading(turn, press.programme)
    years = [each for each in await registers.numbers(turn.tx, turn.me.id, held.programme)
             if each.register is register][:YEARS]
    choices = [Choice("year", ShowRegister(held.programme, register.value, int(each.year)),
                      facts={"year": each.year, "count": each.number}) for each in years]
    rows = [*(choices[at:at + 3] for at in range(0, YEARS, 3)),
            [Choice("every", ShowRegister(held.programme, register.value))]]
    return turn.say("registers/years", rows, register=register.value)


@room.pressed(FindRecord)
async def search_pressed(turn: Turn, _: FindRecord) -> Returned:
    await rights.reading(turn)
    return await begin(turn, "record_search")


@room.said("найти в реестре", "поиск в реестрах")
async def search_said(turn: Turn) -> Returned:
    return await search_pressed(turn, FindRecord())


async def words_given(turn: Turn, draft: Draft) -> Returned:
    return await found(turn, ShowFoundRecords(draft.text("words")))


form(Form("record_search", (Step("words", "registers/ask_words", words_taken),), no_facts, words_given))


@room.pressed(ShowFoundRecords)
async def found(turn: Turn, wanted: ShowFoundRecords) -> Returned:
    """Looked for anew on every page: what has been written down meanwhile is there."""
    await rights.reading(turn)
    programmes = [each.programme for each in kept.reading(await turn.roles())]
    there = await kept.search(turn.tx, turn.me.id, programmes, stems.unpack(wanted.stems))
    page = min(wanted.page, max(0, (len(there) - 1) // PAGE))
    lines = _lines(there[page * PAGE:][:PAGE], page * PAGE)
    turned = _turned(page, len(there), lambda number: ShowFoundRecords(wanted.stems, number))
    ways = [Choice("find", FindRecord()), Choice("all", ShowRegisters())]
    return turn.say("registers/found", [_numbers(lines), turned, ways], lines=lines, total=len(there),
                    most=kept.FOUND)


@room.pressed(OpenRecord)
async def record_opened(turn: Turn, press: OpenRecord) -> Returned:
    """An open question, which may be whether this is a twin, stays above it."""
    return Answer((await card(turn, press.record),), fresh=await unfinished(turn))


async def card(turn: Turn, id: int) -> Reply:
    """A record as it is now, with what its reader may do."""
    record = await rights.record_for(turn, id)
    held = await turn.roles()
    paper = [Choice("paper", SendPaper(id))] if record.file is not None else []
    changes = rights.may_change(held, record)
    fixing = [Choice("fix", FixRecord(id))] if changes else []
    if rights.may_shelve(held, record.programme):
        on = int(not record.shelved_at)
        fixing.append(Choice("shelve" if on else "hide", ShelveRecord(id, on)))
    elif record.shelved_at:
        fixing.append(Choice("shelf", OpenMaterial(id)))
    drop = [Choice("drop", DropRecord(id), tone=Tone.BAD)] if changes else []
    ways = [Choice("list", ShowRegister(record.programme, record.register.value)), Choice("menu", ShowMenu())]
    return turn.say("registers/card", [paper, fixing, drop, ways], record=record)


@room.pressed(SendPaper)
async def paper_sent(turn: Turn, press: SendPaper) -> Returned:
    """The file comes first and the card below it, with its buttons; what was pressed stays above both."""
    record = await rights.record_for(turn, press.record)
    if record.file is None:
        return await card(turn, record.id)
    attached = Attachment(FileKind(record.file_kind), record.file_name, record.file_mime, record.file)
    return Answer((Reply("", attachment=attached), await card(turn, record.id)), fresh=True)


@room.pressed(ExportRegisters)
async def export_wanted(turn: Turn, press: ExportRegisters) -> Returned:
    held = await rights.reading(turn, press.programme)
    return await ordering.ordered(turn, register_sheet.REGISTERS, {"programme": held.programme})


def _known(register: str) -> Register:
    """Raises `Refused` for what no button of ours says."""
    if register not in tuple(Register):
        raise Refused("fallback/unknown_button")
    return Register(register)


def _lines(found: Sequence[Record], skip: int) -> list[Line]:
    return [Line(number, each) for number, each in enumerate(found, skip + 1)]


def _numbers(lines: Sequence[Line]) -> list[Choice]:
    return [Choice("open", OpenRecord(each.record.id), facts={"number": each.number}) for each in lines]


def _turned(page: int, total: int, at: Callable[[int], Meaning]) -> list[Choice]:
    return turning(at(page - 1) if page else None, at(page + 1) if total > (page + 1) * PAGE else None)
