"""All our words: one template a message, `templates/ru/<room>/<message>.txt`; a programme may override it.

A file is the text in our markup and, below a line `---`, its button labels as `key: label`. Facts are data:
they are escaped and stripped of what cannot be seen, so no name can change the markup or the layout.

What can go wrong (bugs of ours or of an override; each names the template):
* BadText
  x UnknownText     there is no such template
  x UnknownLabel    the template has no such label
"""

import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    Environment,
    FunctionLoader,
    StrictUndefined,
    Template,
    TemplateError,
    Undefined,
    meta,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from messages import buttons, markup, memory, russian
from messages.buttons import Meaning
from messages.replies import LABEL_LIMIT, Attachment, Button, Reply, Tone
from messages.visible import visible, visible_lines

FOLDER = Path(__file__).parent / "templates" / "ru"
REMEMBERED = 256
"""Sayings of one label, and texts of one catalogue, that are kept."""
_BORDER = re.compile(r"^---[ \t]*$\n?", re.MULTILINE)
_LABEL = re.compile(r"([a-z_]+):(.*)")
_GAP = re.compile(r"\n{3,}")


class BadText(Exception):
    """A text that cannot be said."""


class UnknownText(BadText):
    """There is no template of this name."""


class UnknownLabel(BadText):
    """The template has no label of this key."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A button to be: `key` picks its label from the template, `facts` are added for this label only."""

    key: str
    meaning: Meaning | None = None
    url: str = ""
    tone: Tone = Tone.PLAIN
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Source:
    text: str
    labels: Mapping[str, str]


class _Label:
    """A label's template, and what it has said: menus say the same again and again."""

    def __init__(self, environment: Environment, source: str) -> None:
        self._template = environment.from_string(source)
        self._facts = sorted(meta.find_undeclared_variables(environment.parse(source)))
        self._said: dict[tuple[Any, ...], str] = {}

    def said(self, facts: Mapping[str, Any]) -> str:
        """Plain, on one line, within its limit. Raises `TemplateError`."""
        given = tuple(facts.get(name) for name in self._facts)
        if not all(type(fact) in (str, int) for fact in given):
            return self._rendered(facts)
        if given not in self._said:
            if len(self._said) >= REMEMBERED:
                self._said.clear()
            self._said[given] = self._rendered(facts)
        return self._said[given]

    @property
    def remembered(self) -> int:
        return len(self._said)

    def forget(self) -> None:
        self._said.clear()

    def _rendered(self, facts: Mapping[str, Any]) -> str:
        return russian.cut(visible(self._template.render(facts)), LABEL_LIMIT)


