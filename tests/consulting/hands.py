"""Everybody's hands and eyes over both messengers, and what their screens must never show."""

import re
from collections.abc import Sequence
from functools import lru_cache

from messages import buttons
from messages.buttons import Meaning
from messages.meanings import FormCancel, FormResume
from storage.posts import Kind
from tests.consulting.model import WORD, Model
from tests.consulting.people import Person
from tests.loopback.contract import Loopback, Shown
from tests.loopback.telegram import LoopbackTelegram
from tests.loopback.vk import LoopbackVk
from tests.phone import Stage

SHOWN = {
    Kind.ANSWER: re.compile(r".+ отвечает на ваш вопрос № (\d+)"),
    Kind.NOTE: re.compile(r"🔒 Заметка к вопросу № (\d+)"),
    Kind.QUESTION: re.compile(r"Учитель Номер .+\n.+\nВопрос № (\d+)"),
}
"""How a message begins that shows a post."""
APOLOGY = "Что-то пошло не так"
Button = tuple[Shown, str, Meaning]


@lru_cache(100_000)
def meaning(payload: str) -> Meaning | None:
    """What a button means."""
    return buttons.decode(payload)


def shows(shown: Shown) -> tuple[Kind, int] | None:
    """Which kind of post of which thread a message shows, if any."""
    for kind, pattern in SHOWN.items():
        if found := pattern.match(shown.text):
            return kind, int(found[1])
    return None


def words(shown: Shown) -> list[int]:
    return [int(each) for each in WORD.findall(shown.text)]


class Hands:
    """People act, then `settle`; every screen that has changed is looked at."""

    def __init__(self, stage: Stage, model: Model) -> None:
        self.stage, self.model = stage, model
        self._changed: set[tuple[str, str]] = set()
        telegram, vk = stage.loopbacks["telegram"], stage.loopbacks["vk"]
        assert isinstance(telegram, LoopbackTelegram)
        assert isinstance(vk, LoopbackVk)
        telegram.watched_by(lambda user: self._changed.add(("telegram", user)))
        vk.watched_by(lambda user: self._changed.add(("vk", user)))
        for person in model.people.values():
            self.loopback(person).unblocks(person.user)

    def loopback(self, person: Person) -> Loopback:
        return self.stage.loopbacks[person.channel]

    def says(self, person: Person, text: str, answers: str = "") -> tuple[str, str]:
        """A text, perhaps in reply; how the message is called."""
        return person.channel, self.loopback(person).says(person.user, text, name=person.name, answers=answers)

    def presses(self, person: Person, payload: str, ref: str) -> None:
        self.loopback(person).presses(person.user, payload, ref)

    async def settle(self) -> None:
        """Until nothing moves; then look at what has changed."""
        await self.stage.settle()
        changed, self._changed = self._changed, set()
        for home in sorted(changed):
            self._look(self.model.by_home[home])

    def have(self, person: Person, kind: type[Meaning], thread: int) -> Sequence[Button]:
        """The buttons of this kind that somebody has for a thread, the oldest first."""
        return [(shown, payload, found)
                for shown in (person.seen[ref] for ref in person.about.get(thread, ()))
                for row in shown.buttons for _, payload in row
                if isinstance(found := meaning(payload), kind) and getattr(found, "consultation", 0) == thread]

    def offered(self, person: Person, kind: type[Meaning]) -> list[Button]:
        """Those of what is open."""
        return [(person.form, payload, found) for row in (person.form.buttons if person.form else ())
                for _, payload in row if person.form and isinstance(found := meaning(payload), kind)]

    def check(self, person: Person) -> None:
        """Everything that stands on a screen."""
        for shown in self.loopback(person).screen(person.user):
            self._check(person, shown)
        self.check_answers(person)

    def check_answers(self, person: Person) -> None:
        """What an asker was answered stands there once, in its order, as it reads now."""
        found: dict[int, list[int]] = {}
        for shown in self.loopback(person).screen(person.user):
            if (which := shows(shown)) and which[0] is Kind.ANSWER:
                found.setdefault(which[1], []).extend(words(shown))
        wanted = {each.id: each.answers for each in self.model.threads.values()
                  if each.asker is person and each.answers}
        assert found == wanted, (person.name, found, wanted)

    def _look(self, person: Person) -> None:
        for shown in self.loopback(person).screen(person.user):
            if person.seen.get(shown.ref) is not shown:
                self._read(person, shown)

    def _read(self, person: Person, shown: Shown) -> None:
        self._check(person, shown)
        person.seen[shown.ref] = shown
        kinds = [found for row in shown.buttons for _, payload in row if (found := meaning(payload))]
        for each in kinds:
            if thread := getattr(each, "consultation", 0):
                person.about.setdefault(thread, {})[shown.ref] = None
        if any(isinstance(each, FormCancel) for each in kinds) and not any(isinstance(each, FormResume)
                                                                           for each in kinds):
            person.form = shown

    def _check(self, person: Person, shown: Shown) -> None:
        assert APOLOGY not in shown.text, (person.name, shown.text)
        for word in words(shown):
            assert self.model.may_see(person, word), (person.name, self.model.words[word], shown.text)
