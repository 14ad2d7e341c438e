"""Who has come: the code that changes, the picture, the list to be ticked, the sheet that is printed and filed."""

import io
from typing import Any

import pytest
from openpyxl import load_workbook

from messages.meanings_of_attendance import (
    CheckIn,
    ExportAttendance,
    FindComer,
    MarkCame,
    OpenAttendance,
    ShowCode,
    ShowComers,
)
from messages.reports import qr
from scheduler import addressing
from storage.invites import GUESS_WINDOW
from tests.handlers.conftest import SCHOOL, Village, press, user_of
from tests.handlers.doorway import TITLE, answers, code, comes, gather, goes_on, link, mark, wrong
from tests.handlers.tables import change, mentions, rows
from tests.handlers.test_two_programmes import second
from tests.phone import Phone


async def ticking(village: Village, event: int, who: str = "curator") -> Phone:
    phone = village.phone(who)
    await press(phone, OpenAttendance(event))
    await phone.taps("Отметить по списку")
    return phone


def book(phone: Phone) -> dict[str, list[tuple[Any, ...]]]:
    """The workbook that has come, sheet by sheet."""
    assert phone.last.file
    assert phone.last.file[0].endswith(".xlsx")
    return {page.title: list(page.iter_rows(values_only=True)) for page in load_workbook(
        io.BytesIO(phone.last.file[1]))}


async def outsider(village: Village) -> int:
    """Somebody to whom the curator may not write."""
    async with village.database.reading() as tx:
        circle = await addressing.circle(tx, village.programme, village.people["curator"].participant)
    known = {each.participant for each in circle.posts}
    return next(each.participant for each in village.members if each.participant not in known)


async def test_the_organiser_shows_a_code_and_whoever_types_it_is_marked(village: Village) -> None:
    event = await gather(village, "teacher", "colleague")
    answers(village, event, "teacher", "yes")
    curator, teacher = village.phone("curator"), village.phone("teacher")
    await press(curator, OpenAttendance(event))
    curator.sees("Пришли: 0, обещали: 1", "Всего в списке: 2")
    assert "Сертификаты" not in curator.labels()
    await curator.taps("Показать код")
    said = await code(village, event)
    curator.sees(f"{said[:3]} {said[3:]}", "Действует до 10:10")
    await teacher.says("отметиться")
    teacher.sees("Введите шесть цифр")
    await teacher.says(f"{said[:3]}-{said[3:]}")
    teacher.sees("Вы отмечены", TITLE, "1 ч 30 мин")
    marked = await mark(village, event, "teacher")
    assert marked
    assert (marked.attended_at, marked.attended_how, marked.minutes) == (village.now, "code", 90)
    await curator.taps("Назад")
    curator.sees("Пришли: 1, обещали: 1 (из них пришли: 1)")


async def test_the_picture_brings_the_code_and_nothing_is_kept_of_either(village: Village) -> None:
    event = await gather(village)
    curator, token, said = village.phone("curator"), await link(village, event), await code(village, event)
    await press(curator, ShowCode(event))
    assert curator.last.file
    assert curator.last.file[1] == qr.png(f"https://memory.invalid/?start={token}", 14)
    await village.stage.app.tick()
    assert rows(village.file)["files"] == []
    for words in (token, f"{said[:3]} {said[3:]}"):
        assert mentions(village.file, words) == []
    await village.phone("teacher").follows(token)
    village.phone("teacher").sees("Вы отмечены")
    marked = await mark(village, event, "teacher")
    assert marked
    assert marked.attended_how == "qr"
    await village.phone("teacher").follows(token)
    village.phone("teacher").sees("Вы уже отмечены")


async def test_a_code_is_good_for_ten_minutes_at_most(village: Village) -> None:
    event = await gather(village)
    said, token = await code(village, event), await link(village, event)
    await goes_on(village, "10:09")
    await village.phone("teacher").follows(token)
    village.phone("teacher").sees("Вы отмечены")
    await goes_on(village, "10:10")
    colleague = village.phone("colleague")
    await colleague.follows(token)
    colleague.sees("Этот код уже сменился")
    await colleague.taps("Ввести новый код")
    await colleague.says(said)
    assert colleague.has_seen("Этот код уже сменился")
    colleague.sees("Введите шесть цифр")
    await colleague.says(await code(village, event))
    colleague.sees("Вы отмечены")


