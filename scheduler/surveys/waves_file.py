"""`waves.yaml` of a programme → its waves, or their mistakes by line."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

from dateutil.relativedelta import relativedelta
from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from messages.russian import month
from scheduler.programme import references, words, yaml_file
from scheduler.programme.documents import Strict
from scheduler.programme.mistakes import Found, Kind
from scheduler.programme.scalars import Answer, Code, Day, Roles, Text, Words
from scheduler.programme.yaml_file import Lines
from scheduler.surveys import form
from scheduler.surveys.form import Form
from scheduler.surveys.wave import Audience, Unit, Wave

NAME = "waves.yaml"
_MONTHLY = ("каждый месяц", "ежемесячно", "monthly")
WAVES_LIMIT = 36
"""Waves that one entry may become: three school years."""
CODE_LIMIT = 32
"""Characters of a code that gets a month added."""


def _unit(value: object) -> Unit:
    if (unit := words.UNITS.get(words.fold(str(value)))) is None:
        raise PydanticCustomError("unit", "no unit")
    return unit


def _repeat(value: object) -> bool:
    if words.fold(str(value)) not in _MONTHLY:
        raise PydanticCustomError("repeat", "not how often")
    return True


class AnsweredPart(Strict):
    """`answered:` only those who have given this answer to this question of another survey."""

    survey: Text
    question: Text
    answer: Text


class WavePart(Strict):
    """One of `waves:`"""

    code: Code
    survey: Text
    title: Text
    opens: Day
    closes: Day
    roles: Annotated[Roles, Field(min_length=1)]
    groups: Words = Field(default_factory=list)
    places: Words = Field(default_factory=list)
    subjects: Words = Field(default_factory=list)
    answered: AnsweredPart | None = None
    attended: Text | None = None
    late: Answer = False
    unit: Annotated[Unit, BeforeValidator(_unit)] = Unit.PERSON
    anonymous: Answer = False
    repeat: Annotated[bool, BeforeValidator(_repeat)] = False
    until: Day | None = None


class WavesFile(Strict):
    """The whole file."""

    waves: list[WavePart]


KEYS = (*WavesFile.model_fields, *WavePart.model_fields, *AnsweredPart.model_fields)


@dataclass(frozen=True, slots=True)
class Known:
    """What a wave may name: surveys, groups and organisations as code → title, events by code.

    None where that is not known for another mistake's sake.
    """

    surveys: Mapping[str, Form] | None
    groups: Mapping[str, str] | None
    places: Mapping[str, str] | None
    events: Collection[str] | None = None


def read(folder: Path, known: Known, found: Found) -> tuple[Wave, ...]:
    """The waves; none where there is no file, and mistakes for whoever wrote it."""
    path = folder / NAME
    parsed = yaml_file.read(path, WavesFile, found, KEYS) if path.exists() else None
    if parsed is None:
        return ()
    file, lines = parsed
    anonymous = frozenset(part.survey for part in file.waves if part.anonymous)
    codes: dict[str, int] = {}
    for number, part in enumerate(file.waves):
        if part.code in codes:
            found.add(Kind.DUPLICATE, lines.place("waves", number, "code"), value=part.code,
                      other=str(lines.place("waves", codes[part.code], "code").line))
        codes.setdefault(part.code, number)
    return tuple(wave for number, part in enumerate(file.waves)
                 for wave in _repeated(part, _wave(part, number, lines, known, anonymous, found), lines, number, found))


def _wave(part: WavePart, number: int, lines: Lines, known: Known, anonymous: Collection[str], found: Found) -> Wave:
    if known.surveys is not None:
        _check_surveys(part, number, lines, known.surveys, anonymous, found)
    if part.closes < part.opens:
        found.add(Kind.WAVE_ORDER, lines.place("waves", number, "closes"), opens=f"{part.opens:%d.%m.%Y}",
                  closes=f"{part.closes:%d.%m.%Y}")
    if part.attended and known.events is not None and part.attended not in known.events:
        found.add(Kind.EVENT_UNKNOWN, lines.place("waves", number, "attended"), word=part.attended,
                  near=words.near(part.attended, known.events))
    if part.anonymous and part.late:
        found.add(Kind.ANONYMOUS_LATE, lines.place("waves", number, "late"))
    groups = references.coded(part.groups, known.groups, Kind.GROUP_UNKNOWN, ("waves", number, "groups"), lines, found)
    places = references.coded(part.places, known.places, Kind.ORGANISATION_UNKNOWN, ("waves", number, "places"), lines,
                              found)
    before = part.answered
    audience = Audience(tuple(part.roles), groups, places, tuple(part.subjects),
                        (before.survey, before.question, before.answer) if before else ("", "", ""),
                        part.attended or "")
    return Wave(part.code, part.survey, part.title, part.opens, part.closes, audience, part.late, part.unit,
                part.anonymous)


def _check_surveys(part: WavePart, number: int, lines: Lines, surveys: Mapping[str, Form],
                   anonymous: Collection[str], found: Found) -> None:
    """That the survey exists, can be anonymous if it shall be, and that the answer it depends on can be given."""
    if part.survey not in surveys:
        found.add(Kind.SURVEY_UNKNOWN, lines.place("waves", number, "survey"), word=part.survey,
                  near=words.near(part.survey, surveys))
    elif part.anonymous:
        named = [one.name for one in surveys[part.survey].questions if one.kind in (form.Kind.IMAGE, form.Kind.FILE)]
        if named or part.unit is not Unit.PERSON:
            found.add(Kind.ANONYMOUS_FILE, lines.place("waves", number, "anonymous"), question=", ".join(named))
    if (before := part.answered) is None:
        return
    place = lines.place("waves", number, "answered")
    if before.survey not in surveys:
        found.add(Kind.SURVEY_UNKNOWN, place, word=before.survey, near=words.near(before.survey, surveys))
        return
    if before.survey in anonymous:
        found.add(Kind.ANONYMOUS_ANSWERED, place, word=before.survey)
        return
    questions = {one.name: one for one in surveys[before.survey].questions}
    if before.question not in questions:
        found.add(Kind.REFERENCE_UNKNOWN, place, word=before.question, near=words.near(before.question, questions))
    elif before.answer not in (names := [option.name for option in questions[before.question].options]):
        found.add(Kind.ANSWER_NOT_OFFERED, place, word=before.answer, options=", ".join(names))


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
