"""What is stored of one person, table by table (`privacy_rows.py`), and whether they consent to the text of now."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from storage.database import Transaction
from storage.privacy_rows import TABLES, SheetFilled


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is of everything."""

    reports: int
    files: int
    questions: int
    messages: int
    requests: int
    reminders: int
    tasks: int
    surveys: int


@dataclass(frozen=True, slots=True)
class ConsentText:
    """The text that a programme asks consent to."""

    programme: int
    title: str
    consent_version: str
    consent_text: str


async def everything(tx: Transaction, participant: int) -> dict[str, Sequence[Any]]:
    """All that is stored of a person, by table, as the values above."""
    return {table: await tx.all(kind, f"privacy.{table}", id=participant) for table, kind in TABLES.items()}


async def sheets(tx: Transaction, participant: int) -> list[SheetFilled]:
    """The answers to surveys that are theirs or about them."""
    return await tx.all(SheetFilled, "privacy.sheets", id=participant)


async def counts(tx: Transaction, participant: int) -> Counts:
    found = await tx.one(Counts, "privacy.counts", id=participant)
    assert found
    return found


async def consent_due(tx: Transaction, participant: int) -> ConsentText | None:
    """The new text this person has not agreed to yet; None while their consent holds."""
    return await tx.one(ConsentText, "privacy.consent_due", id=participant)
