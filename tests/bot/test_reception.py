"""One update, one transaction: claimed once, undone alone, tried three times, answered in the end."""

import logging
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot import fetching, manners, reception, turns
from bot.catalogues import Catalogues
from bot.reception import Reception
from bot.turns import Turns
from handlers.router import Returned, Room, Router
from handlers.turn import Answer, Refused, Turn
from messages import buttons
from messages.meanings import OpenTask, ShowMenu, TaskList
from messages.messenger import Batch, Unavailable
from messages.replies import Attachment
from messages.updates import Address, Edited, FileKind, IncomingFile, Pressed, Said, SentFile, Unreadable, Update
from scheduler.nursery import Nursery
from storage import conversations, files, inbox, participants, settings
from storage.database import Database, OutOfReach, Transaction
from tests.handlers.conftest import APOLOGY
from tests.handlers.tables import change, rows
from tests.loopback.memory import MemoryMessenger
from tests.phone import StageClock
from tests.wording import CATALOGUE

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00photo"
room = Room()


@room.said("bad")
async def breaks(turn: Turn) -> Returned:
    """Fails as a bug of ours would, after it has changed something."""
    await settings.put(turn.tx, "broken", "half")
    raise ZeroDivisionError("a bug")


@room.said("refused")
async def refuses(turn: Turn) -> Returned:
    await settings.put(turn.tx, "refused", "half")
    raise Refused("tasks/not_yours")


@room.said("note")
async def notes(turn: Turn) -> Returned:
    count = int(await settings.get(turn.tx, "noted") or 0)
    await settings.put(turn.tx, "noted", str(count + 1))
    return turn.say("menu/thanks")


@room.pressed(ShowMenu, strangers=True)
async def pressed(turn: Turn, _: ShowMenu) -> Returned:
    return Answer((turn.say("menu/thanks"),), notice="well")


@room.pressed(TaskList)
async def wants_a_file(turn: Turn, _: TaskList) -> Returned:
    id = await files.keep(turn.tx, FileKind.DOCUMENT, "a.pdf", "application/pdf", b"%PDF", now=turn.now)
    return turn.say("menu/thanks", attachment=Attachment(FileKind.DOCUMENT, "a.pdf", "application/pdf", id))


@room.edited
async def corrects(turn: Turn, edit: Edited) -> Returned:
    await settings.put(turn.tx, "corrected", f"{await settings.get(turn.tx, 'corrected') or ''}{edit.text} ")
    return None


class Quiet:
    """No open question, and one answer for everything else."""

    async def answered(self, turn: Turn) -> Answer | None:
        return Answer((turn.say("forms/words_please"),)) if turn.files else None

    async def came_with_code(self, turn: Turn, code: str) -> Returned:
        return turn.say("registration/declined")

    async def not_understood(self, turn: Turn) -> Returned:
        return turn.say("fallback/not_understood")

    async def unknown_button(self, turn: Turn) -> Returned:
        return turn.say("fallback/unknown_button")


class Recording(MemoryMessenger):
    """Also remembers what was acknowledged; files fail as told."""

    def __init__(self) -> None:
        super().__init__()
        self.notices: list[str] = []
        self.busy = 0

    async def acknowledge(self, press: Pressed, notice: str = "") -> None:
        self.notices.append(notice)

    async def fetch(self, file: IncomingFile) -> bytes:
        if self.busy:
            self.busy -= 1
            raise Unavailable("busy")
        return await super().fetch(file)


class Desk:
    """A reception over a room of the test's own."""

    def __init__(self, database: Database, file: Path) -> None:
        self.database, self.file = database, file
        self.clock = StageClock(1_527_000_000)
        self.nursery = Nursery(self.clock.pause)
        self.messenger = Recording()
        self.nudges = 0
        self.reception = Reception(database, Router([room], Quiet(), Quiet()), Catalogues(CATALOGUE), self.clock,
                                   self.nursery, self._nudged)

    async def takes(self, *updates: Update | Unreadable, keep: bool = False) -> None:
        await self.reception.receive(self.messenger, Batch(updates, "12", keep))

    def bodies(self) -> list[str]:
        """All that was planned to be said."""
        return [str(row[1]) for row in sorted(rows(self.file, without=frozenset())["bodies"])]

    def stored(self, name: str) -> list[str]:
        return [str(row[1]) for row in rows(self.file)["settings"] if row[0] == name]

    def _nudged(self) -> None:
        self.nudges += 1


@pytest.fixture
async def desk(sqlite_database: Database, tmp_path: Path) -> AsyncIterator[Desk]:
    async with sqlite_database.transaction() as tx:
        id = await participants.add(tx, "Анна", now=1)
        for user in ("1", "2"):
            await participants.link(tx, "memory", user, id if user == "1" else await participants.add(tx, "Б", now=1),
                                    now=1)
    desk = Desk(sqlite_database, tmp_path / "vekha.db")
    yield desk
    await desk.nursery.close()


