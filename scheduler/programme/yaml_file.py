"""A YAML file by a strict model: an unknown key, a missing one or a wrong value is a mistake with its line.

Every scalar is read as text and converted by its field, because YAML by itself takes 10:00 for six hundred,
1.10 for 1.1 and «no» for false.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from scheduler.programme import text_file, words
from scheduler.programme.documents import KEYS
from scheduler.programme.mistakes import Found, Kind, Place

Step = str | int
_Way = tuple[Step, ...]

File = TypeVar("File", bound=BaseModel)


class Lines:
    """Where in a file each value stands, by the way that leads to it (`("ladder", "before", 0)`)."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._lines: dict[_Way, int] = {}

    def note(self, way: _Way, line: int) -> None:
        """Remember the line of a value."""
        self._lines[way] = line

    def place(self, *way: Step) -> Place:
        """The place of a value, or of the nearest thing around it."""
        while way and way not in self._lines:
            way = way[:-1]
        return Place(self._file, line=self._lines.get(way, 1))


def read(
    path: Path, model: type[File], found: Found, keys: Sequence[str] = KEYS
) -> tuple[File, Lines] | None:
    """The file by its model with the lines of its values, or None and its mistakes. `keys` may have been misspelt."""
    text = text_file.text(path, found)
    node = None if text is None else _node(path.name, text, found)
    if node is None:
        return None
    lines = Lines(path.name)
    try:
        data = _plain(node, (), lines, found, set())
        return model.model_validate(data), lines
    except ValidationError as problem:
        for error in problem.errors(include_url=False):
            _tell(error, lines, found, keys)
    except (_Alias, RecursionError):
        found.add(Kind.YAML_ALIAS, Place(path.name))
    return None


class _Alias(Exception):
    """An anchor used a second time; a few lines of them can unfold without end."""


def _node(file: str, text: str, found: Found) -> yaml.Node | None:
    try:
        node = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        found.add(Kind.YAML_SYNTAX, Place(file, line=mark.line + 1 if mark else 1))
    except RecursionError:
        found.add(Kind.YAML_SYNTAX, Place(file, line=1))
    else:
        if isinstance(node, yaml.MappingNode):
            return node
        found.add(Kind.YAML_SYNTAX, Place(file, line=1))
    return None


def _plain(node: yaml.Node, way: _Way, lines: Lines, found: Found, seen: set[int]) -> object:
    """The node as dicts, lists and texts; an empty value as None."""
    if id(node) in seen:
        raise _Alias
    seen.add(id(node))
    lines.note(way, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        return dict(_pairs(node, way, lines, found, seen))
    if isinstance(node, yaml.SequenceNode):
        return [_plain(one, (*way, index), lines, found, seen) for index, one in enumerate(node.value)]
    return str(node.value) if node.value or getattr(node, "style", None) else None


def _pairs(
    node: yaml.MappingNode, way: _Way, lines: Lines, found: Found, seen: set[int]
) -> Iterator[tuple[str, object]]:
    taken: dict[str, int] = {}
    for key, value in node.value:
        name = words.clean(str(key.value))
        line = key.start_mark.line + 1
        if name in taken:
            found.add(Kind.KEY_TWICE, lines.place(*way, name), key=name, line=str(line))
        taken[name] = line
        content = _plain(value, (*way, name), lines, found, seen)
        lines.note((*way, name), line)
        yield name, content


def _tell(error: ErrorDetails, lines: Lines, found: Found, keys: Sequence[str]) -> None:
    """A mistake of pydantic in our words; its kind of error tells the wording what was wanted."""
    way = tuple(step for step in error["loc"] if step != "[key]")
    key, place = ".".join(map(str, way)), lines.place(*way)
    match error["type"]:
        case "missing":
            found.add(Kind.KEY_MISSING, place, key=key)
        case "extra_forbidden":
            found.add(Kind.KEY_UNKNOWN, place, key=key, near=words.near(str(way[-1]), keys))
        case reason:
            value = error["input"] if isinstance(error["input"], str) else ""
            found.add(Kind.VALUE_WRONG, place, key=key, value=value, wanted=reason)
