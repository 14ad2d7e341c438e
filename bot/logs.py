"""How we log: lines or JSON on stderr, with ids only; no names, phones, texts or tokens."""

import json
import logging
from typing import Any

QUIET = ("aiosqlite", "apscheduler", "aiohttp.access", "aiogram", "vkbottle", "asyncio")
"""Libraries whose chatter says nothing to an operator, or too much: aiosqlite would tell every name and text."""


class AsJson(logging.Formatter):
    """One JSON object a line, for collectors."""

    def format(self, record: logging.LogRecord) -> str:
        facts: dict[str, Any] = {"time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"), "level": record.levelname,
                                 "logger": record.name, "message": record.getMessage()}
        if record.exc_info:
            facts["traceback"] = self.formatException(record.exc_info)
        return json.dumps(facts, ensure_ascii=False)


def begin(level: str, form: str) -> None:
    """Set up the root logger; `form` is `text` or `json`."""
    handler = logging.StreamHandler()
    handler.setFormatter(AsJson() if form == "json"
                         else logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
