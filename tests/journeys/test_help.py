"""Help upward on two messengers: two schools ask, their coordinator gathers both asks into one list, the curator
answers it, and the answer reaches each school; then the same in a programme without an institute, where the list goes
out as a file. The runs on SQLite write their transcripts into `docs/transcripts/`.
"""

import io
from pathlib import Path

import docx
import pytest

from storage import asks
from storage.consultations import Stage
from storage.participants import Member, Role
from tests.journeys.conftest import Town, instant
from tests.journeys.test_consultation import EMPTY_ARCHIVE, named
from tests.phone import Phone

TRANSCRIPTS = Path(__file__).parents[2] / "docs" / "transcripts"
KIND = "Повышение квалификации"
NEED = "Нужны курсы по смысловому чтению для двух учителей, лучше в августе"
OTHER_NEED = "Просим курсы для учителя математики"
HEADING = "Курсы для учителей школ Осинского района"
WAYS = [("telegram", "vk"), ("vk", "telegram")]
"""Where the schools are, and where the coordinator and the curator."""


@pytest.mark.parametrize(("school", "above"), WAYS)
async def test_help_from_two_schools_to_the_institute_and_back(irkutsk_town: Town, request: pytest.FixtureRequest,
                                                               school: str, above: str) -> None:
    directors = [await irkutsk_town.joins(each, school) for each in schools(irkutsk_town)]
    coordinator = await irkutsk_town.joins(coordinating(irkutsk_town), above)
    curator = await irkutsk_town.joins(named(irkutsk_town, "Осокина"), above)
    begun(*directors, coordinator, curator)
    await asked(*directors)
    await taken(coordinator, directors[0])
    await gathered(irkutsk_town, coordinator, *directors)
    await answered(irkutsk_town, curator, coordinator)
    await passed_back(coordinator, *directors)
    await ended(irkutsk_town, directors[0], coordinator)
    if "sqlite" in request.node.name and school == "telegram":
        part = transcript({"Директор, Telegram": directors[0], "Директор второй школы, Telegram": directors[1],
                           "Координатор, ВКонтакте": coordinator, "Куратор, ВКонтакте": curator})
        written("help-upward", "Помощь школам: просьбы, один список для института, ответ каждой школе", part)


@pytest.mark.parametrize(("school", "above"), WAYS)
async def test_help_in_a_programme_without_an_institute(irkutsk_town: Town, request: pytest.FixtureRequest,
                                                        school: str, above: str) -> None:
    directors = [await irkutsk_town.joins(each, school) for each in schools(irkutsk_town)]
    coordinator = await irkutsk_town.joins(coordinating(irkutsk_town), above)
    begun(*directors, coordinator)
    for director, words in zip(directors, (NEED, OTHER_NEED), strict=True):
        await asks_for(director, words)
    await recorded(irkutsk_town, coordinator, *directors)
    if "sqlite" in request.node.name and school == "vk":
        part = transcript({"Директор, ВКонтакте": directors[0], "Координатор, Telegram": coordinator})
        written("help-upward-by-hand", "Помощь школам в программе без института: список уходит файлом", part)


def schools(town: Town) -> list[Member]:
    """The directors of two schools of one municipality."""
    first = next(each for each in town.members if each.place == "МБОУ «Бильчирская СОШ»" and each.role is Role.DIRECTOR)
    other = next(each for each in town.members if each.role is Role.DIRECTOR
                 and each.municipality == first.municipality and each.organisation != first.organisation)
    return [first, other]


def coordinating(town: Town) -> Member:
    return town.member(Role.COORDINATOR, organisation=schools(town)[0].municipality)


def begun(*phones: Phone) -> None:
    """What came before is no part of the visit."""
    for phone in phones:
        phone.transcript.clear()
        phone.taken = phone.said = 0


async def asks_for(director: Phone, words: str) -> None:
    await director.says("нужна помощь")
    await director.taps(KIND)
    await director.says(words)
    await director.taps("Отправить")


async def asked(director: Phone, other: Phone) -> None:
    director.note("16 мая. Директор просит помощь: вид, слова, документ")
    await director.says("меню")
    await director.taps("Ещё")
    await director.taps("Попросить помощь")
    await director.taps(KIND)
    director.sees("Получит Голоустова И. В., ответ будет не позже чем")
    await director.says(NEED)
    await director.sends("document", "Список учителей.docx", EMPTY_ARCHIVE)
    director.sees(NEED, "Список учителей.docx")
    await director.taps("Отправить")
    director.sees("Просьба № 1 отправлена")
    other.note("16 мая. Вторая школа просит о том же")
    await asks_for(other, OTHER_NEED)


async def taken(coordinator: Phone, director: Phone) -> None:
    coordinator.note("Координатор видит обе просьбы и берёт первую в работу")
    coordinator.catch_up()
    assert coordinator.has_seen(NEED)
    await coordinator.says("просьбы")
    coordinator.sees(f"{KIND}: ждут 2")
    await coordinator.taps("Ждут ответа · 2")
    await coordinator.taps("№ 1")
    await coordinator.taps("Взять себе")
    director.note("Школа видит, что просьба в работе")
    director.catch_up()
    director.sees("Вашей просьбой № 1 теперь занимается Голоустова И. В.")
    await director.says("мои просьбы")
    director.sees("в работе")


