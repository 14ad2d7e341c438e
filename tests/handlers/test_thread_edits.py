"""Edits of what was asked and answered: in place, in order, and only before eyes that may see the thread now."""

from messages.meanings import AskCurator
from storage import participants
from tests.handlers.conftest import CHANNEL, Village, instant, press, user_of
from tests.handlers.tables import change
from tests.handlers.test_desk import asks
from tests.phone import Phone


def texts(phone: Phone) -> list[str]:
    return [shown.text for shown in phone.screen]


async def asked(village: Village, *words: str) -> tuple[Phone, list[str]]:
    """The teacher asks in these pieces; the names of their messages."""
    teacher = village.phone("teacher")
    await press(teacher, AskCurator())
    refs = [await teacher.says(each) for each in words]
    await teacher.taps("Отправить")
    return teacher, refs


async def test_what_waits_for_the_morning_goes_as_it_is_then_in_its_order_and_its_old_words_never(
    village: Village
) -> None:
    await village.stage.rehearsal.live_until(instant("2018-05-16", "21:00"))
    curator = village.phone("curator")
    teacher, refs = await asked(village, "Первое СЕКРЕТ", "Второе", "Третье")
    await teacher.edits(refs[0], "Первое слово")
    await teacher.edits(refs[0], "Первое слово иначе")
    await village.stage.rehearsal.live_until(instant("2018-05-17", "09:00"))
    shown = [text for text in texts(curator) if "Вопрос № 1" in text]
    assert [text.splitlines()[-1] for text in shown] == ["Первое слово иначе", "Второе", "Третье"]
    assert [bool(each.buttons) for each in curator.screen if "Вопрос № 1" in each.text] == [False, False, True]
    assert not curator.has_seen("СЕКРЕТ")


async def test_a_long_question_that_waits_is_replaced_whole(village: Village) -> None:
    await village.stage.rehearsal.live_until(instant("2018-05-16", "21:00"))
    curator = village.phone("curator")
    teacher, refs = await asked(village, "СЕКРЕТ " + "длинно " * 900)
    await teacher.edits(refs[0], "Коротко")
    await village.stage.rehearsal.live_until(instant("2018-05-17", "09:00"))
    assert not curator.has_seen("СЕКРЕТ")
    curator.sees("Коротко")


async def test_two_quick_edits_leave_the_last_words(village: Village) -> None:
    teacher, refs = await asked(village, "Старое")
    curator = village.phone("curator")
    before = len(curator.screen)
    village.pocket.edits(teacher.user, refs[0], "Новое один")
    village.pocket.edits(teacher.user, refs[0], "Новое два")
    await village.stage.settle()
    assert len(curator.screen) == before
    curator.sees("Новое два", "исправлено")


async def test_whoever_may_not_see_the_thread_any_more_sees_no_new_words(village: Village) -> None:
    teacher, refs = await asked(village, "Вопрос")
    curator = village.phone("curator")
    change(village.file, "update roles set ended_at = 1 where participant = ?", village.people["curator"].participant)
    await teacher.edits(refs[0], "ЛИЧНОЕ слово")
    assert not curator.has_seen("ЛИЧНОЕ")


async def test_an_address_that_has_another_owner_now_gets_no_new_words(village: Village) -> None:
    teacher, refs = await asked(village, "Вопрос")
    curator, stranger = village.people["curator"].participant, village.people["other_director"].participant
    async with village.database.transaction() as tx:
        await participants.link(tx, CHANNEL, "999", curator, now=village.now)
        await participants.unlink(tx, curator, CHANNEL, user_of(curator))
        await participants.link(tx, CHANNEL, user_of(curator), stranger, now=village.now)
    await teacher.edits(refs[0], "ЛИЧНОЕ " * 900)
    assert not village.phone("curator").has_seen("ЛИЧНОЕ")


async def test_an_edit_of_what_was_said_before_its_topic_is_heard_before_it_goes_out(village: Village) -> None:
    teacher, curator = village.phone("teacher"), village.phone("curator")
    ref = await teacher.says("Подскажите, когда будет симинар?")
    await teacher.edits(ref, "Подскажите, когда будет семинар?")
    teacher.sees("Исправил")
    await teacher.taps("Отправить")
    curator.sees("когда будет семинар?")


async def test_a_reply_to_what_was_told_of_a_thread_belongs_to_it(village: Village) -> None:
    teacher = await asks(village, "teacher", "Как быть?")
    other = await asks(village, "director", "А мне?")
    curator = village.phone("curator")
    await village.stage.rehearsal.live_until(instant("2018-05-16", "17:00"))
    await curator.replies("Скоро срок ответа", "Вот так")
    assert (teacher.has_seen("Вот так"), other.has_seen("Вот так")) in ((True, False), (False, True))
    curator.sees("Ответ отправлен")
