"""What people change in what they have written: one room may hear of it, nobody is answered for it."""

import pytest

from handlers.conversation import Conversation
from handlers.router import Returned, Room, Router
from handlers.turn import Answer, Turn
from messages.meanings import MarkDone
from messages.updates import Address, Edited, Said
from storage import participants
from tests.handlers.conftest import Village, press, user_of
from tests.handlers.pocket import PocketLoopback
from tests.handlers.tables import rows
from tests.wording import CATALOGUE


class Reserve:
    """Nothing of an edit comes to the last resort."""

    async def came_with_code(self, turn: Turn, code: str) -> Returned:
        raise AssertionError("asked for a code")

    async def not_understood(self, turn: Turn) -> Returned:
        raise AssertionError("not understood")

    async def unknown_button(self, turn: Turn) -> Returned:
        raise AssertionError("no button")


class Shut:
    """Everybody has a new consent to read first."""

    async def barred(self, turn: Turn) -> Answer | None:
        return Answer(notice="consent first")


def listening() -> tuple[Room, list[str]]:
    room, heard = Room(), list[str]()

    @room.edited
    async def changed(turn: Turn, edit: Edited) -> Returned:
        heard.append(f"{turn.me.name}: {edit.ref} {edit.text}")
        return Answer(notice="heard")

    return room, heard


async def routed(village: Village, router: Router, *, stranger: bool = False) -> Answer:
    who = village.people["teacher"].participant
    edit = Edited(key="k", address=Address("pocket", user_of(who)), ref="p7", text="в среду")
    async with village.database.transaction() as tx:
        person = None if stranger else await participants.by_address(tx, "pocket", user_of(who))
        return await router.route(Turn(tx, village.now, village.now, edit, person, CATALOGUE))


async def test_the_room_that_listens_hears_of_an_edit(village: Village) -> None:
    room, heard = listening()
    answer = await routed(village, Router([Room(), room], Conversation(), Reserve()))
    assert heard == [f"{village.people['teacher'].name}: p7 в среду"]
    assert answer.notice == "heard"


async def test_where_no_room_listens_nothing_is_said(village: Village) -> None:
    assert await routed(village, Router([Room()], Conversation(), Reserve())) == Answer()


async def test_the_edit_of_a_stranger_or_before_the_consent_is_nobody_s_matter(village: Village) -> None:
    room, heard = listening()
    assert await routed(village, Router([room], Conversation(), Reserve()), stranger=True) == Answer()
    assert await routed(village, Router([room], Conversation(), Reserve(), gate=Shut())) == Answer()
    assert heard == []


def test_two_rooms_cannot_both_listen() -> None:
    with pytest.raises(AssertionError, match="two rooms"):
        Router([listening()[0], listening()[0]], Conversation(), Reserve())


async def test_an_edit_answers_no_open_question_and_is_not_answered(village: Village) -> None:
    phone = village.phone("director")
    await press(phone, MarkDone((await village.task("1.4.1")).id))
    ref = await phone.says("Приказ № 12")
    before, seen = rows(village.file, without=frozenset({"inbox"})), phone.screen
    await phone.edits(ref, "Приказ № 13")
    await phone.edits("p999999", "меню")
    assert phone.screen == seen
    assert rows(village.file, without=frozenset({"inbox"})) == before


async def test_a_stranger_s_edit_is_not_answered(village: Village) -> None:
    phone = village.stranger()
    ref = await phone.says("Здравствуйте")
    seen = phone.screen
    assert seen
    await phone.edits(ref, "Добрый день")
    assert phone.screen == seen


async def test_too_many_edits_are_passed_over_in_silence(village: Village) -> None:
    phone = village.phone("teacher")
    ref = await phone.says("меню")
    seen = phone.screen
    assert isinstance(village.pocket, PocketLoopback)
    for number in range(90):
        village.pocket.edits(phone.user, ref, f"меню {number}")
    await village.stage.settle()
    assert phone.screen == seen


async def test_a_handler_knows_which_message_is_replied_to(village: Village) -> None:
    heard: list[tuple[str, str]] = []
    room = Room()

    @room.said("вот")
    async def said(turn: Turn) -> Returned:
        heard.append((getattr(turn.update, "ref", ""), getattr(turn.update, "answers", "")))
        return None

    phone = village.phone("teacher")
    await phone.says("меню")
    village.pocket.says(phone.user, "вот", answers=phone.last.ref)
    (update,) = (await village.pocket.messenger.receive("")).updates
    assert isinstance(update, Said)
    router = Router([room], Conversation(), Reserve())
    async with village.database.transaction() as tx:
        person = await participants.by_address(tx, "pocket", phone.user)
        await router.route(Turn(tx, village.now, village.now, update, person, CATALOGUE))
    ((ref, answers),) = heard
    assert answers == phone.last.ref
    assert ref.startswith("p")
