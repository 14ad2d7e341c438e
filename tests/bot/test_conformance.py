"""What every messenger must do alike. The dialogue above them knows no difference beyond `Capabilities`."""

import logging
import traceback
from typing import TypeVar

import pytest

from messages import markup, replies
from messages.messenger import (
    ChannelProblem,
    ChannelStopped,
    FileUnavailable,
    Gone,
    Outcome,
    Parcel,
    Rejected,
    Sent,
    Stopped,
    TryLater,
    Unavailable,
)
from messages.replies import Attachment, Button, Reply, Tone
from messages.updates import (
    Act,
    Address,
    Came,
    FileKind,
    Left,
    Pressed,
    Said,
    SentFile,
    Unreadable,
)
from tests.bot.conftest import Line
from tests.loopback.contract import Fault, Shown

USER = "7"
REPORT = Attachment(FileKind.DOCUMENT, "отчёт №1.docx", "application/msword", file=1)
PICTURE = Attachment(FileKind.PHOTO, "снимок.png", "image/png", file=2)
CONTENT = b"\x89PNG\r\n\x1a\n" + bytes(range(256))

A = TypeVar("A", bound=Act)


def parcel(
    text: str,
    *rows: tuple[Button, ...],
    user: str = USER,
    edits: str = "",
    random_id: int = 1,
    attachment: Attachment | None = None,
) -> Parcel:
    reply = Reply(text, rows, attachment)
    return Parcel(user, reply, random_id, content=CONTENT if attachment else b"", edits=edits)


async def acquainted(line: Line, user: str = USER) -> None:
    line.loopback.says(user, "Здравствуйте")
    await line.hears()


async def heard(line: Line, kind: type[A]) -> A:
    (update,) = await line.hears()
    assert isinstance(update, kind)
    return update


async def sent(line: Line, what: Parcel) -> Shown:
    """Send it; the message that carries it now."""
    outcome = await line.messenger.send(what)
    assert isinstance(outcome, Sent), outcome
    return next(shown for shown in line.loopback.screen(what.user) if shown.ref == outcome.ref)


async def failed(line: Line, fault: Fault) -> Outcome:
    await acquainted(line)
    line.loopback.fail(fault)
    return await line.messenger.send(parcel("Добрый день"))


async def test_words_come_in_with_the_address_and_a_key_of_their_own(line: Line) -> None:
    line.loopback.says(USER, "Добрый день 👋 <b>")
    line.loopback.says(USER, "Добрый день 👋 <b>")
    first, second = await line.hears(2)
    assert isinstance(first, Said)
    assert first.text == "Добрый день 👋 <b>"
    assert first.start == ""
    assert first.address == Address(line.messenger.channel, USER)
    assert first.key != second.key
    assert first.key.startswith(f"{line.messenger.channel}:")


async def test_a_person_reads_words_and_no_tags(line: Line) -> None:
    await acquainted(line)
    text = f"<b>Срок</b>: <i>завтра</i>, {markup.escape('5 < 6 & «да»')}, <code>№ 1</code>"
    shown = await sent(line, parcel(text))
    assert shown.text == "Срок: завтра, 5 < 6 & «да», № 1"
    assert line.loopback.violations == []


async def test_a_link_can_be_followed(line: Line) -> None:
    await acquainted(line)
    shown = await sent(line, parcel('<a href="https://example.ru/a?b=1&amp;c=2">Положение</a>'))
    assert "Положение" in shown.text
    assert line.can.markup or "https://example.ru/a?b=1&c=2" in shown.text


async def test_a_press_brings_back_the_payload_and_can_be_answered(line: Line) -> None:
    await acquainted(line)
    yes, site = Button("Приду", "events:yes:5", tone=Tone.GOOD), Button("Сайт", url="https://example.ru/")
    shown = await sent(line, parcel("Придёте?", (yes, Button("Нет", "events:no:5", tone=Tone.BAD)), (site,)))
    assert shown.buttons == (
        (("Приду", "events:yes:5"), ("Нет", "events:no:5")),
        (("Сайт", "https://example.ru/"),),
    )
    line.loopback.presses(USER, "events:yes:5", shown.ref)
    press = await heard(line, Pressed)
    assert (press.payload, press.ref, press.address.user) == ("events:yes:5", shown.ref, USER)
    await line.messenger.acknowledge(press, "Записали")
    assert line.loopback.notices == [(USER, "Записали")]


