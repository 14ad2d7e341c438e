"""What an audience can be chosen by: roles, groups, places, subjects, events and surveys within one's own circle."""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from handlers.turn import Refused, Turn
from messages.catalogue import Catalogue
from scheduler import audience
from scheduler.addressing import Circle
from scheduler.audience import By, Condition
from storage import audiences, organisations
from storage.broadcasts import Broadcast
from storage.organisations import Organisation
from storage.participants import Role

KEY = 16
"""Bytes of a value that stands on a button as it is; longer ones are told by their checksum."""
SCHOOL = "school"
"""What a screen of single schools is called; the condition is that of places."""
WORDS = (By.ROLE.value, By.GROUP.value, By.PLACE.value, SCHOOL, By.SUBJECT.value, By.EVENT.value, By.WAVE.value)
"""Of all that can be chosen by, in the order of the buttons."""
EVENT_STATES = ("silent", "yes", "online", "no", "came", "absent")
WAVE_STATES = ("waiting", "done")
_ONE_IS_ENOUGH = (By.EVENT.value, By.WAVE.value)


@dataclass(frozen=True, slots=True)
class Offer:
    """A value that can be chosen: how it is called, and what of it (the state of an event or a survey). The name is
    empty where it is not there any more.
    """

    value: str
    label: str
    state: str = ""

    @property
    def key(self) -> str:
        """Short enough for a button."""
        return self.value if len(quote(self.value, safe="")) <= KEY else f"{zlib.crc32(self.value.encode()):08x}"


def by(word: str) -> By:
    """The condition that is meant. Raises `Refused` for a word that no button of ours bears."""
    if word not in WORDS:
        raise Refused("fallback/gone")
    return By.PLACE if word == SCHOOL else By(word)


class Offers:
    """For one draft, within one turn: whatever is looked up is looked up once."""

    def __init__(self, turn: Turn, draft: Broadcast, circle: Circle, zone: str) -> None:
        self._tx, self._catalogue, self._today = turn.tx, turn.catalogue, turn.today(zone)
        self._programme, self._circle = draft.programme, circle
        self._chosen = audience.read(draft.audience)
        self._places: list[Organisation] | None = None
        self._found: dict[str, list[Offer]] = {}

    async def of(self, word: str) -> list[Offer]:
        """All values of one kind."""
        if word not in self._found:
            self._found[word] = await self._look(word)
        return self._found[word]

    async def worth_asking(self) -> list[str]:
        """The kinds that have anything to choose between, and those that are chosen by already."""
        chosen = {each.by.value for each in self._chosen}
        return [word for word in WORDS
                if len(await self.of(word)) >= (1 if word in _ONE_IS_ENOUGH else 2) or word in chosen]

    async def named(self, condition: Condition) -> list[Offer]:
        """What was chosen, as it is called."""
        words = [By.PLACE.value, SCHOOL] if condition.by is By.PLACE else [condition.by.value]
        known = {offer.value: offer for word in words for offer in await self.of(word)}
        return [known.get(value, Offer(value, "")) for value in condition.values]

    async def kin(self, place: str) -> set[str]:
        """Of a school its municipality, of a municipality its schools: one of both is meant at a time."""
        known = await self._known()
        here = next((each for each in known if str(each.id) == place), None)
        if here is None:
            return set()
        if here.level == "school":
            return {str(here.municipality)}
        return {str(each.id) for each in known if each.municipality == here.id and each.id != here.id}

    async def _look(self, word: str) -> list[Offer]:
        match by(word):
            case By.ROLE:
                return _roles(self._catalogue, self._circle)
            case By.GROUP:
                here = frozenset(code for post in self._circle.posts for code in post.groups)
                titles = await organisations.groups(self._tx, self._programme)
                return [Offer(each.code, each.title) for each in titles if each.code in here]
            case By.PLACE:
                return await (self._schools() if word == SCHOOL else self._municipalities())
            case By.SUBJECT:
                return _subjects(await audiences.subjects(self._tx, self._programme))
            case By.EVENT:
                return [Offer(f"{each.id}:{state}", each.title, state)
                        for each in await audiences.events(self._tx, self._programme) for state in EVENT_STATES]
            case By.WAVE:
                return [Offer(f"{each.id}:{state}", _wave(each), state)
                        for each in await audiences.waves(self._tx, self._programme, self._today)
                        for state in WAVE_STATES]

    async def _municipalities(self) -> list[Offer]:
        return [Offer(str(each.id), each.title) for each in await self._known() if each.level == "municipality"]

    async def _schools(self) -> list[Offer]:
        """Those of the municipalities that are chosen, and around the schools that are; all where none is."""
        schools = [each for each in await self._known() if each.level == "school"]
        chosen = {value for each in self._chosen if each.by is By.PLACE for value in each.values}
        within = {each.municipality for each in schools if {str(each.id), str(each.municipality)} & chosen}
        return [Offer(str(each.id), each.title) for each in schools if not within or each.municipality in within]

    async def _known(self) -> list[Organisation]:
        """The places of one's circle."""
        if self._places is None:
            here = self._circle.places
            self._places = [each for each in await organisations.of_programme(self._tx, self._programme)
                            if each.id in here]
        return self._places


def _roles(catalogue: Catalogue, circle: Circle) -> list[Offer]:
    here = {post.role for post in circle.posts}
    return [Offer(role, catalogue.words("broadcasts/role", role=role)) for role in Role if role in here]


def _wave(wave: audiences.WaveNamed) -> str:
    return wave.title if wave.wave_title == wave.title else f"{wave.title}, {wave.wave_title}"


def _subjects(found: Iterable[audiences.Subjects]) -> list[Offer]:
    """Each subject once, under the word that the lists use for it."""
    named: dict[str, str] = {}
    for each in found:
        words = [word.strip() for word in each.subjects.split(";") if word.strip()]
        named.update(zip([key for key in each.search_subjects.split(";") if key], words, strict=False))
    return sorted((Offer(key, word) for key, word in named.items()), key=lambda offer: offer.label.casefold())
