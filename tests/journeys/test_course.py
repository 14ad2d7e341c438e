"""The whole way of one course on two messengers: made, teachers named, confirmed, waited for, attended, judged by a
survey, completed, papers entered, the record printed. The run on SQLite writes its transcript into `docs/transcripts/`.
"""

import io
import re
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from storage.participants import Role
from tests.journeys.conftest import Town, instant
from tests.phone import Phone

TRANSCRIPTS = Path(__file__).parents[2] / "docs" / "transcripts"
TITLE = "Смысловое чтение на каждом уроке"
PAPER = "381803 001245"
NUMBER = re.compile(r"VK-\d{4}-\w{4}-\w{4}")
CODE = re.compile(r"\b\d{3} \d{3}\b(?!\d)")
"""The same in every transcript, so that it changes only where the dialogue does."""


@dataclass
class People:
    """Who plays: the curator, a director and two of the school's teachers."""

    curator: Phone
    director: Phone
    ill: Phone
    teacher: Phone

    def all(self) -> tuple[Phone, ...]:
        return self.curator, self.director, self.ill, self.teacher


@pytest.mark.parametrize(("mine", "other"), [("telegram", "vk"), ("vk", "telegram")])
async def test_a_course_from_the_first_idea_to_the_record_of_a_teacher(
    irkutsk_town: Town, mine: str, other: str, request: pytest.FixtureRequest
) -> None:
    people = await gathered(irkutsk_town, mine, other)
    await made(people.curator)
    await named(people)
    await confirmed(people)
    await attended(irkutsk_town, people)
    await completed(irkutsk_town, people)
    await recorded(people.teacher)
    if "sqlite" in request.node.name and mine == "telegram":
        (TRANSCRIPTS / "course.md").write_text(transcript(people), encoding="utf-8")


async def gathered(town: Town, mine: str, other: str) -> People:
    """The curator and one teacher on one messenger, the director and the other teacher on the other."""
    director = next(each for each in town.members if each.role is Role.DIRECTOR
                    and each.place == "МБОУ «Бильчирская СОШ»")
    curator = next(each for each in town.members if each.name.startswith("Осокина"))
    first, second = [each for each in town.members
                     if each.role is Role.TEACHER and each.organisation == director.organisation][:2]
    people = People(await town.joins(curator, mine), await town.joins(director, other),
                    await town.joins(first, mine), await town.joins(second, other))
    for phone in people.all():
        phone.transcript.clear()
        phone.taken = phone.said = 0
    return people


async def made(curator: Phone) -> None:
    curator.note("16 мая. Куратор создаёт курсы")
    await curator.says("новые курсы")
    await curator.says(TITLE)
    await curator.taps("36 часов")
    await curator.says("4.06, 11.06 в 10:00")
    await curator.taps("До 16:00")
    await curator.says("Институт, ауд. 204\nВход со двора")
    await curator.says("1")
    await curator.taps("Фокус-группа")
    await curator.taps("1 человек")
    await curator.taps("3 человека")
    await curator.taps("28 мая")
    survey = curator.labels()[0]
    await curator.taps("Пропустить")
    await curator.taps(survey)
    await curator.taps("Не менее 80 %")
    curator.sees("От каждой школы не менее 1", "От каждой школы не более 3", "Диагностика", "11 июня")
    await curator.taps("Создать")
    curator.sees("Курсы созданы")
    curator.note("И зовёт школы")
    await curator.taps("Позвать школы")


async def named(people: People) -> None:
    director = people.director
    director.note("Директор направляет двоих")
    director.catch_up()
    director.sees("Курсы для ваших учителей", "от 1 до 3 от каждой школы", "до 28 мая")
    await director.taps("Направить учителей")
    for phone in (people.ill, people.teacher):
        await director.taps(next(each for each in director.labels() if surname(phone) in each))
    director.sees("Направлено 2, нужно не менее 1, можно не более 3")
    await director.taps("Готово")
    director.sees("направлено 2, подтвердили 0")


async def confirmed(people: People) -> None:
    ill, teacher = people.ill, people.teacher
    ill.note("Учитель подтверждает")
    ill.catch_up()
    ill.sees("Вас направляют на курсы", TITLE)
    await ill.taps("Подтверждаю")
    ill.sees("Вы слушатель этих курсов")
    teacher.note("Коллега тоже, но мест больше нет")
    teacher.catch_up()
    await teacher.taps("Подтверждаю")
    teacher.sees("Вы в очереди")
    ill.note("Первый отказывается: место переходит коллеге")
    await ill.taps("Отказаться от курсов")
    await ill.says("Попадаю в больницу")
    teacher.note("Место освободилось")
    teacher.catch_up()
    teacher.sees("Для вас освободилось место")
    people.director.note("Директор видит, кто и почему")
    await people.director.says("курсы")
    await people.director.taps("1")
    people.director.sees("направлено 1, подтвердил 1")
    await people.director.taps("Направить учителей")
    people.director.sees("не сможет (Попадаю в больницу)")


