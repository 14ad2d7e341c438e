"""Faults on the way of an answer, and what people send each other through us across messengers."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from storage.database import Database
from tests import stages
from tests.consulting import people
from tests.consulting.people import START, Town
from tests.faults.table import Line, Table
from tests.loopback.contract import Fault, Shown
from tests.loopback.telegram import LoopbackTelegram
from tests.loopback.vk import LoopbackVk
from tests.phone import Phone, Stage
from tests.wording import CATALOGUE

ACROSS = [("telegram", "vk"), ("vk", "telegram")]
"""The asker's messenger, and that of who answers."""
BLOCKED = {"telegram": "blocked by the user (403)", "vk": "one is not allowed (901)"}
PICTURE = bytes.fromhex("ffd8ffe0ffd9")
PDF = b"%PDF-1.4\nnothing in it"
MUSIC = b"ID3 la la la"
SPOKEN = b"OggS spoken words"
LARGEST = 20 * 1024 * 1024
"""Bytes: of more Telegram tells us nothing."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The application over both messengers, and its people."""

    stage: Stage
    town: Town

    async def pair(self, asker: str, answerer: str) -> tuple[Phone, Phone]:
        """Somebody has asked, and somebody alone is to answer: each on this messenger."""
        mentor = next(each for each in self.town.answerers if each.channel == answerer
                      and self.town.serving.get(each.school, [None])[0] is each)
        asking = next(each for each in self.town.askers if (each.channel, each.school) == (asker, mentor.school))
        async with self.stage.database.transaction() as tx:
            await people.ask(tx, self.town, CATALOGUE, asking, "Как быть?", self.stage.clock.now(),
                             int(self.stage.clock.real()))
        await self.stage.settle()
        one, other = [Phone(self.stage, each.channel, each.user, each.name) for each in (asking, mentor)]
        other.sees("Как быть?")
        return one, other

    async def answers(self, phone: Phone, *words: str) -> None:
        """By the button, in as many pieces."""
        await phone.taps("Ответить")
        for each in words:
            await phone.says(each)
        await sends(phone)

    async def goes_on(self) -> None:
        """Until what was put off has had its other try."""
        for _ in range(3):
            await self.stage.clock.advance(60)
            await self.stage.settle()


async def sends(phone: Phone) -> None:
    """What was gathered."""
    await phone.taps(next(label for label in phone.labels() if label.startswith("Отправить")))


def having(phone: Phone, word: str) -> list[Shown]:
    return [shown for shown in phone.screen if word in shown.text]


@pytest.fixture
async def desk(sqlite_database: Database) -> AsyncIterator[Desk]:
    town = await people.build(sqlite_database, 40)
    async with stages.on_both(sqlite_database, START) as stage:
        for each in (*town.askers, *town.answerers):
            stage.loopbacks[each.channel].unblocks(each.user)
        await stage.settle()
        yield Desk(stage, town)


@pytest.mark.parametrize(("asking", "answering"), ACROSS)
async def test_an_answer_whose_receipt_is_lost_arrives(desk: Desk, table: Table, asking: str, answering: str) -> None:
    asker, mentor = await desk.pair(asking, answering)
    await mentor.taps("Ответить")
    for each in ("Во-первых", "Во-вторых"):
        await mentor.says(each)
    desk.stage.loopbacks[asking].fail(Fault.LOST_REPLY)
    await sends(mentor)
    await desk.goes_on()
    first, second = len(having(asker, "Во-первых")), len(having(asker, "Во-вторых"))
    assert first in ((1,) if asking == "vk" else (1, 2))
    assert second == 1
    assert not having(mentor, "Не дошло")
    await desk.answers(mentor, "В-третьих")
    assert len(having(asker, "В-третьих")) == 1
    table.add(Line("lost reply to an answer", f"{asking}: sending", "sent", "sent", f"{first + second} of 2",
                   first - 1))


@pytest.mark.parametrize(("asking", "answering"), ACROSS)
async def test_who_answers_somebody_that_has_blocked_us_is_told(
    desk: Desk, table: Table, asking: str, answering: str
) -> None:
    asker, mentor = await desk.pair(asking, answering)
    loopback = desk.stage.loopbacks[asking]
    assert isinstance(loopback, LoopbackTelegram | LoopbackVk)
    await mentor.taps("Ответить")
    await mentor.says("Вот так")
    loopback.meets(BLOCKED[asking])
    await sends(mentor)
    await desk.stage.settle()
    assert not having(asker, "Вот так")
    mentor.sees("Не дошло: ваше сообщение к вопросу № 1", "недоступен в мессенджере", asker.name.split()[0])
    await desk.goes_on()
    assert len(having(mentor, "Не дошло")) == 1
    table.add(Line(BLOCKED[asking], f"{asking}: an answer", "its author is told", "unreachable", "0 of 1"))


