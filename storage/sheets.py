"""Sheets: who fills in what of a survey, and what was answered, as JSON that the scheduler reads and writes."""

import json
import secrets
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from storage.database import Transaction

HIGHEST = 10**15
"""Sheets are numbered by lot below this: their order shall tell nothing."""


@dataclass(frozen=True, slots=True)
class Due:
    """A sheet that somebody is asked for, begun or not. Days are text, both included; late answers are taken until
    `takes_until`.

    `unit` names it within its wave, `kind` says of what there is one. `sent`: an anonymous one has left their hands.
    """

    wave: int
    survey: str
    wave_title: str
    opens_on: str
    closes_on: str
    takes_until: str
    anonymous: int
    kind: str
    unit: str
    organisation: int
    organisation_title: str
    about: int | None
    about_name: str
    sheet: int | None
    holder: int | None
    holder_name: str
    finished_at: int | None
    sent: int
    role: int
    """The id of the role for which they are asked."""

    @property
    def is_finished(self) -> bool:
        """Whether nothing is left to be done about it."""
        return self.finished_at is not None or bool(self.sent)

    def waits_for(self, participant: int) -> bool:
        """Whether this person has still to do something about it."""
        return not self.is_finished and self.holder in (None, participant)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One that was begun; `questions` is JSON, `edition` counts how often the programme has changed them."""

    id: int
    wave: int
    unit: str
    participant: int | None
    organisation: int | None
    about: int | None
    organisation_title: str
    about_name: str
    holder_name: str
    finished_at: int | None
    wave_title: str
    opens_on: str
    closes_on: str
    takes_until: str
    anonymous: int
    kind: str
    code: str
    title: str
    version: str
    edition: int
    questions: str

    @property
    def task(self) -> int:
        """Of which task it is the answer; 0 of none."""
        return int(self.unit[1:]) if self.kind == "task" else 0


@dataclass(frozen=True, slots=True)
class Given:
    """An answer. `value` is JSON; one that does not count has 0 there."""

    question: str
    value: str
    file: int | None
    counts: int = 1


@dataclass(frozen=True, slots=True)
class _Id:
    id: int


@dataclass(frozen=True, slots=True)
class _Loose:
    id: int
    wave: int
    unit: str


@dataclass(frozen=True, slots=True)
class _Lifted:
    sheet: int
    question: str
    value: str
    file: int | None
    counts: int


async def due(tx: Transaction, participant: int, today: str) -> list[Due]:
    """All that somebody is asked for on this day, the first to close first.

    Who is asked for a sheet in several roles is asked in the one that they have had for longest.
    """
    found: dict[tuple[int, str], Due] = {}
    for row in await tx.all(Due, "sheets.due", participant=participant, today=today):
        known = found.get((row.wave, row.unit))
        if known is None or row.role < known.role:
            found[row.wave, row.unit] = row
    return list(found.values())


async def waiting(tx: Transaction, participant: int, today: str) -> int:
    """How many of them wait for this person."""
    return await tx.integer("sheets.waiting", participant=participant, today=today)


async def begin(tx: Transaction, wanted: Due, participant: int, *, now: int) -> int:
    """The id of this sheet, which is begun where nobody has begun it."""
    await tx.run("sheets.begin", id=1 + secrets.randbelow(HIGHEST), wave=wanted.wave, unit=wanted.unit,
                 participant=participant, organisation=wanted.organisation, about=wanted.about, now=now)
    return await tx.integer("sheets.of_unit", wave=wanted.wave, unit=wanted.unit)


async def begin_of_task(tx: Transaction, wave: int, task: int, organisation: int, participant: int, *,
                        now: int) -> int:
    """The id of the sheet that belongs to a task; from now on it is in the hands of this person."""
    unit = f"t{task}"
    await tx.run("sheets.begin", id=1 + secrets.randbelow(HIGHEST), wave=wave, unit=unit, participant=participant,
                 organisation=organisation, about=None, now=now)
    id = await tx.integer("sheets.of_unit", wave=wave, unit=unit)
    await hand(tx, id, participant)
    return id


async def take(tx: Transaction, sheet: int, participant: int) -> None:
    """Take one that is in nobody's hands."""
    await tx.run("sheets.take", id=sheet, participant=participant)


