"""What surveys have brought: everybody sees their part, live; who is missing; charts and the workbook."""

import io
import zipfile
from typing import Any

import pytest
from openpyxl import load_workbook

from messages.meanings_of_surveys import ExportResults, OpenResults, RemindMissing, ShowChart, ShowMissing
from scheduler.surveys.form import Kind, Option, Question
from storage import sheets
from storage.sheets import Given
from tests.handlers.conftest import OTHER_SCHOOL, SCHOOL, Village, instant, press
from tests.handlers.questionnaire import KINDS, TWO, ask
from tests.handlers.tables import change, rows
from tests.phone import Phone

PNG = b"\x89PNG"
MUNICIPALITY = "МОУО: Осинский район"


async def answered(village: Village, who: str, *labels: str) -> None:
    """Somebody answers the one survey there is."""
    phone = village.phone(who)
    await phone.says("опросы")
    for label in labels:
        await phone.taps(label)
    phone.sees("Спасибо")


async def results(village: Village, who: str) -> Phone:
    phone = village.phone(who)
    await phone.says("итоги")
    await phone.taps("1")
    return phone


def book(phone: Phone) -> dict[str, list[tuple[Any, ...]]]:
    """The workbook that has come, sheet by sheet."""
    assert phone.last.file
    assert phone.last.file[0].endswith(".xlsx")
    return {page.title: list(page.iter_rows(values_only=True)) for page in load_workbook(
        io.BytesIO(phone.last.file[1]))}


async def test_everybody_sees_their_part(village: Village) -> None:
    await ask(village, TWO)
    await answered(village, "teacher", "Да", "Нет")
    curator = await results(village, "curator")
    curator.sees("Ответили 1 из 20 (5 %), опрос идёт до 31 мая", "Excel", "Кто не ответил")
    await curator.taps("Дальше ›")
    curator.sees(f"6. {MUNICIPALITY}: 1 из 4")
    coordinator = await results(village, "coordinator")
    coordinator.sees(MUNICIPALITY, "Ответили 1 из 4 (25 %)", "Ново-Ленинская СОШ»: 0 из 2", f"{SCHOOL}: 1 из 2")
    assert "Excel" not in coordinator.labels()
    director = await results(village, "director")
    director.sees(SCHOOL, "Ответили 1 из 2 (50 %)")
    other = await results(village, "other_director")
    other.sees(OTHER_SCHOOL, "Ответили 0 из 2")
    observer = await results(village, "observer")
    observer.sees("Ответили 1 из 54 (2 %)")
    assert "Кто не ответил" not in observer.labels()
    assert "Excel" not in observer.labels()
    teacher = village.phone("teacher")
    await teacher.says("итоги")
    teacher.sees("Здесь появятся итоги")


async def test_one_goes_down_to_a_school_and_back(village: Village) -> None:
    wave = await ask(village, TWO)
    phone = village.phone("curator")
    await phone.says("меню")
    await phone.taps("Итоги опросов")
    await phone.taps("1")
    phone.sees("Страница 1 из 2", "К опросам")
    await phone.taps("Дальше ›")
    phone.sees("6. ", "Страница 2 из 2")
    municipality, _ = await _places(village)
    await press(phone, OpenResults(wave, municipality))
    phone.sees(MUNICIPALITY, "Ответили 0 из 4", SCHOOL, "‹ Все")
    number = next(line.split(".")[0] for line in phone.last.text.splitlines() if SCHOOL in line)
    await phone.taps(number)
    phone.sees(SCHOOL, "Ответили 0 из 2")
    await phone.taps("Кто не ответил")
    phone.sees("Не ответили: 2", SCHOOL)
    assert "ещё не в программе" not in phone.last.text
    await phone.taps("К итогам")
    await phone.taps("‹ Все")
    phone.sees("Ответили 0 из 4")
    await phone.taps("‹ Все")
    phone.sees("Ответили 0 из 20")


async def test_nobody_sees_another_territory(village: Village) -> None:
    wave = await ask(village, TWO)
    municipality, school = await _places(village)
    for who in ("far_curator", "other_coordinator", "other_director"):
        phone = village.phone(who)
        for place in (municipality, school):
            await press(phone, OpenResults(wave, place))
            phone.sees("Эти итоги сейчас вам не видны")
            await press(phone, ShowMissing(wave, place))
            phone.sees("Ответили все")


