"""A school asks its municipality for help; the municipality answers, or gathers what is alike for the institute."""

import io

import docx
import pytest

from messages.meanings import AskCurator
from messages.meanings_of_asks import AskForHelp, GatherAsks, ListPaper, ShowAskCounts, ShowAsks, ShowHelp, SpreadAnswer
from messages.meanings_of_consultations import AnswerThread, CloseThread, EnterHours, OpenThread
from storage import asks, history, ledger, participants
from storage.asks import Ask
from storage.consultations import Stage
from storage.participants import Role
from tests.handlers.conftest import Village, instant, press
from tests.handlers.tables import change, mentions
from tests.handlers.test_desk import thread
from tests.handlers.test_privacy import forgotten
from tests.phone import Phone

COURSES, METHODS = "Повышение квалификации", "Методическая помощь"


async def asks_for(phone: Phone, kind: str, words: str) -> None:
    """From the door to the end."""
    await phone.says("нужна помощь")
    await phone.taps(kind)
    await phone.says(words)
    await phone.taps("Отправить")


async def joined(village: Village, name: str, role: Role, place: str) -> Phone:
    """One more person with a phone."""
    id = await village.employs(name, role, place)
    village.people[name] = participants.Member(id, name, role, 0, place, None)
    return village.phone(name)


async def neighbour(village: Village, name: str = "Соседова Анна Петровна") -> Phone:
    """The director of another school of the same municipality."""
    return await joined(village, name, Role.DIRECTOR, await another_school(village))


async def another_school(village: Village) -> str:
    here = village.people["director"]
    return next(each.place for each in village.members
                if each.municipality == here.municipality and each.organisation != here.organisation
                and each.role is Role.DIRECTOR)


async def mine(village: Village, who: str = "director") -> list[Ask]:
    async with village.database.reading() as tx:
        return await asks.of_asker(tx, village.people[who].participant, size=9)


async def without_curators(village: Village) -> None:
    """A municipal programme."""
    change(village.file, "update roles set ended_at = 1 where role = 'curator'")


async def gathers(coordinator: Phone, *, heading: str = COURSES) -> None:
    """All that there are, under the heading that is offered."""
    await coordinator.says("просьбы")
    await coordinator.taps("Собрать похожие")
    await coordinator.taps(next(each for each in coordinator.labels() if each.startswith("Готово")))
    await coordinator.taps(heading)
    await coordinator.taps("Пропустить")


async def test_a_school_asks_its_municipality_and_sees_how_far_it_has_come(village: Village) -> None:
    director, coordinator = village.phone("director"), village.phone("coordinator")
    await director.says("меню")
    await director.taps("Ещё")
    await director.taps("Попросить помощь")
    director.sees("Какая помощь нужна школе?", METHODS)
    await director.taps(METHODS)
    director.sees(METHODS, "Получит")
    await director.says("Помогите с программой по чтению")
    director.sees("«Помогите с программой по чтению»", "[Отправить]")
    await director.taps("Отправить")
    director.sees("Просьба № 1 отправлена")
    coordinator.sees("Просьба № 1", METHODS, "Помогите с программой по чтению", "[Взять себе]")
    assert not village.phone("curator").has_seen("программой по чтению")
    await director.taps("Мои просьбы")
    director.sees("№ 1", METHODS, "получено")
    await coordinator.taps("Взять себе")
    director.sees("Вашей просьбой № 1 теперь занимается")
    await director.says("мои просьбы")
    director.sees("в работе")
    await coordinator.taps("Ответить")
    await coordinator.says("Приедем в среду")
    await coordinator.taps(next(each for each in coordinator.labels() if each.startswith("Отправить:")))
    director.sees("отвечает на вашу просьбу № 1", "Приедем в среду")
    assert [each.stage for each in await mine(village)] == [Stage.ANSWERED]
    await director.taps("Решено, спасибо")
    assert [each.stage for each in await mine(village)] == [Stage.SOLVED]


