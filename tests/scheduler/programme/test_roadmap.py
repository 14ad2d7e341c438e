"""The roadmap in Excel and in YAML: sections, dates, owners."""

from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from scheduler.programme.model import Activity, Level, Owner, Section
from scheduler.programme.when import NO_DATE, When
from tests.scheduler.programme.folder import ROADMAP, book, complaints, programme, put, sound

FOCUS, MUNICIPAL = Owner(Level.SCHOOL, "focus"), Owner(Level.MUNICIPALITY)
AS_YAML = """\
sections:
  - {number: 1.1, title: Основа}
  - number: 1.2
    title: Дело
    activities:
      - number: 1.2.1
        title: Самообследование
        due: до 15.06.2018
        owners: Школы фокус-группы
        results: [Одно, Другое]
      - {number: 1.2.2, title: Службы помощи, due: ноябрь 2018, owners: [МОУО, Школы фокус-группы], evidence: нет}
"""


def test_rows_become_activities_under_their_sections(tmp_path: Path) -> None:
    loaded = programme(sound(tmp_path))
    assert loaded.sections == (Section("1.1", "Основа"), Section("1.2", "Дело"))
    june, november = When(None, date(2018, 6, 15)), When(date(2018, 11, 1), date(2018, 11, 30))
    assert loaded.activities == (
        Activity("1.2.1", "1.2", "Самообследование", june, (FOCUS,), ("Одно", "Другое")),
        Activity("1.2.2", "1.2", "Службы помощи", november, (MUNICIPAL, FOCUS), (), evidence=False),
    )
    assert [one.code for one in loaded.owning(loaded.activities[1])] == ["mo-1", "1"]


def test_yaml_says_the_same_as_excel(tmp_path: Path) -> None:
    expected = programme(sound(tmp_path))
    (tmp_path / "roadmap.xlsx").unlink()
    (tmp_path / "roadmap.yaml").write_text(AS_YAML, encoding="utf-8")
    assert programme(tmp_path) == expected


def test_two_roadmaps_are_one_too_many(tmp_path: Path) -> None:
    (sound(tmp_path) / "roadmap.yaml").write_text(AS_YAML, encoding="utf-8")
    assert complaints(tmp_path) == [
        "roadmap.yaml: дорожная карта лежит и в roadmap.xlsx, и в roadmap.yaml. Оставьте один из двух файлов."
    ]


def test_a_caption_over_the_whole_row_opens_a_section(tmp_path: Path) -> None:
    sound(tmp_path)
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    for row in ROADMAP:
        sheet.append(row)
    sheet["A3"], sheet["A5"] = None, "Раздел 2. Итоги"
    sheet.merge_cells("A5:G5")
    sheet.append([None, "2.1", "Отчёт", "без срока", "МОУО", None, None])
    workbook.save(tmp_path / "roadmap.xlsx")
    loaded = programme(tmp_path)
    assert loaded.sections[-1] == Section("2", "Итоги")
    assert (loaded.activities[-1].section, loaded.activities[-1].due) == ("2", NO_DATE)


def test_a_date_cell_is_that_day(tmp_path: Path) -> None:
    day = datetime(2018, 6, 15)  # noqa: DTZ001  as Excel takes a date
    book(sound(tmp_path) / "roadmap.xlsx", put(ROADMAP, "D3", day))
    assert programme(tmp_path).activities[0].due == When(day.date(), day.date())


@pytest.mark.parametrize(
    ("cell", "value", "line"),
    [
        ("B3", "1.2.2", "B4: «1.2.2» уже есть: B3. Оставьте одну запись или измените одну из двух."),
        ("B3", datetime(2018, 1, 2), "B3: Excel принял номер за дату (02.01.2018). "  # noqa: DTZ001
         "Выберите для ячейки формат «Текстовый» и впишите номер снова."),
        ("B3", "З-12", "B3: номера вида «З-12» Веха даёт запросам и решениям сама. Назовите строку иначе, "
         "например «1.2»."),
        ("C3", None, "C3: ячейка пуста, а она нужна. Заполните её."),
        ("D3", None, "D3: ячейка пуста, а она нужна. Заполните её."),
        ("D3", "31.02.2018", "D3: срок «31.02.2018» не понят. Напишите один день или период: "
         "«до 30.05.2018», «май – июнь», «в течение года»; если срока нет — «без срока»."),
        ("D3", "до 15.01.2019", "D3: срок 2019-01-15 вне времени программы (2018-05-16 … 2018-12-31). "
         "Поправьте срок или period в programme.yaml."),
        ("E3", "Школы фокус группы", "E3: кто такие «Школы фокус группы», не сказано в programme.yaml (owners). "
         "Может быть, «Школы фокус-группы»?"),
        ("E3", "Директора школ", "E3: кто такие «Директора школ», не сказано в programme.yaml (owners). "
         "Добавьте туда строку: «Директора школ: {level: school}»."),
        ("E3", "Родители", "E3: кто такие «Родители», не сказано в programme.yaml (owners). "
         "Добавьте это слово туда или поправьте его."),
        ("G3", "может быть", "G3: «может быть» не понято. Впишите «нужно» или «не нужно» (можно «да» или «нет»)."),
        ("A4", "1.2. Другое", "A4: раздел 1.2 выше назван иначе: «Дело». Назовите одинаково."),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_named(tmp_path: Path, cell: str, value: object, line: str) -> None:
    book(sound(tmp_path) / "roadmap.xlsx", put(ROADMAP, cell, value))
    assert complaints(tmp_path) == [f"roadmap.xlsx!Лист1!{line}"]


def test_an_owner_that_is_nobody_is_a_mistake(tmp_path: Path) -> None:
    path = sound(tmp_path) / "programme.yaml"
    path.write_text(path.read_text("utf-8").replace("level: municipality", "level: institute"), "utf-8")
    assert complaints(tmp_path) == [
        "roadmap.xlsx!Лист1!E4: под слово «МОУО» не подходит ни одна организация из organisations.xlsx. "
        "Проверьте уровни и группы."
    ]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("due: до 15.06.2018", "due: скоро", "строка 8: срок «скоро» не понят."),
        ("number: 1.2.2", "number: 1.2.1", "строка 11: «1.2.1» уже есть: 6."),
        ("        due: до 15.06.2018\n", "", "строка 6: не хватает ключа «sections.1.activities.0.due»."),
        ("evidence: нет", "evidence: авось", "строка 11: «sections.1.activities.1.evidence»: значение «авось»"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, old: str, new: str, line: str) -> None:
    (sound(tmp_path) / "roadmap.xlsx").unlink()
    (tmp_path / "roadmap.yaml").write_text(AS_YAML.replace(old, new), encoding="utf-8")
    (complaint,) = complaints(tmp_path)
    assert complaint.startswith(f"roadmap.yaml!{line}")
