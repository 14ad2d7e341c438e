"""A sound roadmap is told what is odd in it: no date, a day off, two dates that contradict each other, a row twice."""

from pathlib import Path

import pytest

from scheduler.programme import loader, mistakes
from scheduler.programme.mistakes import Found
from scheduler.programme.model import Programme
from tests.scheduler.programme import folder as folders
from tests.scheduler.programme.folder import EVENTS, PEOPLE, ROADMAP, YAML, Rows, book, put, sound

WHOLE = (*PEOPLE, ("Ельникова Нина Ильинична", "муниципальный координатор", "mo-1"))


def _warnings(folder: Path, roadmap: Rows = ROADMAP, *, people: Rows = WHOLE, consent: str = "Согласие") -> list[str]:
    sound(folder)
    (folder / "consent.md").write_text(consent, encoding="utf-8")
    book(folder / "people.xlsx", people)
    book(folder / "roadmap.xlsx", roadmap)
    found = Found()
    assert isinstance(loader.read(folder, found), Programme), folders.complaints(folder)
    return [mistakes.line(one) for one in found.warnings()]


@pytest.mark.parametrize(("due", "line"), [
    ("без срока", "у мероприятия 1.2.1 нет срока: о нём не напомнят. Если срок есть, впишите его."),
    ("до 12.06.2018", "срок 12 июня 2018 года — выходной, и напоминание этого дня придёт раньше: пятница, 8 июня. "
     "Если срок другой, поправьте его."),
    ("до 15.06.2018", ""),
    ("июнь 2018", ""),
    ("01.06.2018 – 30.06.2018", ""),
])  # fmt: skip
def test_a_deadline_is_looked_at(tmp_path: Path, due: str, line: str) -> None:
    assert _warnings(tmp_path, put(ROADMAP, "D3", due)) == ([f"roadmap.xlsx!Лист1!D3: {line}"] if line else [])


@pytest.mark.parametrize(("title", "warned"), [
    ("Подготовить семинар 14.06.2018", True),
    ("Подготовить семинар 14 июня 2018 года", True),
    ("Подготовить семинар 15.06.2018", False),
    ("Исполнить приказ от 14.06.2018", False),
    ("Собрать данные на 01.06.2018", False),
    ("Вести работу с 01.06.2018", False),
    ("Подвести итоги 14.06.2017", False),
])  # fmt: skip
def test_a_deadline_after_the_day_that_the_title_names_is_told(tmp_path: Path, title: str, warned: bool) -> None:
    told = _warnings(tmp_path, put(ROADMAP, "C3", title))
    assert told == ["roadmap.xlsx!Лист1!D3: в названии стоит 14 июня 2018 года, а срок позже: 15 июня 2018 года. "
                    "Проверьте обе даты."] * warned


def test_a_deadline_before_its_event_is_told(tmp_path: Path) -> None:
    events = EVENTS.replace("2018-05-16", "2018-06-20") + "    activity: 1.2.1\n"
    (tmp_path / "events.yaml").write_text(events, encoding="utf-8")
    assert _warnings(tmp_path) == [
        "roadmap.xlsx!Лист1!D3: срок 15 июня 2018 года раньше события «Совещание» (20 июня 2018 года), "
        "которое сюда относится. Проверьте обе даты."]


def test_a_row_twice_is_told(tmp_path: Path) -> None:
    again = (None, "1.2.3", "самообследование", "до 15.06.2018", "Школы фокус-группы")
    assert _warnings(tmp_path, [*ROADMAP, again]) == [
        "roadmap.xlsx!Лист1!B5: то же самое с теми же сроком и ответственными уже есть: 1.2.1. "
        "Если это повтор, оставьте одну строку."]
    assert _warnings(tmp_path, [*ROADMAP, (*again[:3], "до 18.06.2018", again[4])]) == []


def test_an_assumed_date_is_told(tmp_path: Path) -> None:
    head, section, first, second = ROADMAP
    rows = [(*head, "Срок предположительный"), section, (*first, "да"), second]
    (told,) = _warnings(tmp_path, rows)
    assert told.startswith("roadmap.xlsx!Лист1!D3: срок мероприятия 1.2.1 предположительный")


def test_an_owner_that_no_row_has_is_told(tmp_path: Path) -> None:
    told = _warnings(tmp_path, put(ROADMAP, "E4", "Школы фокус-группы"))
    assert told == ["programme.yaml!строка 11: слово «МОУО» в дорожной карте не встречается. "
                    "Если оно больше не нужно, удалите его."]
    assert "МОУО" in YAML


def test_rows_of_the_template_are_told(tmp_path: Path) -> None:
    people = (*WHOLE, ("Кедрова Анна Ильинична (пример)", "учитель", "1"))
    told = _warnings(tmp_path, put(ROADMAP, "C3", "Самообследование (пример)"), people=people)
    assert told == [
        "people.xlsx!Лист1!A5: это строка из образца. Замените её своей или удалите.",
        "roadmap.xlsx!Лист1!B3: это строка из образца. Замените её своей или удалите."]


def test_what_a_consent_leaves_open_is_told(tmp_path: Path) -> None:
    assert _warnings(tmp_path, consent="Оператор — [название организации].") == [
        "consent.md: в тексте остались незаполненные места: «[название организации]». Впишите вместо них своё."]