@pytest.mark.parametrize(("start", "end", "words"), [
    ("12:01", "13:00", "ещё не началась. Она откроется 16 мая, 10:01"), ("08:00", "09:00", "Введите шесть цифр")])
async def test_the_door_opens_two_hours_before(village: Village, start: str, end: str, words: str) -> None:
    event = await gather(village, start=start, end=end)
    phone = village.phone("teacher")
    await press(phone, CheckIn(event))
    phone.sees(words)


async def test_the_door_closes_a_day_after_the_end_and_the_list_two_weeks_after(village: Village) -> None:
    change(village.file, "update events set gone_at = 1")
    event = await gather(village, "teacher")
    await goes_on(village, "12:31", "2018-05-17")
    phone, curator = village.phone("teacher"), village.phone("curator")
    await press(phone, CheckIn(event))
    phone.sees("уже закрыта", "напишите, пожалуйста, организатору")
    await phone.follows(await link(village, event))
    phone.sees("уже закрыта")
    await phone.says("отметиться")
    phone.sees("Сейчас отмечаться негде")
    await press(curator, ShowCode(event))
    curator.sees("уже закрыта")
    await press(curator, OpenAttendance(event))
    curator.sees("список ещё можно поправить")
    await curator.taps("Отметить по списку")
    curator.sees("Отмечено: 0 из 1")
    await goes_on(village, "12:31", "2018-05-30")
    await press(curator, MarkCame(event, village.people["teacher"].participant, 1))
    curator.sees("уже закрыта")
    marked = await mark(village, event, "teacher")
    assert marked
    assert marked.attended_at is None
    await press(curator, OpenAttendance(event))
    curator.sees("Список закрыт")


async def test_the_list_opens_in_the_morning_of_the_day(village: Village) -> None:
    event = await gather(village, start="23:00", end="23:59")
    phone = village.phone("curator")
    await press(phone, OpenAttendance(event))
    phone.sees("Код появится 16 мая, 21:00")
    assert "Показать код" not in phone.labels()
    assert "Отметить по списку" in phone.labels()
    change(village.file, "update events set starts_at = starts_at + 86400, ends_at = ends_at + 86400")
    await press(phone, OpenAttendance(event))
    phone.sees("в день мероприятия", "Лист для подписей можно напечатать")
    assert "Отметить по списку" not in phone.labels()
    await press(phone, ShowComers(event))
    phone.sees("ещё не началась")


async def test_a_cancelled_event_marks_nobody(village: Village) -> None:
    event = await gather(village, "teacher")
    change(village.file, "update events set cancelled_at = 1")
    phone, curator = village.phone("teacher"), village.phone("curator")
    for attempt in (press(phone, CheckIn(event)), phone.follows(await link(village, event))):
        await attempt
        phone.sees("отменено, отмечаться не нужно")
    for meaning in (ShowCode(event), ShowComers(event), MarkCame(event, village.people["teacher"].participant, 1)):
        await press(curator, meaning)
        curator.sees("отменено")
    await press(curator, OpenAttendance(event))
    curator.sees("Мероприятие отменено")


async def test_wrong_codes_are_counted_for_the_person_and_heard_again_after_an_hour(village: Village) -> None:
    event = await gather(village, end="23:00")
    phone, digits = village.phone("teacher"), await wrong(village, event)
    await phone.says("/checkin")
    for _ in range(5):
        await phone.says(digits)
        phone.sees("Введите шесть цифр")
        assert phone.has_seen("Такого кода сейчас нет")
        await phone.follows(f"in-{event}-{digits}")
        phone.sees("Такого кода сейчас нет")
    await phone.says(await code(village, event))
    phone.sees("Слишком много неверных кодов")
    await phone.follows(await link(village, event))
    phone.sees("Слишком много неверных кодов")
    assert await mark(village, event, "teacher") is None
    await comes(village, event, "colleague")
    await village.stage.clock.advance(GUESS_WINDOW + 1)
    await comes(village, event, "teacher")


async def test_what_is_no_code_is_asked_again_and_not_counted(village: Village) -> None:
    await gather(village)
    phone = village.phone("teacher")
    await phone.says("отметиться")
    for words in ("12345", "1234567", "двенадцать", "١٢٣٤٥٦"):
        await phone.says(words)
        assert phone.has_seen("Нужны шесть цифр")
    assert rows(village.file)["guesses"] == []
    await phone.taps("Отменить")
    phone.sees("Хорошо, отменил")


