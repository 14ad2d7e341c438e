"""What each fault came to, one line each; printed at the end of a long proof."""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field

PROVE = os.environ.get("VEKHA_PROVE") == "1"


@dataclass(frozen=True, slots=True)
class Line:
    """A fault, where it was met, and what was observed."""

    fault: str
    where: str
    met: str
    """State and words of the outbox, or the state of the way in, while the fault lasted."""
    end: str
    """The same once all was well again."""
    seen: str
    doubles: int = 0
    lost: int = 0


@dataclass(slots=True)
class Table:
    """All lines."""

    lines: list[Line] = field(default_factory=list)

    def add(self, line: Line) -> Line:
        """One more fault."""
        self.lines.append(line)
        return line

    def show(self) -> None:
        """Print it, in a long proof."""
        if PROVE:
            sys.stdout.write("\n".join(["", *self._shown(), ""]))

    def _shown(self) -> Iterator[str]:
        yield "Faults and their ends"
        yield _row("fault", "where", "met", "end", "seen", "doubles", "lost")
        for line in self.lines:
            yield _row(line.fault, line.where, line.met, line.end, line.seen, str(line.doubles), str(line.lost))
        doubles, lost = sum(line.doubles for line in self.lines), sum(line.lost for line in self.lines)
        yield _row(f"all: {len(self.lines)}", "", "", "", "", str(doubles), str(lost))


def _row(fault: str, where: str, met: str, end: str, seen: str, doubles: str, lost: str) -> str:
    return f"{fault[:44]:<45}{where[:25]:<26}{met[:57]:<58}{end[:23]:<24}{seen[:26]:<27}{doubles:>7}{lost:>6}"
