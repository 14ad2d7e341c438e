"""What fails does not stop the others: each is seen to in a transaction of its own, logged and passed over."""

import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from storage.database import Database, OutOfReach, Transaction

log = logging.getLogger(__name__)
T = TypeVar("T")


async def survived(database: Database, deed: Callable[[Transaction], Awaitable[T]], what: str, id: int,
                   otherwise: T) -> T:
    """What the deed has brought, or `otherwise` where it has failed; the log then says of `what`, and which.

    Raises `OutOfReach`: without the database nothing else goes either.
    """
    try:
        return await database.work(deed)
    except OutOfReach:
        raise
    except Exception:
        log.exception("%s %s is passed over", what, id, extra={what: id})
        return otherwise
