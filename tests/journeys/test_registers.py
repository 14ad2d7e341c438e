"""The registers of a year on two messengers: an order by the caption below its file, an agreement by a photo of it, a
publication question by question, a twin that is noticed, a search, and all of it as an Excel file. The runs on SQLite
write their transcript into `docs/transcripts/`.
"""

import io
from pathlib import Path

import openpyxl
import pytest
from PIL import Image

from storage import registers
from storage.participants import Role
from storage.registers import Register
from tests.journeys.conftest import Town
from tests.phone import Phone

TRANSCRIPTS = Path(__file__).parents[2] / "docs" / "transcripts"
PDF = b"%PDF-1.4\n"
ORDER = ("Приказ от 12 апреля 2018 года № 457 «О реализации мероприятия «Повышение качества образования в школах с "
         "низкими результатами обучения» в 2018 году»")
TITLE = "О реализации мероприятия «Повышение качества образования в школах с низкими результатами обучения» в 2018 году"
AGREEMENT = "Соглашение с педагогическим колледжем от 5 апреля"
MESSENGERS = {"telegram": "Telegram", "vk": "ВКонтакте"}
Visits = list[tuple[str, Phone, int, int]]
"""What each visit was, and how many taps and messages it took."""


@pytest.mark.parametrize(("mine", "other"), [("telegram", "vk"), ("vk", "telegram")])
async def test_the_registers_of_a_year(irkutsk_town: Town, mine: str, other: str,
                                       request: pytest.FixtureRequest) -> None:
    phones = await people(irkutsk_town, mine, other)
    operator, director, curator, teacher = phones
    visits: Visits = []
    await visited(visits, "приказ файлом с подписью", operator, ordered)
    await visited(visits, "соглашение фотографией с подписью", director, agreed)
    await visited(visits, "номер соглашения добавлен потом", director, numbered)
    await visited(visits, "публикация по вопросам", director, published)
    await visited(visits, "тот же приказ, второй раз", curator, repeated)
    await visited(visits, "соглашение школы показано всем", curator, shelved)
    await visited(visits, "поиск в библиотеке", teacher, searched)
    await visited(visits, "Excel за год", operator, exported)
    director.note("Директор узнаёт, что соглашение увидят все")
    director.catch_up()
    director.sees("теперь есть и в библиотеке")
    await counted(irkutsk_town)
    assert [(taps, messages) for _, _, taps, messages in visits] == [
        (1, 1), (1, 1), (3, 2), (1, 4), (3, 1), (3, 1), (1, 2), (1, 1)]
    if "sqlite" in request.node.name and mine == "telegram":
        (TRANSCRIPTS / "registers.md").write_text(transcript(phones, visits, mine, other), encoding="utf-8")


async def people(town: Town, mine: str, other: str) -> tuple[Phone, Phone, Phone, Phone]:
    """The operator and the teacher on one messenger, the director and the curator of the school on the other."""
    school = next(each.organisation for each in town.members if each.place == "МБОУ «Бильчирская СОШ»")
    curator = next(each for each in town.members if each.name.startswith("Осокина"))
    phones = (await town.joins(town.member(Role.OPERATOR), mine),
              await town.joins(town.member(Role.DIRECTOR, organisation=school), other),
              await town.joins(curator, other), await town.joins(town.member(Role.TEACHER, organisation=school), mine))
    for phone in phones:
        phone.transcript.clear()
    return phones


async def visited(visits: Visits, what: str, phone: Phone, visit: object) -> None:
    """Play a visit and count its taps and messages."""
    assert callable(visit)
    phone.note(what[:1].upper() + what[1:])
    taken, said = phone.taken, phone.said
    await visit(phone)
    visits.append((what, phone, phone.taken - taken, phone.said - said))


async def ordered(operator: Phone) -> None:
    await operator.sends("document", "Приказ 457.pdf", PDF, ORDER)
    operator.sees("Понял так. Внести?", TITLE, "Номер: 457", "Дата: 12 апреля 2018 года")
    await operator.taps("В реестр и в библиотеку")
    operator.sees("В реестре «Приказы» теперь 1 запись")


async def agreed(director: Phone) -> None:
    await director.sends("photo", "лист.jpg", picture(), AGREEMENT)
    director.sees("Соглашение с педагогическим колледжем", "Реестр: Соглашения", "С кем: педагогическим колледжем")
    await director.taps("Внести в реестр")
    director.sees("В реестре «Соглашения» теперь 1 запись", "МБОУ «Бильчирская СОШ»")