async def test_the_kind_can_be_said_and_the_question_gone_back_from(village: Village) -> None:
    director = village.phone("director")
    await director.says("/support")
    await director.says("что-нибудь")
    director.sees("Какая помощь нужна школе?")
    await director.says("методическая помощь")
    director.sees("Напишите, что именно нужно")
    await director.taps("‹ Назад")
    director.sees("Какая помощь нужна школе?")
    await director.taps(COURSES)
    await director.says("Двум учителям")
    await director.taps("Отправить")
    assert [each.kind_title for each in await mine(village)] == [COURSES]


@pytest.mark.parametrize("who", ["teacher", "coordinator", "curator", "operator"])
async def test_only_a_director_asks_for_a_school(village: Village, who: str) -> None:
    phone = village.phone(who)
    await phone.says("нужна помощь")
    phone.sees("просит её директор")
    await press(phone, AskForHelp())
    phone.sees("просит её директор")


async def test_who_is_no_longer_director_at_the_end_has_asked_nothing(village: Village) -> None:
    director = village.phone("director")
    await director.says("нужна помощь")
    await director.taps(METHODS)
    await director.says("Помогите")
    change(village.file, "update roles set role = 'teacher' where role = 'director'")
    await director.taps("Отправить")
    director.sees("просит её директор")
    assert await mine(village) == []


async def test_a_closed_ask_has_no_hours_and_can_be_opened_again(village: Village) -> None:
    director, coordinator = village.phone("director"), village.phone("coordinator")
    await asks_for(director, METHODS, "Помогите с программой")
    await press(coordinator, CloseThread(1))
    coordinator.sees("Просьба № 1", "решено", "[Открыть снова]")
    director.sees("Просьба № 1 закрыта")
    await press(coordinator, EnterHours(1))
    coordinator.sees("решено")
    async with village.database.reading() as tx:
        assert await ledger.of_consultation(tx, 1) == []
    await director.taps("Помощь ещё нужна")
    await director.says("Всё ещё нужно")
    await director.taps("Отправить")
    coordinator.sees("Всё ещё нужно")


async def test_a_late_ask_is_told_to_operators_and_not_to_the_institute(village: Village) -> None:
    await asks_for(village.phone("director"), METHODS, "Помогите с программой")
    await village.stage.rehearsal.live_until(instant("2018-05-17", "10:01"))
    assert village.phone("coordinator").has_seen("Срок ответа прошёл: просьба № 1")
    assert village.phone("operator").has_seen("Без ответа в срок: просьба № 1")
    assert not village.phone("curator").has_seen("просьба № 1")


async def test_without_a_coordinator_the_curator_gets_it(village: Village) -> None:
    change(village.file, "update roles set ended_at = 1 where role = 'coordinator'")
    await asks_for(village.phone("director"), METHODS, "Помогите с программой")
    village.phone("curator").sees("Помогите с программой")


async def test_a_coordinator_who_has_come_later_sees_what_was_asked_before(village: Village) -> None:
    await asks_for(village.phone("director"), METHODS, "Помогите с программой")
    place = village.people["coordinator"].place
    late = await joined(village, "Позднева Анна Петровна", Role.COORDINATOR, place)
    await press(late, OpenThread(1))
    late.sees("не ваш")
    await late.says("просьбы")
    late.sees(f"{METHODS}: ждут 1")
    await late.taps("Ждут ответа · 1")
    await late.taps("№ 1")
    late.sees("Помогите с программой", "[Ответить]")


async def test_nobody_sees_what_is_asked_in_another_municipality(village: Village) -> None:
    await asks_for(village.phone("director"), METHODS, "Помогите с программой")
    for who in ("other_coordinator", "far_curator", "curator", "mentor", "expert", "observer", "other_director"):
        phone = village.phone(who)
        await press(phone, OpenThread(1))
        phone.sees("не ваш")
        await press(phone, ShowAsks("open"))
        assert not phone.has_seen("Помогите с программой"), who


