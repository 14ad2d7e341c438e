"""Registers that a year report is written from: orders, agreements, methodical materials, publications.

A record is a material of the library (`library.py`) that has a register. Who reads whose records is said once, in the
view `register_readers`; by which words one is found is the scheduler's business (`scheduler/registers.py`).
"""

import json
from collections.abc import Collection
from dataclasses import asdict, dataclass
from enum import StrEnum

from storage.database import Transaction


class Register(StrEnum):
    """What is kept apart."""

    ORDER = "order"
    AGREEMENT = "agreement"
    MATERIAL = "material"
    PUBLICATION = "publication"


@dataclass(frozen=True, slots=True)
class Paper:
    """What is to be written down of one. `dated_on` is an ISO day, `partner` with whom an agreement is made."""

    register: Register
    title: str
    dated_on: str
    number: str = ""
    partner: str = ""
    about: str = ""
    link: str = ""
    file: int | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """A paper in its register; `place` is the title of the organisation whose it is.

    Its file is None or described by the three that follow it. Without `shelved_at` the library does not have it.
    """

    id: int
    programme: int
    register: Register
    title: str
    about: str
    number: str
    dated_on: str
    partner: str
    link: str
    file: int | None
    file_kind: str
    file_name: str
    file_mime: str
    organisation: int
    place: str
    time_zone: str
    added_by: int | None
    added_by_name: str
    added_at: int
    shelved_at: int | None

    def paper(self) -> Paper:
        """What was written down of it."""
        return Paper(self.register, self.title, self.dated_on, self.number, self.partner, self.about, self.link,
                     self.file)


@dataclass(frozen=True, slots=True)
class OfYear:
    """How many of a register and a year there are."""

    register: Register
    year: str
    number: int


@dataclass(frozen=True, slots=True)
class Count:
    """How many papers an organisation has in a register; `place` is its title."""

    register: Register
    organisation: int
    place: str
    number: int


@dataclass(frozen=True, slots=True)
class Twin:
    """A paper of the same day."""

    id: int
    number: str
    title: str


async def add(tx: Transaction, programme: int, organisation: int, paper: Paper, *, shelved: bool, added_by: int,
              now: int) -> int:
    """Write it down; its id."""
    return await tx.integer("registers.add", programme=programme, organisation=organisation, added_by=added_by, now=now,
                            shelved_at=now if shelved else None, **asdict(paper))


async def seen(tx: Transaction, participant: int, id: int) -> Record | None:
    """One that this person may read."""
    return await tx.one(Record, "registers.seen", participant=participant, id=id)


async def page(tx: Transaction, participant: int, programme: int, register: Register, *, year: str, size: int,
               skip: int) -> list[Record]:
    """A page of what this person may read, the newest paper first; of one year, or of all ("")."""
    return await tx.all(Record, "registers.page", participant=participant, programme=programme, register=register,
                        year=year, size=size, skip=skip)


async def numbers(tx: Transaction, participant: int, programme: int) -> list[OfYear]:
    """How many papers of each register and year this person may read, the newest year first."""
    return await tx.all(OfYear, "registers.numbers", participant=participant, programme=programme)


async def whole(tx: Transaction, participant: int, programme: int) -> list[Record]:
    """All that this person may read of a programme, the oldest paper first."""
    return await tx.all(Record, "registers.whole", participant=participant, programme=programme)


async def found(tx: Transaction, participant: int, meant: Collection[tuple[str, str]], *, size: int) -> list[Record]:
    """Of what this person may read those that have a stem of each word, the newest paper first. `meant`: a word of the
    question and a stem that it may stand for.
    """
    listed = json.dumps([[word, stem] for word, stem in sorted(meant)], ensure_ascii=False)
    return await tx.all(Record, "registers.found", participant=participant, meant=listed,
                        number=len({word for word, _ in meant}), size=size)


async def of_day(tx: Transaction, organisation: int, register: Register, dated_on: str) -> list[Twin]:
    """What an organisation has in a register of one day."""
    return await tx.all(Twin, "registers.of_day", organisation=organisation, register=register, dated_on=dated_on)


async def change(tx: Transaction, id: int, paper: Paper) -> bool:
    """From now on it says this; False if it is gone."""
    return await tx.run("registers.change", id=id, **asdict(paper))


async def shelve(tx: Transaction, id: int, at: int | None) -> bool:
    """Everybody in the programme finds it in the library from this moment, or nobody (None); False if so it was."""
    return await tx.run("registers.shelve", id=id, at=at)


async def counts(tx: Transaction, programme: int, first_day: str, last_day: str) -> list[Count]:
    """How many papers each organisation has in each register, of these days, both inclusive: for the year report."""
    return await tx.all(Count, "registers.counts", programme=programme, first_day=first_day, last_day=last_day)
