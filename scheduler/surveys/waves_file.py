"""`waves.yaml` of a programme → its waves, or their mistakes by line."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from scheduler.programme import words, yaml_file
from scheduler.programme.documents import Answer, Code, Day, Strict, Text, listed
from scheduler.programme.mistakes import Found, Kind
from scheduler.programme.yaml_file import Lines
from scheduler.surveys.wave import Audience, Wave
from storage.participants import Role

NAME = "waves.yaml"


def _role(value: object) -> Role:
    if (role := words.ROLES.get(words.fold(str(value)))) is None:
        raise PydanticCustomError("role", "no role")
    return role


class WavePart(Strict):
    """One of `waves:`"""

    code: Code
    survey: Text
    title: Text
    opens: Day
    closes: Day
    roles: Annotated[list[Annotated[Role, BeforeValidator(_role)]], BeforeValidator(listed), Field(min_length=1)]
    groups: Annotated[list[Text], BeforeValidator(listed)] = Field(default_factory=list)
    late: Answer = False


class WavesFile(Strict):
    """The whole file."""

    waves: list[WavePart]


KEYS = (*WavesFile.model_fields, *WavePart.model_fields)


def read(
    folder: Path, surveys: Sequence[str] | None, groups: Mapping[str, str] | None, found: Found
) -> tuple[Wave, ...]:
    """The waves; none where there is no file, and mistakes for whoever wrote it.

    `surveys` are their codes, `groups` code → title; None where that is not known for another mistake's sake.
    """
    path = folder / NAME
    parsed = yaml_file.read(path, WavesFile, found, KEYS) if path.exists() else None
    if parsed is None:
        return ()
    file, lines = parsed
    known: dict[str, int] = {}
    for number, part in enumerate(file.waves):
        if part.code in known:
            found.add(Kind.DUPLICATE, lines.place("waves", number, "code"), value=part.code,
                      other=str(lines.place("waves", known[part.code], "code").line))
        known.setdefault(part.code, number)
    return tuple(_wave(part, number, lines, surveys, groups, found) for number, part in enumerate(file.waves))


def _wave(part: WavePart, number: int, lines: Lines, surveys: Sequence[str] | None,
          groups: Mapping[str, str] | None, found: Found) -> Wave:
    if surveys is not None and part.survey not in surveys:
        found.add(Kind.SURVEY_UNKNOWN, lines.place("waves", number, "survey"), word=part.survey,
                  near=words.near(part.survey, surveys))
    if part.closes < part.opens:
        found.add(Kind.WAVE_ORDER, lines.place("waves", number, "closes"), opens=f"{part.opens:%d.%m.%Y}",
                  closes=f"{part.closes:%d.%m.%Y}")
    known = groups or {}
    by_word = words.groups_by_word(known)
    for place, group in enumerate(part.groups):
        if groups is not None and words.fold(group) not in by_word:
            found.add(Kind.GROUP_UNKNOWN, lines.place("waves", number, "groups", place), word=group,
                      near=words.near(group, [*known.values(), *known]))
    audience = Audience(tuple(part.roles), tuple(by_word.get(words.fold(group), group) for group in part.groups))
    return Wave(part.code, part.survey, part.title, part.opens, part.closes, audience, part.late)
