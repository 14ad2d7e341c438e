"""What the operator reads in a terminal: plain text from `templates/ru/cli/words.yaml`, strict about missing facts.

It is not of the catalogue, because it has neither markup nor the bounds of a messenger.
"""

from functools import cache
from pathlib import Path

import jinja2
import yaml

import messages
from messages import russian

FILE = Path(messages.__path__[0]) / "templates" / "ru" / "cli" / "words.yaml"


def say(name: str, /, **facts: object) -> str:
    """The words `group.key` with these facts."""
    return texts()[name].render(facts)


@cache
def texts() -> dict[str, jinja2.Template]:
    """All of them, by `group.key`."""
    strict = jinja2.Environment(undefined=jinja2.StrictUndefined, autoescape=False)
    strict.filters["counted"] = russian.counted
    groups: dict[str, dict[str, str]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {f"{group}.{key}": strict.from_string(text) for group, entries in groups.items()
            for key, text in entries.items()}
