"""What has changed in an event since those who are invited heard of it last: several changes are told as one."""

from collections.abc import Collection
from dataclasses import dataclass

from messages.catalogue import Catalogue, Choice
from messages.meanings_of_events import AnswerInvitation, OpenEvent, SendCalendar
from messages.replies import Reply, Tone
from scheduler import broadcasting
from storage import events
from storage.database import Transaction
from storage.events import Answered, Definition, Event

SHOWN = ("title", "when", "place", "directions", "link", "agenda", "about")
"""What people are told of if it changes; the number of seats, the hours and who holds it are not news to them."""
COMING = frozenset({"yes", "online", "waiting"})


@dataclass(frozen=True, slots=True)
class News:
    """`was` and `off_before` are what they knew, `changed` the names of what is another thing now."""

    event: Event
    was: Definition
    off_before: bool
    changed: tuple[str, ...]

    @property
    def is_news(self) -> bool:
        """Whether there is anything to tell."""
        return self.off_before != self.event.is_off or (bool(self.changed) and not self.event.is_off)


def between(event: Event, now_so: Definition) -> News:
    """The difference."""
    was, off_before = events.knew(event)
    return News(event, was, off_before, tuple(name for name in SHOWN if _of(was, name) != _of(now_so, name)))


def concerned(answered: Collection[Answered], news: News) -> list[int]:
    """Whoever comes, or has not said that they do not; those too, if the time is another: it may suit them now."""
    suits = "when" in news.changed and not news.event.is_off
    return [each.id for each in answered if each.answer != "no" or suits]


def told(catalogue: Catalogue, news: News, home: str) -> Reply:
    """The message, the same for all; `home` is the time zone of most of them."""
    event = news.event
    rows = [[Choice("calendar", SendCalendar(event.id))]] if event.is_off else [
        [Choice("open", OpenEvent(event.id), tone=Tone.MAIN), Choice("calendar", SendCalendar(event.id))],
        [Choice("no", AnswerInvitation(event.id, "no"))]]
    return catalogue.say("events/news", rows, event=event, was=news.was, changed=news.changed, off=event.is_off,
                         back=news.off_before and not event.is_off, zone=home)


async def tell(tx: Transaction, catalogue: Catalogue, event: Event, home: str, now: int) -> int:
    """Tell them; how many. What has changed back again, or is over, is no news."""
    news = between(event, await events.definition(tx, event))
    await events.were_told(tx, event.id)
    people = concerned(await events.answered(tx, event.id), news) if news.is_news and event.ends_at > now else []
    if people:
        await broadcasting.announce(tx, programme=event.programme, event=event.id, reply=told(catalogue, news, home),
                                    people=people, now=now, expires_at=max(event.ends_at, now + 1))
    return len(people)


def _of(said: Definition, name: str) -> object:
    if name == "when":
        return said.starts_at, said.ends_at, said.time_zone
    return getattr(said, name)