async def test_those_who_are_missing_are_reminded_once_a_day(village: Village) -> None:
    await ask(village, TWO)
    await answered(village, "teacher", "Да", "Нет")
    coordinator, colleague = await results(village, "coordinator"), village.phone("colleague")
    await coordinator.taps("Кто не ответил")
    coordinator.sees("Не ответили: 3", village.people["colleague"].name)
    await coordinator.taps("Напомнить всем")
    coordinator.sees("Напоминание отправлено: 1 человек", "Ещё 2 человек через мессенджер не достать")
    colleague.sees("Голоустова И. В. просит ответить на опрос «Самоаудит», до 31 мая")
    assert not village.phone("teacher").has_seen("просит ответить")
    await press(coordinator, RemindMissing(3))
    coordinator.sees("Сегодня им уже напоминали")
    assert len(colleague.screen) == 1
    await village.stage.clock.advance(86400)
    await press(coordinator, RemindMissing(3))
    coordinator.sees("Напоминание отправлено")
    await colleague.taps("Ответить")
    await colleague.taps("Да")
    await colleague.taps("Да")
    await press(coordinator, RemindMissing(3))
    coordinator.sees("Через мессенджер их не достать")


async def test_quiet_hours_are_kept_and_a_closed_survey_reminds_nobody(village: Village) -> None:
    wave = await ask(village, TWO, closes="2018-05-17")
    await village.stage.clock.advance(instant("2018-05-16", "22:30") - village.now)
    director = village.phone("director")
    await press(director, RemindMissing(wave))
    director.sees("Напоминание отправлено: 2 человека")
    assert village.phone("colleague").screen == []
    await village.stage.clock.advance(12 * 3600)
    await village.stage.settle()
    village.phone("colleague").sees("просит ответить")
    await village.stage.clock.advance(2 * 86400)
    await press(director, RemindMissing(wave))
    director.sees("закрылся 17 мая")


async def test_charts_come_as_pictures_question_after_question(village: Village) -> None:
    await ask(village, TWO)
    await answered(village, "teacher", "Да", "Нет")
    for who in ("director", "observer"):
        phone = await results(village, who)
        await phone.taps("Диаграммы")
        phone.sees("вопрос 1 из 2")
        assert phone.last.file
        assert phone.last.file[1].startswith(PNG)
        await phone.taps("Вопрос ›")
        phone.sees("вопрос 2 из 2", "‹ Вопрос")
        await phone.taps("К итогам")
        phone.sees("Ответили")
    await village.stage.app.tick()
    assert rows(village.file)["errands"] == rows(village.file)["files"] == []
    assert village.pocket.notices[-1][1] == ""
    assert any(notice == "Готовлю, пришлю через несколько секунд" for _, notice in village.pocket.notices)


async def test_words_are_read_by_those_who_may_see_single_answers(village: Village) -> None:
    wave = await ask(village, (KINDS[0], KINDS[1]))
    phone = village.phone("teacher")
    await phone.says("опросы")
    await phone.taps("Нет")
    await phone.says("<b>Не успели</b> & устали")
    curator = village.phone("curator")
    await press(curator, ShowChart(wave, 1))
    curator.sees("Почему нет?", "• <b>Не успели</b> & устали")
    director = village.phone("director")
    await press(director, ShowChart(wave, 1))
    director.sees("своими словами", "Ответов: 1")
    assert "устали" not in director.last.text


async def test_the_workbook_is_what_a_statistician_likes(village: Village) -> None:
    many = Question("m", Kind.SELECT_MULTIPLE, "Что?", options=(Option("x", "Икс"), Option("y", "Игрек")))
    wave = await ask(village, (*TWO, many, Question("t", Kind.TEXT, "Слова?"), KINDS[8]))
    phone = village.phone("teacher")
    await phone.says("опросы")
    for label in ("Да", "Нет", "Игрек", "Готово"):
        await phone.taps(label)
    await phone.says("=HYPERLINK(\"http://x\")")
    await phone.taps("7")
    curator = await results(village, "curator")
    await curator.taps("Excel")
    pages = book(curator)
    assert list(pages) == ["Ответы", "Кодировочник", "Сводка", "Не ответили"]
    head, row = pages["Ответы"]
    assert head == ("Этап", "№", "Муниципалитет", "Организация", "Участник", "О ком", "Начат", "Закончен", "a", "b",
                    "m", "m/x", "m/y", "t", "mark")
    assert row[2:5] == (MUNICIPALITY, SCHOOL, village.people["teacher"].name)
    assert row[8:] == ("y", "n", "y", 0, 1, "=HYPERLINK(\"http://x\")", 7)
    assert ("m", None, None, "y", "Игрек", None, None, None) in pages["Кодировочник"]
    summary = {(line[0], line[2]): line[3:] for line in pages["Сводка"]}
    assert summary["m", "Игрек"] == (1, 1)
    assert summary["m", "Ответили на вопрос"] == (1, None)
    assert summary["mark", "Среднее"] == (7, None)
    assert len(pages["Не ответили"]) == 20
    assert curator.last.file
    assert b"<f>" not in b"".join(_parts(curator.last.file[1]))
    director = village.phone("director")
    await press(director, ExportResults(wave))
    director.sees("Эти итоги сейчас вам не видны")


