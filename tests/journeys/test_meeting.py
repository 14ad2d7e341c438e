"""A monthly interview on two messengers: called, decided at with thumbs, its minutes sent and printed; what was
promised is done or not; and the next one, on which what is still open stands first. Both ways round: the curator on
Telegram and the directors on VK, and the other way. The run on SQLite writes its transcript into `docs/transcripts/`.
"""

import io
from itertools import pairwise
from pathlib import Path

import docx
import pytest

from storage.participants import Member, Role
from tests.journeys.conftest import Town, instant
from tests.phone import Phone

TRANSCRIPTS = Path(__file__).parents[2] / "docs" / "transcripts"
TITLE = "Собеседование"
NAMES = {"telegram": "Telegram", "vk": "ВКонтакте"}


@pytest.mark.parametrize(("above", "below"), [("telegram", "vk"), ("vk", "telegram")])
async def test_a_meeting_from_the_invitation_to_the_next_one(irkutsk_town: Town, above: str, below: str,
                                                             request: pytest.FixtureRequest) -> None:
    curator, director, other = await people(irkutsk_town, above, below)
    counted: list[str] = []
    await called(irkutsk_town, curator, director, other)
    measure(counted, "Куратор назначил встречу и пригласил", curator)
    await decided(irkutsk_town, curator, director)
    measure(counted, "Куратор записал четыре решения и отправил протокол", curator)
    await printed(curator)
    await done(irkutsk_town, curator, director)
    measure(counted, "Директор ответил на приглашение и отметил решение выполненным", director)
    measure(counted, "Куратор взял протокол файлом и посмотрел решения", curator)
    await again(irkutsk_town, curator, director)
    measure(counted, "Куратор назначил следующую встречу и позвал тех же", curator)
    assert not other.has_seen("Составить график")
    if "sqlite" in request.node.name and above == "telegram":
        (TRANSCRIPTS / "meeting.md").write_text(transcript(counted, curator, director), encoding="utf-8")


async def people(town: Town, above: str, below: str) -> tuple[Phone, Phone, Phone]:
    """The curator of a territory and two directors in it."""
    curator = await town.joins(named(town, "Осокина"), above)
    school = next(each for each in town.members
                  if each.role is Role.DIRECTOR and each.place == "МБОУ «Бильчирская СОШ»")
    director = await town.joins(school, below)
    second = next(each for each in town.members if each.role is Role.DIRECTOR
                  and each.municipality == school.municipality and each.organisation != school.organisation)
    other = await town.joins(second, below)
    for phone in (curator, director, other):
        phone.transcript.clear()
        phone.taken = phone.said = 0
    return curator, director, other


def named(town: Town, surname: str) -> Member:
    return next(each for each in town.members if each.name.startswith(surname))


async def called(town: Town, curator: Phone, director: Phone, other: Phone) -> None:
    curator.note("16 мая. Куратор назначает собеседование")
    await curator.says("новая встреча")
    await curator.taps(TITLE)
    await curator.says("22.05 10:00")
    await curator.taps("До 11:00")
    await curator.says("https://example.org/vstrecha")
    await curator.says("Итоги четверти\nПодготовка к ВПР")
    curator.sees("1. Итоги четверти", "Никому пока ничего не уйдёт")
    await curator.taps("Создать")
    curator.sees("Встреча создана", "пригласите людей")
    await curator.taps("Пригласить")
    await curator.taps("По роли")
    await curator.taps("Директора и команды школ")
    await curator.taps("Готово")
    await curator.taps("Дальше")
    await curator.taps("Сейчас")
    await curator.taps("Да, отправить")
    curator.sees("Приглашение ушло", "Доставлено: 2 из")
    director.note("Директор отвечает")
    director.catch_up()
    director.sees(f"Приглашаем: {TITLE}", "Встреча", "1. Итоги четверти")
    await director.taps("Приду")
    await other.taps("Не смогу")


