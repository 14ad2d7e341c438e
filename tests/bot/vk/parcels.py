"""Parcels for one person of the loopback community, each under a `random_id` of its own."""

from itertools import count

from messages.messenger import Parcel
from messages.replies import Attachment, Button, Reply
from messages.updates import FileKind

random_ids = count(1000)


def parcel(text: str = "Здравствуйте", *rows: tuple[Button, ...], edits: str = "") -> Parcel:
    return Parcel(user="501", reply=Reply(text, rows), random_id=next(random_ids), edits=edits)


def with_file(kind: FileKind, name: str, content: bytes) -> Parcel:
    attachment = Attachment(kind=kind, name=name, mime="", file=1)
    reply = Reply("Файл", (), attachment)
    return Parcel(user="501", reply=reply, random_id=next(random_ids), content=content)
