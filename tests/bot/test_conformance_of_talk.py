"""What every messenger must do alike when people speak, reply and correct themselves."""

from dataclasses import replace

import pytest

from messages.messenger import Parcel, Sent
from messages.replies import Attachment, Button
from messages.updates import Edited, FileKind, Said, SentFile
from tests.bot.conftest import Line
from tests.bot.test_conformance import PICTURE, REPORT, USER, acquainted, heard, parcel, sent

OGG = b"OggS\0\2" + bytes(22) + b"\x01\x13OpusHead\x01\x01" + bytes(40)
VOICE = Attachment(FileKind.VOICE, "voice.ogg", "audio/ogg", file=3)
ACCEPT = (Button("Спасибо", "thanks"),)


def spoken(text: str, edits: str = "") -> Parcel:
    return replace(parcel(text, ACCEPT, attachment=VOICE, edits=edits, random_id=9 if edits else 8), content=OGG)


async def test_a_voice_comes_in(line: Line) -> None:
    ref = line.loopback.sends_file(USER, "voice", "voice.ogg", OGG)
    update = await heard(line, SentFile)
    (file,) = update.files
    assert (file.kind, file.name, file.mime, update.caption) == (FileKind.VOICE, "voice.ogg", "audio/ogg", "")
    assert (update.ref, update.answers) == (ref, "")
    assert await line.messenger.fetch(file) == OGG


async def test_a_voice_goes_out_to_be_heard_with_words_and_buttons(line: Line) -> None:
    await acquainted(line)
    shown = await sent(line, spoken("<b>Ответ</b> методиста"))
    assert shown.voice
    assert shown.file == ("voice.ogg", OGG)
    assert (shown.text, shown.buttons) == ("Ответ методиста", ((("Спасибо", "thanks"),),))
    assert line.loopback.violations == []


async def test_what_is_no_recording_is_not_heard_but_comes_all_the_same(line: Line) -> None:
    await acquainted(line)
    shown = await sent(line, parcel("Ответ", attachment=VOICE))
    assert shown.file is not None
    assert (shown.voice, shown.file[0]) == (False, "voice.ogg")


async def test_a_reply_names_the_message_that_it_answers(line: Line) -> None:
    await acquainted(line)
    ours = await sent(line, parcel("Когда удобно?"))
    ref = line.loopback.says(USER, "В среду", answers=ours.ref)
    said = await heard(line, Said)
    assert (said.text, said.ref, said.answers) == ("В среду", ref, ours.ref)
    line.loopback.sends_file(USER, "document", "план.pdf", b"%PDF", answers=ref)
    file = await heard(line, SentFile)
    assert file.answers == ref
    assert len({ours.ref, ref, file.ref}) == 3


async def test_what_answers_nothing_names_nothing(line: Line) -> None:
    ref = line.loopback.says(USER, "Добрый день")
    said = await heard(line, Said)
    assert (said.ref, said.answers) == (ref, "")


async def test_an_edit_comes_under_the_name_of_its_message(line: Line) -> None:
    ref = line.loopback.says(USER, "В среду")
    said = await heard(line, Said)
    line.loopback.edits(USER, ref, "В пятницу")
    edit = await heard(line, Edited)
    assert (edit.ref, edit.text, edit.address) == (ref, "В пятницу", said.address)
    assert edit.key != said.key
    line.loopback.repeat_last()
    assert await line.hears() == [edit]


@pytest.mark.parametrize("kind", ["photo", "document", "voice"])
async def test_the_words_beside_a_file_can_be_edited(line: Line, kind: str) -> None:
    ref = line.loopback.sends_file(USER, kind, "план.pdf", OGG, caption="План")
    await heard(line, SentFile)
    line.loopback.edits(USER, ref, "План, исправленный")
    edit = await heard(line, Edited)
    assert (edit.ref, edit.text) == (ref, "План, исправленный")


async def test_our_own_edits_are_not_told_to_us(line: Line) -> None:
    await acquainted(line)
    before = await sent(line, parcel("Меню"))
    await sent(line, parcel("Задачи", edits=before.ref, random_id=2))
    line.loopback.says(USER, "Спасибо")
    assert (await heard(line, Said)).text == "Спасибо"


@pytest.mark.parametrize("attachment", [REPORT, PICTURE])
async def test_the_words_beside_our_file_change_and_the_file_stays(line: Line, attachment: Attachment) -> None:
    await acquainted(line)
    before = await sent(line, parcel("План", ACCEPT, attachment=attachment))
    after = await sent(line, parcel("<i>План</i> до мая", attachment=attachment, edits=before.ref, random_id=2))
    assert line.loopback.screen(USER) == [after]
    assert (after.text, after.buttons, after.file, after.edited) == ("План до мая", (), before.file, True)
    assert line.loopback.violations == []


async def test_the_words_beside_our_voice_change_and_it_can_still_be_heard(line: Line) -> None:
    await acquainted(line)
    before = await sent(line, spoken("Ответ"))
    after = await sent(line, spoken("Ответ, исправленный", edits=before.ref))
    assert (after.text, after.file, after.voice) == ("Ответ, исправленный", before.file, True)
    assert len(line.loopback.screen(USER)) == 1


async def test_an_edit_beside_a_file_that_changes_nothing_is_fine(line: Line) -> None:
    await acquainted(line)
    before = await sent(line, spoken("Ответ"))
    assert await line.messenger.send(spoken("Ответ", edits=before.ref)) == Sent(before.ref)
    assert len(line.loopback.screen(USER)) == 1


@pytest.mark.parametrize("ref", ["999999", "elsewhere-5"])
async def test_a_file_whose_message_has_vanished_comes_anew(line: Line, ref: str) -> None:
    await acquainted(line)
    shown = await sent(line, parcel("План", attachment=REPORT, edits=ref))
    assert line.loopback.screen(USER) == [shown]
    assert shown.file is not None
