"""What the page says a person did → Update. Pure; what makes no sense becomes `Unreadable`.

    {"kind": "text", "text": "/start", "start": "Ab3"}
    {"kind": "press", "payload": "events:yes:7", "ref": "b1-12", "ack": "b1-ack-3"}
    {"kind": "files", "caption": "",
     "files": [{"kind": "photo", "ref": "b1-file-1", "name": "…", "mime": "image/png", "size": 9}]}
    {"kind": "other", "what": "sticker"}   {"kind": "left"}   {"kind": "came"}
"""

import json
from collections.abc import Mapping

from messages.updates import (
    Address,
    Came,
    FileKind,
    IncomingFile,
    Left,
    Pressed,
    Said,
    SentFile,
    SentOther,
    Unreadable,
    Update,
)

TEXT_IN_LIMIT = 4096
"""What a messenger lets a person write at once."""


class _Unfit(ValueError):
    """A field is missing or of the wrong shape."""


def read(body: object, *, key: str, address: Address, profile: str = "") -> Update | Unreadable:
    """The update that the page's JSON stands for."""
    try:
        return _read(_mapping(body), key, address, profile)
    except _Unfit:
        return Unreadable(key=key, raw=_clean(json.dumps(body, ensure_ascii=False, default=repr)))


def _read(body: Mapping[str, object], key: str, address: Address, profile: str) -> Update:
    match body.get("kind"):
        case "text":
            text, start = _words(body, "text"), _string(body, "start")
            return Said(key=key, address=address, profile=profile, text=text, start=start)
        case "press":
            payload, ref, ack = _words(body, "payload"), _string(body, "ref"), _string(body, "ack")
            return Pressed(key=key, address=address, profile=profile, payload=payload, ref=ref, ack=ack)
        case "files":
            files, caption = _files(body.get("files")), _string(body, "caption")
            return SentFile(key=key, address=address, profile=profile, files=files, caption=caption)
        case "other":
            return SentOther(key=key, address=address, profile=profile, kind=_words(body, "what"))
        case "left":
            return Left(key=key, address=address, profile=profile)
        case "came":
            return Came(key=key, address=address, profile=profile)
    raise _Unfit


def _files(value: object) -> tuple[IncomingFile, ...]:
    if not isinstance(value, list) or not value:
        raise _Unfit
    return tuple(_file(_mapping(each)) for each in value)


def _file(body: Mapping[str, object]) -> IncomingFile:
    kind, size = _string(body, "kind"), body.get("size")
    if kind not in tuple(FileKind) or not (size is None or type(size) is int):
        raise _Unfit
    ref, name, mime = _words(body, "ref"), _string(body, "name"), _string(body, "mime")
    return IncomingFile(FileKind(kind), ref, name, mime, size)


def _mapping(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise _Unfit
    return value


def _words(body: Mapping[str, object], name: str) -> str:
    text = _string(body, name)
    if not text.strip():
        raise _Unfit
    return text


def _string(body: Mapping[str, object], name: str) -> str:
    value = body.get(name, "")
    if not isinstance(value, str) or len(value) > TEXT_IN_LIMIT:
        raise _Unfit
    return _clean(value)


def _clean(text: str) -> str:
    """Without what no database takes: NUL, and halves of a surrogate pair, which JSON can carry."""
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return whole.replace("\x00", "")
