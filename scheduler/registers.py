"""Registers as they are kept: what is written down is found by its words from then on, and what is there already.

A record is found among the registers by whoever may read it, and in the library by everybody while it is on the shelf.
"""

from collections.abc import Iterable, Sequence

from scheduler import library
from scheduler.programme.words import fold
from scheduler.register_captions import same_number
from storage import registers
from storage.database import Transaction
from storage.participants import Role, RoleHeld
from storage.registers import Paper, Record, Register

_OWN = frozenset({Register.AGREEMENT, Register.MATERIAL, Register.PUBLICATION})
KEEPERS = {Role.OPERATOR: frozenset(Register), Role.CURATOR: frozenset(Register), Role.COORDINATOR: _OWN,
           Role.DIRECTOR: _OWN}
"""Who writes down what, of the organisation of the role: orders are those of whoever runs the programme."""
READERS = frozenset({*KEEPERS, Role.OBSERVER})
"""Who reads registers; whose records, says the view `register_readers`."""
FOUND = 50
"""Records that a search finds at most."""


async def add(tx: Transaction, programme: int, organisation: int, paper: Paper, *, shelved: bool, added_by: int,
              now: int) -> int:
    """Write a paper down; its id."""
    id = await registers.add(tx, programme, organisation, paper, shelved=shelved, added_by=added_by, now=now)
    await library.index(tx, [id])
    return id


async def change(tx: Transaction, id: int, paper: Paper) -> bool:
    """From now on it says this, and is found by it; False if it is gone."""
    changed = await registers.change(tx, id, paper)
    await library.index(tx, [id])
    return changed


async def twin(tx: Transaction, organisation: int, paper: Paper) -> int | None:
    """What is there already: of the same register and day, with the same number, or, where there is none, the same
    title.
    """
    for each in await registers.of_day(tx, organisation, paper.register, paper.dated_on):
        if same_number(each.number, paper.number) and (paper.number or fold(each.title) == fold(paper.title)):
            return each.id
    return None


async def search(tx: Transaction, participant: int, programmes: Iterable[int], words: Sequence[str]) -> list[Record]:
    """What this person may read and has all of these stems, or what begins like them; the newest paper first."""
    meant = {(word, stem) for programme in programmes for word in words
             for stem in (word, *await library.like(tx, programme, word))}
    return await registers.found(tx, participant, meant, size=FOUND) if words else []


def keeping(held: Iterable[RoleHeld], register: Register | None = None) -> list[RoleHeld]:
    """The roles by which somebody writes down papers of this register, or of any; one for each organisation."""
    able = [each for each in held if register in KEEPERS.get(each.role, ()) or
            (register is None and each.role in KEEPERS)]
    return list({each.organisation: each for each in reversed(able)}.values())[::-1]


def reading(held: Iterable[RoleHeld]) -> list[RoleHeld]:
    """The roles by which somebody reads registers, one for each programme."""
    able = [each for each in held if each.role in READERS]
    return list({each.programme: each for each in reversed(able)}.values())[::-1]
