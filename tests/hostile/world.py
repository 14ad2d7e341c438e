"""The place that is attacked: the Irkutsk example on two messengers, where much is under way and every secret of a
person carries a word that stands nowhere else.
"""

import hashlib
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from messages import buttons
from messages.buttons import Meaning
from messages.meanings import AllowLink, ForgetSure, FormCancel
from messages.meanings_of_broadcasts import ClickBroadcast
from messages.replies import Button, Reply
from messages.stored import write
from messages.updates import FileKind
from scheduler import audience
from scheduler.audience import By, Condition
from storage import (
    addressees,
    bookings,
    broadcasts,
    chats,
    events,
    extensions,
    files,
    rsvps,
    sheets,
    slots,
    tasks,
)
from storage.broadcasts import Kind, State
from storage.database import Transaction
from storage.events import Definition
from storage.outbox import Lane
from storage.participants import Member, Role
from storage.slots import Fresh
from storage.tasks import TaskState
from tests.handlers import (
    rights_of_asks,
    rights_of_cards,
    rights_of_contests,
    rights_of_courses,
    rights_of_imports,
    rights_of_meetings,
    rights_of_own_plans,
    rights_of_requests,
)
from tests.handlers.busy import given_hours
from tests.handlers.conftest import OTHER_SCHOOL, SCHOOL, Village, user_of
from tests.handlers.gathering import FACTS
from tests.handlers.rights_of_asks import NO_ASKS, Asked
from tests.handlers.rights_of_cards import NO_CARD, Carded
from tests.handlers.rights_of_consultations import NO_THREADS, Threads, begun
from tests.handlers.rights_of_contests import NO_CONTEST, Contested
from tests.handlers.rights_of_imports import NOTHING_IMPORTED, Imported
from tests.handlers.rights_of_meetings import NOTHING_MET, Met
from tests.handlers.rights_of_own_plans import NOTHING_OWNED, Owned
from tests.handlers.rights_of_registers import recorded
from tests.handlers.rights_of_requests import NO_REQUEST, Requested
from tests.handlers.tables import change
from tests.phone import Phone

EVERYBODY = ("director", "teacher", "colleague", "coordinator", "curator", "far_curator", "operator", "observer",
             "other_director", "other_coordinator", "mentor", "expert", "guest", "stranger")
TEAM = frozenset({"director", "teacher", "colleague", "mentor", "expert", "guest"})
WATCHERS = frozenset({"coordinator", "curator", "operator", "observer"})
"""Who may know of what the school does, beside its own people."""
COMERS = frozenset({"teacher", "colleague", "curator", "operator"})
"""Whom the event is for, and who holds it."""
PLANNERS = frozenset({"teacher", "mentor", "operator"})
"""Whose business the plan of the teacher is."""
NOBODY: frozenset[str] = frozenset()
PDF = b"%PDF-1.4\n%marked "
M = TypeVar("M", bound=Meaning)
_OTHERS = {"coordinator", "curator", "operator", "far_curator", "other_coordinator"}
"""Those whose names their subordinates and colleagues come across."""


@dataclass(frozen=True, slots=True)
class Ids:
    """What belongs to the school, its director and its teacher, and nobody else's business."""

    open: int
    done: int
    handed: int
    foreign: int
    """A task of another school."""
    activity: int
    extension: int
    colleague: int
    director: int
    school: int
    file: int
    request: int
    """The director is asked whether a strange account is theirs."""
    serial: int
    """Of the question that the director is answering right now."""
    wave: int
    unit: str
    """Of the director's own sheet of a survey."""
    sheet: int
    token: int
    """With which the director may be forgotten."""
    event: int
    """Under way; the curator has made it."""
    meeting: int
    """Ahead, for the teachers of the school; one of them is invited."""
    letter: int
    """To that teacher."""
    chat: int = 0
    """Of the school alone."""
    cast: int = 0
    """The curator's broadcast, that has gone out to the teacher."""
    draft: int = 0
    """Another one, that has not."""
    threads: Threads = NO_THREADS
    """The teacher's consultations."""
    asked: Asked = NO_ASKS
    """What the director has asked the municipality for."""
    slot: int = 0
    """A time of the curator's, that the teacher has booked."""
    entry: int = 0
    """Of the curator's hours."""
    programme: int = 0
    imported: Imported = NOTHING_IMPORTED
    """The operator's."""
    owned: Owned = NOTHING_OWNED
    """Of the director's school."""
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
    """The curator's, of which the teacher and the colleague are."""


