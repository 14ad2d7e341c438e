"""A village in which much is under way, so that every button there is means something."""

from dataclasses import dataclass

from messages import buttons, meanings_of_broadcasts
from messages.replies import Button, Reply
from messages.stored import write
from scheduler import audience
from scheduler.audience import By, Condition
from storage import addressees, broadcasts, chats, events, extensions, ledger, parts, rsvps, sheets, tasks
from storage.broadcasts import Kind, State
from storage.database import Transaction
from storage.events import Definition
from storage.outbox import Lane
from storage.parts import Fresh
from storage.tasks import TaskState
from tests.handlers import (
    rights_of_asks,
    rights_of_cards,
    rights_of_consultations,
    rights_of_contests,
    rights_of_courses,
    rights_of_imports,
    rights_of_meetings,
    rights_of_own_plans,
    rights_of_requests,
)
from tests.handlers.conftest import CHANNEL, Village
from tests.handlers.gathering import FACTS
from tests.handlers.rights_of_asks import NO_ASKS, Asked
from tests.handlers.rights_of_cards import NO_CARD, Carded
from tests.handlers.rights_of_consultations import NO_THREADS, Threads
from tests.handlers.rights_of_contests import NO_CONTEST, Contested
from tests.handlers.rights_of_imports import NOTHING_IMPORTED, Imported
from tests.handlers.rights_of_meetings import NOTHING_MET, Met
from tests.handlers.rights_of_own_plans import NOTHING_OWNED, Owned
from tests.handlers.rights_of_registers import recorded
from tests.handlers.rights_of_requests import NO_REQUEST, Requested
from tests.handlers.tables import change


@dataclass(frozen=True, slots=True)
class Ids:
    """What stands in a village where much is under way."""

    open: int
    done: int
    activity: int
    extension: int
    colleague: int
    wave: int
    unit: str
    sheet: int
    cast: int = 0
    """A broadcast of the curator's that has gone out, to the teacher."""
    draft: int = 0
    spare: int = 0
    """Another draft, to be thrown away."""
    event: int = 0
    meeting: int = 0
    """An event ahead, for the teachers of the school."""
    letter: int = 0
    """To the teacher."""
    chat: int = 0
    parts: int = 0
    """A draft of the curator's that brings each school its own."""
    threads: Threads = NO_THREADS
    asked: Asked = NO_ASKS
    entry: int = 0
    """Of the curator's hours."""
    programme: int = 0
    requested: Requested = NO_REQUEST
    """The curator's, of the director's school."""
    record: int = 0
    """An agreement of the school, in its register."""
    met: Met = NOTHING_MET
    """A meeting and a visit of the curator's."""
    carded: Carded = NO_CARD
    contested: Contested = NO_CONTEST
    """The curator's contest."""
    course: int = 0
    """See `rights_of_courses.py`."""
    imported: Imported = NOTHING_IMPORTED
    """A draft of the operator's."""
    owned: Owned = NOTHING_OWNED
    """Plans of the director's school."""


PART = write(Reply("Слова для школы"))


