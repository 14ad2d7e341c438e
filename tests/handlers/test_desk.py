"""The desk: taken, passed on, noted, closed with its hours, opened again; a colleague who is away."""

from messages.meanings import AskCurator
from messages.meanings_of_consultations import AnswerThread, EnterHours, ShowThreads, TakeThread
from storage import consultations, ledger
from storage.consultations import Consultation
from storage.ledger import Entry
from tests.handlers.conftest import Village, instant, press
from tests.handlers.tables import change
from tests.phone import Phone


async def asks(village: Village, who: str, *words: str) -> Phone:
    """Somebody asks about nothing in particular."""
    phone = village.phone(who)
    await press(phone, AskCurator())
    for each in words:
        await phone.says(each)
    await phone.taps("Отправить")
    return phone


async def thread(village: Village, id: int = 1) -> Consultation:
    async with village.database.reading() as tx:
        found = await consultations.by_id(tx, id)
    assert found is not None
    return found


async def entries(village: Village, id: int = 1) -> list[Entry]:
    async with village.database.reading() as tx:
        return await ledger.of_consultation(tx, id)


async def test_a_consultation_is_passed_on_noted_closed_rated_and_opened_again(village: Village) -> None:
    phone = await asks(village, "teacher", "Как писать программу?")
    curator, mentor = village.phone("curator"), village.phone("mentor")
    await curator.taps("Весь вопрос")
    curator.sees("Вопрос № 1", "Как писать программу?", "[Заметка]", "[Передать]", "[Закрыть]")
    await curator.taps("Заметка")
    curator.sees("Её увидят только те, кто отвечает")
    await curator.says("Школа трудная")
    await curator.taps("Сохранить заметку")
    await curator.taps("Весь вопрос")
    curator.sees("🔒 заметка", "Школа трудная")
    await curator.taps("Передать")
    curator.sees("Кому передать вопрос № 1", "наставник")
    await curator.taps("Чужакова M. П.")
    await curator.says("Это по вашей части")
    curator.sees("Вопрос № 1 передан")
    mentor.sees("Как писать программу?")
    assert mentor.has_seen("Записка: Это по вашей части")
    phone.sees("теперь отвечает")
    await mentor.taps("Ответить")
    await mentor.says("Начните с анализа")
    await mentor.taps("Отправить: Голоустов А. М.")
    phone.sees("Начните с анализа")
    await mentor.taps("Закрыть вопрос")
    await mentor.taps("45 мин")
    await mentor.taps("Индивидуальная")
    mentor.sees("Вопрос № 1 закрыт. Записано: 45 минут, индивидуальная")
    phone.sees("Вопрос № 1 закрыт")
    await phone.taps("5 ⭐")
    await phone.taps("Добавить пару слов")
    await phone.says("Быстро и понятно")
    mentor.sees("5 из 5", "Быстро и понятно")
    assert not phone.has_seen("Школа трудная")
    assert not phone.has_seen("по вашей части")
    found, = await entries(village)
    assert (found.participant, found.minutes, found.kind) == (village.people["mentor"].participant, 45, "individual")
    assert found.consultation == 1
    await phone.taps("Вопрос не решён")
    await phone.says("Не открывается ссылка")
    await phone.taps("Отправить")
    mentor.sees("Не открывается ссылка")
    assert (await thread(village)).state == "open"
    assert (await thread(village)).reopened == 1
    assert await entries(village) == [found]


async def test_two_curators_see_the_queue_and_the_first_to_take_it_answers(village: Village) -> None:
    one, other = await two_curators(village)
    phone = await asks(village, "teacher", "Кто ответит?")
    phone.sees("Его увидят все, кто может ответить")
    one.sees("Кто ответит?", "[Взять себе]")
    other.sees("Кто ответит?", "[Взять себе]")
    await one.taps("Взять себе")
    phone.sees("теперь отвечает")
    await press(other, AnswerThread(1))
    other.sees("отвечает")
    before = len(phone.screen)
    await press(other, TakeThread(1))
    other.sees("Взять его себе?")
    await other.taps("Да, взять")
    one.sees("теперь отвечает на вопрос № 1")
    assert len(phone.screen) == before + 1
    assert (await thread(village)).owner == village.people["far_curator"].participant


