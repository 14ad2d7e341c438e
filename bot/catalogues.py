"""The words for each person: ours, or those of their programme where it has its own."""

from messages.catalogue import Catalogue
from storage import participants, programmes
from storage.database import Transaction


class Catalogues:
    """Catalogues by programme, made once for each loading of it."""

    def __init__(self, ours: Catalogue) -> None:
        self.ours = ours
        self._made: dict[int, tuple[int, Catalogue]] = {}

    async def for_participant(self, tx: Transaction, id: int | None) -> Catalogue:
        """The catalogue of a person's main programme; ours for somebody unknown."""
        held = [] if id is None else await participants.roles(tx, id)
        return await self.for_programme(tx, held[0].programme if held else None)

    async def for_programme(self, tx: Transaction, id: int | None, loaded_at: int | None = None) -> Catalogue:
        """The catalogue of a programme, made anew after it was loaded again; ours for those who have none.

        Whoever knows when it was loaded saves us a look.
        """
        if id is None:
            return self.ours
        if loaded_at is not None and (known := self._made.get(id)) and known[0] == loaded_at:
            return known[1]
        programme = await programmes.by_id(tx, id)
        if programme is None:
            return self.ours
        known = self._made.get(id)
        if known is None or known[0] != programme.loaded_at:
            own = await programmes.texts(tx, id)
            known = (programme.loaded_at, Catalogue(overrides=own) if own else self.ours)
            self._made[id] = known
        return known[1]
