"""Every template, rendered with its samples, is lawful markup within the bounds of all messengers."""

import re
from collections.abc import Mapping
from typing import Any

import pytest

from messages import markup
from messages.replies import Button, Reply, check
from tests.messages.samples import SAMPLES
from tests.wording import CATALOGUE

NAMES = sorted(name for name in CATALOGUE.names() if not name.split("/")[1].startswith("_"))
JOINED = re.compile(r"[\d)а-яё](?:[А-ЯЁ][а-яё]|•)")
"""A word that begins where another, or a time, ends: a line's end was eaten."""
CASES = [(name, facts) for name in NAMES for facts in SAMPLES.get(name, ())]


def test_every_template_has_a_sample_and_every_sample_a_template() -> None:
    assert sorted(SAMPLES) == NAMES


@pytest.mark.parametrize(("name", "facts"), CASES, ids=[name for name, _ in CASES])
def test_a_template_can_be_shown_everywhere(name: str, facts: Mapping[str, Any]) -> None:
    reply = check(CATALOGUE.say(name, **facts))
    assert markup.valid(reply.text)
    assert "{{" not in reply.text
    assert "{%" not in reply.text
    assert "\n\n\n" not in reply.text
    assert "None" not in reply.text
    assert not JOINED.search(reply.text)


@pytest.mark.parametrize(("name", "facts"), CASES, ids=[name for name, _ in CASES])
def test_its_labels_fit_their_buttons(name: str, facts: Mapping[str, Any]) -> None:
    for key in CATALOGUE.labels(name):
        label = CATALOGUE.label(name, key, **facts)
        check(Reply("x", ((Button(label, "x"),),)))
        assert "{" not in label
