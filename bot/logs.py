"""How we log: lines or JSON on stderr, with ids only; no names, phones, texts or tokens.

Exceptions are the trap: a library's message quotes the value it stumbled over. Of an exception we write its kind and
its places, and its own words only where they are ours and hold none of these (`SPEAKING`). Of what a library logs we
write the sentence, not what it was filled with.
"""

import json
import logging
import sys
import traceback
from collections.abc import Iterator, Mapping
from types import TracebackType
from typing import Any

from handlers.turn import Refused
from messages.catalogue import UnknownText
from messages.messenger import ChannelProblem, FileUnavailable
from scheduler.nursery import NurseryClosed
from storage.database import StorageProblem
from storage.queries import UnknownQuery

OURS = frozenset({"bot", "handlers", "messages", "scheduler", "storage", "__main__"})
QUIET = ("aiosqlite", "apscheduler", "aiohttp.access", "aiogram", "vkbottle", "asyncio")
"""Libraries whose chatter says nothing to an operator, or too much: aiosqlite would tell every name and text."""
SPEAKING = (ChannelProblem, FileUnavailable, NurseryClosed, Refused, StorageProblem, UnknownQuery, UnknownText)
"""Exceptions of ours whose words are only ours."""
TELLING = ("sqlstate", "schema_name", "table_name", "column_name", "constraint_name", "sqlite_errorname", "status")
"""What other exceptions know of the case without quoting a value."""
FACTS = ("channel", "update", "incident", "delivery", "participant", "attempt")
"""What a record of ours may carry as `extra`: fields in JSON, `name=value` behind the line."""
DEEPEST = 8
"""Exceptions that caused one another."""


class Plain(logging.Formatter):
    """A line to be read, and the places of an exception below it."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: ")

    def format(self, record: logging.LogRecord) -> str:
        facts = "".join(f" {name}={value}" for name, value in facts_of(record).items())
        line = f"{self.formatTime(record)} {record.levelname} {record.name}: {message(record)}{facts}"
        return "\n".join([line, *_lines(record)])


class AsJson(logging.Formatter):
    """One JSON object a line, for collectors."""

    def format(self, record: logging.LogRecord) -> str:
        facts: dict[str, Any] = {"time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"), "level": record.levelname,
                                 "logger": record.name, "message": message(record), **facts_of(record)}
        if places := list(_lines(record)):
            facts["traceback"] = "\n".join(places)
        return json.dumps(facts, ensure_ascii=False)


def begin(level: str, form: str) -> None:
    """Set up the root logger; `form` is `text` or `json`. What nobody catches is logged the same way."""
    handler = logging.StreamHandler()
    handler.setFormatter(AsJson() if form == "json" else Plain())
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    sys.excepthook = _uncaught


def message(record: logging.LogRecord) -> str:
    """The sentence of a record; exceptions in it are named, and of a library's record only the sentence is kept."""
    if not _ours(record):
        return str(record.msg).split("\n", 1)[0] if record.args or record.name == "asyncio" else _place(record)
    arguments: Any = record.args
    if isinstance(arguments, Mapping):
        arguments = {name: _harmless(value) for name, value in arguments.items()}
    elif arguments:
        arguments = tuple(_harmless(value) for value in arguments)
    return str(record.msg) % arguments if arguments else str(record.msg)


def facts_of(record: logging.LogRecord) -> dict[str, Any]:
    """The ids that a record of ours carries."""
    return {name: getattr(record, name) for name in FACTS if _ours(record) and hasattr(record, name)}


def named(problem: BaseException) -> str:
    """The kind of an exception, with its words where they are ours, else with what it knows without values."""
    kind = type(problem)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    if isinstance(problem, SPEAKING):
        words = str(problem)
    elif isinstance(problem, OSError) and isinstance(problem.strerror, str):
        words = problem.strerror
    else:
        words = ", ".join(f"{each}={value}" for each in TELLING
                          if isinstance(value := getattr(problem, each, None), str | int))
    return f"{name}: {words}" if words else name


def places(problem: BaseException, depth: int = 0) -> Iterator[str]:
    """Like a traceback, causes first, without the values: files, lines, our code's own text, kinds."""
    before = problem.__cause__ or (None if problem.__suppress_context__ else problem.__context__)
    if before is not None and depth < DEEPEST:
        yield from places(before, depth + 1)
        yield "-- which led to --"
    for frame in traceback.extract_tb(problem.__traceback__):
        yield f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}'
        if frame.line:
            yield f"    {frame.line}"
    yield named(problem)
    if isinstance(problem, BaseExceptionGroup) and depth < DEEPEST:
        for each in problem.exceptions:
            yield "-- one of them --"
            yield from places(each, depth + 1)


def _lines(record: logging.LogRecord) -> Iterator[str]:
    problem = record.exc_info[1] if record.exc_info else None
    return places(problem) if problem is not None else iter(())


def _ours(record: logging.LogRecord) -> bool:
    return record.name.split(".")[0] in OURS


def _harmless(value: object) -> object:
    return named(value) if isinstance(value, BaseException) else value


def _place(record: logging.LogRecord) -> str:
    """A library has filled its sentence itself: only where it did so is safe to tell."""
    return f"{record.module}:{record.lineno} in {record.funcName}"


def _uncaught(kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, problem, trace)
        return
    logging.getLogger("bot").critical("the service has ended by an exception that nobody caught",
                                      exc_info=(kind, problem, trace))
