"""XLSForm workbooks as Excel would write them, from few words."""

from collections.abc import Sequence
from pathlib import Path

import openpyxl

Rows = Sequence[Sequence[str | int | float | None]]
HEADINGS = ("type", "name", "label", "hint", "required", "relevant", "constraint", "constraint_message",
            "calculation", "parameters", "default")
YES_NO = (("list_name", "name", "label"), ("да_нет", "да", "Да"), ("да_нет", "нет", "Нет"))


def workbook(path: Path, **sheets: Rows) -> Path:
    """A file with these sheets."""
    book = openpyxl.Workbook()
    book.remove(book["Sheet"])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def survey(path: Path, *questions: Sequence[str | None], choices: Rows = YES_NO, **settings: str) -> Path:
    """A form of these questions, each in the order of `HEADINGS`."""
    sheets: dict[str, Rows] = {"survey": (HEADINGS, *questions), "choices": choices}
    if settings:
        sheets["settings"] = (tuple(settings), tuple(settings.values()))
    return workbook(path, **sheets)
