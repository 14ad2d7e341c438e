"""An XLSForm workbook → a `Form`, or its mistakes by cell. The only place that makes forms of what pyxform reads.

What people get wrong most often is looked for first, so that it can be told in Russian and at its cell; then pyxform,
the reader of ODK and KoboToolbox themselves, reads the whole and has the last word.
"""

import logging
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyxform.errors import PyXFormError
from pyxform.parsing.expression import is_xml_tag
from pyxform.xls2json import workbook_to_json
from pyxform.xls2json_backends import get_xlsform

from scheduler.programme import words, xlsx_file
from scheduler.programme.mistakes import Found, Kind, Place
from scheduler.programme.xlsx_file import Cell, Sheet
from scheduler.surveys import form, grammar, labels, references, wording
from scheduler.surveys.expressions import BadExpression
from scheduler.surveys.form import (
    LABEL_LIMIT,
    OPTION_LIMIT,
    OPTIONS_LIMIT,
    QUESTIONS_LIMIT,
    STEPS_LIMIT,
    Form,
    Option,
    Question,
    Scale,
)

SHEETS = ("survey", "choices", "settings")
_WORDS = {
    "select_one": form.Kind.SELECT_ONE, "select1": form.Kind.SELECT_ONE, "select_multiple": form.Kind.SELECT_MULTIPLE,
    "integer": form.Kind.INTEGER, "int": form.Kind.INTEGER, "decimal": form.Kind.DECIMAL, "range": form.Kind.RANGE,
    "text": form.Kind.TEXT, "string": form.Kind.TEXT, "date": form.Kind.DATE, "note": form.Kind.NOTE,
    "image": form.Kind.IMAGE, "photo": form.Kind.IMAGE, "file": form.Kind.FILE, "calculate": form.Kind.CALCULATE,
}
"""The first word of `type`."""
_READ = {
    "select one": form.Kind.SELECT_ONE, "select all that apply": form.Kind.SELECT_MULTIPLE, "photo": form.Kind.IMAGE,
    "int": form.Kind.INTEGER, "string": form.Kind.TEXT,
}
"""What pyxform calls them, where it differs."""
_GROUPS = frozenset({"begin_group", "end_group"})
_UNSEEN = frozenset({
    "start", "end", "today", "deviceid", "username", "phonenumber", "email", "audit", "simserial", "subscriberid",
})
"""What ODK notes of the device: every template has them, and we ask people only what they see."""
_EXPRESSIONS = frozenset({"relevant", "constraint", "calculation"})
_REFERRING = _EXPRESSIONS | {"label", "hint", "required", "default"}
"""Columns that may look at other questions."""
_OLDER = {
    "caption": "label", "command": "type", "tag": "name", "value": "name", "relevance": "relevant",
    "calculate": "calculation", "constraining_message": "constraint_message", "count": "repeat_count",
    "list name": "list_name",
}
"""Names that columns have had."""
_UNDONE = frozenset({"choice_filter", "repeat_count", "trigger"})
"""Columns that would change what is asked, and that we do not do."""
_ROW = re.compile(r"\[row : (\d+)\]\s*")
_OTHER = re.compile(r"selected\(\.\./(?P<name>[^,]+), 'other'\)")
_RUSSIAN = re.compile(r"\(ru\)|рус|russian", re.IGNORECASE)
_ADDED = {"Other": wording.other().label, "Specify other.": wording.own_words()}
"""What pyxform adds for `or_other`, and what it is in Russian."""

