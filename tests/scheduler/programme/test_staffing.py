"""A sound folder is told what it lacks in people, and who may stand in it twice."""

from pathlib import Path

import pytest

from scheduler.programme import loader, mistakes
from scheduler.programme.mistakes import Found
from scheduler.programme.model import Programme
from tests.scheduler.programme import folder as folders
from tests.scheduler.programme.folder import ORGANISATIONS, PEOPLE, ROADMAP, YAML, Rows, book, sound

COORDINATOR = ("Ельникова Нина Ильинична", "муниципальный координатор", "mo-1")
CURATOR = ("Ангарин Олег Ильич", "куратор", "min")
WHOLE = (*PEOPLE, COORDINATOR)
QUIET: list[str] = []


def _warnings(folder: Path, *, people: Rows = WHOLE, organisations: Rows = ORGANISATIONS, roadmap: Rows = ROADMAP,
              yaml: str = YAML) -> list[str]:
    sound(folder)
    (folder / "programme.yaml").write_text(yaml, encoding="utf-8")
    for name, rows in (("people", people), ("organisations", organisations), ("roadmap", roadmap)):
        book(folder / f"{name}.xlsx", rows)
    found = Found()
    assert isinstance(loader.read(folder, found), Programme), folders.complaints(folder)
    return [mistakes.line(one) for one in found.warnings()]


def test_a_folder_with_everybody_in_it_is_not_warned_of(tmp_path: Path) -> None:
    assert _warnings(tmp_path) == QUIET


@pytest.mark.parametrize(("people", "line"), [
    ((*PEOPLE[:2], COORDINATOR), "organisations.xlsx!Лист1!A4: у школы «МБОУ «Бильчирская СОШ»» нет директора"),
    (PEOPLE, "organisations.xlsx!Лист1!A3: в «Осинский район» нет муниципального координатора"),
])  # fmt: skip
def test_an_organisation_with_tasks_needs_somebody_who_does_them(tmp_path: Path, people: Rows, line: str) -> None:
    (told,) = _warnings(tmp_path, people=people)
    assert told.startswith(line)


def test_a_school_without_tasks_needs_no_director(tmp_path: Path) -> None:
    roadmap = folders.put(folders.put(ROADMAP, "E3", "МОУО"), "E4", "МОУО")
    yaml = YAML.replace("  Школы фокус-группы: {level: school, group: focus}\n", "")
    assert _warnings(tmp_path, people=(*PEOPLE[:2], COORDINATOR), roadmap=roadmap, yaml=yaml) == QUIET


def test_an_institute_with_tasks_needs_curators(tmp_path: Path) -> None:
    organisations = (*ORGANISATIONS, ("iro", "Институт развития", "институт", "min", None, None))
    yaml = YAML.replace("  МОУО:", "  Институт: {level: institute}\n  МОУО:")
    roadmap = folders.put(ROADMAP, "E3", "Институт, Школы фокус-группы")
    (told,) = _warnings(tmp_path, organisations=organisations, roadmap=roadmap, yaml=yaml)
    assert told.startswith("organisations.xlsx!Лист1!A6: в «Институт развития» нет кураторов")


def test_no_municipality_is_left_without_a_curator(tmp_path: Path) -> None:
    organisations = (*ORGANISATIONS, ("mo-2", "Ольский район", "муниципалитет", "min", None, None),
                     (3, "СОШ № 3", "школа", "mo-2", None, None))
    people = (*WHOLE, ("Снегирёва Вера Ильинична", "муниципальный координатор", "mo-2"), (*CURATOR, "mo-1"))
    assert [line.partition(".")[0] for line in _warnings(tmp_path, people=people, organisations=organisations)] == [
        "organisations"]
    everywhere = (*people, ("Полынина Яна Юрьевна", "куратор", "min", None))
    (told,) = _warnings(tmp_path, people=everywhere, organisations=organisations)
    assert told.startswith("people.xlsx!Лист1!D7: муниципалитеты не названы, и куратор отвечает за все")
    assert _warnings(tmp_path, people=(*WHOLE, people[4], CURATOR), organisations=organisations) == QUIET


def test_a_rule_for_questions_that_leads_to_nobody_is_told(tmp_path: Path) -> None:
    yaml = YAML + "topics:\n  math: {title: Математика, subject: математика}\n" \
                  "routing:\n  - {topic: math, to: куратор, of_subject: да}\n  - {to: наставник}\n"
    told = _warnings(tmp_path, people=(*WHOLE, CURATOR), yaml=yaml)
    assert told == [
        "programme.yaml!строка 16: вопросы темы «Математика» идут роли «куратор» с предметом «математика», а такого "
        "человека нет. Впишите предмет в people.xlsx или поменяйте правило.",
        "programme.yaml!строка 17: вопросы по этому правилу идут роли «наставник», а её ни у кого нет. "
        "Добавьте человека в people.xlsx или поменяйте правило."]


def test_a_group_without_schools_is_told(tmp_path: Path) -> None:
    (told,) = _warnings(tmp_path, yaml=YAML.replace("base: Площадки", "base: Площадки, control: Контрольная"))
    assert told == ("programme.yaml!строка 8: в группе «Контрольная» нет ни одной школы. Впишите её школам в "
                    "organisations.xlsx или удалите группу.")


@pytest.mark.parametrize(("title", "level", "parent", "warned"), [
    ("СОШ №2", "школа", "mo-1", True),
    ("МКОУ Средняя школа № 2 с. Кедровка", "школа", "mo-1", True),
    ("Билчирская СОШ", "школа", "mo-1", True),
    ("СОШ № 22", "школа", "mo-1", False),
    ("ООШ № 2", "школа", "mo-1", False),
    ("Лицей № 2", "школа", "mo-1", False),
    ("МО Осинский район", "муниципалитет", "min", True),
    ("г. Оса", "муниципалитет", "min", False),
])  # fmt: skip
def test_an_organisation_that_may_stand_there_twice_is_told(
    tmp_path: Path, title: str, level: str, parent: str, warned: bool
) -> None:
    told = _warnings(tmp_path, organisations=(*ORGANISATIONS, ("new", title, level, parent, None, None)))
    twice = [line for line in told if "похоже на" in line]
    assert [line.startswith(f"organisations.xlsx!Лист1!B6: «{title}» похоже на") for line in twice] == [True] * warned


def test_a_person_who_may_stand_there_twice_is_told(tmp_path: Path) -> None:
    (told,) = _warnings(tmp_path, people=(*WHOLE, ("Озерин Баир", "учитель", "1")))
    assert told == ("people.xlsx!Лист1!A5: «Озерин Баир» и «Озерин Баир Олегович» (A3) — возможно, один человек. "
                    "Тогда напишите имя одинаково; если это разные люди, ничего не меняйте.")


def test_who_stands_twice_is_told_beside_mistakes_too(tmp_path: Path) -> None:
    sound(tmp_path)
    book(tmp_path / "people.xlsx", (*PEOPLE, ("Озерин Баир", "учитель", "1"), ("Ангарин Олег", "дирктор", "1")))
    found = Found()
    assert isinstance(loader.read(tmp_path, found), tuple)
    assert [one.kind.value for one in found.warnings()] == ["person_twice"]


def test_a_level_that_the_title_says_is_understood_and_shown(tmp_path: Path) -> None:
    lyceum = ("new", "Лицей № 3", None, "Осинский", None, None)
    assert _warnings(tmp_path, organisations=(*ORGANISATIONS, lyceum)) == [
        "organisations.xlsx!Лист1!C6: уровень не указан; судя по названию, это школа. Если нет — впишите уровень."]
