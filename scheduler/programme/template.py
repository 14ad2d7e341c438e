"""A new programme's folder as files: everything has its remark, its note or its example, and `vekha check` takes it.

The words stand in `messages/templates/ru/programme/new_files.yaml` and `new_tables.yaml`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from messages import lexicon
from messages.reports import blank
from messages.reports.blank import Field, Guide
from scheduler import workdays
from scheduler.programme import words

FILES, TABLES = "programme/new_files", "programme/new_tables"
NAMES = {"programme": "programme.yaml", "consent": "consent.md", "events": "events.yaml",
         "survey": "surveys/vhodnoj.yaml"}
"""Of the texts."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """What is known of a programme before it is written."""

    code: str
    title: str
    first: date
    last: date
    zone: str


def files(of: Beginning) -> dict[str, bytes]:
    """Every file by its path in the folder."""
    texts = lexicon.sayings(FILES)
    title = json.dumps(of.title, ensure_ascii=False)  # a string of JSON is one of YAML, whatever stands in it
    facts = {"code": of.code, "title": title, "first": of.first.isoformat(), "last": of.last.isoformat(),
             "zone": of.zone}
    written = {name: (texts[key](facts) + "\n").encode() for key, name in NAMES.items()}
    tables = lexicon.read(TABLES)
    for table in ("organisations", "people", "roadmap"):
        written[tables[table]["file"]] = _table(tables, tables[table], of)
    return written


def _table(tables: Mapping[str, Any], table: Mapping[str, Any], of: Beginning) -> bytes:
    fields = [_field(column, tables["lists"]) for column in table["columns"]]
    days = {name: f"{day:%d.%m.%Y}" for name, day in _days(of).items()}
    rows = [[cell.format(**days) for cell in row] for row in table["rows"]]
    first, second = tables["help_columns"].split("|")
    guide = Guide(tables["help_sheet"], (first, second), tables["needed"], tuple(table["help"]), tables["not_listed"])
    return blank.workbook(table["sheet"], fields, rows, guide)


def _field(column: Mapping[str, Any], lists: Mapping[str, list[str]]) -> Field:
    known = {"levels": tuple(map(words.level, dict.fromkeys(words.LEVELS.values()))),
             "roles": tuple(map(words.role, dict.fromkeys(words.ROLES.values()))),
             **{name: tuple(entries) for name, entries in lists.items()}}
    source = column.get("list", "")
    own = source.removeprefix("own:") if source.startswith("own:") else ""
    return Field(column["title"], column["width"], column["note"], known.get(source, ()), own,
                 "needed" in column, "text" in column)


def _days(of: Beginning) -> dict[str, date]:
    """Three working days within the programme."""
    length = (of.last - of.first).days
    shares = {"first": length // 4, "second": length // 2, "last": length}
    return {name: max(of.first, workdays.previous_workday(of.first + timedelta(share))) for name, share in
            shares.items()}