async def hand(tx: Transaction, sheet: int, participant: int) -> None:
    """It is this person's from now on."""
    await tx.run("sheets.hand", id=sheet, participant=participant)


async def held(tx: Transaction, id: int) -> Sheet | None:
    """A sheet, held until the transaction ends; None where it, its wave or its survey is gone."""
    await tx.one(_Id, "sheets.hold", id=id)
    return await tx.one(Sheet, "sheets.by_id", id=id)


async def is_asked(tx: Transaction, sheet: Sheet, participant: int) -> bool:
    """Whether this person is (still) asked for this sheet."""
    return await tx.run("sheets.is_asked", wave=sheet.wave, unit=sheet.unit, participant=participant)


async def answers(tx: Transaction, sheet: int) -> list[Given]:
    return await tx.all(Given, "sheets.answers", sheet=sheet)


async def answer(tx: Transaction, sheet: int, given: Given) -> None:
    """Store it in the place of the one before."""
    await tx.run("sheets.answer", sheet=sheet, question=given.question, value=given.value, file=given.file)


async def count(tx: Transaction, sheet: int, questions: Iterable[str]) -> None:
    """Which of its answers count: the others are kept for the case that they do again."""
    await tx.run("sheets.count", sheet=sheet, names=json.dumps([[name] for name in questions]))


async def send(tx: Transaction, sheet: Sheet, participant: int) -> None:
    """Part an anonymous sheet from the person: its answers go to another one, that names nobody.

    Only that they have taken part stays, without a time. What screens have shown of it on the way is emptied.
    """
    loose = 1 + secrets.randbelow(HIGHEST)
    await tx.run("sheets.drop_uncounted", sheet=sheet.id)
    await tx.run("sheets.put_loose", id=loose, wave=sheet.wave, unit=secrets.token_hex(8))
    await tx.run("sheets.move_answers", loose=loose, sheet=sheet.id)
    await tx.run("sheets.drop", id=sheet.id)
    await tx.run("sheets.take_part", wave=sheet.wave, participant=participant)
    await tx.run("sheets.empty_screens", participant=participant, sheet=f":{sheet.id}")


async def shuffle(tx: Transaction, *, before: str) -> None:
    """Write anew who has taken part in anonymous surveys, by number, and their sheets, by lot: neither the order within
    a table nor the transaction that has written a row tells then who has sent which sheet.

    What has closed before this day is written for the last time.
    """
    for wave in await tx.all(_Id, "sheets.anonymous"):
        people = await tx.all(_Id, "sheets.lift_participations", wave=wave.id)
        answers = await tx.all(_Lifted, "sheets.lift_answers", wave=wave.id)
        loose = await tx.all(_Loose, "sheets.lift_sheets", wave=wave.id)
        await tx.repeat("sheets.take_part", [{"wave": wave.id, "participant": each.id}
                                             for each in sorted(people, key=lambda each: each.id)])
        await tx.repeat("sheets.put_loose", [asdict(each) for each in sorted(loose, key=lambda each: each.id)])
        await tx.repeat("sheets.lay_answer", [asdict(each) for each in sorted(answers, key=_by_lot)])
        await tx.run("sheets.settle", wave=wave.id, before=before)


def _by_lot(lifted: "_Lifted") -> tuple[int, str]:
    return lifted.sheet, lifted.question


async def forget_drafts(tx: Transaction, *, before: str) -> None:
    """Drop what was never sent of anonymous surveys that closed before this day."""
    for draft in await tx.all(_Id, "sheets.drafts", before=before):
        await tx.run("sheets.drop_answers", id=draft.id)
        await tx.run("sheets.drop", id=draft.id)


async def finish(tx: Transaction, sheet: int, at: int | None) -> None:
    """It is complete since this instant of programme time; None: it is not, after all."""
    await tx.run("sheets.finish", id=sheet, at=at)