async def attended(town: Town, people: People) -> None:
    curator, teacher = people.curator, people.teacher
    await town.stage.rehearsal.live_until(instant("2018-06-04", "09:55"))
    teacher.note("4 июня. Напоминание и первое занятие")
    teacher.catch_up()
    assert teacher.has_seen("Скоро начнётся: Занятие 1")
    curator.note("4 июня. Куратор показывает код")
    curator.catch_up()
    await curator.says("курсы")
    await curator.taps("1")
    await curator.taps("Занятия")
    await curator.taps("1")
    await curator.taps("Показать код")
    code = CODE.search(curator.last.text)
    assert code
    await teacher.says("отметиться")
    await teacher.says(code[0])
    teacher.sees("Вы отмечены", "18 ч")
    await town.stage.rehearsal.live_until(instant("2018-06-11", "16:05"))
    curator.note("11 июня. Второе занятие: отметка по списку")
    curator.catch_up()
    await curator.says("курсы")
    await curator.taps("1")
    await curator.taps("Занятия")
    await curator.taps("2")
    await curator.taps("Отметить по списку")
    await curator.taps(next(each for each in curator.labels() if surname(teacher) in each))
    assert any(each.startswith("✓") for each in curator.labels())


async def completed(town: Town, people: People) -> None:
    curator, teacher = people.curator, people.teacher
    teacher.note("11 июня. Итоговая диагностика")
    teacher.catch_up()
    await teacher.says("курсы")
    await teacher.taps("1")
    teacher.sees("Пройдено 36 из 36 часов")
    await teacher.taps("Итоговая диагностика")
    while "Спасибо, ответы приняты" not in teacher.last.text:
        await teacher.taps(teacher.labels()[0])
    await town.stage.rehearsal.live_until(instant("2018-06-11", "17:10"))
    curator.note("Итоги обучения")
    curator.catch_up()
    assert curator.has_seen("Курсы закончились")
    await curator.taps("Итоги обучения")
    curator.sees("36 ч из 36 (100 %), диагностика пройдена", "Завершат обучение: 1 человек из 1")
    await curator.taps("Завершить обучение: 1")
    curator.note("Номера удостоверений: список из таблицы")
    await curator.taps("Удостоверения")
    await curator.taps("Вставить список")
    await curator.says(f"{teacher.name}\t{PAPER}\nПосторонний Пётр\t381803 001246")
    curator.sees("Записать 1 номер?", "Посторонний Пётр")
    await curator.taps("Да, записать")
    curator.sees("Записано 1 из 1")
    await curator.taps("Назад")
    await curator.taps("К курсам")
    await curator.taps("Таблица Excel")
    file = next(shown.file for shown in reversed(curator.screen) if shown.file and shown.file[0].endswith(".xlsx"))
    people_page, schools_page = openpyxl.load_workbook(io.BytesIO(file[1])).worksheets
    assert PAPER in [cell.value for row in people_page.rows for cell in row]
    assert schools_page.max_row > 2
    await curator.says("курсы")
    await curator.taps("Кто обучен")
    curator.sees("Обучено: 1 человек", "от 36 часов: 1")


async def recorded(teacher: Phone) -> None:
    teacher.note("Удостоверение и портфолио")
    teacher.catch_up()
    assert teacher.has_seen("Вы завершили обучение")
    assert teacher.has_seen(PAPER)
    await teacher.says("портфолио")
    teacher.sees("Курсы: 1, 36 ч", PAPER)
    await teacher.taps("Получить файл PDF")
    pdf = next(shown.file for shown in reversed(teacher.screen) if shown.file and shown.file[0].endswith(".pdf"))
    text = " ".join(PdfReader(io.BytesIO(pdf[1])).pages[0].extract_text().split())
    for words in (teacher.name, TITLE, PAPER, "36 ч", "04.06.2018"):
        assert words in text
    found = NUMBER.search(text)
    assert found
    await teacher.says(found[0])
    teacher.sees("Сертификат подлинный", TITLE)


def surname(phone: Phone) -> str:
    return phone.name.split()[0]


def transcript(people: People) -> str:
    parts = [("Куратор, Telegram", people.curator), ("Директор, ВКонтакте", people.director),
             ("Учитель, который не смог, Telegram", people.ill), ("Учитель, ВКонтакте", people.teacher)]
    whole = ["# Одни курсы: от замысла до портфолио учителя", "",
             "Так их видят четыре человека в двух мессенджерах. Пишет файл `tests/journeys/test_course.py`.", ""]
    for title, phone in parts:
        whole += [f"## {title}", "", f"Нажатий: {phone.taken}, своих сообщений: {phone.said}.", "", "```text",
                  "\n".join(phone.transcript).strip(), "```", ""]
    text = NUMBER.sub("VK-2018-7F3K-9QXM", "\n".join(whole))
    return CODE.sub("123 456", text.replace(PAPER, "\0")).replace("\0", PAPER)