async def test_similar_asks_go_to_the_institute_in_one_list_and_its_answer_to_every_school(village: Village) -> None:
    director, coordinator, curator = (village.phone(each) for each in ("director", "coordinator", "curator"))
    other, apart = await neighbour(village), village.phone("other_director")
    await asks_for(director, COURSES, "Курсы для двух математиков")
    await asks_for(other, COURSES, "Курсы по чтению")
    await asks_for(director, METHODS, "Помогите с программой")
    await asks_for(apart, COURSES, "Курсы для физика")
    await coordinator.says("просьбы")
    coordinator.sees(f"{COURSES}: ждут 2", f"{METHODS}: ждут 1")
    await coordinator.taps("Собрать похожие")
    await coordinator.taps(f"{COURSES} · 2")
    coordinator.sees("2 просьбы. В списке 2.", "Курсы для двух математиков", "Курсы по чтению", "[Готово · в списке 2]")
    await coordinator.taps("Готово · в списке 2")
    await coordinator.says("Курсы для учителей Осинского района")
    await coordinator.says("Просим до 1 сентября")
    coordinator.sees("Курсы для учителей Осинского района", "Просим до 1 сентября", "1. ", "2. ")
    await coordinator.taps("Передать в институт одним списком")
    assert coordinator.has_seen("передан в институт: 2 просьбы")
    for phone in (director, other):
        assert sum("передали в институт" in each.text for each in phone.screen) == 1
    assert curator.has_seen("Курсы для двух математиков")
    assert not curator.has_seen("Помогите с программой")
    assert not curator.has_seen("Курсы для физика")
    assert curator.last.file
    assert curator.last.file[0] == "Список просьб № 5.docx"
    assert coordinator.last.file
    assert [(each.id, each.stage) for each in await mine(village)] == [(3, Stage.RECEIVED), (1, Stage.HANDED)]
    await curator.taps("Ответить")
    await curator.says("Курсы начнутся 20 августа")
    await curator.taps(next(each for each in curator.labels() if each.startswith("Отправить:")))
    coordinator.sees("Курсы начнутся 20 августа", "[Передать ответ школам]")
    await coordinator.taps("Передать ответ школам")
    coordinator.sees("2 школам", "«Курсы начнутся 20 августа»")
    await coordinator.taps("Отправить 2 школам")
    coordinator.sees("Ответ передан: 2 школы")
    for phone, number in ((director, 1), (other, 2)):
        phone.sees(f"отвечает на вашу просьбу № {number}", "Курсы начнутся 20 августа")
    assert not apart.has_seen("20 августа")
    async with village.database.reading() as tx:
        told = [each.verb for each in await history.told(tx, size=20)]
    assert told.count("help_handed") == 2


async def test_what_was_told_once_is_not_told_again_by_a_second_tap(village: Village) -> None:
    director, coordinator = await handed_on(village)
    await answers(village.phone("curator"), "Ждите осени, пожалуйста")
    await coordinator.taps("Передать ответ школам")
    await coordinator.taps("Отправить 1 школе")
    await press(coordinator, SpreadAnswer(2))
    coordinator.sees("Напишите ответ")
    assert sum("Ждите осени" in each.text for each in director.screen) == 1


async def test_a_coordinator_may_tell_it_in_words_of_their_own(village: Village) -> None:
    director, coordinator = await handed_on(village)
    await answers(village.phone("curator"), "В соответствии с планом-графиком")
    await coordinator.taps("Передать ответ школам")
    await coordinator.taps("Написать своими словами")
    coordinator.sees("Напишите ответ", "Институт: В соответствии с планом-графиком")
    await coordinator.says("Курсы будут осенью")
    await coordinator.taps("Отправить 1 школе")
    director.sees("Курсы будут осенью")
    assert not director.has_seen("планом-графиком")


