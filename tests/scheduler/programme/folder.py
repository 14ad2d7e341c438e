"""A small sound programme folder, and ways to spoil it: what most tests of this room start from."""

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

from scheduler.programme import loader, mistakes
from scheduler.programme.model import Programme

YAML = """\
code: small-2018
title: Малая программа
period: {from: 2018-05-16, to: 2018-12-31}
time_zone: Asia/Irkutsk
digest_at: 10:00
quiet_hours: "20:00-08:00"
consent: {version: 2018-05, file: consent.md}
groups: {focus: Фокус-группа, base: Площадки}
owners:
  Школы фокус-группы: {level: school, group: focus}
  МОУО: {level: municipality}
assumed: [period.to]
"""
ORGANISATIONS = (
    ("Код", "Название", "Уровень", "Входит в (код)", "Группы (через ;)", "Часовой пояс"),
    ("min", "Министерство", "министерство", None, None, None),
    ("mo-1", "Осинский район", "муниципалитет", "min", None, None),
    (1, "МБОУ «Бильчирская СОШ»", "школа", "mo-1", "Фокус-группа", None),
    ("2", "СОШ № 2", "школа", "mo-1", "base", "Asia/Yakutsk"),
)
PEOPLE = (
    ("ФИО", "Роль", "Организация", "Муниципалитеты", "Предметы", "Телефон", "E-mail"),
    ("Кедрова Анна Петровна", "оператор программы", "min", None, None, None, None),
    ("Озерин Баир Олегович", "директор", 'мбоу "бильчирская сош"', None, "физика, химия", "8 902 555-01-01", None),
)
ROADMAP = (
    ("Раздел", "№", "Мероприятие", "Срок", "Ответственные", "Результат", "Подтверждение"),
    ("1.1. Основа", None, None, None, None, None, None),
    ("1.2. Дело", "1.2.1", "Самообследование", "до 15.06.2018", "Школы фокус-группы", "Одно\nДругое", None),
    (None, "1.2.2", "Службы помощи", "ноябрь 2018", "МОУО, Школы фокус-группы", None, "не нужно"),
)
EVENTS = """\
events:
  - code: one
    kind: совещание
    title: Совещание
    starts: 2018-05-16 10:00
    ends: 2018-05-16 16:00
    place: Актовый зал
"""
Rows = Sequence[Sequence[object]]


def book(path: Path, rows: Rows, title: str = "Лист1") -> Path:
    """An Excel file of one sheet."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    workbook.save(path)
    return path


def put(rows: Rows, cell: str, value: object) -> list[list[object]]:
    """The rows with one other cell, named as in Excel."""
    changed = [list(row) for row in rows]
    changed[int(cell[1:]) - 1][ord(cell[0]) - ord("A")] = value
    return changed


def sound(folder: Path) -> Path:
    """The folder itself."""
    (folder / "programme.yaml").write_text(YAML, encoding="utf-8")
    (folder / "consent.md").write_text("Согласие", encoding="utf-8")
    book(folder / "organisations.xlsx", ORGANISATIONS)
    book(folder / "people.xlsx", PEOPLE)
    book(folder / "roadmap.xlsx", ROADMAP)
    return folder


def programme(folder: Path) -> Programme:
    """What a folder without mistakes says."""
    result = loader.read(folder)
    assert isinstance(result, Programme), complaints(folder)
    return result


def complaints(folder: Path) -> list[str]:
    """The lines about a folder."""
    result = loader.read(folder)
    return [] if isinstance(result, Programme) else [mistakes.line(one) for one in result]
