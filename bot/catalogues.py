"""The words for each person: ours, or those of their programme where it has its own."""

from messages.catalogue import Catalogue
from storage import participants, programmes
from storage.database import Transaction
from storage.participants import Participant


class Catalogues:
    """Catalogues by programme, made once for each loading of it."""

    def __init__(self, ours: Catalogue) -> None:
        self.ours = ours
        self._made: dict[int, tuple[int, Catalogue]] = {}

    async def for_person(self, tx: Transaction, person: Participant | None) -> Catalogue:
        """The catalogue of the person's main programme; ours for a stranger."""
        return await self.for_participant(tx, person.id) if person else self.ours

    async def for_participant(self, tx: Transaction, id: int) -> Catalogue:
        """The same for one who is known by id only."""
        held = await participants.roles(tx, id)
        return await self.for_programme(tx, held[0].programme) if held else self.ours

    async def for_programme(self, tx: Transaction, id: int) -> Catalogue:
        """The catalogue of a programme, made anew after it was loaded again."""
        programme = await programmes.by_id(tx, id)
        if programme is None:
            return self.ours
        known = self._made.get(id)
        if known is None or known[0] != programme.loaded_at:
            own = await programmes.texts(tx, id)
            known = (programme.loaded_at, Catalogue(overrides=own) if own else self.ours)
            self._made[id] = known
        return known[1]
