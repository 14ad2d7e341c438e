"""Replies to one message and edits of one's own: each finds its thread, whatever else is open."""

from messages.meanings import AskCurator
from storage import posts
from tests.handlers.conftest import Village, press
from tests.handlers.tables import change
from tests.handlers.test_desk import asks, thread
from tests.phone import Phone


async def both(village: Village) -> tuple[Phone, Phone, Phone]:
    """Two people have asked one curator."""
    teacher = await asks(village, "teacher", "Вопрос учителя")
    director = await asks(village, "director", "Вопрос директора")
    return teacher, director, village.phone("curator")


async def test_a_reply_answers_the_thread_of_that_message_whatever_form_is_open(village: Village) -> None:
    teacher, director, curator = await both(village)
    await curator.taps("Ответить")  # the newest: the director's
    await curator.says("Это директору")
    await curator.replies("Вопрос учителя", "Это учителю")
    curator.sees("Ответ отправлен", "Голоустов Александр Михайлович", "вопрос № 1")
    teacher.sees("Это учителю")
    assert not director.has_seen("Это")
    await curator.taps("Отправить: Рябинина М. П.")
    director.sees("Это директору")
    assert not teacher.has_seen("Это директору")


async def test_a_reply_to_an_answer_adds_to_the_question(village: Village) -> None:
    teacher, _, curator = await both(village)
    await curator.replies("Вопрос учителя", "Вот так")
    await teacher.replies("Вот так", "А если иначе?")
    teacher.sees("Передал")
    curator.sees("А если иначе?", "Вопрос № 1")
    assert (await thread(village)).state == "open"


async def test_a_reply_to_a_note_stays_a_note(village: Village) -> None:
    teacher, _, curator = await both(village)
    mentor = village.phone("mentor")
    await curator.taps("Весь вопрос")
    await curator.taps("Передать")
    await curator.taps("Чужакова M. П.")
    await curator.taps("Пропустить")
    await curator.taps("Весь вопрос")
    await curator.taps("Заметка")
    await curator.says("Осторожно с ним")
    await curator.taps("Сохранить заметку")
    mentor.sees("🔒 Заметка", "Осторожно с ним")
    await mentor.replies("Осторожно с ним", "Хорошо, учту")
    mentor.sees("Заметка сохранена")
    for phone in (teacher, village.phone("director")):
        assert not phone.has_seen("Осторожно")
        assert not phone.has_seen("учту")


async def test_an_edited_question_is_changed_where_it_was_shown_and_the_old_words_are_kept(village: Village) -> None:
    teacher, curator = village.phone("teacher"), village.phone("curator")
    await press(teacher, AskCurator())
    ref = await teacher.says("Когда семинар?")
    await teacher.taps("Отправить")
    shown = len(curator.screen)
    await teacher.edits(ref, "Когда вебинар?")
    assert len(curator.screen) == shown
    curator.sees("Когда вебинар?", "исправлено", "[Ответить]")
    async with village.database.reading() as tx:
        assert [each.body for each in await posts.versions(tx, 1)] == ["Когда семинар?"]
        assert [each.body for each in await posts.of(tx, 1, notes=True)] == ["Когда вебинар?"]


async def test_what_is_still_being_gathered_is_corrected_too(village: Village) -> None:
    teacher, curator = village.phone("teacher"), village.phone("curator")
    await press(teacher, AskCurator())
    ref = await teacher.says("Когда симинар?")
    await teacher.edits(ref, "Когда семинар?")
    teacher.sees("Исправил")
    await teacher.taps("Отправить")
    curator.sees("Когда семинар?")
    assert not curator.has_seen("симинар")


async def test_an_answer_that_was_edited_is_changed_for_the_asker_alone(village: Village) -> None:
    teacher, director, curator = await both(village)
    ref = await curator.replies("Вопрос учителя", "29 мая")
    await curator.edits(ref, "30 мая")
    teacher.sees("30 мая", "исправлено")
    assert not director.has_seen("30 мая")


async def test_who_answers_no_more_cannot_change_what_the_asker_reads(village: Village) -> None:
    teacher, _, curator = await both(village)
    ref = await curator.replies("Вопрос учителя", "29 мая")
    change(village.file, "update roles set ended_at = 1 where participant = ?", village.people["curator"].participant)
    await curator.edits(ref, "30 мая")
    teacher.sees("29 мая")
    assert not teacher.has_seen("30 мая")


async def test_a_reply_to_a_closed_question_of_ones_own_opens_it_again(village: Village) -> None:
    teacher, _, curator = await both(village)
    await curator.replies("Вопрос учителя", "Вот так")
    await teacher.taps("Вопрос решён")
    await teacher.replies("Вот так", "Нет, не вышло")
    teacher.sees("снова открыт")
    curator.sees("Нет, не вышло")
    assert (await thread(village)).state == "open"