@dataclass(frozen=True, slots=True)
class Codes:
    """Codes as they lie about: `listed` opens for a person who has not joined, `linking` was shown to the director."""

    used: str
    expired: str
    revoked: str
    listed: str
    foreign: str
    staff: str
    linking: str


@dataclass(slots=True)
class World:
    """A village on Telegram and VK, its ids and codes, and who may read which word."""

    village: Village
    ids: Ids
    codes: Codes
    marks: Mapping[str, frozenset[str]]
    screens: Mapping[str, Phone] = field(default_factory=dict)
    """The director's phones, by channel, with real buttons on their screens."""

    @property
    def file(self) -> Path:
        return self.village.file

    def user(self, who: str) -> str:
        """Somebody's id in either messenger."""
        return user_of(self.village.people[who].participant)

    def key(self, who: str) -> str:
        """What names somebody's Telegram on a button."""
        return hashlib.sha256(f"telegram\0{self.user(who)}".encode()).hexdigest()[:12]

    def participant(self, who: str) -> int:
        """Their number; 0 for a stranger."""
        return self.village.people[who].participant if who in self.village.people else 0


def prepared(original: Path, file: Path, people: dict[str, Member]) -> dict[str, frozenset[str]]:
    """Copy the village, give everybody both messengers, and mark names, phones and mail. The marks."""
    shutil.copy(original, file)
    change(file, "insert into addresses select 'vk', user_id, participant, linked_at, seen_at, closed_at, preferred_at "
                 "from addresses")
    change(file, "update addresses set channel = 'telegram' where channel not in ('vk')")
    marks: dict[str, frozenset[str]] = {}
    for number, (who, member) in enumerate(list(people.items())):
        name, phone, mail = f"Метка{number}имени", f"+7900555{number:04}", f"mark{number}@secret.invalid"
        change(file, "update participants set name = ?, search_name = ?, phone = ?, email = ? where id = ?",
               f"{name} Анна", f"{name} анна".casefold(), phone, mail, member.participant)
        people[who] = replace(member, name=f"{name} Анна")
        readers = frozenset(EVERYBODY) if who in _OTHERS else TEAM | WATCHERS if who in TEAM else WATCHERS
        marks[name] = readers | {who}
        marks |= {phone: frozenset({who}), mail: frozenset({who})}
    return marks


async def busy(village: Village, marks: dict[str, frozenset[str]]) -> World:
    """Much is under way in the school: evidence, a file, a question, a request, open forms, codes on screens."""
    ids, codes = await _matters(village), await _codes(village)
    ids = await _appointed(village, await _casts(village, ids))
    phones = {channel: Phone(village.stage, channel, user_of(village.people["director"].participant), "Анна Метка")
              for channel in ("telegram", "vk")}
    phone = phones["telegram"]
    stranger = Phone(village.stage, "vk", "900077", "Меткачужака Пётр")
    await stranger.follows(codes.used)
    await stranger.taps("Это я, спросите меня")
    request = _of(phone, AllowLink).request
    await phone.says("мессенджеры")
    await phone.taps("Подключить ещё один")
    linking = re.search(r"[2-9A-Z]{5}-[2-9A-Z]{5}", phone.last.text)
    assert linking
    await phone.says("/forget")
    token = _of(phone, ForgetSure).token
    await phone.says("/ask")
    serial = _of(phone, FormCancel).serial
    ids = replace(ids, request=request, token=token, serial=serial)
    codes = replace(codes, linking=linking[0].replace("-", ""))
    marks |= {"Меткачужака": NOBODY, "Меткадоказательства": WATCHERS | TEAM, "меткафайла": WATCHERS | TEAM,
              "Меткамероприятия": COMERS, "Меткассылки": COMERS, "Меткаписьма": frozenset({"teacher"}),
              "Меткарассылки": frozenset({"curator", "operator", "teacher"}), "Меткачерновика": frozenset({"curator"}),
              "Меткавопроса": frozenset({"curator", "operator", "teacher"}), "Меткапричины": WATCHERS | {"director"},
              "Меткаокна": frozenset({"curator", "teacher"}),
              "Меткакурса": rights_of_courses.WATCH | TEAM | {"other_director"},
              "Меткавстречи": frozenset({"curator", "teacher"}),
              "Метказаписи": frozenset({"curator", "teacher"}),
              "Метказапроса": WATCHERS | {"director"},
              "Меткасоглашения": WATCHERS | {"director"},
              "Меткапроблемы": WATCHERS | {"director", "mentor"},
              "Меткамеры": WATCHERS | {"director", "mentor"},
              "Меткацелей": PLANNERS,
              "Меткашага": PLANNERS,
              "Меткапросьбы": frozenset({"director", "coordinator", "operator"}),
              "Меткарешения": WATCHERS | {"director"},
              "Метказаявки": frozenset({"director", "curator", "operator", "expert"}),
              "Меткаплана": frozenset({"operator"}),
              "Меткачата": frozenset({"director", "coordinator", "curator", "operator"}),
              linking[0]: frozenset({"director"}), codes.listed: NOBODY, codes.foreign: NOBODY, codes.staff: NOBODY}
    return World(village, ids, codes, marks, phones)


