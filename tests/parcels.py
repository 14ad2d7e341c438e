"""Archives and tables as people send them, made on the spot."""

import io
import zipfile
from collections.abc import Mapping, Sequence

from openpyxl import Workbook

PLAIN = 0
"""The bits of a name of which nobody says in which letters it is."""


def packed(files: Mapping[str, bytes]) -> bytes:
    """A .zip as Python and most of the world write it: names in UTF-8."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


class _Coded(zipfile.ZipInfo):
    """A name in other letters, and nothing that says so."""

    letters = "cp866"

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:
        return self.filename.encode(self.letters), PLAIN


class _Forgetful(_Coded):
    letters = "utf-8"


def packed_by_windows(files: Mapping[str, bytes], *, utf8: bool = False) -> bytes:
    """A .zip as the Explorer of a Russian Windows writes it; or, in UTF-8, as an old macOS does."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in files.items():
            archive.writestr((_Forgetful if utf8 else _Coded)(name), content)
    return made.getvalue()


def workbook(*sheets: Sequence[Sequence[object]], hidden: Sequence[int] = ()) -> bytes:
    """An .xlsx; rows of the first sheet with these numbers are hidden."""
    book = Workbook()
    for number, rows in enumerate(sheets, 1):
        sheet = book.worksheets[0] if number == 1 else book.create_sheet()
        sheet.title = f"Лист{number}"
        for row in rows:
            sheet.append(list(row))
    for unseen in hidden:
        book.worksheets[0].row_dimensions[unseen].hidden = True
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()