async def test_waves_stand_side_by_side(village: Village) -> None:
    first = await ask(village, TWO, code="k")
    await answered(village, "teacher", "Да", "Нет")
    change(village.file, "insert into waves (survey, code, title, opens_on, closes_on, late, unit, anonymous) "
           "select survey, 'final', 'Итоговый', '2018-05-16', '2018-05-31', 0, 'person', 0 from waves where id = ?",
           first)
    change(village.file, "insert into wave_audience select ?, role, school_group, place, subject from wave_audience "
           "where wave = ?", first + 1, first)
    await village.phone("teacher").says("опросы")
    await village.phone("teacher").taps("1")
    await village.phone("teacher").taps("Нет")
    await village.phone("teacher").taps("Нет")
    curator = village.phone("curator")
    await press(curator, ExportResults(first))
    summary = {(line[0], line[2]): line[3:] for line in book(curator)["Сводка"]}
    assert summary["Столбец", "Ответ"] == ("Самоаудит: число", "Самоаудит: доля", "Итоговый: число", "Итоговый: доля")
    assert summary["a", "Да"] == (1, 1, 0, 0)
    assert [row[0] for row in book(curator)["Ответы"]] == ["Этап", "Самоаудит", "Итоговый"]
    await press(curator, ShowChart(first, 0))
    assert curator.last.file
    assert curator.last.file[1].startswith(PNG)


@pytest.mark.parametrize(("people", "shown"), [(4, False), (5, True)])
async def test_an_anonymous_survey_shows_nothing_of_few_or_before_it_closes(village: Village, people: int,
                                                                           shown: bool) -> None:
    wave = await ask(village, TWO, anonymous=True)
    async with village.database.transaction() as tx:
        for number in range(people):
            await tx.run("sheets.put_loose", id=number + 1, wave=wave, unit=f"x{number}")
            await sheets.answer(tx, number + 1, Given("a", '"y"', None))
    curator = village.phone("curator")
    await press(curator, OpenResults(wave))
    curator.sees("Ответили 0 из 20")
    municipality, _ = await _places(village)
    pressed = (ShowChart(wave, 0), ShowChart(wave, 0, municipality), ExportResults(wave))
    for day in ("2018-05-17", "2018-06-01"):
        await village.stage.clock.advance(instant(day) - village.now)
        await village.stage.settle()
        for meaning in pressed:
            await press(curator, meaning)
            curator.sees("анонимный", "откроются 2 июня")
    await village.stage.clock.advance(instant("2018-06-02") - village.now)
    for meaning in pressed:
        await press(curator, meaning)
        assert bool(curator.last.file) == shown
        assert shown or "меньше 5 человек" in curator.last.text
    observer = village.phone("observer")
    await press(observer, ShowChart(wave, 0))
    assert bool(observer.last.file) == shown
    for who in ("director", "coordinator"):
        await press(village.phone(who), ShowChart(wave, 0))
        village.phone(who).sees("видят только кураторы и операторы")
    if shown:
        assert book(curator)["Ответы"] == [("Этап", "№", "a", "b"), *(("Самоаудит", number, "y", None) for number in
                                                                     range(1, people + 1))]


async def test_a_person_waits_for_so_many_files_at_once(village: Village) -> None:
    wave = await ask(village, TWO)
    for _ in range(5):
        change(village.file, "insert into errands (participant, channel, user_id, kind, facts, taken_at, tries) "
               "values (?, 'pocket', '1', 'chart', '{}', 1800000000, 1)", village.people["director"].participant)
    director = village.phone("director")
    await director.says("меню")
    await press(director, ShowChart(wave, 0))
    assert village.pocket.notices[-1][1].startswith("Я ещё готовлю прежние файлы")
    assert len(rows(village.file)["errands"]) == 5


async def _places(village: Village) -> tuple[int, int]:
    """The municipality and the school of most of the cast."""
    director = village.people["director"]
    assert director.municipality
    return director.municipality, director.organisation


def _parts(content: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return [packed.read(name) for name in packed.namelist() if name.startswith("xl/worksheets/")]