async def _matters(village: Village) -> Ids:
    now, people = village.now, village.people
    director = people["director"]
    change(village.file, "update waves set opens_on = '2018-05-01' where code = 'vhodnoj-2018'")
    waiting, ready, handed = [await village.task(number) for number in ("1.3.1", "1.4.1", "1.8.1")]
    foreign = await village.task("1.3.1", OTHER_SCHOOL)
    async with village.database.transaction() as tx:
        extension = await extensions.ask(tx, waiting.id, director.participant, "2018-09-28", "Меткапричины", now=now)
        file = await files.keep(tx, FileKind.DOCUMENT, "меткафайла.pdf", "application/pdf", PDF, now=now,
                                sent_by=director.participant)
        await tasks.add_evidence(tx, ready.id, director.participant, "Меткадоказательства", file, now=now)
        await tasks.change_state(tx, ready.id, TaskState.DONE, allowed=(TaskState.OPEN, TaskState.OPEN),
                                 by=director.participant, now=now)
        await tasks.hand_over(tx, handed.id, people["colleague"].participant)
        threads = await begun(tx, village.programme, people, now=now, words="Меткавопроса")
        asked_for = await rights_of_asks.begun(tx, village.programme, people, now=now, words="Меткапросьбы")
        asked, = await sheets.due(tx, director.participant, "2018-05-16")
        sheet = await sheets.begin(tx, asked, director.participant, now=now)
        webinar = Definition("webinar", "Вебинар", now, now + 3600, "Asia/Irkutsk")
        event = await events.make(tx, village.programme, webinar, owner=people["curator"].participant, now=now)
        meeting, letter = await _calls(village, tx)
        course = await rights_of_courses.given(tx, village.programme, people, now=now, title="Меткакурса")
        chat = await chats.put(tx, programme=village.programme, channel="telegram", chat="-100500", title="Меткачата",
                               organisation=director.organisation, added_by=director.participant, now=now)
        requested = await rights_of_requests.asked(tx, village.programme, people["curator"].participant,
                                                   director.organisation, now=now, words="Метказапроса")
        met = await rights_of_meetings.met(tx, village.programme, people["curator"].participant, director.participant,
                                           director.organisation, now=now, words="Меткарешения")
        contested = await rights_of_contests.contested(tx, village.programme, people, now=now, words="Метказаявки")
        carded = await rights_of_cards.carded(tx, village.programme, people, now=now, words=(
            "Меткапроблемы", "Меткамеры", "Меткацелей", "Меткашага"))
        imported = await rights_of_imports.imported(tx, village.programme, people["operator"].participant, now=now,
                                                    words="Меткаплана")
        owned = await rights_of_own_plans.owned(tx, village.programme, people, now=now, words="Меткасвоегоплана")
    return Ids(waiting.id, ready.id, handed.id, foreign.id, waiting.activity, extension,
               people["colleague"].participant, director.participant, director.organisation, file, 0, 0, asked.wave,
               asked.unit, sheet, 0, event, meeting, letter, chat, threads=threads,
               entry=await given_hours(village), programme=village.programme,
               requested=requested,
               record=await recorded(village, "Меткасоглашения"),
               asked=asked_for,
               met=met,
               carded=carded,
               contested=contested,
               course=course,
               imported=imported,
               owned=owned,
               )


