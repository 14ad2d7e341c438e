"""What is due for each person, and what of it still concerns them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from scheduler import progress, reviewing
from scheduler.briefing import Briefing
from scheduler.planner import Rungs
from scheduler.waiting import Asked, Invited, Reports, Unread, Waiting
from scheduler.workdays import Rhythm
from storage import chases, reminders, reviews
from storage.chases import DueEvent, DueLetter
from storage.database import Transaction
from storage.reminders import DueMatter, DueWave
from storage.reviews import Pile

_OWN = ("before:", "after:")


@dataclass(frozen=True, slots=True)
class Due:
    """What is due for one person."""

    matters: Sequence[DueMatter] = ()
    waves: Sequence[DueWave] = ()
    events: Sequence[DueEvent] = ()
    letters: Sequence[DueLetter] = ()
    pile: Pile | None = None
    """What waits for their verdict, looked up if any of it is due."""

    def ids(self) -> list[int]:
        """The reminders that bring it up."""
        rows: Iterable[Collection[DueMatter | DueWave | DueEvent | DueLetter]] = (
            self.matters, self.waves, self.events, self.letters)
        return [row.reminder for part in rows for row in part]

    def live(self, person: int, standing: Mapping[int, Rungs], today: str) -> "Due":
        """What still concerns the person: the task is open and in their charge, the survey is open and not answered,
        invitation and letter wait for their word.
        """
        return Due([each for each in self.matters if (person, each.rung) in standing[each.task]],
                   [each for each in self.waves if each.waiting and today <= each.closes_on],
                   [each for each in self.events if each.waits], [each for each in self.letters if each.waits],
                   self.pile)

    def briefing(self, name: str, today: date, rhythm: Rhythm) -> Briefing:
        """Each matter once, though several of its rungs may have met on this day."""
        own = {matter.task: matter for matter in self.matters if matter.rung.startswith(_OWN)}
        watched = {matter.task: matter for matter in self.matters
                   if matter.task not in own and not matter.rung.startswith(reviewing.RUNG)}
        return Briefing(name, today, tuple(own.values()), tuple(watched.values()), self._waiting(rhythm))

    def _waiting(self, rhythm: Rhythm) -> Waiting:
        asked = {each.wave: Asked(each.wave, each.survey, each.closes_on) for each in self.waves}
        invited = {each.event: Invited(each.event, each.title, _day(each)) for each in self.events}
        letters = {each.letter: Unread(each.letter, progress.title(each.content)) for each in self.letters}
        return Waiting(tuple(asked.values()), tuple(invited.values()), tuple(letters.values()), self._reports(rhythm))

    def _reports(self, rhythm: Rhythm) -> Reports | None:
        """All that wait, also those that are not old enough to be spoken of by themselves."""
        told = self.pile is not None and _any_report(self.matters)
        return reports(self.pile, rhythm) if told else None


async def look_up(tx: Transaction, share: Sequence[int], now: int) -> dict[int, Due]:
    """For each of these people, of what no other replica holds. Only kinds of which something is due are looked up."""
    matters = await reminders.due(tx, share, now=now)
    kinds = await reminders.due_kinds(tx, share, now=now)
    waves = await reminders.due_waves(tx, share, now=now) if kinds.waves else {}
    events = await chases.due_events(tx, share, now=now) if kinds.events else {}
    letters = await chases.due_letters(tx, share, now=now) if kinds.letters else {}
    piles = {person: await reviews.waiting(tx, person) for person, own in matters.items() if _any_report(own)}
    return {person: Due(own, waves.get(person, ()), events.get(person, ()), letters.get(person, ()), piles.get(person))
            for person, own in matters.items()}


def reports(pile: Pile | None, rhythm: Rhythm) -> Reports | None:
    """What waits for somebody's verdict, as a briefing says it."""
    return Reports(pile.number, rhythm.day(pile.since).isoformat()) if pile else None


def _any_report(matters: Iterable[DueMatter]) -> bool:
    return any(each.rung.startswith(reviewing.RUNG) for each in matters)


def _day(event: DueEvent) -> str:
    return datetime.fromtimestamp(event.starts_at, UTC).astimezone(ZoneInfo(event.time_zone)).date().isoformat()
