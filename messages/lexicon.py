"""Our words that are no messages: headings of sheets, words of papers, lists; `templates/ru/<room>/<name>.yaml`."""

import functools
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import jinja2
import yaml

import messages
from messages import russian


@functools.cache
def read(name: str) -> Mapping[str, Any]:
    """What stands in the file, as `requests/workbook`."""
    found: Mapping[str, Any] = yaml.safe_load(
        (Path(messages.__path__[0]) / "templates" / "ru" / f"{name}.yaml").read_text(encoding="utf-8"))
    return found


@functools.cache
def sayings(name: str) -> Mapping[str, Callable[..., str]]:
    """What says each of its texts, plain and with facts in them; a key leads into the file, as `roles.curator`.

    A missing fact is an error of ours.
    """
    strict = jinja2.Environment(undefined=jinja2.StrictUndefined, autoescape=False)  # a document, no markup
    strict.filters["counted"] = russian.counted
    return {key: strict.from_string(text).render for key, text in _flat(read(name))}


def _flat(words: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    for key, value in words.items():
        if isinstance(value, str):
            yield before + key, value
        else:
            yield from _flat(value, f"{before}{key}.")
