"""The words of the terminal are strict and complete."""

import re

import jinja2
import pytest
from jinja2 import meta

from bot.cli import session, words
from bot.settings import Settings
from messages import lexicon


def test_a_missing_fact_is_an_error_of_ours() -> None:
    with pytest.raises(jinja2.UndefinedError):
        words.say("programme.loaded")


def test_each_entry_is_one_line_and_leaves_no_marks_of_the_template() -> None:
    reader = jinja2.Environment()
    for group, entries in lexicon.read("cli/words").items():
        for key, text in entries.items():
            names = meta.find_undeclared_variables(reader.parse(text))
            facts = {name: 2 if name == "days" else "x" for name in names}
            assert re.fullmatch(r"[^\n{}]+", words.say(f"{group}.{key}", **facts)), f"{group}.{key}"


def test_every_setting_is_told_what_it_needs() -> None:
    bare = words.say("settings.wrong", variable="X")
    silent = {name.upper() for name in Settings.model_fields
              if words.say("settings.wrong", variable=name.upper()).endswith(bare.removeprefix("X"))}
    assert silent == {"HTTP_HOST"}


def test_statuses_differ() -> None:
    assert 0 < session.MISTAKE < session.OUR_PLACE
