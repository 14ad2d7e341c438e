"""Files that people sent, kept in the database so that every replica has them."""

from storage.database import Transaction


async def keep(tx: Transaction, kind: str, name: str, mime: str, content: bytes, *, now: int,
               sent_by: int | None = None) -> int:
    """Keep the bytes. `sent_by` is whose they are: with that person they are shown and forgotten."""
    return await tx.integer("files.keep", kind=kind, name=name, mime=mime, size=len(content), content=content, now=now,
                            sent_by=sent_by)


async def drop_unused(tx: Transaction, *, before: int) -> None:
    """Forget files of before this instant that came to nothing: no evidence, no question, no message, no broadcast."""
    await tx.run("files.drop_unused", before=before)


async def content(tx: Transaction, id: int) -> bytes | None:
    """The bytes; None if it is no longer kept."""
    found = await tx.value("files.content", id=id)
    return None if found is None else bytes(found)