async def decided(town: Town, curator: Phone, director: Phone) -> None:
    await town.stage.rehearsal.live_until(instant("2018-05-22", "10:30"))
    director.note("21 и 22 мая. Напоминания")
    director.catch_up()
    director.sees("Скоро начнётся")
    curator.note("22 мая, 10:30. Встреча идёт, куратор записывает решения")
    await opens(curator, "22 мая")
    curator.sees(TITLE, "Решений пока нет")
    await curator.taps("+ Решение")
    surname = director.name.split()[0]
    await curator.says(f"Разобрать работы 5 класса — {surname}, до 5 июня\n"
                       "Составить график консультаций — Бильчирская\n"
                       "Провести пробный ВПР до 29 мая")
    curator.sees("Разобрать работы 5 класса", f"Кого имели в виду: «{surname}»?")
    await curator.taps(next(label for label in curator.labels() if "Бильчирская" in label))
    curator.sees("Составить график консультаций", "До какого дня?")
    assert any("Записал решение" in shown.text for shown in curator.screen[-2:])
    await curator.taps("вторник, 29 мая")
    curator.sees("Провести пробный ВПР", "Кто отвечает?")
    await curator.taps(next(label for label in curator.labels() if surname in label and "Бильчирская" in label))
    curator.sees("До какого дня?")
    await curator.taps("вторник, 29 мая")
    curator.sees("Р-3", "до 29 мая")
    await curator.taps("+ Ещё решение")
    await curator.says("Подготовить сводку по району")
    await curator.says("Осокина")
    await curator.taps(curator.labels()[0])
    await curator.taps("К встрече")
    curator.sees("Решения", "Р-1", "Р-4", "Осокина Н. М.")
    director.note("Директор сразу видит, что ему поручено")
    director.catch_up()
    director.sees("Решили на встрече", "Провести пробный ВПР")
    curator.note("И отправляет протокол")
    await curator.taps("Кто был")
    await curator.taps("Отметить по списку")
    await curator.taps(next(label for label in curator.labels() if surname in label))
    await opens(curator, "22 мая")
    await curator.taps("Отправить протокол")
    curator.sees("Протокол отправлен")
    director.catch_up()
    director.sees("Протокол: Собеседование", "Решили", "Р-1", "Р-4")


async def printed(curator: Phone) -> None:
    curator.note("Протокол файлом")
    await curator.taps("Протокол Word")
    assert curator.last.file
    name, content = curator.last.file
    assert name == "Протокол 2018-05-22 Собеседование.docx"
    paper = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    assert "Составить график консультаций" in cells
    assert "Осокина Наталья Михайловна" in cells


async def done(town: Town, curator: Phone, director: Phone) -> None:
    await town.stage.rehearsal.live_until(instant("2018-05-28", "10:00"))
    director.note("28 мая. Директор выполняет решение")
    director.catch_up()
    await director.says("мои задачи")
    number = next(line.split(".")[0] for line in director.last.text.splitlines() if "пробный ВПР" in line)
    await director.taps(number)
    director.sees("Р-3. Провести пробный ВПР", "Просит: Осокина")
    await director.taps("✅ Сделано")
    await director.taps("Сделано, без подтверждения")
    director.sees("сделано")
    curator.note("Куратор узнаёт об этом и смотрит все решения")
    curator.catch_up()
    curator.sees("Выполнено: Р-3")
    await town.stage.rehearsal.live_until(instant("2018-06-06", "10:00"))
    curator.catch_up()
    await curator.says("решения")
    curator.sees("просрочено: 3, выполнено: 1", "Разобрать работы 5 класса")
    await curator.taps("Выполнено")
    curator.sees("пробный ВПР")


async def again(town: Town, curator: Phone, director: Phone) -> None:
    curator.note("Следующая встреча: те же люди, через месяц")
    await opens(curator, "22 мая")
    await curator.taps("Следующая встреча")
    curator.sees("Открыто с прошлого раза", "26 июня", "Позовите тех же")
    assert curator.last.text.startswith("Открыто с прошлого раза")
    await curator.taps(next(label for label in curator.labels() if label.startswith("Пригласить тех же")))
    curator.sees("Приглашены: ")
    assert not any("тех же" in label for label in curator.labels())
    await opens(curator, "22 мая")
    await curator.taps("Следующая встреча")
    curator.sees("26 июня")
    director.note("Директора зовут снова")
    director.catch_up()
    director.sees(f"Приглашаем: {TITLE}", "26 июня")


async def opens(curator: Phone, day: str) -> None:
    """The interview of this day, from the list."""
    await curator.says("встречи")
    lines = curator.last.text.splitlines()
    await curator.taps(next(line.split(".")[0] for line, below in pairwise(lines)
                            if TITLE in line and day in below))


def measure(counted: list[str], what: str, phone: Phone) -> None:
    counted.append(f"* {what}: нажатий {phone.taken}, сообщений {phone.said}.")
    phone.taken = phone.said = 0


def transcript(counted: list[str], *phones: Phone) -> str:
    parts = [("Куратор", phones[0]), ("Директор", phones[1])]
    told = [f"## {title}, {NAMES[phone.channel]}\n\n```text\n" + "\n".join(phone.transcript).strip() + "\n```\n"
            for title, phone in parts]
    return ("# Собеседование: приглашение, решения, протокол, следующая встреча\n\n"
            "Записано тестом `tests/journeys/test_meeting.py`; файл правится только им.\n\n" + "\n".join(counted)
            + "\n\n" + "\n".join(told))
