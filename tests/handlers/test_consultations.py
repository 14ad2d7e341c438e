"""Asking and answering: a question, its answer, what is added, thanks."""

import pytest

from messages.meanings import AskCurator
from messages.meanings_of_consultations import AnswerThread, CloseThread, OpenThread, TakeThread
from messages.meanings_of_people import AskPerson
from scheduler import library
from storage import consultations, ledger, posts, topics
from storage.consultations import Relation, State
from storage.topics import Entry
from tests.handlers.conftest import Village, press
from tests.handlers.tables import change, rows
from tests.phone import Phone

RIGHT = bytes.fromhex("ffd8ffe0ffd9")
"""A picture."""


async def test_a_question_about_a_task_with_a_file_is_answered_with_a_file(village: Village) -> None:
    task = await village.task("1.4.1")
    phone, curator = village.phone("director"), village.phone("curator")
    await press(phone, AskCurator(task.id))
    phone.sees("Вопрос о задаче", "Ответит Осокина Н. М.")
    await phone.sends("document", "форма.docx", b"blank", "Та ли это форма?")
    phone.sees("В вашем сообщении", "📎 форма.docx: Та ли это форма?")
    await phone.taps("Отправить")
    phone.sees("Вопрос № 1 передан", "Отвечает Осокина Н. М.", "не позже чем")
    curator.sees("Рябинина Марина Петровна", "О задаче: Обосновать", "Та ли это форма?", "📎 форма.docx")
    await curator.taps("Ответить")
    curator.sees("Кому: Рябинина Марина Петровна", "Та ли это форма?")
    await curator.sends("photo", "форма.jpg", RIGHT, "Нет, вот эта")
    await curator.taps("Отправить: Рябинина М. П.")
    curator.sees("Ответ отправлен", "Рябинина Марина Петровна")
    phone.sees("Осокина Н. М. отвечает на ваш вопрос № 1", "Нет, вот эта", "📎 форма.jpg")
    assert phone.last.file == ("форма.jpg", RIGHT)
    await phone.taps("Уточнить")
    await phone.says("А печать нужна?")
    await phone.taps("Отправить")
    curator.sees("А печать нужна?", "Вопрос № 1")


async def test_whoever_simply_writes_is_asked_whether_it_is_a_question(village: Village) -> None:
    phone, curator = village.phone("teacher"), village.phone("curator")
    await phone.says("Подскажите, когда будет семинар?")
    phone.sees("Ответит Осокина Н. М.", "«Подскажите, когда будет семинар?»", "[Отправить]", "[Отменить]")
    assert curator.screen == []
    await phone.taps("Отправить")
    curator.sees("Подскажите, когда будет семинар?")
    await phone.says("И ещё где он будет")
    phone.sees("Дополнение к вопросу № 1", "«И ещё где он будет»")
    await phone.taps("Отправить")
    curator.sees("И ещё где он будет", "Вопрос № 1")


async def test_a_word_or_two_are_no_question(village: Village) -> None:
    phone = village.phone("teacher")
    await phone.says("кхм да")
    phone.sees("Я вас не понял")


async def test_the_library_is_offered_before_a_question_goes_out(village: Village) -> None:
    async with village.database.transaction() as tx:
        await library.put_answer(tx, village.programme, "Как составить программу перехода школы", "По шаблону",
                                 consultation=None, topic=None, added_by=village.people["curator"].participant,
                                 now=village.now)
    phone = village.phone("teacher")
    await press(phone, AskCurator())
    await phone.says("Как составлять программы перехода?")
    phone.sees("Возможно, ответ уже есть", "[📄 Как составить программу перехода школы]", "[Отправить]")
    await phone.taps("📄 Как составить программу перехода школы")
    assert phone.has_seen("По шаблону")
    await phone.taps("Отправить")
    village.phone("curator").sees("Как составлять программы перехода?")
async def asks(phone: Phone, words: str = "Когда семинар?") -> None:
    """A question about nothing in particular."""
    await press(phone, AskCurator())
    await phone.says(words)
    await phone.taps("Отправить")


