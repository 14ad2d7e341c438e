"""Words that are no messages: every file of them can be read, and a missing fact is an error of ours."""

from pathlib import Path

import jinja2
import pytest

import messages
from messages import lexicon

ROOM = Path(messages.__path__[0]) / "templates" / "ru"


@pytest.mark.parametrize("name", sorted(str(each.relative_to(ROOM).with_suffix("")) for each in ROOM.rglob("*.yaml")))
def test_every_file_holds_words(name: str) -> None:
    assert all(lexicon.read(name).values())


def test_a_key_leads_into_the_file() -> None:
    said = lexicon.sayings("meetings/minutes")
    assert {key for key in said if key.startswith("fields.")} >= {"fields.when"}


def test_a_missing_fact_is_an_error() -> None:
    with pytest.raises(jinja2.UndefinedError):
        lexicon.sayings("cli/words")["programme.loaded"]()
