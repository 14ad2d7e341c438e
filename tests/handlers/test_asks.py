"""A school asks its municipality for help; the municipality answers, or gathers what is alike for the institute."""


import pytest

from messages.meanings_of_asks import AskForHelp, ShowAsks
from messages.meanings_of_consultations import CloseThread, EnterHours, OpenThread
from storage import asks, ledger, participants
from storage.asks import Ask
from storage.consultations import Stage
from storage.participants import Role
from tests.handlers.conftest import Village, instant, press
from tests.handlers.tables import change
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


async def test_words_that_are_changed_before_they_are_sent_go_out_changed(village: Village) -> None:
    director, coordinator = village.phone("director"), village.phone("coordinator")
    await director.says("нужна помощь")
    await director.taps(METHODS)
    ref = await director.says("Помогите с програмой")
    await director.edits(ref, "Помогите с программой")
    await director.taps("Отправить")
    coordinator.sees("Помогите с программой")


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