async def answers(phone: Phone, words: str) -> None:
    """To the newest question on their screen."""
    await phone.taps("Ответить")
    await phone.says(words)
    await phone.taps(next(label for label in phone.labels() if label.startswith("Отправить")))


async def unjoined(village: Village, *roles: str) -> None:
    """Nobody of these roles has joined."""
    change(village.file, "update participants set consented_at = null where id in (select participant from roles where "
                         f"role in ({', '.join('?' * len(roles))}))", *roles)


async def test_a_question_reaches_only_the_curators_of_the_territory(village: Village) -> None:
    await asks(village.phone("teacher"))
    village.phone("curator").sees("Когда семинар?")
    for who in ("far_curator", "coordinator", "operator", "mentor", "expert"):
        assert village.phone(who).screen == [], who


async def test_where_no_curator_has_joined_the_coordinator_answers_and_else_the_operator(village: Village) -> None:
    await unjoined(village, "curator")
    phone, coordinator, operator = (village.phone(who) for who in ("teacher", "coordinator", "operator"))
    await asks(phone)
    coordinator.sees("Когда семинар?")
    assert operator.screen == []
    await unjoined(village, "coordinator")
    await press(phone, AskCurator())
    phone.sees("Ответит оператор программы")
    await phone.says("А когда отчёт?")
    await phone.taps("Отправить")
    phone.sees("Его увидят все, кто может ответить")
    change(village.file, "update participants set consented_at = 1 where consented_at is null and id = ?",
           village.people["curator"].participant)  # who joins now must not take the question away
    await answers(operator, "29 мая")
    phone.sees("29 мая")


async def test_where_nobody_can_answer_that_is_said_and_the_question_is_kept(village: Village) -> None:
    await unjoined(village, "curator", "coordinator", "operator")
    phone = village.phone("teacher")
    await asks(phone)
    phone.sees("передать его сейчас некому", "№ 1")
    await phone.taps("Мои вопросы")
    phone.sees("№ 1. Когда семинар?", "ждёт, кто возьмёт")


@pytest.mark.parametrize("about_a_task", [False, True])
async def test_a_curator_who_has_blocked_us_gets_no_question_and_the_next_does(
    village: Village, about_a_task: bool
) -> None:
    phone, curator, coordinator = (village.phone(who) for who in ("director", "curator", "coordinator"))
    village.pocket.blocks(curator.user)
    await curator.says("/menu")  # what is answered does not arrive, and the address is closed
    await press(phone, AskCurator((await village.task("1.4.1")).id if about_a_task else 0))
    await phone.says("Когда семинар?")
    await phone.taps("Отправить")
    await answers(coordinator, "29 мая")
    phone.sees("29 мая")


async def test_a_curators_own_question_goes_to_the_operator(village: Village) -> None:
    curator = village.phone("curator")
    await asks(curator, "Когда отчёт?")
    village.phone("operator").sees("Когда отчёт?")
    assert village.phone("far_curator").screen == []
    before = rows(village.file)
    await press(curator, AnswerThread(1))
    curator.sees("Этот вопрос не ваш")
    assert rows(village.file) == before


async def test_nothing_is_no_question_and_two_files_at_once_are_two_pieces(village: Village) -> None:
    phone, curator = village.phone("teacher"), village.phone("curator")
    await press(phone, AskCurator())
    await phone.says("   ")
    assert phone.has_seen("несколько слов")
    assert "Отправить" not in phone.labels()
    village.pocket.sends_files(phone.user, [("photo", "1.jpg", RIGHT), ("document", "2.docx", b"two")], "Так?")
    await village.stage.settle()
    phone.sees("📎 1.jpg: Так?", "📎 2.docx")
    assert curator.screen == []
    await phone.taps("Отправить")
    assert [shown.file for shown in curator.screen] == [("1.jpg", RIGHT), ("2.docx", b"two")]
    assert [bool(shown.buttons) for shown in curator.screen] == [False, True]


