"""A QR picture of a link, to be printed or shown."""

import io

import segno

QUIET = 4
"""Light fields around the dark ones, that scanners need."""


def png(link: str, scale: int = 4) -> bytes:
    """Black on white with the quiet zone that scanners need; error correction M survives a copier.

    `scale` is how many pixels a field has on each side.
    """
    content = io.BytesIO()
    segno.make(link, error="m", micro=False).save(content, kind="png", scale=scale, border=QUIET)
    return content.getvalue()


def rows(link: str) -> list[list[int]]:
    """The same picture as rows of dark (1) and light (0), to be drawn at any size."""
    made = segno.make(link, error="m", micro=False)
    return [[int(bool(module)) for module in row] for row in made.matrix_iter(border=QUIET)]
