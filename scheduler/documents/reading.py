"""A roadmap document as it is written, Word or Excel, to its rows: the one door of this package.

Heavy: callers run it in a thread. Nothing is stored and no programme is needed.
"""

import zipfile
import zlib

from scheduler.documents import columns, excel_tables, finishing, headings, safety, word_file, word_tables, years
from scheduler.documents.document import Document
from scheduler.documents.grid import ROWS_LIMIT, Grid, Pages, TooMuch
from scheduler.documents.safety import Sort
from scheduler.documents.walk import Walk
from scheduler.documents.word_text import has_picture
from scheduler.programme import words
from scheduler.programme.mistakes import Found, Kind, Place
from scheduler.programme.reading import Context


def read(name: str, raw: bytes, found: Found, *, context: Context | None = None) -> Document | None:
    """The document; None and a mistake where it cannot be read. `context` are the years if the reader knows them."""
    sort = safety.sort_of(name, raw, found)
    pages = _pages(sort, name, raw, found) if sort else None
    if pages is None:
        return None
    shown = [grid for grid in pages.grids if not grid.hidden]
    first = next((place for place, grid in enumerate(shown) if _has_heads(grid)), 0)
    walk = Walk(context or years.of_document(shown, first, pages.after))
    walk.through(pages.grids)
    if not walk.drafts:
        found.add(Kind.PAPER_WITHOUT_ROADMAP, Place(name))
        return None
    return Document(name, _title(shown, first), walk.context, finishing.rows(walk.drafts, walk.context),
                    tuple(walk.passed))


def _pages(sort: Sort, name: str, raw: bytes, found: Found) -> Pages | None:
    try:
        if sort is Sort.EXCEL:
            return _sheets(name, raw, found)
        return _paper(name, raw, found)
    except TooMuch:
        found.add(Kind.PAPER_LONG, Place(name), limit=str(ROWS_LIMIT))
    except safety.Refused as refused:
        found.add(refused.kind, Place(name), **refused.facts)
    except (zipfile.BadZipFile, zlib.error, RecursionError, ValueError, EOFError):
        found.add(Kind.PAPER_BROKEN, Place(name))
    return None


def _sheets(name: str, raw: bytes, found: Found) -> Pages | None:
    before = len(found.all())
    pages = excel_tables.read(name, raw, found)
    if not pages.grids and len(found.all()) == before:
        found.add(Kind.PAPER_SCAN if safety.has_pictures(raw) else Kind.PAPER_WITHOUT_TABLE, Place(name))
    return pages if pages.grids else None


def _paper(name: str, raw: bytes, found: Found) -> Pages | None:
    file = word_file.opened(raw)
    pages = word_tables.read(name, file) if file else Pages(())
    if pages.grids:
        return pages
    if file is None:
        found.add(Kind.PAPER_BROKEN, Place(name))
    elif pages.after:
        found.add(Kind.PAPER_WITHOUT_TABLE, Place(name))
    else:
        found.add(Kind.PAPER_SCAN if has_picture(file.body) else Kind.PAPER_EMPTY, Place(name))
    return None


def _has_heads(grid: Grid) -> bool:
    return any(columns.is_roadmap(head.columns) for head in headings.heads(grid))


def _title(grids: list[Grid], first: int) -> str:
    """The line that says what the document is: the one nearest to the roadmap that speaks of a plan."""
    if not grids:
        return ""
    return words.clean(years.title(grids, first))