async def test_more_than_ten_pieces_do_not_fit_and_the_gathered_ones_stay(village: Village) -> None:
    phone, curator = village.phone("teacher"), village.phone("curator")
    await press(phone, AskCurator())
    for number in range(1, 11):
        await phone.says(f"Часть {number}")
    await phone.says("Часть 11")
    assert phone.has_seen("не больше 10 частей")
    await phone.says("отправить")
    came = [shown.text.rsplit("\n", 1)[-1] for shown in curator.screen]
    assert came == [f"Часть {number}" for number in range(1, 11)]


async def test_one_takes_over_before_they_answer_what_is_anothers(village: Village) -> None:
    phone, curator, operator = village.phone("teacher"), village.phone("curator"), village.phone("operator")
    await asks(phone)
    before = rows(village.file)
    await press(operator, AnswerThread(1))
    operator.sees("отвечает Осокина Н. М.", "«Взять себе»")
    assert rows(village.file) == before
    await press(operator, OpenThread(1))
    await operator.taps("Взять себе")
    operator.sees("отвечает Осокина Н. М.", "Взять его себе?")
    await operator.taps("Да, взять")
    assert curator.has_seen("теперь отвечает на вопрос № 1")
    assert phone.has_seen("На ваш вопрос № 1 теперь отвечает")
    await answers(operator, "30 мая")
    phone.sees("30 мая")
    await curator.taps("Ответить")
    curator.sees("«Взять себе»")
    assert village.phone("far_curator").screen == []


async def test_what_is_taken_while_an_answer_is_typed_is_not_answered_twice(village: Village) -> None:
    phone, curator, operator = village.phone("teacher"), village.phone("curator"), village.phone("operator")
    await asks(phone)
    await curator.taps("Ответить")
    await curator.says("29 мая")
    await press(operator, TakeThread(1, 1))
    await curator.taps("Отправить: " + "Голоустов А. М.")
    curator.sees("«Взять себе»")
    assert not phone.has_seen("29 мая")


async def test_a_question_of_ten_thousand_characters_is_kept_whole_and_delivered_in_parts(village: Village) -> None:
    phone, curator = village.phone("teacher"), village.phone("curator")
    await press(phone, AskCurator())
    long = "Как провести семинар? " * 460
    await phone.sends("document", "план.docx", b"plan", long)
    await phone.taps("Отправить")
    async with village.database.reading() as tx:
        said, = await posts.of(tx, 1, notes=False)
    assert said.body == long.strip()
    file, *texts = curator.screen
    assert file.file == ("план.docx", b"plan")
    assert _whole(curator).count("Как провести семинар?") >= 458  # two may be cut by a border
    assert [bool(shown.buttons) for shown in texts] == [False, False, True]
    await answers(curator, "Так: " + long)
    assert _whole(phone).count("Как провести семинар?") >= 458
    await phone.says("мои вопросы")
    await phone.taps("№ 1")
    phone.sees("Вопрос № 1", "Ответ дан")


async def test_an_answer_waits_for_the_morning_but_ones_own_never_does(village: Village) -> None:
    phone, curator = village.phone("teacher"), village.phone("curator")
    await asks(phone)
    await village.stage.clock.advance(11 * 3600)  # 21:00
    seen = len(phone.screen)
    await answers(curator, "29 мая")
    curator.sees("Ответ отправлен")
    assert len(phone.screen) == seen
    await village.stage.clock.advance(11 * 3600 - 1)  # 07:59:59
    await village.stage.settle()
    assert len(phone.screen) == seen
    await village.stage.clock.advance(1)
    await village.stage.settle()
    phone.sees("29 мая")


async def test_an_answer_to_whom_nothing_reaches_is_kept_and_that_is_said(village: Village) -> None:
    phone, curator = village.phone("teacher"), village.phone("curator")
    await asks(phone)
    village.pocket.blocks(phone.user)
    await village.stage.settle()
    await answers(curator, "29 мая")
    curator.sees("отправить его некуда")
    village.pocket.unblocks(phone.user)
    await phone.says("мои вопросы")
    await phone.taps("№ 1")
    phone.sees("29 мая")


