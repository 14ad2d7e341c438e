"""Pieces of Telegram's JSON as what they should be, or as nothing: whatever comes, taking it apart never raises."""

from collections.abc import Mapping

Fields = Mapping[str, object]


def full_name(person: Fields) -> str:
    """The name that Telegram shows for a user or a private chat."""
    return f"{words(person.get('first_name'))} {words(person.get('last_name'))}".strip()


def fields(value: object) -> Fields:
    return value if isinstance(value, dict) else {}


def words(value: object) -> str:
    """Text that any database takes: neither NUL nor half a surrogate pair."""
    if not isinstance(value, str):
        return ""
    return value.replace("\0", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def number(value: object) -> int:
    return value if isinstance(value, int) and value > 0 else 0


def is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0