async def _calls(village: Village, tx: Transaction) -> tuple[int, int]:
    """An event that the curator has made, and a letter, both of which wait for the teacher."""
    teacher = village.people["teacher"]
    here = audience.write([Condition(By.ROLE, ("teacher",)), Condition(By.PLACE, (str(teacher.organisation),))])
    meeting = await events.make(tx, village.programme, Definition(**{
        **FACTS, "title": "Меткамероприятия", "link": "https://meet.example/Меткассылки", "audience": here}),
        owner=village.people["curator"].participant, now=village.now)
    await rsvps.invite(tx, meeting, [teacher.participant], now=village.now)
    letter = await broadcasts.draft(tx, programme=village.programme, author=None, kind=Kind.LETTER, lane=Lane.BROADCAST,
                                    content=write(Reply("Меткаписьма")), now=village.now)
    await broadcasts.start(tx, letter, now=village.now)
    await addressees.put_people(tx, letter, [teacher.participant])
    await broadcasts.turn(tx, letter, State.DONE, State.RUNNING, ended_at=village.now)
    return meeting, letter


async def _casts(village: Village, ids: Ids) -> Ids:
    now, curator = village.now, village.people["curator"].participant
    async with village.database.transaction() as tx:
        made = [await broadcasts.draft(tx, programme=village.programme, author=curator, kind=Kind.MESSAGE, content="",
                                       lane=Lane.BROADCAST, now=now) for _ in range(2)]
        for id, words in zip(made, ("Меткарассылки", "Меткачерновика"), strict=True):
            button = Button("Приду", buttons.encode(ClickBroadcast(id, 0)))
            await broadcasts.write(tx, id, content=write(Reply(words, ((button,),))), file=None)
        await broadcasts.start(tx, made[0], now=now)
        await addressees.put_people(tx, made[0], [village.people["teacher"].participant])
        await broadcasts.turn(tx, made[0], State.DONE, State.RUNNING, ended_at=now)
    return replace(ids, cast=made[0], draft=made[1])


async def _appointed(village: Village, ids: Ids) -> Ids:
    curator, starts = village.people["curator"].participant, village.now + 5 * 86400
    async with village.database.transaction() as tx:
        fresh = Fresh(village.programme, curator, "Asia/Irkutsk", "Меткаокна", "https://meet.example/Меткавстречи", "",
                      1)
        slot, = await slots.publish(tx, fresh, [(starts, starts + 1800)], now=village.now)
        teacher = village.people["teacher"].participant
        assert await bookings.book(tx, slot, teacher, now=village.now) is bookings.Outcome.BOOKED
        await bookings.write_note(tx, slot, teacher, "Метказаписи")
    return replace(ids, slot=slot)


async def _codes(village: Village) -> Codes:
    newcomer = village.newcomer()
    used = await village.code_of(village.people["director"])
    change(village.file, "update invites set uses = uses_limit where code = ?", used)
    expired, revoked = await village.invite(days=-1), await village.invite(Role.DIRECTOR)
    change(village.file, "update invites set revoked_at = 1 where code = ?", revoked)
    foreign = await village.code_of(village.people["other_director"])
    listed, staff = await village.code_of(newcomer), await village.invite(place=SCHOOL)
    return Codes(used, expired, revoked, listed, foreign, staff, "")


def _of(phone: Phone, kind: type[M]) -> M:
    """The newest button of this kind on a screen."""
    for shown in reversed(phone.screen):
        for payload in (payload for row in shown.buttons for _, payload in row):
            if isinstance(found := buttons.decode(payload), kind):
                return found
    raise LookupError(kind)
