"""The kinds of help that a school may ask for: those that the programme names, else those of the house.

They are topics with a mark. The house's are written when somebody first asks, so that also a programme that was loaded
long ago has them; a programme that names its own afterwards is asked for these alone.
"""

from collections.abc import Iterable, Mapping

from messages import lexicon
from storage import topics
from storage.database import Transaction
from storage.topics import Entry, Topic

NAMED, HOUSE = "help:", "house:"
"""Before the code of a kind, so that it is never taken for a topic's."""


async def of_programme(tx: Transaction, programme: int) -> list[Topic]:
    """Those that are offered now."""
    found = await topics.kinds_of_help(tx, programme)
    own = [each for each in found if each.code.startswith(NAMED)]
    if own or found:
        return own or found
    await topics.put(tx, programme, entries(house().items(), HOUSE))
    return await topics.kinds_of_help(tx, programme)


async def named(tx: Transaction, programme: int) -> list[Topic]:
    """Those that the programme has named."""
    return [each for each in await topics.kinds_of_help(tx, programme) if each.code.startswith(NAMED)]


def entries(said: Iterable[tuple[str, str]], before: str = NAMED) -> list[Entry]:
    """Codes and titles, as they are written down."""
    return [Entry(f"{before}{code}", title, "", position, help=1) for position, (code, title) in enumerate(said)]


def house() -> Mapping[str, str]:
    """Codes and titles."""
    return lexicon.read("asks/kinds")
