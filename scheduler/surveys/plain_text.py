"""A survey as a curator types or pastes it into the chat: a title, questions, options as a list. Pure.

    Входной мониторинг
    1. В школе есть план работы с отстающими?
    - Да
    - Пока нет
    2. Сколько учеников в вашем классе? (число)
    3. Что мешает больше всего? (несколько)
    - Время
    - Пособия
    - Другое
    4. Что вы хотели бы добавить? (необязательно)

What stands in brackets at the end of a question says how it is answered; without that, options are chosen from, and
where there are none, a few words are written. «Другое» is an answer of one's own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from scheduler.programme import words
from scheduler.surveys import form, wording
from scheduler.surveys.form import LABEL_LIMIT, OPTION_LIMIT, OPTIONS_LIMIT, QUESTIONS_LIMIT, Form, Question, Scale

TITLE_LIMIT = 120
CODE = "chat"
"""The key of a form that has not been stored yet."""
_QUESTION = re.compile(r"\d{1,3}[.)]\s*(?P<words>.+)")
_OPTION = re.compile(r"(?:[-–—•*·▪◦+]|[а-яёa-z]\)|\[ ?\]|[☐○◯])\s*(?P<words>.+)", re.IGNORECASE)
_REMARK = re.compile(r"\s*\((?P<words>[^()]+)\)\s*$")
_SCALE = re.compile(r"(?:от\s+)?(?P<start>\d{1,3})\s*(?:-|–|—|до)\s*(?P<end>\d{1,3})")
_KINDS = {
    "число": form.Kind.INTEGER, "целое число": form.Kind.INTEGER, "дробное число": form.Kind.DECIMAL,
    "дата": form.Kind.DATE, "день": form.Kind.DATE, "фото": form.Kind.IMAGE, "снимок": form.Kind.IMAGE,
    "файл": form.Kind.FILE, "текст": form.Kind.TEXT, "своими словами": form.Kind.TEXT,
    "несколько": form.Kind.SELECT_MULTIPLE, "несколько ответов": form.Kind.SELECT_MULTIPLE,
    "можно несколько": form.Kind.SELECT_MULTIPLE, "один": form.Kind.SELECT_ONE, "один ответ": form.Kind.SELECT_ONE,
}
_OPTIONAL = frozenset({"необязательно", "по желанию", "не обязательно", "можно пропустить"})
_OTHER = frozenset({"другое", "другой", "иное", "свой вариант"})


class Trouble(StrEnum):
    """What keeps a text from being a survey."""

    NO_TITLE = "no_title"
    NO_QUESTION = "no_question"
    OPTION_OUTSIDE = "option_outside"
    ONE_OPTION = "one_option"
    OPTIONS_WANTED = "options_wanted"
    OPTIONS_UNWANTED = "options_unwanted"
    OPTION_TWICE = "option_twice"
    SCALE = "scale"
    TOO_LONG = "too_long"
    TOO_MANY = "too_many"


@dataclass(frozen=True, slots=True)
class Fault:
    """One of them: the number of the line, counted from 1, and its words."""

    line: int
    trouble: Trouble
    words: str = ""


@dataclass(slots=True)
class _Draft:
    """A question while its lines are read."""

    line: int
    label: str
    kind: form.Kind | None = None
    optional: bool = False
    scale: Scale | None = None
    options: list[str] = field(default_factory=list)

    @property
    def own_words(self) -> bool:
        return any(words.fold(each) in _OTHER for each in self.options)


def read(text: str) -> Form | tuple[Fault, ...]:
    """The form, or all that keeps the text from being one."""
    title, drafts, faults = "", list[_Draft](), list[Fault]()
    lines = [words.clean(line) for line in text.splitlines()]
    numbered = any(map(_QUESTION.fullmatch, lines))
    for number, line in enumerate(lines, 1):
        if not line:
            continue
        if found := _OPTION.fullmatch(line):
            if drafts:
                drafts[-1].options.append(found["words"])
            else:
                faults.append(Fault(number, Trouble.OPTION_OUTSIDE, line))
        elif found := _QUESTION.fullmatch(line):
            drafts.append(_Draft(number, found["words"]))
        elif not title and not drafts:
            title = line
        elif not numbered and (line.endswith("?") or _REMARK.search(line)):
            drafts.append(_Draft(number, line))
        elif drafts and not drafts[-1].options:
            drafts[-1].label += f" {line}"
        elif drafts:
            drafts[-1].options[-1] += f" {line}"
        else:
            title += f" {line}"
    for draft in drafts:
        _heed_brackets(draft)
    faults += _faults(title, drafts)
    if faults:
        return tuple(sorted(faults, key=lambda fault: fault.line))
    questions = tuple(one for number, draft in enumerate(drafts, 1) for one in _questions(draft, f"q{number}"))
    return Form(CODE, title, questions, "1")


def _heed_brackets(draft: _Draft) -> None:
    """What stands in brackets at the end of a question, if it says how that is answered."""
    while found := _REMARK.search(draft.label):
        heeded = [_heed(draft, remark) for remark in re.split(r"\s*[,;]\s*", words.fold(found["words"]))]
        if not all(heeded):
            break
        draft.label = draft.label[: found.start()].rstrip()


def _heed(draft: _Draft, remark: str) -> bool:
    if remark in _OPTIONAL:
        draft.optional = True
    elif remark in _KINDS:
        draft.kind = _KINDS[remark]
    elif scale := _SCALE.fullmatch(remark):
        draft.kind, draft.scale = form.Kind.RANGE, Scale(int(scale["start"]), int(scale["end"]), 1)
    else:
        return False
    return True


def _faults(title: str, drafts: list[_Draft]) -> Iterator[Fault]:
    if not title:
        yield Fault(1, Trouble.NO_TITLE)
    if len(title) > TITLE_LIMIT:
        yield Fault(1, Trouble.TOO_LONG, title)
    if not drafts:
        yield Fault(1, Trouble.NO_QUESTION)
    if len(drafts) > QUESTIONS_LIMIT:
        yield Fault(drafts[QUESTIONS_LIMIT].line, Trouble.TOO_MANY)
    for draft in drafts:
        yield from _faults_of(draft)


def _faults_of(draft: _Draft) -> Iterator[Fault]:
    folded = [words.fold(each) for each in draft.options]
    wants = draft.kind in form.CHOICES
    if len(draft.label) > LABEL_LIMIT or any(len(each) > OPTION_LIMIT for each in draft.options):
        yield Fault(draft.line, Trouble.TOO_LONG, draft.label)
    if len(draft.options) == 1:
        yield Fault(draft.line, Trouble.ONE_OPTION, draft.label)
    if wants and not draft.options:
        yield Fault(draft.line, Trouble.OPTIONS_WANTED, draft.label)
    if draft.options and draft.kind and not wants:
        yield Fault(draft.line, Trouble.OPTIONS_UNWANTED, draft.label)
    if len(set(folded)) < len(folded):
        yield Fault(draft.line, Trouble.OPTION_TWICE, draft.label)
    if len(folded) > OPTIONS_LIMIT:
        yield Fault(draft.line, Trouble.TOO_MANY, draft.label)
    if draft.scale and not draft.scale.is_climbing:
        yield Fault(draft.line, Trouble.SCALE, draft.label)


def _questions(draft: _Draft, name: str) -> Iterator[Question]:
    kind = draft.kind or (form.Kind.SELECT_ONE if draft.options else form.Kind.TEXT)
    options = [form.Option(f"o{number}", label) for number, label in enumerate(draft.options, 1)
               if words.fold(label) not in _OTHER]
    if draft.own_words:
        options.append(wording.other())
    yield Question(name, kind, draft.label, options=tuple(options), scale=draft.scale,
                   required="" if draft.optional else "true()")
    if draft.own_words:
        yield Question(f"{name}_other", form.Kind.TEXT, wording.own_words(),
                       relevant=f"selected(${{{name}}}, '{wording.OTHER_NAME}')")
