"""The open question of each participant: which form, which step, what was answered so far (opaque JSON)."""

from dataclasses import dataclass

from storage.database import Transaction


@dataclass(frozen=True, slots=True)
class Conversation:
    """An open form. It belongs to the person, not to an address, so it goes on in another messenger."""

    form: str
    state: str
    opened_at: int
    updated_at: int


async def open_form(tx: Transaction, participant: int, form: str, state: str, *, now: int) -> None:
    """Begin a form; one that was open is given up."""
    await tx.run("conversations.open_form", participant=participant, form=form, state=state, now=now)


async def of(tx: Transaction, participant: int) -> Conversation | None:
    return await tx.one(Conversation, "conversations.of", participant=participant)


async def held(tx: Transaction, participant: int) -> Conversation | None:
    """The same, held until the transaction ends: two messengers that answer at once do so one after the other."""
    return await tx.one(Conversation, "conversations.held", participant=participant)


async def update(tx: Transaction, participant: int, state: str, *, now: int) -> None:
    await tx.run("conversations.update", participant=participant, state=state, now=now)


async def close(tx: Transaction, participant: int) -> None:
    await tx.run("conversations.close", participant=participant)
