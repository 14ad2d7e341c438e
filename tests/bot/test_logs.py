"""What a log line holds: kinds and places of exceptions, ids as fields; never what a library quotes."""

import json
import logging
import sqlite3
import sys
from collections.abc import Callable, Iterator

import pytest
from jinja2 import Environment, StrictUndefined
from pydantic import BaseModel

from bot import logs
from messages.messenger import Unavailable
from messages.replies import BoundsBroken

SECRET = "Озерин Баир Олегович"


class _Form(BaseModel):
    age: int


def _of_pydantic() -> None:
    _Form.model_validate({"age": SECRET})


def _of_sqlite() -> None:
    sqlite3.connect(":memory:").execute(f"select 'x' from \"{SECRET}\"")


def _of_jinja() -> None:
    Environment(undefined=StrictUndefined).from_string("{{ who[key] }}").render(who={}, key=SECRET)


def _of_ours() -> None:
    raise BoundsBroken(f"label {SECRET!r}")


def _of_builtins() -> None:
    dict[str, str]()[SECRET]


def _as_a_cause() -> None:
    try:
        _of_builtins()
    except KeyError as problem:
        raise RuntimeError(SECRET) from problem


def _in_a_group() -> None:
    raise ExceptionGroup(SECRET, [ValueError(SECRET)])


DEEDS = [_of_pydantic, _of_sqlite, _of_jinja, _of_ours, _of_builtins, _as_a_cause, _in_a_group]


@pytest.fixture
def kept_hook() -> Iterator[None]:
    """What `begin` does to the process is undone."""
    hook, root = sys.excepthook, logging.getLogger()
    handlers, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in logs.QUIET}
    yield
    sys.excepthook, root.handlers[:] = hook, handlers
    root.setLevel(level)
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)


def record(name: str, words: str, *args: object, problem: BaseException | None = None,
           **facts: object) -> logging.LogRecord:
    """As a logger would make it."""
    info = (type(problem), problem, problem.__traceback__) if problem else None
    return logging.getLogger(name).makeRecord(name, logging.ERROR, "intake.py", 7, words, args, info, "take",
                                              extra=facts)


def both(entry: logging.LogRecord) -> list[str]:
    return [logs.Plain().format(entry), logs.AsJson().format(entry)]


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.__name__)
def test_of_an_exception_only_kind_and_places_are_told(deed: Callable[[], None]) -> None:
    with pytest.raises(Exception) as caught:  # noqa: PT011 - each deed has its own
        deed()
    for text in both(record("bot.intake", "failed: %s", caught.value, problem=caught.value)):
        assert SECRET not in text
        assert caught.type.__name__ in text
        assert f"in {deed.__name__}" in text


def test_a_cause_and_the_members_of_a_group_are_told_too() -> None:
    for deed, kinds in ((_as_a_cause, ("KeyError", "RuntimeError")), (_in_a_group, ("ExceptionGroup", "ValueError"))):
        try:
            deed()
        except Exception as problem:
            text = logs.Plain().format(record("bot.intake", "failed", problem=problem))
            assert [kind for kind in kinds if kind not in text] == []


def test_what_an_exception_knows_without_values_is_told() -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("create table names (name text unique)")
    connection.execute("insert into names values (?)", (SECRET,))
    with pytest.raises(sqlite3.IntegrityError) as caught:
        connection.execute("insert into names values (?)", (SECRET,))
    assert logs.named(caught.value) == "sqlite3.IntegrityError: sqlite_errorname=SQLITE_CONSTRAINT_UNIQUE"
    assert logs.named(ConnectionRefusedError(111, "Connection refused")) == "ConnectionRefusedError: Connection refused"
    assert logs.named(Unavailable("HTTP 502")) == "messages.messenger.Unavailable: HTTP 502"


def test_of_a_librarys_record_only_the_sentence_is_kept() -> None:
    for text in both(record("aiohttp.server", "Error handling request from %s", SECRET)):
        assert "Error handling request from %s" in text
        assert SECRET not in text
    unawaited = f"Task exception was never retrieved\nfuture: <Task exception=ValueError('{SECRET}')>"
    for text in both(record("asyncio", unawaited)):
        assert "never retrieved" in text
        assert SECRET not in text
    assert [text for text in both(record("vkbottle", f"got {SECRET}", channel=SECRET)) if SECRET in text] == []
    assert "intake:7 in take" in logs.Plain().format(record("vkbottle", f"got {SECRET}"))


def test_ids_are_fields_of_json_and_stand_behind_a_line_of_text() -> None:
    entry = record("bot.reception", "an update has failed, try %s", 2, channel="vk", update="vk:1:7", incident="0a1b",
                   name_of_a_person=SECRET)
    plain, as_json = both(entry)
    assert plain.endswith("an update has failed, try 2 channel=vk update=vk:1:7 incident=0a1b")
    read = json.loads(as_json)
    assert (read["channel"], read["update"], read["incident"]) == ("vk", "vk:1:7", "0a1b")
    assert SECRET not in as_json


@pytest.mark.usefixtures("kept_hook")
@pytest.mark.parametrize("form", ["text", "json"])
def test_what_nobody_catches_is_logged_the_same_way(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    logs.begin("info", form)
    problem = ValueError(SECRET)
    sys.excepthook(ValueError, problem, None)
    shown = capsys.readouterr().err
    assert "ValueError" in shown
    assert SECRET not in shown