async def test_what_was_taken_out_stays_with_the_municipality(village: Village) -> None:
    director, coordinator = village.phone("director"), village.phone("coordinator")
    other = await neighbour(village)
    await asks_for(director, COURSES, "Курсы для математиков")
    await asks_for(other, COURSES, "Курсы по чтению")
    await coordinator.says("просьбы")
    await coordinator.taps("Собрать похожие")
    await coordinator.taps(next(each for each in coordinator.labels() if each.startswith("Убрать № 2")))
    coordinator.sees("В списке 1")
    await coordinator.taps(next(each for each in coordinator.labels() if each.startswith("Добавить № 2")))
    await coordinator.taps(next(each for each in coordinator.labels() if each.startswith("Убрать № 1")))
    await coordinator.taps(next(each for each in coordinator.labels() if each.startswith("Убрать № 2")))
    coordinator.sees("Отметьте хотя бы одну")
    assert not any(each.startswith("Готово") for each in coordinator.labels())
    await coordinator.taps(next(each for each in coordinator.labels() if each.startswith("Добавить № 1")))
    await coordinator.taps("Готово · в списке 1")
    await coordinator.taps(COURSES)
    await coordinator.taps("Пропустить")
    await coordinator.taps("Передать в институт одним списком")
    assert director.has_seen("передали в институт")
    assert not other.has_seen("передали в институт")


async def test_a_long_list_is_ticked_page_by_page(village: Village) -> None:
    for number in range(4):
        await asks_for(village.phone("director"), COURSES, f"Просьба по счёту {number}")
    coordinator = village.phone("coordinator")
    await coordinator.says("просьбы")
    await coordinator.taps("Собрать похожие")
    coordinator.sees("Страница 1 из 2", "по счёту 2", "[Готово · в списке 4]")
    await coordinator.taps("Дальше ›")
    coordinator.sees("Страница 2 из 2", "по счёту 3")
    await coordinator.taps(next(each for each in coordinator.labels() if each.startswith("Убрать № 4")))
    await coordinator.taps("‹ Раньше")
    coordinator.sees("[Готово · в списке 3]")


async def test_without_an_institute_the_file_comes_to_the_coordinator_and_the_day_is_marked(village: Village) -> None:
    director, coordinator = village.phone("director"), village.phone("coordinator")
    await without_curators(village)
    await asks_for(director, COURSES, "Курсы для математиков")
    await gathers(coordinator)
    coordinator.sees("Куратора от института в программе нет")
    await coordinator.taps("Получить файл и отметить")
    assert coordinator.has_seen("Отмечено: передано 16 мая")
    assert coordinator.last.file
    paper = docx.Document(io.BytesIO(coordinator.last.file[1]))
    assert "Курсы для математиков" in paper.tables[0].rows[1].cells[2].text
    director.sees("передали в институт")
    await director.says("мои просьбы")
    director.sees("передано в институт 16 мая")
    assert not village.phone("operator").has_seen("Курсы для математиков")
    await coordinator.taps("Открыть список")
    await coordinator.taps("Передать ответ школам")
    coordinator.sees("Напишите ответ")
    await coordinator.says("Институт зовёт на курсы")
    await coordinator.taps("Отправить 1 школе")
    director.sees("Институт зовёт на курсы")


async def test_a_school_that_says_more_has_the_municipality_at_work_again(village: Village) -> None:
    director, coordinator = await handed_on(village)
    waiting = await thread(village)
    assert (waiting.state, waiting.next_at, waiting.handed_at) == ("waiting", None, village.now)
    await village.stage.rehearsal.live_until(instant("2018-05-25"))
    assert not director.has_seen("Всё ли решилось?")
    await director.taps("Открыть просьбу")
    await director.taps("Дополнить")
    await director.says("И для физика тоже")
    await director.taps("Отправить")
    coordinator.sees("И для физика тоже")
    assert [each.stage for each in await mine(village)] == [Stage.IN_WORK]


async def test_two_who_gather_at_once_pass_each_ask_on_once(village: Village) -> None:
    place = village.people["coordinator"].place
    one, two = village.phone("coordinator"), await joined(village, "Вторая Анна Петровна", Role.COORDINATOR, place)
    director = village.phone("director")
    await asks_for(director, COURSES, "Курсы для математиков")
    await gathers(one)
    await gathers(two)
    await one.taps("Передать в институт одним списком")
    await two.taps("Передать в институт одним списком")
    two.sees("Собирать нечего")
    assert sum("передали в институт" in each.text for each in director.screen) == 1


