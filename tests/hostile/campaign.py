"""An attempt is made by the real application and judged by what it left behind: rows, words, messages to others."""

import json
import os
import random
import secrets
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from tests.handlers.conftest import APOLOGY
from tests.hostile import ledger
from tests.hostile.ledger import OWNED
from tests.hostile.world import World
from tests.loopback.contract import Shown
from tests.phone import Phone
from tests.wording import CATALOGUE

PROVE = os.environ.get("VEKHA_PROVE") == "1"
SEED = int(os.environ.get("VEKHA_SEED") or (secrets.randbelow(10**6) if PROVE else 2018))
BETWEEN = 20.0
"""Real seconds between two attempts of one category: whoever is patient is not throttled for haste."""
THROTTLES = ("registration/too_many_guesses", "addresses/asked_often", "fallback/too_fast")


class Deed(StrEnum):
    """What a person can do, or make a messenger say."""

    PRESS = "press"
    TAP = "tap"
    SAY = "say"
    START = "start"
    FILE = "file"
    RAW = "raw"
    REPEAT = "repeat"


Step = tuple[Deed, str]


@dataclass(frozen=True, slots=True)
class Attempt:
    """Somebody who has no right to it tries something. `owned` names rows more than usual that may be their own."""

    who: str
    steps: tuple[Step, ...]
    user: str = ""
    channel: str = ""
    owned: Mapping[str, str] = field(default_factory=dict)
    free: frozenset[str] = frozenset()
    """Tables that may change in this attempt, whosever the rows."""
    may_hear: str = ""
    """What the attempt is told by right: an invite that opens names whom it is for."""

    @property
    def known(self) -> str:
        """What they know already, so that hearing it again gives nothing away."""
        return " ".join([self.may_hear, *(words for _, words in self.steps)])


class Result(StrEnum):
    """How it ended."""

    REFUSED = "refused"
    THROTTLED = "throttled"
    SUCCEEDED = "succeeded"


@dataclass(slots=True)
class Score:
    """What came of one category; `successes` says of each what was changed or heard."""

    category: str
    results: Counter[Result] = field(default_factory=Counter)
    successes: list[str] = field(default_factory=list)

    def add(self, attempt: object, findings: Sequence[str], *, throttled: bool = False) -> None:
        """Count an attempt; any finding makes it a success."""
        result = Result.SUCCEEDED if findings else Result.THROTTLED if throttled else Result.REFUSED
        self.results[result] += 1
        if findings:
            self.successes.append(f"{attempt}: {'; '.join(findings)}")

    @property
    def attempts(self) -> int:
        """All of them."""
        return self.results.total()


@dataclass(slots=True)
class Table:
    """The scores of all categories."""

    seed: int
    scores: list[Score] = field(default_factory=list)

    def show(self) -> None:
        """Print it, in a long proof."""
        if PROVE:
            sys.stdout.write("\n".join(["", *self._lines(), ""]))

    def _lines(self) -> Iterator[str]:
        yield f"Hostile attempts (seed {self.seed})"
        yield f"{'category':<62}{'attempts':>9}{'refused':>9}{'throttled':>11}{'succeeded':>11}"
        for score in self.scores:
            yield _line(score.category, score.results)
        yield _line("all", sum((score.results for score in self.scores), Counter()))


def _line(title: str, results: Counter[Result]) -> str:
    refused, throttled, succeeded = (results[each] for each in Result)
    return f"{title:<62}{results.total():>9}{refused:>9}{throttled:>11}{succeeded:>11}"


class Campaign:
    """The attempts of one category, one after the other, in one world."""

    def __init__(self, world: World, category: str, chance: random.Random) -> None:
        self.world, self.score, self._chance = world, Score(category), chance
        self._throttles = tuple(CATALOGUE.words(name) for name in THROTTLES)
        self._page = ledger.page(world.file)

    async def makes(self, attempt: Attempt, told: frozenset[str] = frozenset()) -> None:
        """Carry it out and judge it. `told`: who may hear of it from us, beside the attacker."""
        world = self.world
        channel = attempt.channel or self._chance.choice(("telegram", "vk"))
        phone = Phone(world.village.stage, channel, attempt.user or world.user(attempt.who), "Пётр Чужой")
        before, newest, noticed = phone.screen, ledger.newest(world.file), len(self._notices(channel))
        await world.village.stage.clock.pause(BETWEEN)
        for step in attempt.steps:
            await self._does(phone, step)
        seen = [shown for shown in phone.screen if shown not in before]
        notices = [text for user, text in self._notices(channel)[noticed:] if user == phone.user]
        findings = [*self._changed(attempt), *self._leaked(attempt, seen, notices)]
        findings += [f"told {other}" for other in ledger.others_told(world.file, {phone.user} | told, newest)]
        if not phone.screen and not attempt.user:
            findings.append("no answer at all")
        self.score.add(f"{channel} {attempt}", findings, throttled=self._is_throttled(seen or phone.screen[-1:]))

    def forgets(self) -> None:
        """What has changed by now was no part of an attempt."""
        self._page = ledger.page(self.world.file)

    async def _does(self, phone: Phone, step: Step) -> None:
        deed, words = step
        loopback = self.world.village.stage.loopbacks[phone.channel]
        match deed:
            case Deed.PRESS:
                loopback.presses(phone.user, words, phone.screen[-1].ref if phone.screen else "1")
            case Deed.TAP:
                shown, payload = phone._button(words)
                loopback.presses(phone.user, payload, shown.ref)
            case Deed.SAY:
                loopback.says(phone.user, words, name=phone.name)
            case Deed.START:
                loopback.says(phone.user, "/start", start=words, name=phone.name)
            case Deed.FILE:
                loopback.sends_file(phone.user, "document", words, b"%PDF-1.4 nothing", words)
            case Deed.RAW:
                loopback.pushes_raw(json.loads(words))
            case Deed.REPEAT:
                loopback.repeat_last()
        await self.world.village.stage.settle()

    def _changed(self, attempt: Attempt) -> list[str]:
        page = ledger.page(self.world.file)
        changed, self._page = ledger.changes(self._page, page), page
        me, owned = self.world.participant(attempt.who), OWNED | dict(attempt.owned)
        return [str(change) for change in changed if change.table not in attempt.free and not change.is_of(me, owned)]

    def _leaked(self, attempt: Attempt, seen: Sequence[Shown], notices: Sequence[str]) -> list[str]:
        heard = "\n".join([*notices, *map(_all_of, seen)])
        found = [f"heard {mark}" for mark, readers in self.world.marks.items()
                 if mark in heard and attempt.who not in readers and mark not in attempt.known]
        return [*found, "an apology"] if APOLOGY in heard else found

    def _is_throttled(self, seen: Sequence[Shown]) -> bool:
        return any(words in shown.text or shown.text in words for words in self._throttles for shown in seen)

    def _notices(self, channel: str) -> list[tuple[str, str]]:
        return self.world.village.stage.loopbacks[channel].notices


def _all_of(shown: Shown) -> str:
    """Words, labels, payloads, and what is in a file."""
    name, content = shown.file or ("", b"")
    pressed = " ".join(" ".join(button) for row in shown.buttons for button in row)
    return f"{shown.text}\n{pressed}\n{name}\n{content.decode(errors='replace')}"
