"""A photo of somebody → one that a document can hold: upright, not larger than paper shows, without what else it knew.

A telephone writes into a photo where it was taken; nothing of that goes on.
"""

import io
import warnings
from dataclasses import dataclass

from PIL import Image, ImageOps
from PIL.Image import Resampling

SIDE = 1600
"""Pixels of the longer side; some 240 to the inch across a page."""
PIXELS = 40_000_000
"""A sheet of paper at 600 dots to the inch has fewer. Of a format that is unpacked whole each takes up to four bytes,
however little the file weighs.
"""
QUALITY = 82
_AVERAGED = ("L", "RGB", "CMYK")


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
    upright = ImageOps.exif_transpose(_smaller(picture)).convert("RGBA")
    upright.thumbnail((SIDE, SIDE))
    paper = Image.new("RGB", upright.size, "white")
    paper.paste(upright, mask=upright)
    content = io.BytesIO()
    paper.save(content, "JPEG", quality=QUALITY)
    return Photo(content.getvalue(), *paper.size)


def _smaller(picture: Image.Image) -> Image.Image:
    """Near to what is shown before anything else is done: each later step holds a copy. Where the library would have to
    copy the whole before it can average, points are left out instead.
    """
    picture.load()
    plain = picture.convert("L") if picture.mode == "1" else picture
    method = Resampling.BOX if plain.mode in _AVERAGED else Resampling.NEAREST
    plain.thumbnail((2 * SIDE, 2 * SIDE), method)
    return plain