async def test_an_answer_reaches_only_schools_that_still_wait(village: Village) -> None:
    director, coordinator = await handed_on(village)
    await answers(village.phone("curator"), "Курсы будут осенью")
    await director.taps("Открыть просьбу")
    await director.taps("Решено, спасибо")
    await coordinator.taps("Передать ответ школам")
    coordinator.sees("Отвечать больше некому")
    await press(coordinator, SpreadAnswer(1))
    coordinator.sees("не ваш")


async def test_forged_buttons_are_refused(village: Village) -> None:
    director, coordinator = await handed_on(village)
    for phone in (director, village.phone("other_coordinator"), village.phone("teacher")):
        for forged in (ListPaper(2), SpreadAnswer(2), OpenThread(2), AnswerThread(1)):
            await press(phone, forged)
            phone.sees("не ваш")
    await press(coordinator, ListPaper(1))
    coordinator.sees("не ваш")
    await press(village.phone("curator"), GatherAsks())
    village.phone("curator").sees("собирают муниципальные координаторы")
    await press(coordinator, GatherAsks(999))
    coordinator.sees("собирают муниципальные координаторы")
    await press(coordinator, ShowAsks("nonsense"))
    coordinator.sees("больше не")
    await press(director, ShowHelp())
    director.sees("видят муниципальные координаторы")


async def test_a_question_is_asked_about_topics_and_never_about_kinds_of_help(village: Village) -> None:
    await asks_for(village.phone("director"), COURSES, "Курсы для математиков")
    await press(village.phone("teacher"), AskCurator())
    assert COURSES not in village.phone("teacher").labels()


async def test_figures_are_of_the_whole_programme_or_of_a_territory(village: Village) -> None:
    await handed_on(village)
    await asks_for(village.phone("other_director"), METHODS, "Помогите с программой")
    operator, curator, far = (village.phone(each) for each in ("operator", "curator", "far_curator"))
    await operator.says("сводка просьб")
    operator.sees("по всей программе", f"{COURSES}: 1", "передано в институт 1", f"{METHODS}: 1", "Всего: 2")
    await operator.taps("По муниципалитетам")
    operator.sees("по муниципалитетам", "получено 1")
    await press(curator, ShowAskCounts())
    curator.sees("школ вашей территории", "Всего: 2")
    await press(far, ShowAskCounts())
    far.sees("Просьб пока нет")
    await press(village.phone("coordinator"), ShowAskCounts())
    village.phone("coordinator").sees("видят кураторы и операторы")


async def test_a_forgotten_director_stands_in_no_list(village: Village) -> None:
    """Neither in the words nor in the file, however long the words were."""
    words = "Курсы для Аделаиды Марковны " + "и ещё для коллег, " * 40
    director, coordinator = await handed_on(village, words=words)
    assert mentions(village.file, "Аделаиды")
    await forgotten(director)
    await press(coordinator, OpenThread(2))
    coordinator.sees("Список просьб № 2", "участник удалён")
    assert not mentions(village.file, "Аделаиды")
    await coordinator.taps("Список файлом")
    assert coordinator.last.file
    paper = docx.Document(io.BytesIO(coordinator.last.file[1]))
    assert "текст удалён" in paper.tables[0].rows[1].cells[2].text


async def handed_on(village: Village, words: str = "Курсы для математиков") -> tuple[Phone, Phone]:
    """One ask, in one list (№ 2) with the curator."""
    director, coordinator = village.phone("director"), village.phone("coordinator")
    await asks_for(director, COURSES, words)
    await gathers(coordinator)
    await coordinator.taps("Передать в институт одним списком")
    return director, coordinator


async def answers(curator: Phone, words: str) -> None:
    await curator.taps("Ответить")
    await curator.says(words)
    await curator.taps(next(each for each in curator.labels() if each.startswith("Отправить:")))