async def test_an_acknowledgement_that_fails_disturbs_nobody(line: Line) -> None:
    await acquainted(line)
    shown = await sent(line, parcel("Придёте?", (Button("Приду", "yes"),)))
    line.loopback.presses(USER, "yes", shown.ref)
    press = await heard(line, Pressed)
    await line.messenger.acknowledge(press)
    await line.messenger.acknowledge(press, "Ещё раз")
    await line.loopback.stop()
    await line.messenger.acknowledge(press, "И ещё")
    assert line.loopback.notices == [(USER, "")]


async def test_a_long_notice_is_cut_to_what_fits(line: Line) -> None:
    await acquainted(line)
    shown = await sent(line, parcel("Придёте?", (Button("Приду", "yes"),)))
    line.loopback.presses(USER, "yes", shown.ref)
    await line.messenger.acknowledge(await heard(line, Pressed), "длинно " * 100)
    assert len(line.loopback.notices) == 1
    assert line.loopback.violations == []


async def test_a_message_changes_in_place(line: Line) -> None:
    await acquainted(line)
    before = await sent(line, parcel("Придёте?", (Button("Приду", "yes"),)))
    after = await sent(line, parcel("<b>Ждём</b> вас", (Button("Передумал", "no"),), edits=before.ref, random_id=2))
    assert line.loopback.screen(USER) == [after]
    assert (after.text, after.buttons, after.edited) == ("Ждём вас", ((("Передумал", "no"),),), True)


async def test_an_edit_without_buttons_takes_them_away(line: Line) -> None:
    await acquainted(line)
    before = await sent(line, parcel("Придёте?", (Button("Приду", "yes"),)))
    after = await sent(line, parcel("Ждём вас", edits=before.ref, random_id=2))
    assert after.buttons == ()
    assert line.loopback.violations == []


async def test_an_edit_that_changes_nothing_is_fine(line: Line) -> None:
    await acquainted(line)
    before = await sent(line, parcel("Меню", (Button("Задачи", "tasks"),)))
    await sent(line, parcel("Меню", (Button("Задачи", "tasks"),), edits=before.ref, random_id=2))
    assert len(line.loopback.screen(USER)) == 1


@pytest.mark.parametrize("ref", ["999999", "elsewhere-5"])
async def test_an_edit_of_a_vanished_message_sends_anew(line: Line, ref: str) -> None:
    await acquainted(line)
    shown = await sent(line, parcel("Меню", edits=ref))
    assert line.loopback.screen(USER) == [shown]
    assert not shown.edited


@pytest.mark.parametrize("attachment", [REPORT, PICTURE])
async def test_a_file_goes_out_with_words_and_buttons(line: Line, attachment: Attachment) -> None:
    await acquainted(line)
    shown = await sent(line, parcel("<b>Отчёт</b> за май", (Button("Принять", "yes"),), attachment=attachment))
    assert shown.file is not None
    assert shown.file[1] == CONTENT
    assert attachment.kind is FileKind.PHOTO or shown.file[0] == attachment.name
    assert (shown.text, shown.buttons) == ("Отчёт за май", ((("Принять", "yes"),),))
    assert line.loopback.violations == []


async def test_a_file_goes_out_without_words(line: Line) -> None:
    await acquainted(line)
    shown = await sent(line, parcel("", attachment=REPORT))
    assert shown.file == (REPORT.name, CONTENT)


@pytest.mark.parametrize("kind", [FileKind.PHOTO, FileKind.DOCUMENT])
async def test_a_file_comes_in(line: Line, kind: FileKind) -> None:
    line.loopback.sends_file(USER, kind.value, "справка.pdf", CONTENT, caption="За июнь")
    update = await heard(line, SentFile)
    (file,) = update.files
    assert (file.kind, update.caption) == (kind, "За июнь")
    assert kind is FileKind.PHOTO or file.name == "справка.pdf"
    assert await line.messenger.fetch(file) == CONTENT


async def test_a_file_beyond_the_limit_is_not_fetched(line: Line) -> None:
    line.loopback.sends_file(USER, "document", "фильм.mp4", b"0" * (replies.FILE_IN_LIMIT + 1))
    (file,) = (await heard(line, SentFile)).files
    with pytest.raises(FileUnavailable):
        await line.messenger.fetch(file)