async def test_an_answer_takes_what_was_nobodys(village: Village) -> None:
    one, other = await two_curators(village)
    phone = await asks(village, "teacher", "Кто ответит?")
    await other.taps("Ответить")
    await one.taps("Ответить")
    await other.says("Я")
    await other.taps("Отправить: Голоустов А. М.")
    await one.says("И я")
    await one.taps("Отправить: Голоустов А. М.")
    one.sees("взял другой человек", "сохранён")
    phone.sees("Я")
    assert not phone.has_seen("И я")
    assert (await thread(village)).owner == village.people["far_curator"].participant
    await press(one, TakeThread(1, 1))
    await one.taps("Ответить")
    one.sees("«И я»")
    await one.taps("Отправить: Голоустов А. М.")
    phone.sees("И я")


async def test_a_question_nobody_answers_is_warned_of_and_then_those_above_hear(village: Village) -> None:
    await asks(village, "teacher", "Как быть?")
    curator, operator = village.phone("curator"), village.phone("operator")
    await village.stage.rehearsal.live_until(instant("2018-05-16", "16:44"))
    assert not curator.has_seen("Скоро срок ответа")
    await village.stage.rehearsal.live_until(instant("2018-05-16", "16:46"))
    assert curator.has_seen("Скоро срок ответа: 17 мая, 10:00")
    assert not operator.has_seen("Без ответа")
    await village.stage.rehearsal.live_until(instant("2018-05-17", "10:01"))
    assert curator.has_seen("Срок ответа прошёл")
    assert operator.has_seen("Без ответа в срок: вопрос № 1")
    assert operator.has_seen("Отвечает Осокина Н. М.")


async def test_an_answer_stops_the_clock_and_silence_closes_the_question(village: Village) -> None:
    phone = await asks(village, "teacher", "Как быть?")
    curator = village.phone("curator")
    await curator.taps("Ответить")
    await curator.says("Так")
    await curator.taps("Отправить: Голоустов А. М.")
    waiting = await thread(village)
    assert (waiting.state, waiting.answer_by, waiting.close_by) == ("waiting", None, None)
    await village.stage.rehearsal.live_until(instant("2018-05-21", "10:01"))
    assert phone.has_seen("Всё ли решилось?")
    assert not curator.has_seen("Скоро срок")
    await village.stage.rehearsal.live_until(instant("2018-05-23", "10:01"))
    assert phone.has_seen("закрыт: новых сообщений от вас не было")
    assert curator.has_seen("новых сообщений не было")
    await press(curator, EnterHours(1))
    await curator.says("1:20")
    await curator.taps("Групповая")
    assert [(each.minutes, each.kind) for each in await entries(village)] == [(80, "group")]
    await press(curator, EnterHours(1))
    curator.sees("Закрыт")
    assert len(await entries(village)) == 1


async def test_what_is_left_to_the_closing_does_not_run_while_the_asker_thinks(village: Village) -> None:
    phone = await asks(village, "teacher", "Как быть?")
    curator = village.phone("curator")
    await village.stage.rehearsal.live_until(instant("2018-05-16", "12:00"))
    await curator.taps("Ответить")
    await curator.says("Так")
    await curator.taps("Отправить: Голоустов А. М.")
    left = (await thread(village)).close_left
    assert left == 43 * 3600
    await village.stage.rehearsal.live_until(instant("2018-05-18", "12:00"))
    await phone.taps("Уточнить")
    await phone.says("А так?")
    await phone.taps("Отправить")
    again = await thread(village)
    assert again.answer_by == instant("2018-05-21", "12:00")
    assert again.close_by == instant("2018-05-25", "10:00")
    await curator.taps("Ответить")
    await curator.says("И так")
    await curator.taps("Отправить: Голоустов А. М.")
    await curator.taps("Это не всё")
    assert (await thread(village)).state == "open"


async def test_whoever_is_away_is_stood_in_for_and_what_was_open_goes_over(village: Village) -> None:
    await asks(village, "teacher", "Первый?")
    curator, mentor = village.phone("curator"), village.phone("mentor")
    await curator.says("отпуск")
    await curator.taps("Меня не будет")
    await curator.says("1 июня")
    await curator.says("чужакова mentor")
    curator.sees("вас нет до 1 июня", "Передано открытых вопросов: 1")
    mentor.sees("Первый?")
    director = await asks(village, "director", "Второй?")
    director.sees("Чужакова")
    mentor.sees("Второй?")
    await village.stage.rehearsal.live_until(instant("2018-06-02", "10:00"))
    third = await asks(village, "colleague", "Третий?")
    third.sees("Осокина")


async def goes_away(phone: Phone, deputy: str) -> None:
    """Until the first of June."""
    await phone.says("отпуск")
    await phone.taps("Меня не будет")
    await phone.says("1 июня")
    await phone.says(deputy)
    phone.sees("вас нет до 1 июня")