def said(key: str, text: str, user: str = "1") -> Said:
    return Said(key=key, address=Address("memory", user), text=text)


def sent(key: str, *refs: str) -> SentFile:
    return SentFile(key=key, address=Address("memory", "1"),
                    files=tuple(IncomingFile(FileKind.PHOTO, ref, "a\u202eb.jpg", "image/jpeg") for ref in refs))


async def test_the_same_update_twice_has_one_effect(desk: Desk) -> None:
    await desk.takes(said("1", "note"), said("1", "note"))
    await desk.takes(said("1", "note"))
    assert desk.stored("noted") == ["1"]
    assert len(desk.bodies()) == 1


async def test_what_fails_is_undone_tried_three_times_and_apologised_for(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    await desk.takes(said("1", "bad"), said("2", "note"), said("3", "note", "2"))
    incidents = {record.getMessage().split()[1].rstrip(":") for record in caplog.records if record.exc_info}
    assert len(caplog.records) == reception.TRIES
    assert len(incidents) == 1
    apologies = [body for body in desk.bodies() if APOLOGY in body]
    assert len(apologies) == 1
    assert incidents.pop() in apologies[0]
    assert desk.stored("broken") == []
    assert desk.stored("noted") == ["2"]


async def test_the_apology_is_said_once(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)
    await desk.takes(said("1", "bad"))
    await desk.takes(said("1", "bad"))
    assert len(desk.bodies()) == 1


async def test_a_refusal_undoes_the_half_and_is_told(desk: Desk) -> None:
    await desk.takes(said("1", "refused"))
    assert desk.stored("refused") == []
    assert ["не касается" in body for body in desk.bodies()] == [True]


async def test_what_cannot_be_read_is_laid_aside_raw_and_cut(desk: Desk) -> None:
    await desk.takes(Unreadable(key="9", raw="{" * 20_000), said("1", "note"), Unreadable(key="9", raw="again"))
    raw = {row[0]: row[2] for row in rows(desk.file, without=frozenset())["inbox"]}
    assert raw == {"9": "{" * turns.RAW_LIMIT, "1": None}
    assert desk.stored("noted") == ["1"]


async def test_the_position_is_kept_where_the_platform_forgets_it(desk: Desk) -> None:
    for keep, kept in ((False, ""), (True, "12")):
        await desk.takes(keep=keep)
        async with desk.database.reading() as tx:
            assert await inbox.position(tx, "memory") == kept


async def test_a_press_is_acknowledged_with_the_notice_after_the_commit(desk: Desk) -> None:
    press = Pressed(key="1", address=Address("memory", "1"), payload="menu:show", ack="a")
    await desk.takes(press, press)
    await desk.nursery.close()
    assert desk.messenger.notices == ["well"]
    assert desk.nudges == 1


async def test_an_answer_with_a_file_leaves_the_pressed_screen_as_it_is(desk: Desk) -> None:
    """An edit would leave the file that is there, or none."""
    await desk.takes(said("1", "note"))
    change(desk.file, "update outbox set ref = '5', state = 'sent'")
    for key, payload in (("2", buttons.encode(ShowMenu())), ("3", buttons.encode(TaskList("open")))):
        await desk.takes(Pressed(key=key, address=Address("memory", "1"), payload=payload, ref="5"))
    assert edits_of(desk) == ["", "5", ""]


def edits_of(desk: Desk) -> list[str]:
    """Which message each of our answers changes, in their order."""
    with closing(sqlite3.connect(desk.file)) as connection:
        return [edits for edits, in connection.execute("select edits from outbox order by id")]


def edited(key: str, text: str, user: str = "1") -> Edited:
    return Edited(key=key, address=Address("memory", user), ref="7", text=text)


async def test_an_edit_is_heard_once_and_is_not_answered(desk: Desk) -> None:
    await desk.takes(edited("1", "раз"), edited("1", "раз"), edited("2", "два"), edited("3", "чужое", user="99"))
    assert desk.stored("corrected") == ["раз два "]
    assert desk.bodies() == []


async def test_of_too_many_edits_nobody_is_told(desk: Desk) -> None:
    await desk.takes(*(edited(str(number), "x") for number in range(manners.BURST + 5)))
    assert desk.stored("corrected") == ["x " * manners.BURST]
    assert desk.bodies() == []


async def test_a_press_that_needs_no_word_gets_none(desk: Desk) -> None:
    await desk.takes(Pressed(key="1", address=Address("memory", "1"), payload="menu:show"))
    await desk.nursery.close()
    assert desk.messenger.notices == []


async def test_a_stranger_is_refused_what_is_not_open_to_them(desk: Desk) -> None:
    update = Pressed(key="1", address=Address("memory", "77"), payload=f"tasks:open:{OpenTask(1).task}")
    await desk.takes(update)
    assert ["больше не работает" in body for body in desk.bodies()] == [True]


async def asked(tx: Transaction) -> None:
    """A question is open, so that files are wanted."""
    person = await participants.by_address(tx, "memory", "1")
    assert person
    await conversations.open_form(tx, person.id, "x", "{}", now=1)


async def test_a_file_is_kept_before_its_handler_runs_and_tried_anew_while_the_messenger_is_busy(desk: Desk) -> None:
    async with desk.database.transaction() as tx:
        await asked(tx)
    desk.messenger.keeps("f", JPEG)
    desk.messenger.busy = fetching.TRIES - 1
    await desk.takes(sent("1", "f"))
    files = rows(desk.file)["files"]
    assert [(row[2], row[5]) for row in files] == [("ab.jpg", JPEG)]


@pytest.mark.parametrize("busy", [0, fetching.TRIES])
async def test_of_an_album_that_cannot_be_had_nothing_is_kept_and_that_is_told(
    desk: Desk, busy: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    async with desk.database.transaction() as tx:
        await asked(tx)
    desk.messenger.keeps("f", JPEG)
    desk.messenger.busy = busy
    await desk.takes(sent("1", "f", "gone"))
    assert rows(desk.file)["files"] == []
    assert ["больше 20 МБ" in body for body in desk.bodies()] == [True]


async def test_a_file_that_nothing_has_asked_for_is_not_fetched(desk: Desk) -> None:
    desk.messenger.keeps("f", JPEG)
    await desk.takes(sent("1", "f"))
    assert rows(desk.file)["files"] == []


async def test_a_person_who_writes_again_can_be_written_to_again(desk: Desk) -> None:
    async with desk.database.transaction() as tx:
        await participants.close_address(tx, "memory", "1", now=2)
    await desk.takes(said("1", "note"))
    address = next(row for row in rows(desk.file, without=frozenset())["addresses"] if row[1] == "1")
    assert address[4:6] == (desk.clock.now(), None)


async def test_who_is_too_fast_is_told_once_and_loses_no_press(desk: Desk) -> None:
    many = [said(f"n{number}", "note") for number in range(manners.BURST + 3)]
    press = Pressed(key="p", address=Address("memory", "1"), payload="menu:show", ack="a")
    await desk.takes(*many, press, said("other", "note", "2"))
    await desk.nursery.close()
    assert desk.stored("noted") == [str(manners.BURST + 1)]
    assert len([body for body in desk.bodies() if "очень много подряд" in body]) == 1
    assert desk.messenger.notices == [""]
    assert {each.key for each in many} < {row[0] for row in rows(desk.file, without=frozenset())["inbox"]}


async def test_a_file_of_somebody_too_fast_is_not_fetched(desk: Desk) -> None:
    async with desk.database.transaction() as tx:
        await asked(tx)
    desk.messenger.keeps("f", JPEG)
    await desk.takes(*(said(f"n{number}", "note") for number in range(manners.BURST)), sent("file", "f"))
    assert rows(desk.file)["files"] == []


@room.said("ask")
async def asks(turn: Turn) -> Returned:
    await asked(turn.tx)
    return turn.say("menu/thanks")


@room.said("enough")
async def ends(turn: Turn) -> Returned:
    await conversations.close(turn.tx, turn.me.id)
    return turn.say("menu/thanks")


async def test_a_file_that_came_together_with_the_press_that_asks_for_it_is_not_lost(desk: Desk) -> None:
    desk.messenger.keeps("f", JPEG)
    await desk.takes(said("1", "ask"), sent("2", "f"), said("3", "note"))
    assert [row[5] for row in rows(desk.file)["files"]] == [JPEG]
    assert desk.stored("noted") == ["1"]


async def test_a_file_that_came_together_with_the_word_that_ends_the_question_is_not_fetched(desk: Desk) -> None:
    async with desk.database.transaction() as tx:
        await asked(tx)
    desk.messenger.keeps("f", JPEG)
    await desk.takes(said("1", "enough"), sent("2", "f"))
    assert rows(desk.file)["files"] == []


async def test_what_comes_again_after_the_database_was_away_is_still_heard(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each try would use up more of the burst, until words that nobody has heard were passed over."""
    many = [said(f"n{number}", "note") for number in range(manners.BURST // 2)]
    take = Turns.take

    async def fails(*facts: Any) -> None:
        await take(*facts)
        raise OutOfReach("away")

    with monkeypatch.context() as patch:
        patch.setattr(Turns, "take", fails)
        for _ in range(5):
            with pytest.raises(OutOfReach):
                await desk.takes(*many)
    await desk.takes(*many)
    assert desk.stored("noted") == [str(manners.BURST // 2)]


async def test_repeats_are_not_counted_as_haste(desk: Desk) -> None:
    """A look beside the webhook brings ten minutes once more; who wrote a lot meanwhile is not made to wait for it."""
    for number in range(manners.BURST + 10):
        await desk.clock.pause(3)
        await desk.takes(said(f"n{number}", "note"))
    await desk.takes(*(said(f"n{number}", "note") for number in range(manners.BURST + 10)))
    await desk.takes(said("last", "note"))
    assert desk.stored("noted") == [str(manners.BURST + 11)]
