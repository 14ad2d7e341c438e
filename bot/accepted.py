"""The forms in which values of settings are accepted. A complaint never repeats the value: it may be a secret."""

import re
from collections.abc import Callable
from datetime import datetime, time
from ipaddress import ip_address
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr


def on_loopback(url: str | None) -> bool:
    """Whether an API's address leads nowhere but to this machine."""
    host = urlsplit(url or "").hostname or ""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _matching(pattern: str) -> Callable[[SecretStr], SecretStr]:
    def check(secret: SecretStr) -> SecretStr:
        if not re.fullmatch(pattern, secret.get_secret_value()):
            raise ValueError("not of the form")
        return secret

    return check


def _url(*schemes: str) -> Callable[[str], str]:
    def check(value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in schemes or not parts.hostname or (parts.port or 1) > 65535:
            raise ValueError("not such an address")
        return value

    return check


def _secret_url(*schemes: str) -> Callable[[SecretStr], SecretStr]:
    def check(secret: SecretStr) -> SecretStr:
        _url(*schemes)(secret.get_secret_value())
        return secret

    return check


def _public_url(value: str) -> str:
    """Messengers bring updates over https alone; http is for messengers on this machine."""
    _url("http", "https")(value)
    parts = urlsplit(value)
    if parts.query or parts.fragment or parts.username or (parts.scheme == "http" and not on_loopback(value)):
        raise ValueError("not such an address")
    return value.rstrip("/")


def _quiet_hours(value: str) -> str:
    start, dash, end = value.partition("-")
    if not dash:
        raise ValueError("no interval")
    return f"{_time_of_day(start)}-{_time_of_day(end)}"


def _time_of_day(value: str) -> str:
    return time.fromisoformat(value.strip()).strftime("%H:%M")


def _instant(value: object) -> object:
    if isinstance(value, str):
        value = datetime.fromisoformat(value.strip())
    if isinstance(value, datetime) and value.tzinfo is None:
        raise ValueError("no offset from UTC")
    return value


ApiUrl = Annotated[str, AfterValidator(_url("http", "https"))]
Proxy = Annotated[SecretStr, AfterValidator(_secret_url("http", "https", "socks5", "socks5h", "socks4"))]
PublicUrl = Annotated[str, AfterValidator(_public_url)]
WebhookSecret = Annotated[SecretStr, AfterValidator(_matching(r"[A-Za-z0-9-]{1,50}"))]
"""What every messenger takes: some refuse an underscore, some more than fifty."""
ShortName = Annotated[str, BeforeValidator(lambda name: str(name).lstrip("@")), Field(pattern=r"^[\w.]{3,64}$")]
DatabaseUrl = Annotated[SecretStr, AfterValidator(_matching(r"sqlite:///.+|postgres(ql)?://.+"))]
TelegramToken = Annotated[SecretStr, AfterValidator(_matching(r"\s*[0-9]+:[A-Za-z0-9_-]+\s*"))]
VkToken = Annotated[SecretStr, AfterValidator(_matching(r"\s*[!-~]+\s*"))]
VkConfirmation = Annotated[str, Field(pattern=r"^[A-Za-z0-9]{1,64}$")]
LOWERED = BeforeValidator(lambda word: str(word).lower())
QuietHours = Annotated[str, AfterValidator(_quiet_hours)]
TimeOfDay = Annotated[str, AfterValidator(_time_of_day)]
Instant = Annotated[datetime, BeforeValidator(_instant)]