async def test_a_file_out_of_reach_is_asked_for_again(line: Line) -> None:
    line.loopback.sends_file(USER, "document", "справка.pdf", CONTENT)
    (file,) = (await heard(line, SentFile)).files
    await line.loopback.stop()
    with pytest.raises(Unavailable):
        await line.messenger.fetch(file)


async def test_a_deep_link_brings_its_code(line: Line) -> None:
    assert "Abc_-9" in line.messenger.invite_link("Abc_-9")
    line.loopback.says(USER, "/start", start="Abc_-9")
    assert (await heard(line, Said)).start == "Abc_-9"


async def test_there_is_no_link_before_the_messenger_is_open(line: Line) -> None:
    assert line.build(line.loopback.url, line.loopback.token).invite_link("Abc") == ""


async def test_a_person_who_blocks_us_is_gone_until_they_let_us_in_again(line: Line) -> None:
    await acquainted(line)
    line.loopback.blocks(USER)
    assert (await heard(line, Left)).address.user == USER
    assert isinstance(await line.messenger.send(parcel("Вы где?")), Gone)
    line.loopback.unblocks(USER)
    assert (await heard(line, Came)).address.user == USER
    await sent(line, parcel("С возвращением"))


@pytest.mark.parametrize("attachment", [None, REPORT])
async def test_who_never_wrote_cannot_be_written_to(line: Line, attachment: Attachment | None) -> None:
    outcome = await line.messenger.send(parcel("Здравствуйте", user="99", attachment=attachment))
    assert isinstance(outcome, Gone)


async def test_the_messenger_knows_the_names_of_people(line: Line) -> None:
    line.loopback.says(USER, "Здравствуйте", name="Анна Петрова")
    await line.hears()
    assert await line.messenger.profile(USER) == "Анна Петрова"
    await line.loopback.stop()
    assert await line.messenger.profile(USER) == ""


async def test_a_repeated_update_has_the_same_key(line: Line) -> None:
    line.loopback.says(USER, "Здравствуйте")
    (first,) = await line.hears()
    line.loopback.repeat_last()
    assert await line.hears() == [first]


async def test_updates_that_are_not_confirmed_come_again(line: Line) -> None:
    await acquainted(line)
    line.loopback.says(USER, "Задачи")
    lost = await line.messenger.receive(line.position)
    assert [update.key for update in await line.hears()] == [update.key for update in lost.updates]


async def test_what_cannot_be_read_stops_nobody(line: Line) -> None:
    line.loopback.says(USER, "раз")
    line.loopback.pushes_raw({"novelty": {"of": ["next", "year", None]}})
    line.loopback.says(USER, "два")
    one, odd, two = await line.hears(3)
    assert isinstance(odd, Unreadable)
    assert "novelty" in odd.raw
    assert [update.text for update in (one, two) if isinstance(update, Said)] == ["раз", "два"]
    line.loopback.says(USER, "три")
    assert (await heard(line, Said)).text == "три"


EVERYBODY = ["7", "8", "9"]


def one_text() -> list[Parcel]:
    return [parcel("Семинар в четверг", (Button("Приду", "yes"),), user=user) for user in EVERYBODY]


def a_text_each() -> list[Parcel]:
    return [parcel(f"Добрый день, {user}", user=user, random_id=int(user)) for user in EVERYBODY]


@pytest.mark.parametrize("parcels", [one_text(), a_text_each()], ids=["one text", "a text each"])
async def test_messages_that_may_share_a_call_end_each_by_itself(line: Line, parcels: list[Parcel]) -> None:
    for user in EVERYBODY:
        await acquainted(line, user)
    line.loopback.blocks(EVERYBODY[1])
    outcomes = await line.messenger.send_many(parcels)
    assert [type(outcome) for outcome in outcomes] == [Sent, Gone, Sent]
    for sent_parcel, outcome in zip(parcels, outcomes, strict=True):
        shown = [(each.text, each.ref) for each in line.loopback.screen(sent_parcel.user)]
        assert shown == ([(sent_parcel.reply.text, outcome.ref)] if isinstance(outcome, Sent) else [])
    assert line.loopback.violations == []


