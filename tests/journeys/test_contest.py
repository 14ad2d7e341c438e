"""A contest from the call to the bank of practices, on two messengers: two schools apply, experts judge, one of them
with a conflict of interest; winners, a protocol, and every school told of its own. The runs on SQLite write their
transcript into `docs/transcripts/`.
"""

import io
from dataclasses import dataclass
from pathlib import Path

import docx
import pytest

from storage import expertise, organisations
from storage.participants import Member, Role
from tests.journeys.conftest import Town, instant
from tests.journeys.newcomers import joined, number_of
from tests.phone import Phone

TRANSCRIPTS = Path(__file__).parents[2] / "docs" / "transcripts"
PDF = b"%PDF-1.4 "
ABOUT = "Лучшие практики работы с отстающими учениками. Расскажите, что помогло вашей школе, и приложите описание."
COMMENTS = {True: ("Сильная практика, хорошо показан результат", "Понятно и честно, хочется повторить у себя"),
            False: ("Добавьте, как проверяли результат", "Идея хорошая, не хватает цифр за прошлый год")}
EXPERTS = (("Волкова Анна Петровна", "mo-kachug"), ("Зайцева Вера Ильинична", "mo-bratsk"),
           ("Лисин Олег Павлович", "institute"))


@dataclass
class Players:
    """The organiser and one school on one messenger, the other school on the other; experts on both."""

    boss: Phone
    school: Phone
    other: Phone
    experts: dict[int, Phone]

    @property
    def titled(self) -> list[tuple[str, Phone]]:
        experts = [(f"Эксперт {number}", phone) for number, phone in enumerate(self.experts.values(), 1)]
        return [("Организатор (куратор)", self.boss), ("Директор первой школы", self.school),
                ("Директор второй школы", self.other), *experts]


@pytest.mark.parametrize(("mine", "other"), [("telegram", "vk"), ("vk", "telegram")])
async def test_a_contest_from_the_call_to_the_bank_of_practices(irkutsk_town: Town, mine: str, other: str,
                                                                request: pytest.FixtureRequest) -> None:
    town = irkutsk_town
    who = await players(town, mine, other)
    await called(who)
    await applied(who)
    await checked(who)
    await shared(who)
    await judged(town, who)
    await decided(who)
    await told(who)
    assert [loopback.violations for loopback in town.stage.loopbacks.values()] == [[], []]
    if "sqlite" in request.node.name and mine == "telegram":
        (TRANSCRIPTS / "contest.md").write_text(transcript(who, {"telegram": "Telegram", "vk": "ВКонтакте"}),
                                                encoding="utf-8")


async def players(town: Town, mine: str, other: str) -> Players:
    boss = await town.joins(named(town, "Осокина"), mine)
    directors = [await town.joins(of_school(town, place), channel) for place, channel in (
        ("МБОУ «Бильчирская СОШ»", mine), ("МОУ СОШ № 8 УКМО", other))]
    async with town.stage.database.transaction() as tx:
        places = {each.code: each.id for each in await organisations.of_programme(tx, town.programme)}
        experts = [await joined(tx, town, (mine, other)[number % 2], name, Role.EXPERT, places[code])
                   for number, (name, code) in enumerate(EXPERTS)]
    for phone in experts:
        await phone.says("меню")
    for phone in (boss, *directors, *experts):
        phone.transcript.clear()
        phone.taken = phone.said = 0
    school, second = directors
    return Players(boss, school, second, {number_of(each): each for each in experts})


def named(town: Town, surname: str) -> Member:
    return next(each for each in town.members if each.name.startswith(surname))


def of_school(town: Town, place: str) -> Member:
    return next(each for each in town.members if each.place == place and each.role is Role.DIRECTOR)


async def called(who: Players) -> None:
    boss = who.boss
    boss.note("16 мая. Куратор объявляет конкурс")
    await boss.says("новый конкурс")
    await boss.says(ABOUT)
    await boss.taps("Взять эти поля")
    await boss.taps("среда, 30 мая")
    await boss.taps("Взять эти критерии")
    await boss.taps("среда, 13 июня")
    await boss.taps("2 эксперта")
    await boss.taps("Дальше")
    await boss.taps("Сейчас")
    await boss.taps("Да, отправить")
    boss.sees("Объявление конкурса")


async def applied(who: Players) -> None:
    for phone, title in ((who.school, "Час чтения"), (who.other, "Утренний счёт")):
        phone.note("Школа видит объявление и участвует")
        phone.catch_up()
        phone.sees("Конкурс К-1", "Результаты подтверждены (вес 2)")
        await phone.taps("Подробнее и участвовать")
        phone.sees("Участие добровольное")
        await phone.taps("Участвуем")
        await phone.says(title)
        await phone.says("Час индивидуальной работы в неделю; за год отстающих стало вдвое меньше")
        if phone is who.school:
            await phone.sends("document", f"{title}.pdf", PDF + title.encode())
        else:
            await phone.sends("document", "черновик.pdf", PDF)
        await phone.taps("Да, согласны")
        phone.sees("Заявка отправлена")


