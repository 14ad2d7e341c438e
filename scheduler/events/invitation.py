"""The invitation to an event, and the answers that it offers. Pure.

It is the same for everybody, so that it goes out as one body.
"""

from collections.abc import Iterable, Sequence

from messages.catalogue import Catalogue, Choice
from messages.meanings_of_events import AnswerInvitation, OpenEvent
from messages.replies import Reply, Tone
from storage.events import Event, Slot
from storage.rsvps import Answer

AGENDA = 10
"""Lines that a message shows."""


def invitation(catalogue: Catalogue, event: Event, slots: Sequence[Slot], zone: str = "") -> Reply:
    """`zone` is where most of the readers are; the event's own is named if it is another."""
    coming = choices(event, [each for each in offered(event) if each is not Answer.NO])
    rows = [coming, [*choices(event, [Answer.NO]), Choice("open", OpenEvent(event.id))]]
    return catalogue.say("events/invitation", rows, event=event, agenda=slots[:AGENDA],
                         more=max(0, len(slots) - AGENDA), zone=zone)


def offered(event: Event) -> tuple[Answer, ...]:
    """What somebody may answer. Where there is a link and no place, whoever comes does so online; in a course, where
    seats are counted all the same, that is no other answer.
    """
    if event.is_course:
        return Answer.YES, Answer.NO
    here = [Answer.YES] if event.place or not event.link else []
    return (*here, *([Answer.ONLINE] if event.link else []), Answer.NO)


def choices(event: Event, answers: Iterable[Answer], *, full: bool = False) -> list[Choice]:
    """Their buttons; `full`: who would come in person has to wait for a seat."""
    return [Choice(_key(event, each, full), AnswerInvitation(event.id, each.value),
                   tone=Tone.PLAIN if each is Answer.NO else Tone.GOOD) for each in answers]


def _key(event: Event, answer: Answer, full: bool) -> str:
    if answer is Answer.ONLINE and not event.place:
        return "yes"
    return "queue" if answer is Answer.YES and full else answer.value