async def gathered(town: Town, coordinator: Phone, director: Phone, other: Phone) -> None:
    coordinator.note("Координатор собирает похожие и передаёт их одним списком")
    await town.stage.rehearsal.live_until(instant("2018-05-16", "15:00"))
    await coordinator.says("просьбы")
    await coordinator.taps("Собрать похожие")
    coordinator.sees("2 просьбы. В списке 2.", NEED, OTHER_NEED)
    await coordinator.taps("Готово · в списке 2")
    await coordinator.says(HEADING)
    await coordinator.says("Просим до 20 августа")
    coordinator.sees(HEADING, "Просим до 20 августа", "1. МБОУ «Бильчирская СОШ»", "Кураторы получат список")
    await coordinator.taps("Передать в институт одним списком")
    assert coordinator.has_seen("Список № 3 передан в институт: 2 просьбы")
    for phone in (director, other):
        phone.note("Школа узнаёт, что просьба передана")
        phone.catch_up()
        assert sum("передали в институт вместе" in each.text for each in phone.screen) == 1
    await director.says("мои просьбы")
    director.sees("передано в институт 16 мая")


async def answered(town: Town, curator: Phone, coordinator: Phone) -> None:
    curator.note("Куратор видит, какие школы стоят за списком, и отвечает на него один раз")
    curator.catch_up()
    assert curator.has_seen("Список просьб № 3")
    assert curator.has_seen(OTHER_NEED)
    curator.sees("Список файлом", "📎 Список просьб № 3.docx")
    assert curator.last.file
    told = docx.Document(io.BytesIO(curator.last.file[1]))
    assert [row.cells[0].text for row in told.tables[0].rows] == ["№", "1", "2"]
    await curator.taps("Ответить")
    await curator.says("Курсы пройдут в Иркутске 20–24 августа, заявки до 1 июня")
    await curator.taps("Отправить: Голоустова И. В.")
    curator.sees("Ответ отправлен")


async def passed_back(coordinator: Phone, director: Phone, other: Phone) -> None:
    coordinator.note("Координатор передаёт ответ обеим школам")
    coordinator.catch_up()
    coordinator.sees("отвечает на ваш список просьб № 3", "заявки до 1 июня")
    await coordinator.taps("Передать ответ школам")
    coordinator.sees("2 школам", "заявки до 1 июня")
    await coordinator.taps("Отправить 2 школам")
    coordinator.sees("Ответ передан: 2 школы")
    for phone, number in ((director, 1), (other, 2)):
        phone.note("Школа получает ответ")
        phone.catch_up()
        phone.sees(f"отвечает на вашу просьбу № {number}", "заявки до 1 июня")


async def ended(town: Town, director: Phone, coordinator: Phone) -> None:
    director.note("Школа отмечает, что решено, и ставит оценку")
    await director.taps("Решено, спасибо")
    await director.taps("5 ⭐")
    async with town.stage.database.reading() as tx:
        assert [each.stage for each in await asks.in_list(tx, 3)] == [Stage.SOLVED, Stage.ANSWERED]
    coordinator.note("Координатор видит, что осталось")
    await coordinator.says("просьбы")
    coordinator.sees(f"{KIND}: с ответом 2")


async def recorded(town: Town, coordinator: Phone, director: Phone, other: Phone) -> None:
    coordinator.note("Куратора нет: координатор получает файл, просьбы отмечены переданными")
    await town.stage.rehearsal.live_until(instant("2018-05-16", "15:00"))
    await coordinator.says("просьбы")
    await coordinator.taps("Собрать похожие")
    await coordinator.taps("Готово · в списке 2")
    await coordinator.taps(KIND)
    await coordinator.taps("Пропустить")
    coordinator.sees("Куратора от института в программе нет")
    await coordinator.taps("Получить файл и отметить")
    coordinator.sees("📎 Список просьб № 3.docx")
    assert coordinator.last.file
    told = docx.Document(io.BytesIO(coordinator.last.file[1]))
    assert NEED in told.tables[0].rows[1].cells[2].text
    for phone in (director, other):
        phone.note("Школа видит, что просьба передана")
        phone.catch_up()
        phone.sees("передали в институт")
    coordinator.note("23 мая. Институт ответил письмом: координатор пишет ответ один раз, для всех")
    await town.stage.rehearsal.live_until(instant("2018-05-23", "10:00"))
    await coordinator.says("просьбы")
    await coordinator.taps("Списки для института")
    await coordinator.taps("№ 3")
    await coordinator.taps("Передать ответ школам")
    await coordinator.says("Институт приглашает на курсы 20 августа")
    await coordinator.taps("Отправить 2 школам")
    for phone in (director, other):
        phone.note("Школа получает ответ")
        phone.catch_up()
        phone.sees("Институт приглашает на курсы 20 августа")


def transcript(phones: dict[str, Phone]) -> str:
    told = [f"## {title}\n\nНажатий: {phone.taken}, сообщений: {phone.said}.\n\n```text\n"
            + "\n".join(phone.transcript).strip() + "\n```\n" for title, phone in phones.items()]
    return "\n".join(told)


def written(name: str, title: str, told: str) -> None:
    text = f"# {title}\n\nЗаписано тестом `tests/journeys/test_help.py`; файл правится только им.\n\n{told}"
    (TRANSCRIPTS / f"{name}.md").write_text(text, encoding="utf-8")
