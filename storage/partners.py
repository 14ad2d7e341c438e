"""Schools that work together, each pair in both directions. Written by the loading of a programme."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from storage.database import Transaction


@dataclass(frozen=True, slots=True)
class Pair:
    """Two organisations by id, seen from the first."""

    organisation: int
    partner: int


async def of_programme(tx: Transaction, programme: int) -> set[Pair]:
    return set(await tx.all(Pair, "partners.of_programme", programme=programme))


async def join(tx: Transaction, pairs: Iterable[Pair]) -> None:
    await tx.repeat("partners.join", [asdict(each) for each in pairs])


async def part(tx: Transaction, pairs: Iterable[Pair]) -> None:
    """These work together no more."""
    await tx.repeat("partners.part", [asdict(each) for each in pairs])