async def busy(village: Village) -> Ids:
    """An open task with a request for more time, a done one with evidence, a question, a survey that was begun."""
    now = village.now
    change(village.file, "update waves set opens_on = '2018-05-01' where code = 'vhodnoj-2018'")
    director = village.people["director"].participant
    waiting, ready = await village.task("1.3.1"), await village.task("1.4.1")
    async with village.database.transaction() as tx:
        extension = await extensions.ask(tx, waiting.id, director, "2018-09-28", "Болеем", now=now)
        await tasks.add_evidence(tx, ready.id, director, "Приказ № 5", None, now=now)
        await tasks.change_state(tx, ready.id, TaskState.DONE, allowed=(TaskState.OPEN, TaskState.OPEN), by=director,
                                 now=now)
        threads = await rights_of_consultations.begun(tx, village.programme, village.people, now=now)
        asked_for = await rights_of_asks.begun(tx, village.programme, village.people, now=now)
        asked, = await sheets.due(tx, director, "2018-05-16")
        sheet = await sheets.begin(tx, asked, director, now=now)
        cast, draft, spare = [await _written(village, tx) for _ in range(3)]
        each = await _written(village, tx, Kind.EACH)
        await parts.put(tx, each, [Fresh(village.people["director"].organisation, "Школа.pdf", "title", PART),
                                   Fresh(None, "Неведомая.pdf", "")])
        await broadcasts.start(tx, cast, now=now)
        await addressees.put_people(tx, cast, [village.people["teacher"].participant])
        await broadcasts.turn(tx, cast, State.DONE, State.RUNNING, ended_at=now)
        webinar = Definition("webinar", "Вебинар", now, now + 3600, "Asia/Irkutsk")
        event = await events.make(tx, village.programme, webinar, owner=village.people["curator"].participant, now=now)
        meeting, letter = await _called(village, tx, village.people["teacher"].participant)
        course = await rights_of_courses.given(tx, village.programme, village.people, now=now)
        coordinator = village.people["coordinator"]
        chat = await chats.put(tx, programme=village.programme, channel=CHANNEL, chat="-100500", title="Директора",
                               organisation=coordinator.organisation, added_by=coordinator.participant, now=now)
        requested = await rights_of_requests.asked(tx, village.programme, village.people["curator"].participant,
                                                   village.people["director"].organisation, now=now)
        met = await rights_of_meetings.met(tx, village.programme, village.people["curator"].participant, director,
                                           village.people["director"].organisation, now=now)
        contested = await rights_of_contests.contested(tx, village.programme, village.people, now=now)
        carded = await rights_of_cards.carded(tx, village.programme, village.people, now=now)
        imported = await rights_of_imports.imported(tx, village.programme, village.people["operator"].participant,
                                                    now=now)
        owned = await rights_of_own_plans.owned(tx, village.programme, village.people, now=now)
    return Ids(waiting.id, ready.id, waiting.activity, extension, village.people["colleague"].participant,
               asked.wave, asked.unit, sheet, cast, draft, spare, event, meeting, letter, chat=chat, parts=each,
               threads=threads, entry=await given_hours(village), programme=village.programme,
               requested=requested,
               record=await recorded(village),
               asked=asked_for,
               met=met,
               carded=carded,
               contested=contested,
               course=course,
               imported=imported,
               owned=owned,
               )


async def given_hours(village: Village) -> int:
    """An entry of the curator's, for the director's school."""
    curator, school = village.people["curator"].participant, village.people["director"].organisation
    async with village.database.transaction() as tx:
        given = ledger.Given(village.programme, curator, ledger.Kind.INDIVIDUAL, 30, "2018-05-16")
        return await ledger.enter(tx, given, [school], by=curator, now=village.now)


async def _called(village: Village, tx: Transaction, whom: int) -> tuple[int, int]:
    """An event for the teachers of the school, made by the curator, and a letter; both wait for one teacher."""
    here = audience.write([Condition(By.ROLE, ("teacher",)),
                           Condition(By.PLACE, (str(village.people["teacher"].organisation),))])
    meeting = await events.make(tx, village.programme, Definition(**{**FACTS, "audience": here}),
                                owner=village.people["curator"].participant, now=village.now)
    await rsvps.invite(tx, meeting, [whom], now=village.now)
    letter = await broadcasts.draft(tx, programme=village.programme, author=None, kind=Kind.LETTER,
                                    lane=Lane.BROADCAST, content=write(Reply("О мониторинге")), now=village.now)
    await broadcasts.start(tx, letter, now=village.now)
    await addressees.put_people(tx, letter, [whom])
    await broadcasts.turn(tx, letter, State.DONE, State.RUNNING, ended_at=village.now)
    return meeting, letter


async def _written(village: Village, tx: Transaction, kind: Kind = Kind.MESSAGE) -> int:
    """A draft of the curator's, with a button."""
    id = await broadcasts.draft(tx, programme=village.programme, author=village.people["curator"].participant,
                                kind=kind, lane=Lane.BROADCAST, content="", now=village.now)
    button = Button("Приду", buttons.encode(meanings_of_broadcasts.ClickBroadcast(id, 0)))
    await broadcasts.write(tx, id, content=write(Reply("Слова", ((button,),))), file=None)
    return id