async def checked(who: Players) -> None:
    boss = who.boss
    boss.note("Организатор проверяет заявки: одну принимает, другую возвращает с замечанием")
    boss.catch_up()
    await boss.taps("Посмотреть")
    boss.sees("Заявка № 2", "черновик.pdf")
    await boss.taps("Вернуть с замечанием")
    await boss.says("Приложен черновик, пришлите, пожалуйста, готовое описание")
    who.other.note("Школа исправляет")
    who.other.catch_up()
    who.other.sees("вернули на доработку", "Приложен черновик")
    await who.other.taps("К задаче")
    await who.other.taps("✍️ Ответить")
    await who.other.taps("3")
    await who.other.sends("document", "Утренний счёт.pdf", PDF + b"2")
    who.other.sees("Заявка отправлена")
    boss.note("И принимает обе")
    boss.catch_up()
    await boss.taps("✅ Принять")
    await boss.says("конкурсы")
    await boss.taps("1")
    boss.sees("принято 1, ждут проверки 1")
    await boss.taps("Заявки · 2")
    await boss.taps("№ 1")
    await boss.taps("✅ Принять")
    who.school.catch_up()
    who.school.sees("Заявка принята", "Теперь её оценят эксперты")


async def shared(who: Players) -> None:
    boss = who.boss
    boss.note("Распределяет заявки между экспертами")
    await boss.says("конкурсы")
    await boss.taps("1")
    await boss.taps("Распределить заявки")
    boss.sees("4 оценки: по 2 эксперта на заявку", "Жеребьёвка №")
    await boss.taps("Отправить экспертам")
    boss.sees("оценок 0 из 4")


async def judged(town: Town, who: Players) -> None:
    """The first expert who has got one declares a conflict; whoever gets it instead judges it as all the others do."""
    await town.stage.rehearsal.live_until(instant("2018-05-17", "10:00"))
    first = next(phone for phone in who.experts.values() if phone.has_seen("Вам на экспертизу"))
    first.note("17 мая. Эксперту знакома одна из школ")
    first.catch_up()
    await first.taps("К заявкам")
    await first.taps(first.labels()[0])
    first.sees("Заявка №", "Час индивидуальной работы")
    await first.taps("Конфликт интересов")
    await first.taps("Да, конфликт интересов")
    first.sees("Спасибо за честность")
    who.boss.note("Организатор узнаёт о конфликте интересов")
    who.boss.catch_up()
    assert who.boss.has_seen("Заявку получил другой эксперт")
    for phone in who.experts.values():
        await _judges(town, who, phone)
    who.boss.catch_up()
    who.boss.sees("Все оценки пришли: 4")


async def _judges(town: Town, who: Players, phone: Phone) -> None:
    async with town.stage.database.reading() as tx:
        waiting = [each for each in await expertise.reviews_by(tx, number_of(phone)) if each.state == "open"]
    if not waiting:
        return
    phone.note("Эксперт оценивает")
    phone.catch_up()
    await phone.says("экспертиза")
    await phone.taps(f"№ {waiting[0].place}")
    for number, each in enumerate(waiting):
        if number:
            await phone.taps(f"Следующая заявка · ещё {len(waiting) - number}")
        good = each.title == "МБОУ «Бильчирская СОШ»"
        await phone.taps("✍️ Оценить")
        for score in ("5", "5", "4", "5") if good else ("3", "2", "3", "4"):
            await phone.taps(score)
        await phone.says(COMMENTS[good][phone is next(iter(who.experts.values())) or phone.channel == "vk"])
        phone.sees("Оценка записана")


async def decided(who: Players) -> None:
    boss = who.boss
    boss.note("Рейтинг, победитель, протокол")
    await boss.taps("К оценкам")
    await boss.taps("К конкурсу")
    boss.sees("Все оценки пришли")
    await boss.taps("Рейтинг")
    boss.sees("МБОУ «Бильчирская СОШ»", "28 (28; 28)")
    await boss.taps("№ 1")
    await boss.taps("Победитель")
    await boss.taps("К рейтингу")
    await boss.taps("№ 2")
    await boss.taps("Рекомендовать")
    await boss.taps("К конкурсу")
    await boss.taps("Протокол Word")
    assert boss.last.file
    assert boss.last.file[0] == "Протокол конкурса К-1.docx"
    text = "\n".join(each.text for each in docx.Document(io.BytesIO(boss.last.file[1])).paragraphs)
    assert "Конфликт интересов заявлен 1 раз" in text


async def told(who: Players) -> None:
    boss = who.boss
    boss.note("Итоги сообщены каждой школе; практика победителя – в библиотеке")
    await boss.taps("К конкурсу")
    await boss.taps("Сообщить итоги")
    await boss.taps("Да, сообщить")
    boss.sees("отправлены: 2 участника")
    await boss.says("конкурсы")
    await boss.taps("1")
    await boss.taps("Заявки · 2")
    await boss.taps("№ 1")
    await boss.taps("В банк практик")
    boss.sees("теперь в библиотеке")
    for phone, words in ((who.school, "вы победили"), (who.other, "рекомендуют другим школам")):
        phone.note("Школа узнаёт свой итог")
        phone.catch_up()
        assert phone.has_seen(words)
        assert not any(phone.has_seen(name.split()[0]) for name, _ in EXPERTS)
    await who.other.says("банк практик")
    who.other.sees("Час чтения, МБОУ «Бильчирская СОШ»", "победитель")
    await who.other.taps("1")
    who.other.sees("Час чтения")


def transcript(who: Players, names: dict[str, str]) -> str:
    table = "\n".join(f"| {title}, {names[phone.channel]} | {phone.taken} | {phone.said} |"
                      for title, phone in who.titled)
    parts = [f"## {title}, {names[phone.channel]}\n\n```text\n" + "\n".join(phone.transcript).strip() + "\n```\n"
             for title, phone in who.titled]
    return ("# Один конкурс: объявление, заявки, экспертиза, протокол, итоги, банк практик\n\n"
            "Записано тестом `tests/journeys/test_contest.py`; файл правится только им.\n\n"
            f"| Кто | Нажатий | Написано или отправлено |\n|---|---|---|\n{table}\n\n" + "\n".join(parts))
