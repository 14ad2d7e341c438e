"""Whose words are spoken: those of a person's programme where it has its own, ours for everybody else."""

from bot.catalogues import Catalogues
from messages.catalogue import Catalogue
from storage import participants
from storage.participants import Participant
from tests.handlers import conftest as villages
from tests.handlers.conftest import Village
from tests.handlers.tables import change

loaded, village = villages.loaded, villages.village
"""The fixtures of the rooms."""


async def says(village: Village, catalogues: Catalogues, person: Participant | None) -> str:
    async with village.database.reading() as tx:
        theirs = catalogues.for_participant(tx, person.id) if person else catalogues.for_programme(tx, None)
        return (await theirs).words("tasks/accepted")


async def test_a_programmes_own_words_are_spoken_to_its_people_and_made_anew_after_a_loading(village: Village) -> None:
    catalogues = Catalogues(Catalogue())
    async with village.database.reading() as tx:
        director = await participants.by_id(tx, village.people["director"].participant)
    assert await says(village, catalogues, director) == "Принято."
    change(village.file, "insert into texts (programme, name, source) values (?, 'tasks/accepted', 'Засчитано!')",
           village.programme)
    assert await says(village, catalogues, director) == "Принято.", "one catalogue a loading"
    change(village.file, "update programmes set loaded_at = loaded_at + 1")
    assert await says(village, catalogues, director) == "Засчитано!"
    assert await says(village, catalogues, None) == "Принято."


async def test_without_a_role_or_a_programme_our_words_are_spoken(village: Village) -> None:
    ours = Catalogue()
    catalogues = Catalogues(ours)
    async with village.database.reading() as tx:
        director = await participants.by_id(tx, village.people["director"].participant)
        assert await catalogues.for_programme(tx, 424_242) is ours
    change(village.file, "update roles set ended_at = 1")
    async with village.database.reading() as tx:
        assert director
        assert await catalogues.for_participant(tx, director.id) is ours
