"""The organisations of a programme for a list of people: whichever is not known for sure is asked about, once for each
name.
"""

from collections.abc import Iterable

from scheduler.documents.answers import Answers, Said
from scheduler.documents.questions import Matter, Question, number
from scheduler.programme import organisations
from scheduler.programme.known_names import How, Sure, Unsure
from scheduler.programme.mistakes import Found, Place
from scheduler.programme.model import Organisation, Owner
from scheduler.programme.organisations import Entry, Register


class Places(Register):
    """A register that remembers where it was at a loss (`asked`), and what it knew in another spelling (`spelt`)."""

    def __init__(self, known: Iterable[Organisation], answers: Answers) -> None:
        super().__init__(organisations.known(known).entries)
        self._answers = answers
        self._by_codes = {entry.code: entry for entry in self.entries}
        self.asked: list[tuple[Question, Place]] = []
        self.spelt: dict[str, tuple[str, Place]] = {}

    def find(self, word: str, place: Place, found: Found, within: str = "") -> Entry | None:
        answer = self.names.find(word, within)
        if isinstance(answer, Sure):
            entry = super().find(word, place, found, within)
            if entry and answer.how is How.SPELLING:
                self.spelt.setdefault(word, (entry.title, place))
            return entry
        between = tuple(map(self._owner, answer.between)) if isinstance(answer, Unsure) else ()
        self.asked.append((Question(Matter.PLACE, word, within, (), between=between), place))
        settled = self._answers.get(number(Matter.PLACE, word, within))
        if settled is None or settled.said is not Said.OWNERS:
            return None
        return self._by_codes.get(settled.owners[0].organisation)

    def _owner(self, code: str) -> Owner:
        entry = self._by_codes[code]
        assert entry.level
        return Owner(entry.level, organisation=code)