async def numbered(director: Phone) -> None:
    await director.says("соглашения")
    await director.taps("1")
    await director.taps("Исправить")
    await director.taps("Номер")
    await director.says("№ 7")
    director.sees("Номер: 7", "Дата: 5 апреля 2018 года")


async def published(director: Phone) -> None:
    await director.says("новая публикация")
    await director.says("Опыт наставничества в сельской школе, газета «Знамя труда»")
    await director.taps("Вчера")
    await director.says("На сайте газеты")
    assert director.has_seen("Нужен файл, фото или ссылка")
    await director.says("https://example.org/znamya/15-05")
    director.sees("Внесено: Опыт наставничества", "15 мая 2018 года", "В реестре «Публикации» теперь 1 запись")


async def repeated(curator: Phone) -> None:
    await curator.sends("document", "приказ.pdf", PDF, "Приказ № 457 от 12.04.2018")
    await curator.taps("Внести в реестр")
    curator.sees("Такая запись уже есть: та же дата и тот же номер")
    await curator.taps("Открыть ту запись")
    curator.sees(TITLE, "Номер: 457")
    await curator.taps("Отменить")


async def shelved(curator: Phone) -> None:
    await curator.says("реестры")
    curator.sees("Документы ваших школ и муниципалитетов")
    await curator.taps("Соглашения · 1")
    await curator.taps("1")
    curator.sees("МБОУ «Бильчирская СОШ»", "Номер: 7")
    await curator.taps("Показать в библиотеке всем")
    curator.sees("есть и в библиотеке")


async def searched(teacher: Phone) -> None:
    await teacher.says("поиск")
    await teacher.says("соглашения с колледжем")
    teacher.sees("соглашение № 7 от 5 апреля 2018 года")
    await teacher.taps("1")
    assert teacher.screen[-2].file is not None


async def exported(operator: Phone) -> None:
    await operator.says("реестры")
    operator.sees("Приказы · 1", "Соглашения · 1", "Публикации · 1")
    await operator.taps("Скачать Excel")
    assert operator.last.file
    name, content = operator.last.file
    assert name == "Реестры 2018-05-16.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Приказы", "Соглашения", "Методические материалы", "Публикации"]
    rows = [list(row) for row in book["Соглашения"].iter_rows(values_only=True)]
    assert rows[0] == ["№", "Дата", "Номер", "Название", "Организация", "С кем", "Ссылка / файл", "Кто внёс"]
    assert rows[1][:6] == [1, "05.04.2018", "7", "Соглашение с педагогическим колледжем", "МБОУ «Бильчирская СОШ»",
                           "педагогическим колледжем"]


async def counted(town: Town) -> None:
    """What the year report will ask."""
    async with town.stage.database.reading() as tx:
        counts = await registers.counts(tx, town.programme, "2018-01-01", "2018-12-31")
    assert {(each.register, each.place): each.number for each in counts} == {
        (Register.ORDER, "Институт развития образования"): 1, (Register.AGREEMENT, "МБОУ «Бильчирская СОШ»"): 1,
        (Register.PUBLICATION, "МБОУ «Бильчирская СОШ»"): 1}


def picture() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (640, 400), (222, 226, 230)).save(made, "JPEG")
    return made.getvalue()


def transcript(phones: tuple[Phone, ...], visits: Visits, mine: str, other: str) -> str:
    operator, director, curator, teacher = phones
    titles = {operator.user: f"Оператор, {MESSENGERS[mine]}", director.user: f"Директор, {MESSENGERS[other]}",
              curator.user: f"Куратор, {MESSENGERS[other]}", teacher.user: f"Учитель, {MESSENGERS[mine]}"}
    rows = [f"| {titles[phone.user]} | {what} | {taps} | {messages} |" for what, phone, taps, messages in visits]
    told = [f"## {titles[phone.user]}\n\n```text\n" + "\n".join(phone.transcript).strip() + "\n```\n"
            for phone in phones]
    return ("# Реестры: приказ, соглашение, публикация, повтор, поиск, Excel\n\n"
            "Записано тестом `tests/journeys/test_registers.py`; файл правится только им.\n\n"
            "| кто | что | нажатий | сообщений |\n| --- | --- | --- | --- |\n" + "\n".join(rows) + "\n\n"
            + "\n".join(told))