class Catalogue:
    """Says things by name. Overrides are whole template sources; labels they leave out stay as they were."""

    def __init__(self, folder: Path = FOLDER, overrides: Mapping[str, str] | None = None) -> None:
        self._sources = dict(_read(folder))
        for name, source in (overrides or {}).items():
            self._override(name, _split(source))
        kind = ImmutableSandboxedEnvironment if overrides else Environment
        self._texts = _environment(kind, True, FunctionLoader(lambda name: self._source(name).text))
        self._wording = _environment(kind, False)
        self._templates: dict[str, Template] = {}
        self._said: dict[Hashable, str] = {}
        self._labels: dict[tuple[str, str], _Label] = {}
        memory.keeps(self)
        for name in overrides or {}:
            self.prepare(name)

    def said(self) -> int:
        """How many texts and labels it remembers to have said."""
        return len(self._said) + sum(label.remembered for label in self._labels.values())

    def forget(self) -> None:
        """Remember none of them: they may name people."""
        self._said.clear()
        for label in self._labels.values():
            label.forget()

    def names(self) -> frozenset[str]:
        """All templates; those whose file begins with `_` are only parts of others."""
        return frozenset(self._sources)

    def labels(self, name: str) -> frozenset[str]:
        """The keys of a template's labels. Raises `BadText`."""
        return frozenset(self._source(name).labels)

    def say(self, name: str, /, rows: Sequence[Sequence[Choice]] = (), attachment: Attachment | None = None,
            **facts: Any) -> Reply:
        """The message in our markup with its buttons; empty rows are left out. Raises `BadText`."""
        made = [tuple(self._button(name, choice, facts) for choice in row) for row in rows if row]
        return Reply(self._text(name, facts), tuple(made), attachment)

    def words(self, name: str, /, **facts: Any) -> str:
        """The text alone, without markup: for a notice above the dialogue. Raises `BadText`."""
        return markup.plain(self._text(name, facts))

    def part(self, name: str, /, **facts: Hashable) -> Markup:
        """A piece of a text, to be given as a fact to the whole: many people's texts share it. Raises `BadText`."""
        return Markup(self._remembered(name, facts))

    def label(self, name: str, key: str, /, **facts: Any) -> str:
        """One button label: plain, on one line, within its limit. Raises `BadText`."""
        return self._labelled(name, key, facts)

    def _labelled(self, name: str, key: str, facts: Mapping[str, Any]) -> str:
        try:
            return self._label(name, key).said(facts)
        except TemplateError as problem:
            raise BadText(f"{name}, label {key}: {problem}") from problem

    def _text(self, name: str, facts: Mapping[str, Any]) -> str:
        plain = all(type(fact) in (str, int) for fact in facts.values())
        text = self._remembered(name, facts) if plain else self._rendered(name, facts)
        return _GAP.sub("\n\n", text).strip()

    def _remembered(self, name: str, facts: Mapping[str, Hashable]) -> str:
        """What is said to one person is often said to many, in these words."""
        key = (name, *facts.items())
        if key not in self._said:
            if len(self._said) >= REMEMBERED:
                self._said.clear()
            self._said[key] = self._rendered(name, facts)
        return self._said[key]

    def _rendered(self, name: str, facts: Mapping[str, Any]) -> str:
        try:
            return self._template(name).render(facts)
        except TemplateError as problem:
            raise BadText(f"{name}: {problem}") from problem

    def _template(self, name: str) -> Template:
        if name not in self._templates:
            self._source(name)
            self._templates[name] = self._texts.get_template(name)
        return self._templates[name]

    def _button(self, name: str, choice: Choice, facts: Mapping[str, Any]) -> Button:
        label = self._labelled(name, choice.key, {**facts, **choice.facts} if choice.facts else facts)
        payload = buttons.encode(choice.meaning) if choice.meaning else ""
        return Button(label, payload, choice.url, choice.tone)

    def _label(self, name: str, key: str) -> "_Label":
        if (name, key) not in self._labels:
            try:
                source = self._source(name).labels[key]
            except KeyError:
                raise UnknownLabel(f"{name}, label {key}") from None
            self._labels[name, key] = _Label(self._wording, source)
        return self._labels[name, key]

    def _source(self, name: str) -> _Source:
        try:
            return self._sources[name]
        except KeyError:
            raise UnknownText(name) from None

    def _override(self, name: str, new: _Source) -> None:
        self._sources[name] = _Source(new.text, {**self._source(name).labels, **new.labels})

    def prepare(self, name: str) -> None:
        """Make ready what is said by this name: it finds the mistakes of an override, and takes some 20 ms the first
        time, when nobody waits for an answer. Raises `BadText`.
        """
        russian.prepare()
        try:
            self._template(name)
            for key in self._source(name).labels:
                self._label(name, key)
        except TemplateError as problem:
            raise BadText(f"{name}: {problem}") from problem


@cache
def _read(folder: Path) -> Mapping[str, _Source]:
    """Once: every programme with words of its own begins with ours, and there are hundreds of files."""
    return {_name(file, folder): _split(file.read_text("utf-8")) for file in folder.glob("*/*.txt")}


def _name(file: Path, folder: Path) -> str:
    return file.relative_to(folder).with_suffix("").as_posix()


def _split(source: str) -> _Source:
    text, *rest = _BORDER.split(source, maxsplit=1)
    labels: dict[str, str] = {}
    for line in filter(str.strip, "".join(rest).splitlines()):
        match = _LABEL.fullmatch(line)
        if match is None:
            raise BadText(f"a label line {line!r} is not `key: label`")
        labels[match[1]] = match[2].strip()
    return _Source(text, labels)


def _environment(kind: type[Environment], escaped: bool, loader: BaseLoader | None = None) -> Environment:
    """Overrides come from people who are not programmers of ours, hence the sandbox for them."""
    made = kind(
        loader=loader, autoescape=escaped, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        finalize=_seen, auto_reload=False,
    )
    made.globals.clear()  # nobody counts or joins in a message; each saying would copy them
    filters: dict[str, Callable[..., str]] = {
        "day": russian.day, "full_day": russian.full_day, "weekday": russian.weekday,
        "short_day": russian.short_day, "moment": russian.moment, "clock": russian.clock,
        "local_day": russian.local_day, "span": russian.span, "city": russian.city,
        "month": russian.month, "hours": russian.hours,
        "days_left": russian.days_left, "days": russian.days,
        "plural": russian.plural, "counted": russian.counted, "short_name": russian.short_name,
        "polite_name": russian.polite_name, "cut": russian.cut, "stop": russian.stop,
        "lines": _lines,
    }
    made.filters |= {name: _given(words) for name, words in filters.items()}
    return made


def _seen(value: Any) -> Any:
    """Every value on its way into a text; what is markup already (a macro's output) keeps its lines."""
    if isinstance(value, Markup):
        return Markup(visible_lines(value))
    return visible(value) if isinstance(value, str) else value


def _given(words: Callable[..., str]) -> Callable[..., str]:
    """The same filter, which refuses a missing fact by its name rather than by what it stumbles over."""

    def given(*facts: Any) -> str:
        for fact in facts:
            if isinstance(fact, Undefined):
                str(fact)  # raises
        return words(*facts)

    return given


def _lines(value: str) -> Markup:
    """Somebody's words of several lines, kept so: `{{ question|lines }}`."""
    return escape(visible_lines(value).strip())
