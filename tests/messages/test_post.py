"""The one way to send: checked, cut to size, stored with the change it speaks of."""

import subprocess
import sys
from pathlib import Path

import pytest

from messages import post, stored
from messages.markup import BadMarkup
from messages.post import Recipient
from messages.replies import TEXT_LIMIT, Attachment, BoundsBroken, Button, Reply, units
from messages.updates import Address, FileKind
from storage import claims
from storage.claims import Letter, Settled
from storage.database import Database, Transaction
from storage.outbox import Lane, State
from tests.letters import claim, words

NOW = 1_527_000_000
HOME = Address("memory", "7")
BUTTONS = ((Button("Готово", payload="task:done:17"),),)


async def planned(tx: Transaction, reply: Reply, reason: str = "r", edits: str = "") -> int | None:
    return await post.post(tx, address=HOME, participant=None, reply=reply, lane=Lane.REPLY, reason=reason, now=NOW,
                           edits=edits)


async def sent_in_order(tx: Transaction) -> list[Letter]:
    found: list[Letter] = []
    while letters := await claim(tx, "memory", now=NOW):
        found += letters
        await claims.settle(tx, [Settled(letters[0].id, State.SENT)], fence=0, real_now=0)
    return found


async def test_a_short_reply_is_one_delivery_with_a_number_of_its_own(sqlite_database: Database) -> None:
    async with sqlite_database.transaction() as tx:
        id = await planned(tx, Reply("Да", BUTTONS), edits="m1")
        (letter,) = await sent_in_order(tx)
        assert stored.read(await words(tx, letter)) == Reply("Да", BUTTONS)
    assert (letter.id, letter.edits) == (id, "m1")
    assert 1 <= letter.random_id < 2**31


async def test_a_long_text_goes_in_parts_with_the_buttons_on_the_last(sqlite_database: Database) -> None:
    async with sqlite_database.transaction() as tx:
        last = await planned(tx, Reply("<b>Долго.</b> " * 1000, BUTTONS), edits="m1")
        letters = await sent_in_order(tx)
        assert await planned(tx, Reply("<b>Долго.</b> " * 1000, BUTTONS)) is None
        replies = [stored.read(await words(tx, letter)) for letter in letters]
    assert len(replies) > 1
    assert [reply.rows for reply in replies] == [()] * (len(replies) - 1) + [BUTTONS]
    assert all(units(reply.text) <= TEXT_LIMIT for reply in replies)
    assert [letter.reason for letter in letters] == ["r"] + [f"r/{n}" for n in range(2, len(letters) + 1)]
    assert [letter.edits for letter in letters] == ["m1"] + [""] * (len(letters) - 1)
    assert letters[-1].id == last
    assert len({letter.random_id for letter in letters}) == len(letters)


def test_a_long_text_beside_a_file_follows_it() -> None:
    file = Attachment(FileKind.DOCUMENT, "отчёт.docx", "application/octet-stream", 1)
    short, long = Reply("а" * 1000, BUTTONS, file), Reply("а" * 1001, BUTTONS, file)
    assert post.parts(short) == [short]
    assert post.parts(long) == [Reply("", (), file), Reply("а" * 1001, BUTTONS)]


@pytest.mark.parametrize(("reply", "problem"), [
    (Reply(""), BoundsBroken),
    (Reply("a", ((Button("я" * 41, payload="x"),),)), BoundsBroken),
    (Reply("a", tuple(((Button("b", payload="x"),),) * 7)), BoundsBroken),
    (Reply("<b>a"), BadMarkup),
    (Reply("5 < 6"), BadMarkup),
])
async def test_a_reply_that_no_messenger_could_show_is_never_stored(
    sqlite_database: Database, reply: Reply, problem: type[Exception]
) -> None:
    async with sqlite_database.transaction() as tx:
        with pytest.raises(problem):
            await planned(tx, reply)
        assert await sent_in_order(tx) == []


async def test_one_reply_to_many_is_stored_once_and_planned_once(database: Database) -> None:
    many = [Recipient(Address("memory", str(user)), None) for user in range(5)]
    async with database.transaction() as tx:
        for expected in (5, 0):
            assert await post.post_many(tx, recipients=many, reply=Reply("Всем"), lane=Lane.BROADCAST, reason="b",
                                        now=NOW) == expected
        letters = await claim(tx, "memory", now=NOW)
    assert sorted(letter.user for letter in letters) == ["0", "1", "2", "3", "4"]
    assert len({letter.random_id for letter in letters}) == 5


FORKED = """
import os
from messages.post import draw_random_id
for _ in range(8):
    if not os.fork():
        os.write(1, f"{draw_random_id()}\\n".encode())
        os._exit(0)
for _ in range(8):
    os.wait()
"""


def test_processes_forked_from_one_draw_different_numbers() -> None:
    """VK shows only the first of two messages to one person that have one number."""
    told = subprocess.run((sys.executable, "-c", FORKED), cwd=Path(__file__).parents[2], capture_output=True, text=True,
                          check=True, timeout=60).stdout.split()
    assert len(told) == len(set(told)) == 8
