"""Leases: which process may work for a channel. Only the database's clock counts, and a number grows with each holder.

Seconds here are real.
"""

from storage.database import Transaction


async def take(
    tx: Transaction, name: str, holder: str, *, lasting: float, given_up: str = "", silent: float = 0
) -> int | None:
    """Take a lease that nobody holds; its fencing number, None if it is held.

    It is also taken from the holder that is `given_up` (its process is gone), if that has been silent for so long.
    """
    fence = await tx.value("leases.take", name=name, holder=holder, lasting=_ms(lasting), given_up=given_up,
                           silent=_ms(silent))
    return None if fence is None else int(fence)


async def keep(tx: Transaction, name: str, fence: int, *, lasting: float) -> bool:
    """Hold it on; False if somebody else has taken it."""
    return await tx.run("leases.keep", name=name, fence=fence, lasting=_ms(lasting))


async def free(tx: Transaction, name: str, fence: int) -> None:
    """Give it back at once, if it is still ours."""
    await tx.run("leases.free", name=name, fence=fence)


async def holder(tx: Transaction, name: str) -> str:
    """Who took it last; "" if nobody ever has."""
    return str(await tx.value("leases.holder", name=name) or "")


async def is_held(tx: Transaction, name: str, fence: int) -> bool:
    """Whether nobody has taken it since, until the end of this transaction."""
    return await tx.run("leases.is_held", name=name, fence=fence)


def _ms(seconds: float) -> int:
    return int(seconds * 1000)
