"""The list of rooms answers every button there is, and no button or word twice."""

from collections import Counter

from handlers.rooms import ROOMS
from messages.meanings import Agree, AlreadyIn, AskToLink, Decline, Join, NotMe
from tests.handlers.conftest import ours


def test_every_button_has_one_room() -> None:
    assert Counter(kind for room in ROOMS for kind in room.buttons) == Counter(ours())


def test_every_word_has_one_room() -> None:
    words = Counter(word for room in ROOMS for word in room.words)
    assert [word for word, rooms in words.items() if rooms > 1] == []
    assert all(word == word.casefold().strip() for word in words)


def test_only_the_way_in_is_open_to_strangers() -> None:
    assert {kind for room in ROOMS for kind in room.open_to_strangers} == {
        Agree, Decline, Join, NotMe, AlreadyIn, AskToLink}
