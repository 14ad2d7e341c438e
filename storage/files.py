"""Files that people sent, kept in the database so that every replica has them."""

from storage.database import Transaction


async def keep(tx: Transaction, kind: str, name: str, mime: str, content: bytes, *, now: int) -> int:
    return await tx.integer("files.keep", kind=kind, name=name, mime=mime, size=len(content), content=content, now=now)
