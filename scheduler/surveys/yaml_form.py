"""A survey as YAML, for those who write it by hand: the words of XLSForm, less of everything else.

Where options stand, one of them is chosen unless `type` says otherwise; where nothing stands, it is a text.
"""

import re
from collections.abc import Sized
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from scheduler.programme import yaml_file
from scheduler.programme.documents import Strict
from scheduler.programme.mistakes import Found, Kind, Place
from scheduler.programme.scalars import Answer, Code, Text
from scheduler.programme.yaml_file import Lines
from scheduler.surveys import form, references, wording
from scheduler.surveys.form import (
    LABEL_LIMIT,
    OPTION_LIMIT,
    OPTIONS_LIMIT,
    QUESTIONS_LIMIT,
    Form,
    Option,
    Question,
    Scale,
)

_NAME = re.compile(r"[^\W\d][\w.-]{0,63}")


def _name(value: object) -> str:
    if not _NAME.fullmatch(str(value)):
        raise PydanticCustomError("question_name", "no name of a question or an option")
    return str(value)


def _few(limit: int) -> AfterValidator:
    def check(value: Sized) -> Sized:
        if len(value) > limit:
            raise PydanticCustomError("too_many", "too many of them")
        return value

    return AfterValidator(check)


Name = Annotated[str, BeforeValidator(_name)]
Label = Annotated[str, Field(min_length=1, max_length=LABEL_LIMIT)]
OptionLabel = Annotated[str, Field(min_length=1, max_length=OPTION_LIMIT)]


def _kind(value: object) -> form.Kind:
    try:
        return form.Kind(str(value))
    except ValueError:
        raise PydanticCustomError("question_kind", "no kind of question") from None


def _options(value: object) -> object:
    """A list of what people see is short for names that are made of it."""
    if isinstance(value, list):
        return {str(label).casefold().replace(" ", "_"): label for label in value}
    return value


class RangePart(Strict):
    """`range:` of a question."""

    start: float = 1
    end: float = 10
    step: Annotated[float, Field(gt=0)] = 1


class QuestionPart(Strict):
    """One of `questions:`"""

    name: Name
    type: Annotated[form.Kind | None, BeforeValidator(_kind)] = None
    label: Label = ""
    hint: Label = ""
    options: Annotated[dict[Name, OptionLabel], BeforeValidator(_options), _few(OPTIONS_LIMIT)] = Field(
        default_factory=dict)
    or_other: Answer = False
    range: RangePart | None = None
    required: Answer = False
    relevant: str = ""
    constraint: str = ""
    constraint_message: Label = ""
    calculation: str = ""
    default: str = ""


class SurveyFile(Strict):
    """The whole file."""

    code: Code
    title: Text
    version: Text = "1"
    questions: Annotated[list[QuestionPart], Field(min_length=1), _few(QUESTIONS_LIMIT)]


KEYS = tuple(name for part in (SurveyFile, QuestionPart, RangePart) for name in part.model_fields)


def read(path: Path, found: Found) -> Form | None:
    """The form; None and mistakes for whoever wrote it, all that can be found at once."""
    parsed = yaml_file.read(path, SurveyFile, found, KEYS)
    if parsed is None:
        return None
    file, lines = parsed
    before = len(found.all())
    _check(file, lines, found)
    made = Form(file.code, file.title, tuple(one for part in file.questions for one in _questions(part)), file.version)
    if len(found.all()) > before:
        return None
    places = {part.name: number for number, part in enumerate(file.questions)}
    for fault in references.faults(made):
        found.add(fault.kind, lines.place("questions", places[fault.question], fault.column), **fault.facts)
    return made if len(found.all()) == before else None


def _check(file: SurveyFile, lines: Lines, found: Found) -> None:
    """What spans several values."""
    known: dict[str, Place] = {}
    for number, part in enumerate(file.questions):
        place = lines.place("questions", number, "name")
        for name in (part.name, *([f"{part.name}_other"] if part.or_other else [])):
            if name in known:
                found.add(Kind.DUPLICATE, place, value=name, other=f"{known[name].line}")
            known.setdefault(name, place)
        kind = _kind_of(part)
        wants = {"label": kind is not form.Kind.CALCULATE, "calculation": kind is form.Kind.CALCULATE,
                 "options": kind in form.CHOICES}
        for key in (key for key, wanted in wants.items() if wanted and not getattr(part, key)):
            found.add(Kind.KEY_MISSING, lines.place("questions", number), key=key)
        if kind is form.Kind.RANGE and not _scale(part).is_climbing:
            found.add(Kind.RANGE, lines.place("questions", number, "range"), limit=str(form.STEPS_LIMIT))


def _questions(part: QuestionPart) -> tuple[Question, ...]:
    kind = _kind_of(part)
    options = tuple(Option(name, label) for name, label in part.options.items())
    asked = Question(
        part.name, kind, part.label, part.hint, options=(*options, wording.other()) if part.or_other else options,
        scale=_scale(part) if kind is form.Kind.RANGE else None, required="true()" if part.required else "",
        relevant=part.relevant, constraint=part.constraint, constraint_message=part.constraint_message,
        calculation=part.calculation, default=part.default)
    if not part.or_other:
        return (asked,)
    chosen = f"selected(${{{part.name}}}, '{wording.OTHER_NAME}')"
    return asked, Question(f"{part.name}_other", form.Kind.TEXT, wording.own_words(), relevant=chosen)


def _kind_of(part: QuestionPart) -> form.Kind:
    return part.type or (form.Kind.SELECT_ONE if part.options else form.Kind.RANGE if part.range else form.Kind.TEXT)


def _scale(part: QuestionPart) -> Scale:
    steps = part.range or RangePart()
    return Scale(steps.start, steps.end, steps.step)
