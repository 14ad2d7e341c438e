"""Programmes as the storage knows them: their hours, ladder, consent, and their own wordings of our texts."""

from collections.abc import Mapping
from dataclasses import dataclass

from storage import consents
from storage.database import Transaction
from storage.reviews import Order


@dataclass(frozen=True, slots=True)
class Programme:
    """One programme. Days and times are text, the ladder is JSON, `loaded_at` an instant, `review` an `Order`."""

    id: int
    code: str
    title: str
    starts_on: str
    ends_on: str
    time_zone: str
    digest_at: str
    quiet_hours: str
    ladder: str
    consent_version: str
    consent_text: str
    loaded_at: int
    desk: str
    """The rules of its consultations, JSON; "": those of the house."""
    review: str


@dataclass(frozen=True, slots=True)
class _Text:
    name: str
    source: str


async def by_id(tx: Transaction, id: int) -> Programme | None:
    return await tx.one(Programme, "programmes.by_id", id=id)


async def by_code(tx: Transaction, code: str) -> Programme | None:
    return await tx.one(Programme, "programmes.by_code", code=code)


async def all(tx: Transaction) -> list[Programme]:
    """Every programme of this installation, the oldest first."""
    return await tx.all(Programme, "programmes.all")


async def put(
    tx: Transaction,
    *,
    code: str,
    title: str,
    starts_on: str,
    ends_on: str,
    time_zone: str,
    digest_at: str,
    quiet_hours: str,
    ladder: str,
    consent_version: str,
    consent_text: str,
    desk: str = "",
    now: int,
    review: str = Order.IN_TURN,
) -> int:
    """Write a programme under its code; its id. What it asked consent to before is kept."""
    id = await tx.integer(
        "programmes.put", code=code, title=title, starts_on=starts_on, ends_on=ends_on, time_zone=time_zone,
        digest_at=digest_at, quiet_hours=quiet_hours, ladder=ladder, consent_version=consent_version,
        consent_text=consent_text, desk=desk, review=review, now=now,
    )
    await consents.keep_text(tx, id, consent_version, consent_text, now=now)
    return id


async def texts(tx: Transaction, programme: int) -> dict[str, str]:
    """The programme's own wordings: template name → source, as the catalogue takes them."""
    return {row.name: row.source for row in await tx.all(_Text, "programmes.texts", programme=programme)}


async def put_texts(tx: Transaction, programme: int, texts: Mapping[str, str]) -> None:
    """Replace the programme's own wordings by these."""
    await tx.run("programmes.forget_texts", programme=programme)
    await tx.repeat("programmes.put_text", [
        {"programme": programme, "name": name, "source": source} for name, source in texts.items()
    ])
