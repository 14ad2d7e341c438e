"""What was said in consultations, in its order; and which message has shown what to whom."""

from dataclasses import dataclass
from enum import StrEnum

from storage.database import Transaction
from storage.outbox import State


class Kind(StrEnum):
    """What a post is. The asker never sees a note; the last ones are what happened: `handed` an ask for help to the
    institute, `spread` the answer to a list to its schools.
    """

    QUESTION = "question"
    ANSWER = "answer"
    NOTE = "note"
    TAKEN = "taken"
    PASSED = "passed"
    CLOSED = "closed"
    REOPENED = "reopened"
    HANDED = "handed"
    SPREAD = "spread"


SAID = frozenset({Kind.QUESTION, Kind.ANSWER, Kind.NOTE})
"""What has words or files."""


@dataclass(frozen=True, slots=True)
class Said:
    """What is to be written down. `channel` and `ref` name the author's own message, where there is one."""

    kind: Kind
    author: int | None
    body: str = ""
    file: int | None = None
    subject: int | None = None
    channel: str = ""
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """One post. `author` is None for what came about by itself; a file's facts are empty without one."""

    id: int
    consultation: int
    author: int | None
    author_name: str
    kind: Kind
    body: str
    file: int | None
    file_kind: str
    file_name: str
    file_mime: str
    file_size: int
    subject: int | None
    subject_name: str
    at: int
    edited_at: int | None


@dataclass(frozen=True, slots=True)
class Version:
    """Words of a post that were changed at this moment."""

    post: int
    at: int
    body: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A delivery that has shown a post to somebody. `content` is empty once it is old; `edits` is what it changes."""

    delivery: int
    post: int
    participant: int
    channel: str
    user: str
    state: State
    ref: str
    edits: str
    reason: str
    content: str


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A post that has not arrived. `elsewhere`: somebody else who can answer has it, or will."""

    delivery: int
    post: int
    consultation: int
    author: int | None
    participant: int
    name: str
    state: State
    detail: str
    file_name: str
    elsewhere: int


async def add(tx: Transaction, consultation: int, said: Said, *, now: int) -> int:
    """Write it down; its id."""
    return await tx.integer(
        "posts.add", consultation=consultation, kind=said.kind, author=said.author, body=said.body, file=said.file,
        subject=said.subject, channel=said.channel, ref=said.ref, now=now,
    )


async def by_id(tx: Transaction, id: int) -> Post | None:
    return await tx.one(Post, "posts.by_id", id=id)


async def of(tx: Transaction, consultation: int, *, notes: bool) -> list[Post]:
    """All of a thread in their order; with the notes or without."""
    return await tx.all(Post, "posts.of", consultation=consultation, notes=int(notes))


async def versions(tx: Transaction, consultation: int) -> list[Version]:
    """What was said before it was changed, in its order."""
    return await tx.all(Version, "posts.versions", consultation=consultation)


async def by_ref(tx: Transaction, author: int, channel: str, ref: str) -> Post | None:
    """The post that somebody's own message has become."""
    return await tx.one(Post, "posts.by_ref", author=author, channel=channel, ref=ref)


async def change(tx: Transaction, post: Post, body: str, *, now: int) -> None:
    """Other words; those of before are kept."""
    await tx.run("posts.keep_version", id=post.id, now=now)
    await tx.run("posts.change", id=post.id, body=body, now=now)


async def shown(tx: Transaction, post: int, delivery: int, *, shows: bool = True) -> None:
    """A delivery shows this post, or only speaks of its thread."""
    await tx.run("posts.shown", post=post, delivery=delivery, shows=int(shows))


async def first(tx: Transaction, consultation: int) -> int | None:
    """With which a thread has begun."""
    found = await tx.value("posts.first", consultation=consultation)
    return None if found is None else int(found)


async def in_message(tx: Transaction, channel: str, user: str, ref: str) -> Post | None:
    """The post that a message of ours has shown to somebody, or of whose thread it has spoken."""
    return await tx.one(Post, "posts.in_message", channel=channel, user=user, ref=ref)


async def letters(tx: Transaction, post: int) -> list[Letter]:
    """The messages that have shown it, in the order in which they were planned."""
    return await tx.all(Letter, "posts.letters", post=post)


async def undelivered(tx: Transaction, *, limit: int) -> list[Undelivered]:
    """What has ended otherwise than by being sent, and nobody knows yet."""
    return await tx.all(Undelivered, "posts.undelivered", limit=limit)


async def settle(tx: Transaction, *, now: int) -> None:
    """What was sent is done with."""
    await tx.run("posts.settle", now=now)


async def settle_one(tx: Transaction, delivery: int, *, now: int) -> bool:
    """The author is told of this one; False if somebody has seen to it before."""
    return await tx.run("posts.settle_one", delivery=delivery, now=now)
