"""`materials.xlsx` or `materials.yaml`: the library of a programme, with the files in its folder `materials`."""

import hashlib
import mimetypes
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from messages.replies import FILE_IN_LIMIT
from messages.updates import FileKind, IncomingFile
from scheduler import harmless
from scheduler.programme import table, text_file, words, xlsx_file, yaml_file
from scheduler.programme.documents import Strict
from scheduler.programme.event_parts import Link, link
from scheduler.programme.material import Enclosed, PlannedMaterial
from scheduler.programme.mistakes import Found, Kind, Place
from scheduler.programme.scalars import SHORT, Short
from scheduler.programme.table import Column, Row
from storage import library

EXCEL, PLAIN, FOLDER = "materials.xlsx", "materials.yaml", "materials"
ABOUT = 3000
"""Characters of a description or an answer: it is one message together with its title."""
CODE = 40
TOTAL = 5 * FILE_IN_LIMIT
"""Bytes of all files: what is larger belongs where recordings lie, and comes as a link."""
MUSIC = ".mp3"
"""VK takes no such file. https://dev.vk.com/ru/api/upload/document-in-profile"""
COLUMNS = (
    Column("code", ("Код",), needed=True, limit=CODE),
    Column("title", ("Название",), needed=True, limit=SHORT),
    Column("kind", ("Вид",)),
    Column("about", ("Описание", "Текст", "Ответ"), limit=ABOUT),
    Column("link", ("Ссылка",), limit=1000),
    Column("file", ("Файл",), limit=200),
    Column("topic", ("Тема (код)", "Тема")),
)


def _kind(value: object) -> library.Kind:
    if (kind := words.MATERIALS.get(words.fold(str(value)))) is None:
        raise PydanticCustomError("material_kind", "no kind of material")
    return kind


def _prose(value: str) -> str:
    return "\n".join(words.lines(value))


_Code = Annotated[str, AfterValidator(words.clean), Field(min_length=1, max_length=CODE)]
_Name = Annotated[str, AfterValidator(words.clean), Field(min_length=1, max_length=200)]


class MaterialPart(Strict):
    """One entry of `materials:`"""

    code: _Code
    title: Short
    kind: Annotated[library.Kind, BeforeValidator(_kind)] = library.Kind.MATERIAL
    about: Annotated[str, AfterValidator(_prose), Field(min_length=1, max_length=ABOUT)] | None = None
    link: Link | None = None
    file: _Name | None = None
    topic: _Code | None = None


class MaterialsFile(Strict):
    """`materials.yaml` as it is written."""

    materials: list[MaterialPart]


