"""The folder as a whole: everything or every mistake."""

from collections import Counter
from datetime import date, time
from pathlib import Path

import pytest

from scheduler.consulting.rules import Plan
from scheduler.programme import loader
from scheduler.programme.model import Ladder, Level, Override, Period, QuietHours
from storage.participants import Role
from tests.scheduler.programme.folder import ORGANISATIONS, PEOPLE, ROADMAP, book, complaints, programme, put, sound

EXAMPLE = Path(__file__).parents[3] / "examples" / "irkutsk-2018"


def test_a_sound_folder_is_one_value(tmp_path: Path) -> None:
    loaded = programme(sound(tmp_path))
    assert (loaded.code, loaded.title) == ("small-2018", "Малая программа")
    assert loaded.period == Period(date(2018, 5, 16), date(2018, 12, 31))
    assert (loaded.digest_at, loaded.quiet_hours) == (time(10), QuietHours(time(20), time(8)))
    assert loaded.ladder == Ladder((14, 7, 3, 1, 0), 3, 3, 2, 7)
    assert loaded.review == "in_turn", "where a folder says nothing, coordinators read first"
    assert (loaded.consent.version, loaded.consent.text) == ("2018-05", "Согласие")
    assert loaded.assumed == ("period.to",)
    assert hash(loaded) == hash(programme(tmp_path))


def test_all_mistakes_of_all_files_come_at_once(tmp_path: Path) -> None:
    sound(tmp_path)
    (tmp_path / "programme.yaml").write_text("code: x", encoding="utf-8")
    book(tmp_path / "organisations.xlsx", put(ORGANISATIONS, "C4", "шкала"))
    book(tmp_path / "people.xlsx", put(PEOPLE, "B3", "дирктор"))
    book(tmp_path / "roadmap.xlsx", put(ROADMAP, "D3", "скоро"))
    places = [line.partition(":")[0] for line in complaints(tmp_path)]
    assert places == [
        *["programme.yaml!строка 1"] * 5,
        "organisations.xlsx!Лист1!C4",
        "people.xlsx!Лист1!B3",
        "roadmap.xlsx!Лист1!D3",
    ]


def test_a_wrong_organisation_does_not_make_its_people_wrong(tmp_path: Path) -> None:
    book(sound(tmp_path) / "organisations.xlsx", put(ORGANISATIONS, "B4", None))
    book(tmp_path / "people.xlsx", put(PEOPLE, "C3", 1))
    assert len(complaints(tmp_path)) == 1


@pytest.mark.parametrize("name", ["programme.yaml", "consent.md", "organisations.xlsx", "people.xlsx", "roadmap.xlsx"])
def test_a_missing_file_is_one_clear_line(tmp_path: Path, name: str) -> None:
    (sound(tmp_path) / name).unlink()
    (line,) = complaints(tmp_path)
    assert line.startswith(f"{name}: файла нет, а без него программу не собрать.")


def test_a_folder_that_is_none_says_so(tmp_path: Path) -> None:
    (line,) = complaints(tmp_path / "нет")
    assert line.endswith("такой папки нет. Проверьте путь к папке программы.")


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("to: 2018-12-31", "to: 2018-05-01", "строка 3: «period»: значение «2018-05-16 … 2018-05-01» не подходит. "
         "Программа не может закончиться раньше, чем началась: поменяйте даты местами."),
        ("group: focus", "group: focuss", "строка 10: группы «focuss» нет в programme.yaml (groups). "
         "Может быть, «focus»?"),
        ("consent.md", "../consent.md", "строка 7: файл согласия «../consent.md» "
         "должен лежать в самой папке программы. "
         "Укажите только его имя, например consent.md."),
    ],
)  # fmt: skip
def test_what_spans_several_values_is_checked(tmp_path: Path, old: str, new: str, line: str) -> None:
    path = sound(tmp_path) / "programme.yaml"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    assert f"programme.yaml!{line}" in complaints(tmp_path)


@pytest.mark.parametrize(
    ("text", "line"), [(" \n", "текст согласия пуст."), ("я" * 3501, "в тексте согласия 3501 знаков")]
)
def test_a_consent_is_neither_empty_nor_too_long(tmp_path: Path, text: str, line: str) -> None:
    (sound(tmp_path) / "consent.md").write_text(text, "utf-8")
    (complaint,) = complaints(tmp_path)
    assert complaint.startswith(f"consent.md: {line}")


def test_own_wordings_are_read_and_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loader, "_known_texts", lambda: ["tasks/reminder", "menu/main"])
    folder = sound(tmp_path) / "messages"
    (folder / "tasks").mkdir(parents=True)
    (folder / "tasks" / "reminder.txt").write_text("Срок {{ due }}", "utf-8")
    assert programme(tmp_path).texts == (Override("tasks/reminder", "Срок {{ due }}"),)
    (folder / "tasks" / "remindr.txt").write_text("x", "utf-8")
    (folder / "tasks" / "reminder.txt").write_text("\n{{ due }", "utf-8")
    assert [line.partition(". ")[0] for line in complaints(tmp_path)] == [
        "messages/tasks/reminder.txt!строка 2: в тексте сообщения ошибка в скобках {{ }} или {% %}",
        "messages/tasks/remindr.txt: сообщения с таким именем нет, и этот текст никто не увидит",
    ]


def test_the_irkutsk_example_has_the_counts_of_its_document() -> None:
    loaded = programme(EXAMPLE)
    assert (len(loaded.sections), len(loaded.activities)) == (9, 20)
    assert sum(len(one.results) for one in loaded.activities) == 47
    groups = Counter(group for one in loaded.organisations for group in one.groups)
    assert groups == {"focus": 12, "base": 3, "control": 12}
    levels = Counter(one.level for one in loaded.organisations)
    assert levels == {Level.MINISTRY: 1, Level.INSTITUTE: 1, Level.MUNICIPALITY: 16, Level.SCHOOL: 27}
    roles = Counter(post.role for one in loaded.people for post in one.posts)
    assert roles == {
        Role.DIRECTOR: 27,
        Role.TEACHER: 54,
        Role.COORDINATOR: 16,
        Role.CURATOR: 3,
        Role.MENTOR: 3,
        Role.OBSERVER: 1,
        Role.OPERATOR: 1,
    }
    assert len(loaded.people) == 105


def test_the_irkutsk_example_keeps_every_focus_school_busy_and_every_municipality_looked_after() -> None:
    loaded = programme(EXAMPLE)
    for school in (one for one in loaded.organisations if "focus" in one.groups):
        assert 6 <= sum(school in loaded.owning(activity) for activity in loaded.activities) <= 8
    posts = [post for one in loaded.people for post in one.posts]
    territory = [code for post in posts if post.role is Role.CURATOR for code in post.territory]
    assert sorted(territory) == sorted(one.code for one in loaded.organisations if one.level is Level.MUNICIPALITY)
    mentored = [code for post in posts if post.role is Role.MENTOR for code in post.territory]
    assert sorted(mentored) == sorted(one.code for one in loaded.organisations if "focus" in one.groups)
    assert [one.number for one in loaded.activities if not one.assumed] == ["1.6.1"]
    assert len(loaded.consent.text) <= 2500


def test_the_irkutsk_example_promises_the_consultations_of_its_document() -> None:
    loaded = programme(EXAMPLE)
    assert loaded.desk
    assert loaded.desk.plan == {"individual": Plan(hours=90), "group": Plan(count=10)}
    assert [rule.role for rule in loaded.desk.routing if rule.of_subject] == [Role.MENTOR, Role.MENTOR]
    assert {topic.subject for topic in loaded.topics} == {"", "математика", "русский язык"}
