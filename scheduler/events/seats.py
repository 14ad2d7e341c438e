"""A seat that has become free: what whoever gets it hears, where no person has left it by a tap."""

from messages.catalogue import Catalogue, Choice
from messages.meanings_of_events import OpenEvent
from messages.replies import Reply
from scheduler.events.invitation import choices
from storage.events import Event
from storage.rsvps import Answer


def promoted(catalogue: Catalogue, event: Event) -> Reply:
    """For whoever has waited longest."""
    rows = [[Choice("open", OpenEvent(event.id)), *choices(event, [Answer.NO])]]
    return catalogue.say("events/told_promoted", rows, event=event, zone="")