KEYS = ("materials", *MaterialPart.model_fields)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A material without its file, and where each part of it stands. `bare`: nothing is said of what it holds."""

    planned: PlannedMaterial
    file: str
    bare: bool
    places: Mapping[str, Place]


def read(folder: Path, topics: Collection[str] | None, found: Found) -> tuple[PlannedMaterial, ...]:
    """The materials of the one file that there is. `topics` are their codes, None where they are not known."""
    excel, plain = folder / EXCEL, folder / PLAIN
    if excel.exists() and plain.exists():
        found.add(Kind.MATERIALS_TWICE, Place(PLAIN))
    entries = [*_from_excel(excel, found)] if excel.exists() else [*_from_yaml(plain, found)] if plain.exists() else []
    shelf = _Shelf(folder / FOLDER, found)
    seen: dict[str, _Entry] = {}
    for entry in entries:
        planned = entry.planned
        if planned.code and (first := seen.setdefault(words.fold(planned.code), entry)) is not entry:
            other = first.places["code"]
            found.add(Kind.DUPLICATE, entry.places["code"], value=planned.code, other=other.cell or str(other.line))
        if planned.topic and topics is not None and planned.topic not in topics:
            near = words.near(planned.topic, topics)
            found.add(Kind.TOPIC_UNKNOWN, entry.places["topic"], word=planned.topic, near=near)
        if entry.bare:
            found.add(Kind.MATERIAL_EMPTY, entry.places["title"])
    return tuple(replace(each.planned, file=shelf.enclosed(each.file, each.places["file"])) for each in entries)


def _from_yaml(path: Path, found: Found) -> Iterator[_Entry]:
    parsed = yaml_file.read(path, MaterialsFile, found, KEYS)
    for number, part in enumerate(parsed[0].materials if parsed else []):
        assert parsed
        places = {key: parsed[1].place("materials", number, key) for key in KEYS}
        planned = PlannedMaterial(part.code, part.kind, part.title, part.about or "", part.link or "",
                                  topic=part.topic or "")
        yield _Entry(planned, part.file or "", not (part.about or part.link or part.file), places)


def _from_excel(path: Path, found: Found) -> Iterator[_Entry]:
    for row in table.rows(path.name, xlsx_file.read(path, found), COLUMNS, found):
        if not row.banner:
            yield _of_row(row, found)


def _of_row(row: Row, found: Found) -> _Entry:
    planned = PlannedMaterial(row.needed("code", found), _kind_of(row, found), row.needed("title", found),
                              "\n".join(words.lines(row.raw("about"))), _link_of(row, found), topic=row.text("topic"))
    bare = not any(map(row.text, ("about", "link", "file")))
    return _Entry(planned, row.text("file"), bare, {column.name: row.place(column.name) for column in COLUMNS})


def _kind_of(row: Row, found: Found) -> library.Kind:
    if not (word := row.text("kind")):
        return library.Kind.MATERIAL
    return _read(_kind, word, row, "kind", found) or library.Kind.MATERIAL


def _link_of(row: Row, found: Found) -> str:
    return (row.text("link") and _read(link, row.text("link"), row, "link", found)) or ""


T = TypeVar("T")


def _read(reader: Callable[[str], T], word: str, row: Row, column: str, found: Found) -> T | None:
    """What a cell says, or None and a mistake."""
    try:
        return reader(word)
    except PydanticCustomError as problem:
        heading = next(each.headings[0] for each in COLUMNS if each.name == column)
        found.add(Kind.VALUE_WRONG, row.place(column), key=heading, value=word, wanted=problem.type)
        return None


class _Shelf:
    """The folder of the files, of which no more is read than there is room for; a file of several rows is read once.

    A file's name is compared as it is seen: systems write one and the same й in two ways.
    """

    def __init__(self, folder: Path, found: Found) -> None:
        self._found, self._left = found, TOTAL
        self._paths = {words.clean(each.name): each for each in _files(folder)}
        self._read: dict[str, Enclosed | None] = {}

    def enclosed(self, name: str, place: Place) -> Enclosed | None:
        """The file of this name; None and a mistake where it cannot be had, None alone for no name."""
        if name and name not in self._read:
            self._read[name] = self._taken(name, place)
        return self._read.get(name)

    def _taken(self, name: str, place: Place) -> Enclosed | None:
        if (path := self._paths.get(name)) is None:
            self._found.add(Kind.MATERIAL_FILE_MISSING, place, word=name, near=words.near(name, self._paths))
            return None
        size = path.stat().st_size
        if not 0 < size <= FILE_IN_LIMIT:
            kind = Kind.MATERIAL_FILE_LARGE if size else Kind.MATERIAL_FILE_EMPTY
            self._found.add(kind, place, word=name, limit=str(FILE_IN_LIMIT // 1024**2))
            return None
        before, self._left = self._left, self._left - size
        if self._left < 0:
            if before >= 0:  # said once, where it begins to be too much
                self._found.add(Kind.MATERIALS_HEAVY, place, limit=str(TOTAL // 1024**2))
            return None
        return self._opened(name, path, place)

    def _opened(self, name: str, path: Path, place: Place) -> Enclosed | None:
        content = text_file.contents(path, self._found)
        if content is None:
            return None
        mime = mimetypes.guess_type(name)[0] or "application/octet-stream"
        if problem := _problem(name, mime, content):
            self._found.add(problem, place, word=name)
            return None
        return Enclosed(name, mime, hashlib.sha256(content).hexdigest(), content)


def _problem(name: str, mime: str, content: bytes) -> Kind | None:
    """A file of the folder goes where those of the chat go, and by the same rules."""
    if harmless.objection(IncomingFile(FileKind.DOCUMENT, "", name, mime), content):
        return Kind.MATERIAL_FILE_DANGEROUS
    return Kind.MATERIAL_FILE_MUSIC if name.casefold().endswith(MUSIC) else None


def _files(folder: Path) -> list[Path]:
    found = sorted(folder.iterdir()) if folder.is_dir() else []
    return [each for each in found if each.is_file() and not each.name.startswith("~$")]