for _noisy in ("pyxform.xls2xform", "pyxform.xls2json"):
    logging.getLogger(_noisy).setLevel(logging.WARNING)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a sheet by the headings of its columns, and where an empty cell of it would stand."""

    number: int
    cells: Mapping[str, Cell]
    places: Mapping[str, Place]

    def text(self, heading: str) -> str:
        return words.clean(self.cells[heading].text) if heading in self.cells else ""

    def place(self, heading: str) -> Place:
        if heading in self.cells:
            return self.cells[heading].place
        return self.places.get(heading) or next(iter(self.places.values()))

    def labels(self) -> list[str]:
        """The headings under which it has a label, in whatever language."""
        return [heading for heading in self.cells if heading.partition("::")[0] == "label"]


def read(path: Path, found: Found) -> Form | None:
    """The form; None and mistakes for whoever wrote it, all that can be found at once."""
    before = len(found.all())
    by_name = {sheet.name.strip().casefold(): sheet for sheet in xlsx_file.read(path, found)}
    if len(found.all()) > before:
        return None
    if "survey" not in by_name:
        found.add(Kind.SHEET_MISSING, Place(path.name), sheet="survey")
        return None
    book = {name: _rows(by_name[name]) for name in SHEETS if name in by_name}
    _check(book, found)
    if len(found.all()) > before:
        return None
    return _made(path, book, found)


def _rows(sheet: Sheet) -> list[_Row]:
    """All rows below the headings, empty ones too: pyxform counts them."""
    if not sheet.rows:
        return []
    headings = {column: _heading(cell.text) for column, cell in sheet.rows[0].items()}
    file = next(iter(sheet.rows[0].values())).place.file if sheet.rows[0] else ""
    return [
        _Row(number, {headings[column]: cell for column, cell in row.items() if column in headings},
             {heading: Place(file, sheet.name, f"{xlsx_file.letter(column)}{number}")
              for column, heading in headings.items()})
        for number, row in enumerate(sheet.rows[1:], 2)
    ]


def _heading(text: str) -> str:
    """As it is written today: pyxform takes older words too, one colon before a language, and letters of any size."""
    first, colons, language = re.sub(r"(?<!:):(?!:)", "::", words.clean(text)).partition("::")
    known = first.strip().casefold()
    return _OLDER.get(known, known) + (f"::{language.strip()}" if colons else "")


# What people get wrong, at its cell.

def _check(book: Mapping[str, list[_Row]], found: Found) -> None:
    for row in (row for rows in book.values() for row in rows):
        for cell in row.cells.values():
            if cell.fault:
                found.add(cell.fault, cell.place, **({"value": cell.text} if cell.fault is Kind.CELL_ERROR else {}))
    lists = {row.text("list_name") for row in book.get("choices", [])}
    names: dict[str, Place] = {}
    asked = [row for row in book["survey"] if row.cells]
    if not asked:
        found.add(Kind.TABLE_EMPTY, Place(*_file_and_sheet(book)))
    if len(asked) > QUESTIONS_LIMIT:
        found.add(Kind.TOO_MANY_ROWS, asked[QUESTIONS_LIMIT].place("type"), limit=str(QUESTIONS_LIMIT))
    for row in asked:
        _check_question(row, lists, names, found)
    for row in asked:
        _check_expressions(row, names, found)
    sizes = Counter[str]()
    for row in book.get("choices", []):
        if row.cells and (of := row.text("list_name")):
            _check_option(row, found)
            sizes[of] += 1
            if sizes[of] == OPTIONS_LIMIT + 1:
                found.add(Kind.TOO_MANY_ROWS, row.place("list_name"), limit=str(OPTIONS_LIMIT))


def _check_question(row: _Row, lists: set[str], names: dict[str, Place], found: Found) -> None:
    kind, _, rest = row.text("type").partition(" ")
    if kind in ("begin", "end") and rest not in ("", "time"):
        kind, rest = f"{kind}_{rest.partition(' ')[0]}", ""
    if not kind:
        found.add(Kind.REQUIRED, row.place("type"))
        return
    if kind not in _WORDS and kind not in _GROUPS and kind not in _UNSEEN:
        near = words.near(kind, [each.value for each in form.Kind])
        found.add(Kind.QUESTION_KIND_UNKNOWN, row.place("type"), word=kind, near=near)
        return
    if rest and kind in _WORDS and not kind.startswith("select"):  # «date time» is no date
        found.add(Kind.QUESTION_KIND_UNKNOWN, row.place("type"), word=f"{kind} {rest}", near=kind)
        return
    if kind == "end_group" or kind in _UNSEEN:
        return
    _check_name(row, names, found)
    if kind in ("select_one", "select1", "select_multiple") and (wanted := rest.partition(" ")[0]) not in lists:
        found.add(Kind.CHOICES_UNKNOWN, row.place("type"), word=wanted, near=words.near(wanted, lists))
    if kind not in ("calculate", "begin_group") and not row.labels():
        found.add(Kind.REQUIRED, row.place("label"))
    for heading in row.labels():
        if len(row.text(heading)) > LABEL_LIMIT:
            found.add(Kind.TOO_LONG, row.place(heading), length=str(len(row.text(heading))), limit=str(LABEL_LIMIT))


def _check_name(row: _Row, names: dict[str, Place], found: Found) -> None:
    name = row.text("name")
    if not name:
        found.add(Kind.REQUIRED, row.place("name"))
    elif not is_xml_tag(name) or ":" in name:
        found.add(Kind.QUESTION_NAME, row.place("name"), value=name)
    elif name in names:
        found.add(Kind.DUPLICATE, row.place("name"), value=name, other=names[name].cell)
    names.setdefault(name, row.place("name"))


def _check_expressions(row: _Row, names: Mapping[str, Place], found: Found) -> None:
    for heading, cell in row.cells.items():
        if heading in _UNDONE and words.clean(cell.text):
            found.add(Kind.COLUMN_UNSUPPORTED, cell.place, heading=heading)
        if heading in _EXPRESSIONS and not cell.fault:
            try:
                grammar.read(cell.text.strip())
            except BadExpression as bad:
                found.add(Kind.EXPRESSION, cell.place, part=bad.part)
        if heading.partition("::")[0] in _REFERRING:
            for name in labels.names(cell.text):
                if name not in names:
                    found.add(Kind.REFERENCE_UNKNOWN, cell.place, word=name, near=words.near(name, names))


def _check_option(row: _Row, found: Found) -> None:
    if not row.text("name"):
        found.add(Kind.REQUIRED, row.place("name"))
    elif " " in row.text("name"):
        found.add(Kind.OPTION_NAME, row.place("name"), value=row.text("name"))
    if not row.labels():
        found.add(Kind.REQUIRED, row.place("label"))
    for heading in row.labels():
        if len(row.text(heading)) > OPTION_LIMIT:
            found.add(Kind.TOO_LONG, row.place(heading), length=str(len(row.text(heading))), limit=str(OPTION_LIMIT))


def _file_and_sheet(book: Mapping[str, list[_Row]]) -> tuple[str, str]:
    return next(((place.file, place.sheet) for rows in book.values() for row in rows for place in row.places.values()),
                ("", ""))


# What pyxform makes of it.

def _made(path: Path, book: Mapping[str, list[_Row]], found: Found) -> Form | None:
    try:
        read = workbook_to_json(
            workbook_dict=get_xlsform({**{name: _plain(rows) for name, rows in book.items()},
                                       **{f"{name}_header": _header(rows) for name, rows in book.items()},
                                       "sheet_names": list(book)}),
            fallback_form_name=path.stem, warnings=[])
    except PyXFormError as problem:
        _tell(path, book, str(problem), found)
        return None
    questions = tuple(_questions(read["children"], ""))
    made = Form(str(read.get("id_string") or path.stem), _words(read.get("title")) or path.stem, questions,
                str(read.get("version") or ""))
    faults = references.faults(made)
    rows = {row.text("name"): row for row in book["survey"] if row.cells}
    for fault in faults:
        row = rows.get(fault.question)
        place = row.place(fault.column) if row else Place(path.name, "survey")
        found.add(fault.kind, place, **fault.facts)
    wrong = [question for question in questions if question.scale and not question.scale.is_climbing]
    for question in wrong:
        found.add(Kind.RANGE, rows[question.name].place("parameters"), limit=str(STEPS_LIMIT))
    return None if faults or wrong else made


def _plain(rows: list[_Row]) -> list[dict[str, str]]:
    return [{heading: cell.text.strip() for heading, cell in row.cells.items()} for row in rows]


def _header(rows: list[_Row]) -> list[dict[str, None]]:
    return [dict.fromkeys(rows[0].places)] if rows else []


def _tell(path: Path, book: Mapping[str, list[_Row]], problem: str, found: Found) -> None:
    """In pyxform's own words, at the row that it names."""
    sheet = next((name for name in SHEETS if f"'{name}' sheet" in problem), "survey")
    match = _ROW.search(problem)
    row = next((row for row in book.get(sheet, []) if match and row.number == int(match[1])), None)
    place = row.place("type" if sheet == "survey" else "name") if row else Place(path.name, sheet)
    found.add(Kind.XLSFORM, place, detail=_ROW.sub("", problem).strip())


