"""Whether a file that somebody gave may be kept and passed on: judged by its content, not by what its giver calls it.

Reports are opened by people in municipalities who trust what comes from their schools. Nothing here opens an archive or
an image; only their heads and lists of names are looked at.
"""

import io
import re
import zipfile
from enum import StrEnum

import puremagic

from messages.replies import FILE_IN_LIMIT
from messages.updates import FileKind, IncomingFile

HEAD = 4096
"""Bytes from which the kind of a file can be told."""
NAMES = 10_000
"""Names in an archive that are looked at."""


class Objection(StrEnum):
    """Why a file is not taken; the template that says so."""

    UNAVAILABLE = "fallback/file_too_large"
    EMPTY = "fallback/file_empty"
    DANGEROUS = "fallback/file_dangerous"
    NO_PHOTO = "fallback/file_no_photo"
    NO_VOICE = "fallback/file_no_voice"


_PROGRAM = re.compile(
    r"\.(exe|msi|msp|com|scr|pif|cpl|dll|sys|bat|cmd|ps1|psm1|vbs|vbe|js|jse|wsf|wsh|hta|html?|xhtml|mht|mhtml|svg|jar|apk|"
    r"ipa|dmg|pkg|deb|rpm|iso|img|vhdx?|lnk|url|reg|scf|chm|appimage|sh|py|php)$", re.IGNORECASE)
"""What runs, or shows pages that run, when it is opened with a double click."""
_RUNS = re.compile(rb"\s*(MZ|\x7fELF|\xca\xfe\xba\xbe|[\xce\xcf]\xfa\xed\xfe|#!|<\?php|<!doctype html|<html|<script|"
                   rb"<svg|<\?xml[^>]*>\s*(<!--.*?-->\s*)?(<!DOCTYPE svg[^>]*>\s*)?<svg)", re.IGNORECASE | re.DOTALL)
"""The same by its first bytes. https://en.wikipedia.org/wiki/List_of_file_signatures"""
_ZIP = b"PK\x03\x04"


def objection(file: IncomingFile, content: bytes) -> Objection | None:
    """What speaks against a file; None if nothing does."""
    if not content:
        return Objection.EMPTY
    if len(content) > FILE_IN_LIMIT:
        return Objection.UNAVAILABLE
    if _PROGRAM.search(file.name.strip(" .")) or _RUNS.match(content[:HEAD].removeprefix(b"\xef\xbb\xbf")):
        return Objection.DANGEROUS
    extensions, kinds = _recognised(content)
    if (extensions and all(map(_PROGRAM.search, extensions))) or _holds_programs(content):
        return Objection.DANGEROUS
    if file.kind is FileKind.PHOTO and not any(kind.startswith("image/") for kind in kinds):
        return Objection.NO_PHOTO
    if file.kind is FileKind.VOICE and not any(kind.startswith("audio/") for kind in kinds):
        return Objection.NO_VOICE
    return None


def _recognised(content: bytes) -> tuple[set[str], set[str]]:
    """Extensions of the likeliest readings of the first bytes (an archive may be many things), and all media types."""
    try:
        readings = puremagic.magic_string(content[:HEAD])
    except (puremagic.PureError, ValueError):
        return set(), set()
    best = [reading for reading in readings if reading.confidence >= readings[0].confidence]
    return {reading.extension for reading in best}, {reading.mime_type for reading in readings}


def _holds_programs(content: bytes) -> bool:
    """Whether an archive lists something that runs. One that cannot be read runs nothing."""
    if not content.startswith(_ZIP):
        return False
    try:
        names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError):
        return False
    return any(_PROGRAM.search(name) for name in names[:NAMES])
