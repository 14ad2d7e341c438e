"""What is kept of texts is forgotten on demand, whoever keeps it."""

import gc

from messages import memory
from messages.catalogue import Catalogue, Choice
from messages.markup import parse
from messages.post import letters
from messages.russian import polite_name, short_name
from messages.updates import Address
from storage.outbox import Lane

NAME = "Шестакова Мария Ивановна"


def test_nothing_of_what_was_said_is_left() -> None:
    catalogue = Catalogue()
    memory.forget()
    assert memory.held() == 0
    reply = catalogue.say("registration/name_corrected", [[Choice("menu", facts={"name": NAME}, url="https://x")]],
                          name=NAME)
    letters(address=Address("memory", "7"), participant=None, reply=reply, lane=Lane.REPLY, reason="r", not_before=0)
    for tell in (parse, polite_name, short_name):
        tell(NAME)
    before = memory.held()
    assert before >= 5
    again = catalogue.say("registration/name_corrected", [[Choice("menu", facts={"name": NAME}, url="https://x")]],
                          name=NAME)
    assert (again, memory.held()) == (reply, before)
    memory.forget()
    assert memory.held() == 0
    assert polite_name(NAME) == "Мария Ивановна"


def test_a_catalogue_that_is_gone_holds_nothing() -> None:
    memory.forget()
    catalogue = Catalogue()
    catalogue.words("registration/name_corrected", name=NAME)
    held = memory.held()
    assert held > 0
    del catalogue
    gc.collect()
    assert memory.held() < held
