"""Savepoints that are set only when something is about to be written: most parts that could be undone only look."""

from enum import StrEnum


class Mark(StrEnum):
    """The statements; nested savepoints share the name, the innermost is meant."""

    SET = "savepoint turn"
    UNDO = "rollback to savepoint turn"
    DROP = "release savepoint turn"


class Savepoints:
    """What one transaction has begun and what of that is really set. The statements are the caller's to run."""

    def __init__(self) -> None:
        self._set: list[bool] = []

    def before_writing(self) -> list[Mark]:
        """What must be run before a statement that writes."""
        missing = [Mark.SET] * self._set.count(False)
        self._set = [True] * len(self._set)
        return missing

    def moved(self, verb: str) -> list[Mark]:
        """What must be run for `begin`, `undo` or `release`."""
        if verb == "begin":
            self._set.append(False)
            return []
        if verb == "undo":
            return [Mark.UNDO] if self._set[-1] else []
        return [Mark.DROP] if self._set.pop() else []
