"""The words of documents that are printed: `templates/ru/<room>/<document>.yaml`, plain text with facts in it."""

import functools
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import jinja2
import yaml

import messages


@functools.cache
def words(name: str) -> Mapping[str, Callable[..., str]]:
    """What says each of them; a key leads into the file, as `roles.curator`."""
    path = Path(messages.__path__[0]) / "templates" / "ru" / f"{name}.yaml"
    strict = jinja2.Environment(undefined=jinja2.StrictUndefined, autoescape=False)  # a document, no markup
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {key: strict.from_string(text).render for key, text in _flat(found)}


def _flat(words: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    for key, value in words.items():
        if isinstance(value, str):
            yield before + key, value
        else:
            yield from _flat(value, f"{before}{key}.")