async def test_a_deputy_who_is_away_hands_on_to_their_own(village: Village) -> None:
    await asks(village, "teacher", "Первый?")
    await goes_away(village.phone("mentor"), "чужакова expert")
    await goes_away(village.phone("curator"), "чужакова mentor")
    village.phone("expert").sees("Первый?")
    assert not village.phone("mentor").has_seen("Первый?")
    assert (await thread(village)).owner == village.people["expert"].participant


async def test_a_question_opened_again_goes_to_whoever_stands_in_for_its_owner(village: Village) -> None:
    phone = await asks(village, "teacher", "Первый?")
    await village.phone("curator").replies("Первый?", "Вот так")
    await phone.taps("Вопрос решён")
    await goes_away(village.phone("curator"), "чужакова mentor")
    await phone.replies("Вот так", "Не вышло")
    village.phone("mentor").sees("Не вышло")
    assert not village.phone("curator").has_seen("Не вышло")
    assert (await thread(village)).owner == village.people["mentor"].participant


async def test_somebody_whose_role_has_ended_owns_nothing_and_others_are_found(village: Village) -> None:
    await asks(village, "teacher", "Как быть?")
    change(village.file, "update roles set ended_at = 1 where participant = ?", village.people["curator"].participant)
    assert (await thread(village)).owner is None
    await village.stage.app.sweep()
    await village.stage.settle()
    coordinator = village.phone("coordinator")
    coordinator.sees("Как быть?")
    assert (await thread(village)).owner == village.people["coordinator"].participant


async def test_a_list_shows_what_is_owed_soonest_first_and_nobody_elses(village: Village) -> None:
    for number in range(7):
        await asks(village, "teacher", f"Вопрос {number}")
    curator = village.phone("curator")
    await curator.says("мой день")
    curator.sees("Ждут вашего ответа: 7")
    await curator.taps("Ответить · 7")
    curator.sees("№ 1.", "№ 5.", "[Дальше ›]")
    await curator.taps("Дальше ›")
    curator.sees("№ 7.")
    far = village.phone("far_curator")
    await press(far, ShowThreads("all"))
    far.sees("Здесь пусто")
    await press(village.phone("teacher"), ShowThreads("all"))
    village.phone("teacher").sees("На вопросы отвечают")


async def two_curators(village: Village) -> tuple[Phone, Phone]:
    """Both curators look after the school."""
    change(village.file, "delete from territories where role in (select id from roles where role = 'curator')")
    change(village.file, "update participants set consented_at = null where id in (select participant from roles "
                         "where role = 'curator') and id not in (?, ?)",
           village.people["curator"].participant, village.people["far_curator"].participant)
    return village.phone("curator"), village.phone("far_curator")


async def test_a_good_answer_is_kept_and_put_into_another_which_is_sent_by_a_tap(village: Village) -> None:
    await asks(village, "teacher", "Где форма?")
    curator = village.phone("curator")
    await curator.replies("Где форма?", "Форма на сайте института")
    await curator.taps("В готовые ответы")
    await curator.says("Форма")
    curator.sees("Сохранил: «Форма»")
    director = await asks(village, "director", "Где взять форму?")
    await curator.taps("Ответить")
    await curator.taps("Готовые ответы")
    curator.sees("Форма на сайте института")
    await curator.taps("Форма")
    curator.sees("Кому: Рябинина Марина Петровна", "«Форма на сайте института»")
    assert not director.has_seen("на сайте")
    await curator.says("Первая строка")
    await curator.taps("Отправить: Рябинина М. П.")
    assert director.has_seen("Форма на сайте института")
    director.sees("Первая строка")
    await curator.taps("Ответить")
    await curator.taps("Готовые ответы")
    await curator.taps("Удалить")
    curator.sees("Пока пусто")


async def test_my_day_names_the_schools_that_have_not_been_heard_of(village: Village) -> None:
    curator = village.phone("curator")
    await curator.says("мой день")
    await curator.taps(next(label for label in curator.labels() if label.startswith("Молчат")))
    curator.sees("никто ещё не присоединился")
    assert "Бильчирская" not in curator.last.text
    await village.stage.rehearsal.live_until(instant("2018-06-01"))
    await curator.says("мой день")
    await curator.taps(next(label for label in curator.labels() if label.startswith("Молчат")))
    while "[Дальше ›]" in str(curator.labels()) or "Дальше ›" in curator.labels():
        await curator.taps("Дальше ›")
    curator.sees("Бильчирская", "последний раз 16 мая", "Рябинина Марина Петровна")