@pytest.mark.parametrize("parcels", [one_text(), a_text_each()], ids=["one text", "a text each"])
@pytest.mark.parametrize(("fault", "meaning"), [
    (Fault.THROTTLED, TryLater), (Fault.BROKEN, TryLater), (Fault.LOST_REPLY, TryLater), (Fault.RESET, TryLater),
    (Fault.BAD_TOKEN, Stopped),
])
async def test_a_fault_of_a_shared_call_has_its_name(
    line: Line, fault: Fault, meaning: type[Outcome], parcels: list[Parcel]
) -> None:
    for user in EVERYBODY:
        await acquainted(line, user)
    line.loopback.fail(*[fault] * len(parcels))
    assert {type(outcome) for outcome in await line.messenger.send_many(parcels)} == {meaning}


@pytest.mark.parametrize("fault", [Fault.THROTTLED, Fault.BROKEN, Fault.RESET])
async def test_what_passes_by_itself_is_tried_later(line: Line, fault: Fault) -> None:
    assert isinstance(await failed(line, fault), TryLater)
    assert line.loopback.screen(USER) == []
    await sent(line, parcel("Добрый день"))


async def test_a_lost_answer_is_unknown_and_doubles_only_where_it_must(line: Line) -> None:
    outcome = await failed(line, Fault.LOST_REPLY)
    assert isinstance(outcome, TryLater)
    assert outcome.unknown
    await sent(line, parcel("Добрый день"))
    assert len(line.loopback.screen(USER)) == (1 if line.can.idempotent else 2)


async def test_a_refused_connection_had_no_effect(line: Line) -> None:
    await line.loopback.stop()
    # A new one, for a connection that is kept from before may break after the call has left.
    messenger = line.build(line.loopback.url, line.loopback.token)
    outcome = await messenger.send(parcel("Добрый день"))
    assert isinstance(outcome, TryLater)
    assert not outcome.unknown
    with pytest.raises(Unavailable):
        await messenger.receive(line.position)
    await messenger.close()


async def test_a_bad_token_stops_the_channel(line: Line) -> None:
    assert isinstance(await failed(line, Fault.BAD_TOKEN), Stopped)
    for token in ("43:wrong", "no token at all"):
        stranger = line.build(line.loopback.url, token)
        with pytest.raises(ChannelStopped):
            await stranger.open()
        assert isinstance(await stranger.send(parcel("Добрый день")), Stopped)
        await stranger.close()


async def test_a_bad_message_is_rejected(line: Line) -> None:
    assert isinstance(await failed(line, Fault.BAD_MESSAGE), Rejected)


async def test_the_largest_reply_fits(line: Line) -> None:
    await acquainted(line)
    rows = tuple(tuple(Button("Ш" * 40, f"{row}{at}".ljust(64, "x")) for at in range(5)) for row in range(2))
    reply = replies.check(Reply("<b>Щ</b>" + "я" * 3892, rows))
    assert replies.units(reply.text) == replies.TEXT_LIMIT
    shown = await sent(line, Parcel(USER, reply, random_id=1))
    assert sum(map(len, shown.buttons)) == 10
    six = tuple((Button(f"Строка {row}", f"r{row}"),) for row in range(6))
    await sent(line, Parcel(USER, replies.check(Reply("я" * 1000, six, REPORT)), 2, content=CONTENT))
    assert line.loopback.violations == []


async def test_the_token_is_told_to_nobody(line: Line, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    secret = line.loopback.token.partition(":")[2] or line.loopback.token
    await acquainted(line)
    told: list[str] = []
    for fault in Fault:
        line.loopback.fail(fault)
        told.append(repr(await line.messenger.send(parcel("Добрый день"))))
    line.loopback.sends_file(USER, "document", "справка.pdf", CONTENT)
    (file,) = (await heard(line, SentFile)).files
    await line.loopback.stop()
    told.append(repr(await line.messenger.send(parcel("Добрый день"))))
    for attempt in (line.messenger.receive(line.position), line.messenger.fetch(file), line.messenger.open()):
        with pytest.raises((ChannelProblem, FileUnavailable)) as caught:
            await attempt
        told += traceback.format_exception(caught.value)
    assert secret not in "\n".join([*told, caplog.text])


async def test_closing_twice_is_safe(line: Line) -> None:
    await line.messenger.close()
    await line.messenger.close()