async def test_of_several_events_the_code_finds_its_own(village: Village) -> None:
    first, other = await gather(village), await gather(village, title="Совещание директоров", start="10:30")
    phone = village.phone("director")
    await press(phone, CheckIn(first))
    phone.sees(TITLE, "Введите шесть цифр")
    await phone.says(await code(village, other))
    phone.sees("Вы отмечены: Совещание директоров")
    assert await mark(village, first, "director") is None
    await press(phone, CheckIn(other))
    phone.sees("Вы уже отмечены")


async def test_a_stranger_is_told_to_join_first(village: Village) -> None:
    event = await gather(village)
    stranger = village.stranger()
    await stranger.follows(await link(village, event))
    stranger.sees("сначала войдите по своему приглашению", "ещё раз наведите камеру")
    assert rows(village.file)["rsvps"] == []


async def test_nobody_comes_to_an_event_of_another_programme(village: Village) -> None:
    event = await gather(village)
    await second(village, "Чужакова Анна Петровна")
    change(village.file, "update events set programme = (select id from programmes where code = 'second')")
    phone = village.phone("teacher")
    await phone.follows(await link(village, event))
    phone.sees("Этого мероприятия нет в вашей программе")
    await press(phone, CheckIn(event))
    phone.sees("Этого мероприятия нет в вашей программе")
    await phone.says("отметиться")
    phone.sees("Сейчас отмечаться негде")


async def test_the_list_is_ticked_and_a_second_tap_changes_nothing(village: Village) -> None:
    event = await gather(village, "teacher", "colleague", "director")
    answers(village, event, "colleague", "online")
    answers(village, event, "director", "no")
    colleague = village.people["colleague"]
    phone = await ticking(village, event)
    first = phone.last.text.splitlines()[3]
    assert first == f"1. {colleague.name} – будет онлайн, {SCHOOL}"
    button = phone.last.buttons[0][0]
    await phone.taps(button[0])
    assert phone.last.buttons[0][0][0] == f"✓ {button[0]}"
    phone.sees(f"1. ✓ {colleague.name}", "Отмечено: 1 из 3")
    before = rows(village.file)
    await phone.presses(button[1], phone.last.ref)
    assert rows(village.file) == before
    assert [row[3] for row in before["history"] if row[3] in ("attendance_marked", "attendance_unmarked")] == [
        "attendance_marked"]
    marked = await mark(village, event, "colleague")
    assert marked
    assert (marked.attended_how, marked.minutes) == ("list", 90)
    await phone.taps(f"✓ {button[0]}")
    phone.sees("Отмечено: 0 из 3")
    taken_back = await mark(village, event, "colleague")
    assert taken_back
    assert (taken_back.attended_at, taken_back.minutes) == (None, 0)
    await village.phone("operator").says("журнал")
    village.phone("operator").sees("Отметка о присутствии снята", "Отмечено присутствие")


async def test_two_hundred_people_are_paged_and_found_by_name(village: Village) -> None:
    event = await gather(village)
    change(village.file, "insert into rsvps (event, participant, invited_at) select distinct ?, participant, 1 "
                         "from roles", event)
    phone = await ticking(village, event)
    assert "‹ Раньше" not in phone.labels()
    await phone.taps("Дальше ›")
    phone.sees("7. ", "Страница 2 из")
    assert len(phone.last.buttons) == 5
    await press(phone, ShowComers(event, 10**9))
    phone.sees("Страница")
    await phone.taps("Найти по имени")
    await phone.says("я")
    assert phone.has_seen("хотя бы две буквы")
    name = village.people["teacher"].name
    await phone.says(name.split()[0][:5].upper())
    phone.sees(f"1. {name}")
    await phone.taps(next(label for label in phone.labels() if label.startswith("1. ")))
    phone.sees(f"✓ {name}", "Страница")
    marked = await mark(village, event, "teacher")
    assert marked
    assert marked.attended_at


