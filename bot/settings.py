"""Settings: the environment and a `.env` file, read once into one frozen value. All mistakes are told at once.

`docs/reference/settings.md` is what `python -m bot.settings` writes.

What can go wrong:
* BadSettings    one or more variables are wrong; it names them and never shows a value
"""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal

from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot import accepted

ENV_FILE = Path(".env")
ENCODING = "utf-8-sig"
"""Notepad puts a mark before the first name; it is no part of it."""
PREFIXES = ("TELEGRAM_", "VK_", "WEBHOOK_", "CLOCK_", "QUIET_", "DIGEST_")
"""Names in the environment that can only be meant for us. HTTP_ and LOG_ belong to others too."""
PUBLIC_HEADER = """\
# Settings

Read once at the start from the environment, or from a file `.env` in the working directory (the environment wins).
An empty value counts as unset. All mistakes are reported at once, by the variable's name and never with its value.
This page is written by `python -m bot.settings`.

| name | default | accepted | meaning |
| --- | --- | --- | --- |
"""


@dataclass(frozen=True, slots=True)
class Mistake:
    """A variable that is wrong. `kind`: `wrong`, `needed`, `not_on_loopback`, `without_start` or `unreadable`."""

    variable: str
    kind: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that nothing reads; `near` is the one that was probably meant, or empty."""

    name: str
    near: str


class BadSettings(Exception):
    """The environment cannot be used as it is."""

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        super().__init__(", ".join(f"{each.variable}: {each.kind}" for each in mistakes))
        self.mistakes = mistakes


def _field(default: Any, meaning: str, form: str, **bounds: float) -> Any:
    """A field with its default, its check in words, and its help in one place."""
    return Field(default, description=meaning, json_schema_extra={"accepted": form}, **bounds)  # type: ignore[call-overload]


class Settings(BaseSettings):
    """Everything that a deployment decides."""

    model_config = SettingsConfigDict(
        env_file=ENV_FILE, env_file_encoding=ENCODING, env_ignore_empty=True, extra="ignore", frozen=True,
        str_strip_whitespace=True, validate_default=True, hide_input_in_errors=True,
    )

    database_url: accepted.DatabaseUrl = _field(
        SecretStr("sqlite:///data/vekha.db"), "where everything is kept",
        "`sqlite:///path` or `postgresql://user:password@host/name`")

    telegram_token: accepted.TelegramToken | None = _field(
        None, "the token of the Telegram bot; switches Telegram on", "as @BotFather gives it: `number:letters`")
    telegram_api_url: accepted.ApiUrl | None = _field(None, "another Bot API server than the public one", "`http(s)://…`")
    telegram_proxy: accepted.Proxy | None = _field(
        None, "a proxy for Telegram alone", "`http(s)://…`, `socks5://…` or `socks4://…`")
    telegram_bot: accepted.ShortName | None = _field(
        None, "the bot's name, so that invite links can be made without asking Telegram", "the name, with or without @")
    telegram_rate: float = _field(
        25.0, "calls to Telegram, per second", "a number above 0, at most 1000", gt=0, le=1000)

    vk_token: accepted.VkToken | None = _field(
        None, "the token of the VK community; switches VK on, needs `VK_GROUP_ID`", "one word")
    vk_group_id: int | None = _field(None, "the number of the VK community", "a whole number above 0", gt=0)
    vk_api_url: accepted.ApiUrl | None = _field(
        None, "another VK API than the public one, like `http://127.0.0.1:8082/method/`", "`http(s)://…`")
    vk_proxy: accepted.Proxy | None = _field(None, "a proxy for VK alone", "`http(s)://…`, `socks5://…` or `socks4://…`")
    vk_group: accepted.ShortName | None = _field(
        None, "the community's short name, so that invite links can be made without asking VK", "the short name")
    vk_confirmation: accepted.VkConfirmation | None = _field(
        None, "what VK wants to hear when it confirms the webhook; needed only if the token may not manage the "
        "community", "as the community's Callback API settings show it")
    vk_rate: float = _field(15.0, "calls to VK, per second", "a number above 0, at most 1000", gt=0, le=1000)

    webhook_url: accepted.PublicUrl | None = _field(
        None, "our address for the messengers; switches all of them from polling to webhooks at `webhook/telegram` "
        "and `webhook/vk` below it", "`https://…`; `http://…` on this machine")
    webhook_secret: accepted.WebhookSecret | None = _field(
        None, "by which a messenger proves itself at the webhook; needed with `WEBHOOK_URL`",
        "1 to 50 Latin letters, digits and hyphens")

    http_host: str = _field(
        "127.0.0.1", "where the health page, the webhooks and the sandbox listen", "an address", min_length=1)
    http_port: int = _field(8080, "on which port; 0 takes a free one", "0 to 65535", ge=0, le=65535)

    quiet_hours: accepted.QuietHours = _field(
        "20:00-08:00", "the recipient's local time in which we write to nobody on our own account; taken by a "
        "programme that names no hours of its own when it is loaded", "`HH:MM-HH:MM`")
    digest_at: accepted.TimeOfDay = _field(
        "09:00", "the recipient's local time of the daily reminder; taken by a programme that names no time of its "
        "own when it is loaded", "`HH:MM`")

    clock_start: accepted.Instant | None = _field(
        None, "rehearsal: the instant at which programme time begins; refused while the API of a messenger that is "
        "switched on is not on loopback", "ISO 8601 with its offset, like `2018-05-16T09:00:00+08:00`")
    clock_speed: float = _field(
        1.0, "rehearsal: seconds of programme time per second; needs `CLOCK_START`", "a number above 0", gt=0, le=1e6)

    log_level: Annotated[Literal["debug", "info", "warning", "error"], accepted.LOWERED] = _field(
        "info", "what is logged", "`debug`, `info`, `warning` or `error`")
    log_format: Annotated[Literal["text", "json"], accepted.LOWERED] = _field(
        "text", "lines for people, or for collectors of logs", "`text` or `json`")

    @field_validator("telegram_token", "vk_token")
    @classmethod
    def _trimmed(cls, token: SecretStr | None) -> SecretStr | None:
        return SecretStr(token.get_secret_value().strip()) if token else None

    @field_validator("vk_group_id")
    @classmethod
    def _group_of_the_token(cls, group: int | None, info: ValidationInfo) -> int | None:
        if group is None and info.data.get("vk_token"):
            raise PydanticCustomError("needed", "VK_TOKEN needs VK_GROUP_ID")
        return group

    @field_validator("webhook_secret")
    @classmethod
    def _secret_of_the_webhook(cls, secret: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        if secret is None and info.data.get("webhook_url"):
            raise PydanticCustomError("needed", "WEBHOOK_URL needs WEBHOOK_SECRET")
        return secret

    @field_validator("clock_start")
    @classmethod
    def _rehearsed_at_home(cls, start: datetime | None, info: ValidationInfo) -> datetime | None:
        """Real people must not get the messages of a rehearsal."""
        for name in ("telegram", "vk"):
            # An address that is refused by itself is missing here, and told of already.
            address = info.data.get(f"{name}_api_url", "http://localhost")
            if start and info.data.get(f"{name}_token") and not accepted.on_loopback(address):
                raise PydanticCustomError("not_on_loopback", "a rehearsal with a real messenger")
        return start

    @field_validator("clock_speed")
    @classmethod
    def _speed_of_a_rehearsal(cls, speed: float, info: ValidationInfo) -> float:
        if speed != 1 and "clock_start" in info.data and info.data["clock_start"] is None:
            raise PydanticCustomError("without_start", "CLOCK_SPEED needs CLOCK_START")
        return speed


def revealed(secret: SecretStr | None) -> str | None:
    """A secret as whoever needs it needs it; None for none."""
    return secret.get_secret_value() if secret else None


def read() -> Settings:
    """The settings of this process. Raises `BadSettings`."""
    try:
        return Settings()
    except ValidationError as problem:
        raise BadSettings(tuple(_mistakes(problem))) from None
    except (OSError, UnicodeError):
        raise BadSettings((Mistake(str(ENV_FILE), "unreadable"),)) from None


def unknown() -> tuple[Unknown, ...]:
    """Names that look like ours and are not: a misspelt one would be ignored in silence."""
    known = [name.upper() for name in Settings.model_fields]
    given = [name.upper() for name in os.environ if name.upper().startswith(PREFIXES)]
    given += [name.upper() for name in _written()]
    strange = dict.fromkeys(name for name in given if name not in known)
    return tuple(Unknown(name, "".join(get_close_matches(name, known, 1))) for name in strange)


def _written() -> list[str]:
    """The names in the file, if it can be read; `read` tells if it cannot."""
    try:
        return list(dotenv_values(ENV_FILE, encoding=ENCODING)) if ENV_FILE.is_file() else []
    except (OSError, UnicodeError):
        return []


def page() -> str:
    """The reference page, in Markdown."""
    return PUBLIC_HEADER + "".join(_line(name) for name in Settings.model_fields)


def _line(name: str) -> str:
    field = Settings.model_fields[name]
    extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
    default = field.default.get_secret_value() if isinstance(field.default, SecretStr) else field.default
    shown = "–" if default is None else f"`{default:g}`" if isinstance(default, float) else f"`{default}`"
    return f"| `{name.upper()}` | {shown} | {extra['accepted']} | {field.description} |\n"


def _mistakes(problem: ValidationError) -> Iterator[Mistake]:
    kinds = ("needed", "not_on_loopback", "without_start")
    for error in problem.errors(include_input=False, include_context=False):
        yield Mistake(str(error["loc"][0]).upper(), error["type"] if error["type"] in kinds else "wrong")


if __name__ == "__main__":
    sys.stdout.write(page())
