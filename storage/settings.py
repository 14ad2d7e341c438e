"""Small facts that a running installation must remember about itself, each under a name."""

from storage.database import Transaction


async def get(tx: Transaction, name: str) -> str | None:
    value = await tx.value("settings.get", name=name)
    return None if value is None else str(value)


async def put(tx: Transaction, name: str, value: str) -> None:
    """Remember, in place of what was there."""
    await tx.run("settings.put", name=name, value=value)
