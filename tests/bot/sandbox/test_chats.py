"""Lines, their changes, and who has read what."""

import asyncio
from dataclasses import replace

import pytest

from bot.sandbox.chats import Board, Line

BOT = Line(mine=False, text="Привет")


def board() -> Board:
    return Board("b1", lambda: 7)


def test_unread_are_the_bots_lines_after_the_last_one_seen() -> None:
    chats = board()
    chats.add("a", BOT)
    chats.add("a", Line(mine=True, text="я"))
    last = chats.chat("a").lines[chats.add("a", BOT)]
    assert chats.chat("a").unread == 2
    chats.see("a", last.number - 1)
    assert chats.chat("a").unread == 1
    chats.see("a", last.number + 50)
    assert chats.chat("a").unread == 1
    chats.see("a", last.number)
    assert chats.chat("a").unread == 0


def test_an_edit_stands_in_the_place_of_the_line_and_is_not_unread() -> None:
    chats = board()
    ref = chats.add("a", BOT)
    chats.see("a", 1)
    before = chats.chat("a").lines[ref]
    assert chats.edit("a", ref, replace(BOT, text="Пока"))
    after = chats.chat("a").lines[ref]
    assert (after.text, after.edited, after.number, after.at) == ("Пока", True, before.number, 7)
    assert after.changed > before.changed
    assert chats.chat("a").unread == 0


def test_an_edit_that_changes_nothing_leaves_no_mark() -> None:
    chats = board()
    ref = chats.add("a", BOT)
    assert chats.edit("a", ref, BOT)
    assert not chats.chat("a").lines[ref].edited


def test_nobody_elses_line_and_no_persons_line_is_edited() -> None:
    chats = board()
    mine = chats.add("a", Line(mine=True, text="я"))
    assert not chats.edit("a", mine, BOT)
    assert not chats.edit("b", chats.add("a", BOT), BOT)
    assert not chats.edit("a", "b0-1", BOT)


async def test_a_waiting_page_is_woken_by_a_change_and_by_the_end() -> None:
    chats = board()
    async with asyncio.timeout(1), asyncio.TaskGroup() as pages:
        pages.create_task(chats.after(chats.revision))
        pages.create_task(chats.after(chats.revision))
        pages.create_task(asyncio.to_thread(lambda: None)).add_done_callback(lambda _: chats.touch())
    chats.close()
    await chats.after(chats.revision)


async def test_a_page_that_has_everything_waits() -> None:
    chats = board()
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.01):
            await chats.after(chats.revision)
