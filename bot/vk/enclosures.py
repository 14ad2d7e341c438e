"""What lies in a person's message to a VK community: photos, documents and voices as our files. Pure; never raises."""

from collections.abc import Iterator
from mimetypes import MimeTypes

from bot.vk import parts
from messages.updates import FileKind, IncomingFile

SIZES = "smxopqryzw"
"""VK's letters for the sizes of a photo, the smallest first; old photos have these and no width."""
OFFICE = "application/vnd.openxmlformats-officedocument."

_mimes = MimeTypes()
_mimes.add_type(f"{OFFICE}wordprocessingml.document", ".docx")
_mimes.add_type(f"{OFFICE}spreadsheetml.sheet", ".xlsx")
_mimes.add_type(f"{OFFICE}presentationml.presentation", ".pptx")
_mimes.add_type("image/heic", ".heic")


def files(attachments: object) -> Iterator[IncomingFile]:
    """What of the attachments we can take, in their order."""
    for attachment in attachments if isinstance(attachments, list) else ():
        match attachment:
            case {"type": "photo", "photo": {"sizes": list(sizes)} as photo}:
                if url := _largest(sizes):
                    name = f"photo{parts.count(photo.get('id')) or ''}.jpg"
                    yield IncomingFile(kind=FileKind.PHOTO, ref=url, name=name, mime="image/jpeg")
            case {"type": "audio_message", "audio_message": {"link_ogg": str(url)}} if url:
                yield IncomingFile(kind=FileKind.VOICE, ref=parts.text(url), name="voice.ogg", mime="audio/ogg")
            case {"type": "doc", "doc": {"url": str(url)} as doc} if url:
                name = _doc_name(parts.text(doc.get("title")), parts.text(doc.get("ext")))
                yield IncomingFile(
                    kind=FileKind.DOCUMENT,
                    ref=parts.text(url),
                    name=name,
                    mime=_mimes.guess_type(f"file:{name}")[0] or "application/octet-stream",
                    size=parts.count(doc.get("size")) or None,
                )


def _largest(sizes: list[object]) -> str:
    """The URL of the largest copy of a photo, "" without one."""
    copies = [size for size in sizes if isinstance(size, dict) and parts.text(size.get("url"))]
    return max(((_area(copy), parts.text(copy["url"])) for copy in copies), default=((0, 0), ""))[1]


def _area(size: dict[str, object]) -> tuple[int, int]:
    letter = parts.text(size.get("type"))
    return parts.count(size.get("width")) * parts.count(size.get("height")), SIZES.find(letter) if letter else -1


def _doc_name(title: str, ext: str) -> str:
    if ext and not title.lower().endswith(f".{ext.lower()}"):
        return f"{title or 'file'}.{ext}"
    return title or "file"
