"""`waves.yaml` of a programme → its waves, or their mistakes by line."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

from dateutil.relativedelta import relativedelta
from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from messages.russian import month
from scheduler.programme import words, yaml_file
from scheduler.programme.documents import Answer, Code, Day, Strict, Text, listed
from scheduler.programme.mistakes import Found, Kind
from scheduler.programme.yaml_file import Lines
from scheduler.surveys.wave import Audience, Unit, Wave
from storage.participants import Role

NAME = "waves.yaml"
_MONTHLY = ("каждый месяц", "ежемесячно", "monthly")
WAVES_LIMIT = 36
"""Waves that one entry may become: three school years."""
CODE_LIMIT = 32
"""Characters of a code that gets a month added."""


def _role(value: object) -> Role:
    if (role := words.ROLES.get(words.fold(str(value)))) is None:
        raise PydanticCustomError("role", "no role")
    return role


def _unit(value: object) -> Unit:
    if (unit := words.UNITS.get(words.fold(str(value)))) is None:
        raise PydanticCustomError("unit", "no unit")
    return unit


def _repeat(value: object) -> bool:
    if words.fold(str(value)) not in _MONTHLY:
        raise PydanticCustomError("repeat", "not how often")
    return True


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
    unit: Annotated[Unit, BeforeValidator(_unit)] = Unit.PERSON
    anonymous: Answer = False
    repeat: Annotated[bool, BeforeValidator(_repeat)] = False
    until: Day | None = None


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
    return tuple(wave for number, part in enumerate(file.waves)
                 for wave in _repeated(part, _wave(part, number, lines, surveys, groups, found), lines, number, found))


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
    return Wave(part.code, part.survey, part.title, part.opens, part.closes, audience, part.late, part.unit,
                part.anonymous)


def _repeated(part: WavePart, wave: Wave, lines: Lines, number: int, found: Found) -> list[Wave]:
    """One for each month until the last day; a day that a month lacks is its last one."""
    if not part.repeat:
        return [wave]
    place = lines.place("waves", number, "repeat")
    if part.until is None:
        found.add(Kind.KEY_MISSING, place, key="until")
        return [wave]
    if part.until < part.opens or len(part.code) > CODE_LIMIT:
        found.add(Kind.WAVE_REPEAT, place, until=f"{part.until:%d.%m.%Y}", opens=f"{part.opens:%d.%m.%Y}",
                  limit=str(CODE_LIMIT))
        return [wave]
    made: list[Wave] = []
    while len(made) < WAVES_LIMIT and (opens := part.opens + relativedelta(months=len(made))) <= part.until:
        made.append(replace(wave, code=f"{wave.code}-{opens:%Y-%m}", title=f"{wave.title}, {month(opens)}",
                            opens=opens, closes=part.closes + relativedelta(months=len(made))))
    return made
