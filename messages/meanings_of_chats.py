"""What the buttons about common chats mean: which there are, what they are, and what is published there."""

from dataclasses import dataclass

from messages.buttons import Meaning, meaning


@meaning("chats:list")
@dataclass(frozen=True, slots=True)
class ShowChats(Meaning):
    """A page of the chats of those whom one may write to."""

    page: int = 0


@meaning("chats:open")
@dataclass(frozen=True, slots=True)
class OpenChat(Meaning):
    """What is known of a chat."""

    chat: int


@meaning("chats:name")
@dataclass(frozen=True, slots=True)
class NameChat(Meaning):
    """Give it another name; not every messenger tells us the one that it has."""

    chat: int


@meaning("chats:subject")
@dataclass(frozen=True, slots=True)
class TellSubject(Meaning):
    """Say of which subject its people are."""

    chat: int


@meaning("chats:forget")
@dataclass(frozen=True, slots=True)
class ForgetChat(Meaning):
    """Publish nothing there any more and know nothing of it; `sure` is 1 after the question."""

    chat: int
    sure: int = 0


@meaning("chats:post")
@dataclass(frozen=True, slots=True)
class PostToChats(Meaning):
    """A page of the chats into which a broadcast can go as well."""

    broadcast: int
    page: int = 0


@meaning("chats:pick")
@dataclass(frozen=True, slots=True)
class PickChat(Meaning):
    """It shall go into this chat (`on` is 1) or not (0)."""

    broadcast: int
    chat: int
    on: int
    page: int = 0


@meaning("chats:publish")
@dataclass(frozen=True, slots=True)
class PublishInChats(Meaning):
    """Let it go into the chats that are ticked; `sure` is 1 where somebody's contacts may be seen by all of them."""

    broadcast: int
    sure: int = 0