async def test_a_question_to_one_person_goes_to_them_alone(village: Village) -> None:
    phone, mentor = village.phone("teacher"), village.phone("mentor")
    await press(phone, AskPerson(village.people["mentor"].participant))
    await phone.says("Придёте на урок?")
    await phone.taps("Отправить")
    mentor.sees("Придёте на урок?")
    assert village.phone("curator").screen == []
    async with village.database.reading() as tx:
        assert await consultations.relation(tx, 1, village.people["mentor"].participant) is Relation.OWNER


async def test_a_topic_is_chosen_or_the_question_is_simply_said(village: Village) -> None:
    async with village.database.transaction() as tx:
        await topics.put(tx, village.programme, [Entry("ved", "Ведение журнала", "", 1)])
    phone, curator = village.phone("teacher"), village.phone("curator")
    await press(phone, AskCurator())
    phone.sees("О чём вопрос?")
    assert phone.labels() == ["Ведение журнала", "Другое", "Отменить"]
    await phone.taps("Ведение журнала")
    phone.sees("Тема: Ведение журнала")
    await phone.says("Куда ставить отметку?")
    await phone.taps("Отправить")
    curator.sees("Вопрос № 1 · Ведение журнала", "Куда ставить отметку?")
    await press(phone, AskCurator())
    await phone.says("А если урок перенесли?")
    phone.sees("«А если урок перенесли?»")
    await phone.taps("Отправить")
    curator.sees("Вопрос № 2", "А если урок перенесли?")
    assert "Ведение журнала" not in curator.last.text


async def test_a_note_is_never_seen_by_the_asker(village: Village) -> None:
    phone, curator = village.phone("teacher"), village.phone("curator")
    await asks(phone)
    await press(curator, OpenThread(1))
    await curator.taps("Заметка")
    await curator.says("Спросить в бухгалтерии")
    await curator.taps("Сохранить заметку")
    curator.sees("её не увидит")
    await press(curator, OpenThread(1))
    curator.sees("🔒 заметка", "Спросить в бухгалтерии")
    await press(phone, OpenThread(1))
    phone.sees("Вопрос № 1", "Когда семинар?")
    assert not phone.has_seen("бухгалтерии")


async def test_what_is_closed_is_rated_and_its_time_stands_in_the_ledger(village: Village) -> None:
    phone, curator = village.phone("teacher"), village.phone("curator")
    await asks(phone)
    await answers(curator, "29 мая")
    await press(curator, CloseThread(1))
    await curator.says("1:20")
    await curator.taps("Групповая")
    curator.sees("закрыт", "80 минут", "групповая консультация")
    phone.sees("Вопрос № 1 закрыт", "Помог ли ответ?")
    await phone.taps("5 ⭐")
    await phone.taps("Добавить пару слов")
    await phone.says("Быстро и по делу")
    curator.sees("5 из 5", "Быстро и по делу")
    async with village.database.reading() as tx:
        entry, = await ledger.of_consultation(tx, 1)
        thread = await consultations.by_id(tx, 1)
    assert (entry.minutes, entry.kind, entry.participant) == (80, "group", village.people["curator"].participant)
    assert thread
    assert (thread.state, thread.rating) == (State.CLOSED, 5)


async def test_who_has_asked_says_that_it_is_solved_and_opens_it_again(village: Village) -> None:
    phone, curator = village.phone("teacher"), village.phone("curator")
    await asks(phone)
    await answers(curator, "29 мая")
    await phone.taps("Вопрос решён")
    phone.sees("Вопрос № 1 закрыт")
    curator.sees("решён: так отметил тот, кто спрашивал")
    await press(phone, OpenThread(1))
    await phone.taps("Открыть снова")
    await phone.says("Всё-таки какого числа?")
    await phone.taps("Отправить")
    curator.sees("Всё-таки какого числа?")
    async with village.database.reading() as tx:
        thread = await consultations.by_id(tx, 1)
    assert thread
    assert (thread.state, thread.reopened) == (State.OPEN, 1)


def _whole(phone: Phone) -> str:
    return " ".join(shown.text for shown in phone.screen)
