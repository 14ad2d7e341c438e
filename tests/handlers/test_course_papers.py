"""The numbers of the institute's papers, one by one or as a list; and one's own record, on the screen and on paper."""

import pytest

from handlers import course_words
from messages.meanings_of_courses import FinishCourse, GetRecord, ShowPapers, WritePaper, WritePapers
from storage import attendance, events, learning
from storage.events import Definition
from tests.handlers import schooling
from tests.handlers.conftest import Village, instant, press
from tests.handlers.schooling import TITLE, member
from tests.handlers.tables import change
from tests.phone import Phone

NUMBER = "381803 001245"


async def finished(village: Village) -> tuple[int, Phone]:
    """The course that two people have completed; the curator looks at their papers."""
    change(village.file, "update participants set name = ? where id = ?", "Иванова Анна Петровна",
           village.people["teacher"].participant)
    change(village.file, "update participants set name = ? where id = ?", "Иванова Алла Игоревна",
           village.people["colleague"].participant)
    course = await schooling.course(village)
    for who in ("teacher", "colleague"):
        await schooling.named(village, course, who, answer="yes")
        await schooling.came(village, course, who)
    await village.stage.rehearsal.live_until(instant("2018-06-11", "16:30"))
    curator = village.phone("curator")
    await press(curator, FinishCourse(course))
    await curator.taps("Удостоверения")
    return course, curator


async def document(village: Village, course: int, who: str) -> str:
    found = await member(village, course, who)
    assert found
    return found.document


async def test_one_number_is_typed_and_its_owner_hears_of_it_once(village: Village) -> None:
    course, curator = await finished(village)
    curator.sees("1. Иванова Алла Игоревна – номера нет", "Записано 0 из 2")
    await curator.taps("2")
    await curator.says("без номера")
    assert any("в нём есть цифры" in shown.text for shown in curator.screen[-2:])
    await curator.says(NUMBER)
    curator.sees(f"2. Иванова Анна Петровна – {NUMBER}", "Записано 1 из 2")
    teacher = village.phone("teacher")
    teacher.sees("Ваше удостоверение", NUMBER, TITLE)
    await curator.taps("2")
    curator.sees(f"Сейчас: {NUMBER}")
    await curator.says(NUMBER)
    assert sum("Ваше удостоверение" in shown.text for shown in teacher.screen) == 1
    assert await document(village, course, "teacher") == NUMBER


async def test_a_list_is_shown_before_it_is_written_down(village: Village) -> None:
    course, curator = await finished(village)
    await curator.taps("Вставить список")
    await curator.says("Иванова\t1\nКто-то Другой – 2")
    assert any("подходит нескольким" in shown.text or "Ни одной строки" in shown.text for shown in curator.screen[-2:])
    await curator.says(f"Иванова А. П. – {NUMBER}\nИванова – 7\nСидоров С. С. – 8\nИванова Анна – 9\nбез номера")
    curator.sees("Записать 1 номер?", f"Иванова Анна Петровна – {NUMBER}", "Сидоров С. С. – 8", "Иванова – 7",
                 "Иванова Анна – 9")
    assert await document(village, course, "teacher") == ""
    await curator.taps("Да, записать")
    curator.sees("Записано 1 из 2")
    assert await document(village, course, "teacher") == NUMBER
    assert await document(village, course, "colleague") == ""
    village.phone("teacher").sees(NUMBER)


async def test_numbers_are_for_those_alone_who_have_completed_it_and_entered_by_those_who_hold_it(
    village: Village
) -> None:
    course, curator = await finished(village)
    outsider = village.people["other_director"].participant
    await press(curator, WritePaper(course, outsider))
    curator.sees("Таких курсов среди ваших нет")
    director = village.phone("director")
    for meaning in (ShowPapers(course), WritePapers(course), WritePaper(course, outsider)):
        await press(director, meaning)
        director.sees("Таких курсов среди ваших нет")


@pytest.mark.parametrize(("line", "read"), [
    ("Иванова А. П. – 381803 001245", ("Иванова А. П.", "381803 001245")),
    ("Иванова Анна Петровна\t381803", ("Иванова Анна Петровна", "381803")),
    ("1\tИванова Анна\tПК-2018-7", ("Иванова Анна", "ПК-2018-7")),
    ("Салтыков-Щедрин М. Е. - УД № 15", ("Салтыков-Щедрин М. Е.", "УД № 15")),
    ("Иванова Анна 12", ("Иванова Анна", "12")),
    ("Иванова Анна; 12", ("Иванова Анна", "12")),
    ("Иванова Анна", None), ("12", None), ("Иванова – нет", None),
])
def test_a_line_is_a_name_and_a_number(line: str, read: tuple[str, str] | None) -> None:
    assert course_words.paper(line) == read


async def test_a_record_shows_what_was_learnt_and_comes_as_a_paper(village: Village) -> None:
    course, curator = await finished(village)
    await curator.taps("2")
    await curator.says(NUMBER)
    teacher = village.phone("teacher")
    async with village.database.transaction() as tx:
        seminar = await events.make(tx, village.programme, Definition(
            "seminar", "Читаем схемы", village.now - 9000, village.now - 5000, "Asia/Irkutsk"),
            owner=village.people["curator"].participant, now=village.now)
        await attendance.mark(tx, seminar, village.people["teacher"].participant, how="list", minutes=120,
                              marked_by=None, now=village.now)
    await teacher.says("портфолио")
    teacher.sees("Курсы: 1, 36 ч", f"{TITLE} – удостоверение {NUMBER}", "Мероприятия: 1, 2 ч")
    await teacher.taps("Получить файл PDF")
    teacher.sees("2 записи")
    assert teacher.last.file
    name, content = teacher.last.file
    assert name == "Портфолио Иванова А. П. 2018-06-11.pdf"
    assert content.startswith(b"%PDF")
    async with village.database.reading() as tx:
        numbers = [each.number for each in await learning.record(tx, village.people["teacher"].participant)]
    assert all(numbers), "each can be verified"
    await village.stranger().says(numbers[0])
    village.stranger().sees("Сертификат подлинный")
    assert course


async def test_whoever_has_learnt_nothing_yet_gets_no_paper(village: Village) -> None:
    teacher = village.phone("teacher")
    await teacher.says("моё портфолио")
    teacher.sees("Пока ничего нет")
    assert "Получить файл PDF" not in teacher.labels()
    await press(teacher, GetRecord())
    teacher.sees("В портфолио пока нечего записать")


async def test_whoever_follows_the_picture_of_a_record_is_asked_for_a_number(village: Village) -> None:
    stranger = village.stranger()
    await stranger.follows("verify")
    stranger.sees("пришлите его номер целиком")