def _questions(children: list[dict[str, Any]], relevant: str, heading: str = "") -> Iterator[Question]:
    names = {child["name"] for child in children}
    for child in children:
        bind = child.get("bind", {})
        own = _both(relevant, _other(bind.get("relevant", "")))
        if child["type"] == "group":
            if child["name"] != "meta":
                yield from _questions(child["children"], own, _words(child.get("label")) or heading)
                heading = ""
            continue
        kind = _READ.get(child["type"]) or next((kind for kind in form.Kind if kind == child["type"]), None)
        if kind is None:
            continue  # what ODK notes of the device
        yield _question(child, bind, kind, own, heading, other=f"{child['name']}_other" in names)
        heading = ""


def _question(child: Mapping[str, Any], bind: Mapping[str, str], kind: form.Kind, relevant: str,
              heading: str, *, other: bool) -> Question:
    """`other` says that an answer of one's own may be given: pyxform adds it to the whole list."""
    steps = child.get("parameters", {})
    required = str(bind.get("required", "")).strip()
    return Question(
        name=child["name"], kind=kind, label=_words(child.get("label")), hint=_words(child.get("hint")),
        heading=heading,
        options=tuple(Option(each["name"], _words(each.get("label"))) for each in child.get("choices", ())
                      if other or not _is_added(each)),
        scale=_scale(steps) if kind is form.Kind.RANGE else None,
        required={"yes": "true()", "true": "true()", "no": "", "false": "", "false()": ""}.get(
            required.casefold(), required),
        relevant=relevant, constraint=bind.get("constraint", ""),
        constraint_message=_words(bind.get("jr:constraintMsg")), calculation=bind.get("calculate", ""),
        default=str(child.get("default", "")),
    )


def _is_added(option: Mapping[str, Any]) -> bool:
    label = option.get("label")
    said = set(label.values()) if isinstance(label, Mapping) else {label}
    return option["name"] == "other" and said == {"Other"}


def _scale(steps: Mapping[str, str]) -> Scale:
    return Scale(float(steps.get("start", 1)), float(steps.get("end", 10)), float(steps.get("step", 1)))


def _both(outer: str, inner: str) -> str:
    return f"({outer}) and ({inner})" if outer and inner else outer or inner


def _other(relevant: str) -> str:
    """pyxform asks for «другое» by a path; we have none."""
    return _OTHER.sub(lambda found: f"selected(${{{found['name']}}}, 'other')", relevant)


def _words(label: Any) -> str:
    """The words in Russian, where there are several languages; else in the first of them."""
    if isinstance(label, Mapping):
        russian = [text for language, text in label.items() if _RUSSIAN.search(language)]
        label = next(iter(russian or label.values()), "")
    return _ADDED.get(str(label or ""), str(label or "").strip())
