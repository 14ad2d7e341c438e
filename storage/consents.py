"""Consents: every text that was ever asked for, and who has agreed to which; so that it can be shown years later.

Which consent counts now stands with the participant and the programme; here nothing is forgotten by a newer one.
"""

from storage.database import Transaction


async def keep_text(tx: Transaction, programme: int, version: str, text: str, *, now: int) -> None:
    """The programme asks for consent to this text from now on."""
    await tx.run("consents.keep_text", programme=programme, version=version, text=text, now=now)


async def give(tx: Transaction, participant: int, programme: int, version: str, *, now: int) -> None:
    """A person agrees to what this programme asks for."""
    await tx.run("consents.give", participant=participant, programme=programme, version=version, now=now)
