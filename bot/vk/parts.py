"""The smallest parts of VK's events, whatever stands in their place. Pure; never raises."""

import json


def decoded(value: object) -> object:
    """What a string of JSON stands for; None for all else."""
    try:
        return json.loads(value) if isinstance(value, str) else None
    except (ValueError, RecursionError):
        return None


def count(value: object) -> int:
    """A whole number that is not negative; 0 for all else."""
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0


def text(value: object) -> str:
    """A string that every database takes: no NUL and no half of a surrogate pair."""
    if not isinstance(value, str):
        return ""
    return value.replace("\0", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
