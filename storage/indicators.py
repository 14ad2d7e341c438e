"""What an activity is to reach, in figures: thresholds that the results of the roadmap name."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from storage.database import Transaction


@dataclass(frozen=True, slots=True)
class Indicator:
    """`plan` is a decimal number as text, `at_least` 0 for a figure that is not to be exceeded."""

    title: str
    plan: str
    unit: str
    at_least: int
    per: str


@dataclass(frozen=True, slots=True)
class _Of:
    activity: int
    title: str
    plan: str
    unit: str
    at_least: int
    per: str


async def of_programme(tx: Transaction, programme: int) -> dict[int, tuple[Indicator, ...]]:
    """Those of each activity that has any, in their order."""
    found: dict[int, tuple[Indicator, ...]] = {}
    for row in await tx.all(_Of, "indicators.of_programme", programme=programme):
        one = Indicator(row.title, row.plan, row.unit, row.at_least, row.per)
        found[row.activity] = (*found.get(row.activity, ()), one)
    return found


async def of_activity(tx: Transaction, activity: int) -> list[Indicator]:
    return await tx.all(Indicator, "indicators.of_activity", activity=activity)


async def put(tx: Transaction, activity: int, indicators: Sequence[Indicator]) -> None:
    """Replace those of an activity by these."""
    await tx.run("indicators.forget", activity=activity)
    await tx.repeat("indicators.put", [
        {"activity": activity, "position": position, **asdict(each)} for position, each in enumerate(indicators)
    ])