@pytest.mark.parametrize(("asking", "answering"), ACROSS)
async def test_who_answers_somebody_that_is_known_to_have_left_hears_it_at_once(
    desk: Desk, asking: str, answering: str
) -> None:
    asker, mentor = await desk.pair(asking, answering)
    desk.stage.loopbacks[asking].blocks(asker.user)
    await desk.stage.settle()
    await desk.answers(mentor, "Вот так")
    mentor.sees("Ответ записан, но отправить его некуда")
    desk.stage.loopbacks[asking].unblocks(asker.user)
    await asker.says("мои вопросы")
    await asker.taps("№ 1")
    asker.sees("Вот так")


async def test_who_sends_a_file_that_the_other_messenger_refuses_is_told(desk: Desk, table: Table) -> None:
    asker, mentor = await desk.pair("vk", "telegram")
    await mentor.taps("Ответить")
    await mentor.sends("document", "песня.mp3", MUSIC, "Послушайте")
    await sends(mentor)
    await desk.stage.settle()
    assert not having(asker, "Послушайте")
    mentor.sees("Не дошло: ваше сообщение к вопросу № 1", "не принял файл «песня.mp3»", "PDF или архив")
    await desk.goes_on()
    assert len(having(mentor, "Не дошло")) == 1
    await mentor.taps("Написать ещё раз")
    await mentor.sends("document", "песня.zip", b"PK\x05\x06" + bytes(18), "Послушайте")
    await sends(mentor)
    assert [shown.file and shown.file[0] for shown in having(asker, "Послушайте")] == ["песня.zip"]
    table.add(Line("music is not saved (105)", "vk: an answer", "its author is told", "failed", "0 of 1"))


async def test_a_file_of_twenty_megabytes_goes_from_vk_to_telegram_and_back(desk: Desk) -> None:
    asker, mentor = await desk.pair("vk", "telegram")
    there, back = PDF.ljust(LARGEST, b"1"), PDF.ljust(LARGEST, b"2")
    await asker.says("мои вопросы")
    await asker.taps("№ 1")
    await asker.taps("Дополнить")
    await asker.sends("document", "отчёт.pdf", there, "Посмотрите")
    await sends(asker)
    shown, = having(mentor, "Посмотрите")
    assert shown.file == ("отчёт.pdf", there)
    await mentor.taps("Ответить")
    await mentor.sends("document", "отчёт.pdf", back, "Поправил")
    await sends(mentor)
    shown, = having(asker, "Поправил")
    assert shown.file == ("отчёт.pdf", back)


@pytest.mark.parametrize(("asking", "answering"), ACROSS)
async def test_spoken_words_are_heard_on_the_other_side(desk: Desk, asking: str, answering: str) -> None:
    asker, mentor = await desk.pair(asking, answering)
    await mentor.taps("Ответить")
    await mentor.speaks(SPOKEN)
    await sends(mentor)
    shown = having(asker, "отвечает на ваш вопрос")[-1]
    assert (shown.file and shown.file[1], shown.voice) == (SPOKEN, True)
    await asker.taps("Уточнить")
    await asker.speaks(SPOKEN + b" again")
    await sends(asker)
    shown = next(each for each in reversed(mentor.screen) if each.file)
    assert (shown.file and shown.file[1], shown.voice) == (SPOKEN + b" again", True)
    assert "Вопрос № 1" in shown.text


@pytest.mark.parametrize(("asking", "answering"), ACROSS)
async def test_a_picture_words_and_a_paper_arrive_in_their_order(desk: Desk, asking: str, answering: str) -> None:
    asker, mentor = await desk.pair(asking, answering)
    await mentor.taps("Ответить")
    await mentor.sends("photo", "доска.jpg", PICTURE, "Раз")
    await mentor.says("Два")
    await mentor.sends("document", "план.pdf", PDF, "Три")
    before = len(asker.screen)
    await sends(mentor)
    mentor.sees("Ответ отправлен", asker.name)
    came = asker.screen[before:]
    assert [(shown.text.split()[-1], shown.file and shown.file[1]) for shown in came] == [
        ("Раз", PICTURE), ("Два", None), ("Три", PDF)]
    assert [bool(shown.buttons) for shown in came] == [False, False, True]
