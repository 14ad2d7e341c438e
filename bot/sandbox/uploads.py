"""The page's upload form → files in the vault. Counts the bytes as they come; announced figures prove nothing."""

from dataclasses import dataclass

from aiohttp import BodyPartReader, web
from aiohttp.http_exceptions import BadHttpMessage

from bot.sandbox.vault import Kept, Vault, kind_of
from messages.replies import FILE_IN_LIMIT

_FILES_LIMIT = 10
_NAME_LIMIT = 200
_CAPTION_BYTES = 16384
_CHUNK = 65536
_FORM_OVERHEAD = 65536
"""Room for the form's own headers and the caption beside the files."""


@dataclass(frozen=True, slots=True)
class Upload:
    """What one form brought."""

    user: str
    caption: str
    files: tuple[Kept, ...]


async def receive(request: web.Request, vault: Vault) -> Upload:
    """Read the whole form; all files together may weigh as much as one file that a messenger takes."""
    if request.content_type != "multipart/form-data" or "X-Sandbox" not in request.headers:
        raise web.HTTPUnsupportedMediaType(text="the page's own form only")
    if (request.content_length or 0) > FILE_IN_LIMIT + _FORM_OVERHEAD:
        raise _too_large()
    try:
        return await _read(request, vault)
    except (ValueError, BadHttpMessage):
        raise web.HTTPBadRequest(text="a broken form") from None


async def _read(request: web.Request, vault: Vault) -> Upload:
    words: dict[str, str] = {}
    brought: list[tuple[str, str, bytes]] = []
    left = FILE_IN_LIMIT
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            raise web.HTTPBadRequest(text="a form in a form")
        if part.filename is None:
            words[part.name or ""] = (await _bytes(part, _CAPTION_BYTES)).decode(errors="replace")
        else:
            brought.append((_file_name(part.filename), _mime(part), await _bytes(part, left)))
            left -= len(brought[-1][2])
    if not 1 <= len(brought) <= _FILES_LIMIT:
        raise web.HTTPBadRequest(text=f"1 to {_FILES_LIMIT} files")
    files = tuple(vault.keep(kind_of(mime, len(body)), name, mime, body) for name, mime, body in brought)
    return Upload(words.get("user", ""), words.get("caption", ""), files)


async def _bytes(part: BodyPartReader, limit: int) -> bytes:
    body = bytearray()
    while chunk := await part.read_chunk(_CHUNK):
        body += chunk
        if len(body) > limit:
            raise _too_large()
    return bytes(body)


def _too_large() -> web.HTTPRequestEntityTooLarge:
    return web.HTTPRequestEntityTooLarge(max_size=FILE_IN_LIMIT, actual_size=FILE_IN_LIMIT + 1)


def _file_name(name: str) -> str:
    """Without folders and control characters; long names keep their ending."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    printable = "".join(letter for letter in last if letter.isprintable()).strip()
    return printable[-_NAME_LIMIT:] or "file"


def _mime(part: BodyPartReader) -> str:
    named = part.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    return named or "application/octet-stream"
