"""A photo of somebody → one that a document can hold: upright, not larger than paper shows, without what else it knew.

A telephone writes into a photo where it was taken; nothing of that goes on.
"""

import io
import warnings
from dataclasses import dataclass

from PIL import Image, ImageOps

SIDE = 1600
"""Pixels of the longer side; some 240 to the inch across a page."""
PIXELS = 60_000_000
"""More of them than any telephone makes would only cost memory."""
QUALITY = 82


@dataclass(frozen=True, slots=True)
class Photo:
    """A JPEG."""

    content: bytes
    width: int
    height: int


def prepared(content: bytes) -> Photo | None:
    """None where it is no picture that can be read whole."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(content)) as picture:
                return _prepared(picture) if picture.width * picture.height <= PIXELS else None
    except Exception:
        # A broken file makes the library fail in ways of each format's own, and all of them mean the same.
        return None


def _prepared(picture: Image.Image) -> Photo:
    picture.draft("RGB", (SIDE, SIDE))
    upright = ImageOps.exif_transpose(picture).convert("RGBA")
    upright.thumbnail((SIDE, SIDE))
    paper = Image.new("RGB", upright.size, "white")
    paper.paste(upright, mask=upright)
    content = io.BytesIO()
    paper.save(content, "JPEG", quality=QUALITY)
    return Photo(content.getvalue(), *paper.size)