async def test_somebody_who_was_not_invited_is_found_in_ones_circle_and_nobody_else(village: Village) -> None:
    event = await gather(village)
    teacher, other = village.people["teacher"], await outsider(village)
    phone = await ticking(village, event)
    phone.sees("В списке пока никого")
    await phone.taps("Найти по имени")
    await phone.says(" ".join(teacher.name.split()[:2]))
    phone.sees(f"1. {teacher.name} – не в списке, {SCHOOL}")
    await phone.taps(next(label for label in phone.labels() if label.startswith("1. ")))
    phone.sees("✓", teacher.name, "Отмечено: 1 из 1")
    await phone.taps(next(label for label in phone.labels() if label.startswith("✓ 1. ")))
    phone.sees("В списке пока никого")
    assert await mark(village, event, "teacher") is None
    await press(phone, MarkCame(event, other, 1))
    phone.sees("могут только организаторы")
    assert rows(village.file)["rsvps"] == []
    helper = await village.employs("Помощникова Анна Петровна")
    change(village.file, "insert into event_organisers (event, participant) values (?, ?)", event, helper)
    assistant = Phone(village.stage, phone.channel, user_of(helper), "Помощникова")
    await press(assistant, MarkCame(event, teacher.participant, 1))
    assistant.sees("могут только организаторы")
    await press(assistant, FindComer(event))
    await assistant.says(teacher.name.split()[0])
    assistant.sees("Никого с таким именем нет")


async def test_the_sheet_before_the_event_is_for_signatures(village: Village) -> None:
    event = await gather(village, "teacher", "colleague", "director", place="Зал, 2-й этаж")
    answers(village, event, "colleague", "yes")
    answers(village, event, "director", "no")
    change(village.file, "update participants set name = '=1+1 ' || name where id = ?",
           village.people["teacher"].participant)
    phone = village.phone("curator")
    await press(phone, ExportAttendance(event))
    phone.sees(TITLE, "Лист для подписей")
    pages = book(phone)
    assert list(pages) == ["Лист регистрации", "Итоги"]
    head, first, following, *spare = pages["Лист регистрации"]
    assert head == ("№", "ФИО", "Организация", "Как придёт", "Подпись")
    assert first == (1, village.people["colleague"].name, SCHOOL, "лично", None)
    assert following == (2, f"=1+1 {village.people['teacher'].name}", SCHOOL, "нет ответа", None)
    assert spare == [(number, None, None, None, None) for number in range(3, 11)]
    await phone.taps("Назад")
    phone.sees("Кто пришёл")


async def test_the_sheet_afterwards_tells_who_was_there(village: Village) -> None:
    event = await gather(village, "teacher", "colleague")
    answers(village, event, "colleague", "yes")
    await comes(village, event, "teacher")
    await comes(village, event, "other_director")
    change(village.file, "insert into guests (event, participant, region, organisation) values (?, ?, ?, ?)", event,
           village.people["other_director"].participant, "Бурятия", "Лицей № 1")
    await goes_on(village, "12:30")
    phone = village.phone("curator")
    await press(phone, ExportAttendance(event))
    phone.sees("Ведомость", "не пересылайте")
    pages = book(phone)
    head, *lines = pages["Ведомость"]
    assert head == ("№", "ФИО", "Организация", "Ответ", "Был(а)", "Когда отмечен(а)", "Часы")
    assert {line[1:] for line in lines} == {
        (village.people["other_director"].name, "Лицей № 1", "без приглашения", "да", "16.05.2018 10:00", 1.5),
        (village.people["teacher"].name, SCHOOL, "нет ответа", "да", "16.05.2018 10:00", 1.5),
        (village.people["colleague"].name, SCHOOL, "лично", "нет", None, None)}
    assert [line[4] for line in lines] == ["да", "да", "нет"]
    totals = pages["Итоги"]
    assert totals[0] == ("Уровень", "Название", "В списке", "Обещали", "Были")
    assert totals[1] == ("Всего", None, 3, 1, 2)
    assert ("Муниципалитет", "МОУО: Осинский район", 2, 1, 1) in totals
    assert ("Организация", SCHOOL, 2, 1, 1) in totals
    assert ("Регион гостей", "Бурятия", 1, 0, 1) in totals


async def test_whoever_holds_it_no_more_gets_no_sheet(village: Village) -> None:
    event = await gather(village, owner="teacher")
    phone = village.phone("teacher")
    await press(phone, OpenAttendance(event))
    phone.sees("Кто пришёл")
    change(village.file, "update events set owner = null")
    await press(phone, ExportAttendance(event))
    phone.sees("могут только организаторы")
