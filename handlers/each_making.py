"""One to each is written: a text for all, then an archive, a table, or the files themselves, each named by its school.

What comes is looked at when it comes, so that mistakes are told at once; the parts are made when all is there.
"""

import mimetypes
from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace

from markupsafe import Markup

from handlers import broadcasts, each_screens
from handlers.broadcast_making import SIGNATURE, text_taken, wanted
from handlers.forms import ENOUGH, Draft, Facts, Form, Given, Option, Step, Value, Wrong, form
from handlers.router import Returned, Room
from handlers.turn import Kept, Refused, Turn
from messages.meanings_of_broadcasts import ComposeBroadcast
from messages.replies import CAPTION_LIMIT, TEXT_LIMIT, Attachment, BoundsBroken, Reply, Tone, check, units
from messages.stored import write
from messages.updates import FileKind
from messages.visible import visible
from scheduler import archive, school_texts, sharing
from scheduler.matching import Match, Miss, Schools
from storage import broadcasts as stored
from storage import files, outbox, parts

room = Room()
MISTAKES = 8
"""Lines of a table whose mistakes are told at once."""
NAME = 120
"""Signs of a file's name."""
PATH = 300
"""Signs of it with its folders."""


@dataclass(frozen=True, slots=True)
class Source:
    """What one message has brought: `named` is how a file that stands for itself is called, `size` when unpacked."""

    id: int
    kind: str
    name: str
    mime: str
    named: str
    pieces: int
    unseen: int
    size: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """What is for one school: a text, a file that lies here already (`file`), or one that does not yet (`content`)."""

    named: str
    found: Match | Miss
    text: str = ""
    file: Attachment | None = None
    content: bytes = b""
    fault: str = ""


@room.said("/each", "каждому своё", "каждому свое")
async def asked(turn: Turn) -> Returned:
    return await wanted(turn, ComposeBroadcast(stored.Kind.EACH.value))


async def facts(turn: Turn, draft: Draft) -> Facts:
    given = _sources(draft)
    return {"sources": [each.name for each in given], "pieces": sum(each.pieces for each in given),
            "unseen": sum(each.unseen for each in given)}


async def words_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """Files may be there already, when somebody comes back to the words: they must still go together."""
    text = str(await text_taken(turn, draft, given))
    changed = replace(draft, answers={**draft.answers, "text": text})
    known = await _schools(turn)
    for source in _sources(draft):
        try:
            await _looked_at(turn, changed, known, source)
        except Wrong:
            raise Wrong("broadcasts/each_too_long", file=source.name, size=units(text),
                        beside=CAPTION_LIMIT - SIGNATURE, limit=TEXT_LIMIT - SIGNATURE) from None
    return text


async def sources_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    return [Option("enough", ENOUGH, tone=Tone.GOOD)] if _sources(draft) else []


async def sources_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """Any number of archives, tables and files, one message after the other."""
    if not given.files or any(file.kind is FileKind.VOICE for file in given.files):
        raise Wrong("broadcasts/each_file_please")
    known = await _schools(turn)
    taken = [await _looked_at(turn, draft, known, _fresh(file, given.text if len(given.files) == 1 else ""))
             for file in given.files]
    _weighed([*_sources(draft), *taken])
    return [list(astuple(each)) for each in taken]


def _fresh(file: Kept, caption: str) -> Source:
    return Source(file.id, file.kind.value, file.name, file.mime, visible(caption)[:NAME] or file.name, 1, 0)


def _weighed(sources: Sequence[Source]) -> None:
    """Raises `Wrong` where all of them together are too much."""
    if (pieces := sum(each.pieces for each in sources)) > archive.ENTRIES:
        raise Wrong("broadcasts/each_many", pieces=pieces, limit=archive.ENTRIES)
    if sum(each.size for each in sources) > archive.TOTAL:
        raise Wrong("broadcasts/each_heavy", limit=archive.TOTAL // 1024**2)


async def _looked_at(turn: Turn, draft: Draft, known: Schools, source: Source) -> Source:
    """Raises `Wrong`, which says what is amiss."""
    content = await _content(turn, source)
    if _is_table(known, source):
        table = _table(draft, source, content)
        return replace(source, pieces=len(table.rows), unseen=table.unseen, size=len(content))
    if archive.is_archive(source.name) and not _is_zip(source):
        raise Wrong("broadcasts/each_other_archive", name=source.name)
    if (size := units(draft.text("text"))) > CAPTION_LIMIT - SIGNATURE:
        raise Wrong("broadcasts/too_long_beside", size=size, limit=CAPTION_LIMIT - SIGNATURE)
    if not _is_zip(source):
        return replace(source, size=len(content))
    entries = _entries(content)
    return replace(source, pieces=len(entries), size=sum(len(each.content) for each in entries))


def _is_zip(source: Source) -> bool:
    return source.name.casefold().endswith(".zip")


def _is_table(known: Schools, source: Source) -> bool:
    """A workbook that is named like a school is for that school."""
    return source.name.casefold().endswith(".xlsx") and isinstance(known.match_named(source.named), Miss)


def _table(draft: Draft, source: Source, content: bytes) -> school_texts.Table:
    limit = max(0, TEXT_LIMIT - SIGNATURE - units(draft.text("text")) - 2)
    table = school_texts.read(source.name, content, limit)
    if table.mistakes:
        raise Wrong("broadcasts/each_table_wrong", mistakes=table.mistakes[:MISTAKES],
                    more=max(0, len(table.mistakes) - MISTAKES))
    return table


def _entries(content: bytes) -> list[archive.Entry]:
    try:
        return archive.unpack(content)
    except archive.BadArchive as bad:
        raise Wrong("broadcasts/each_archive_wrong", objection=bad.objection.value, file=bad.file,
                    entries=archive.ENTRIES, size=archive.SIZE // 1024**2, total=archive.TOTAL // 1024**2) from None


async def _content(turn: Turn, source: Source) -> bytes:
    content = await outbox.file_content(turn.tx, source.id)
    if content is None:
        raise Refused("fallback/gone")  # the form lay open for weeks
    return content


async def composed(turn: Turn, draft: Draft) -> Returned:
    """A draft of parts is kept, and what found whom is shown."""
    held = await broadcasts.sender(turn)
    try:
        made = await _all_made(turn, draft, held.organisation_title)
    except Wrong as wrong:  # schools are called otherwise than when it came
        raise Refused(wrong.name, **wrong.facts) from None
    if not made:
        raise Refused("broadcasts/each_for_nobody")
    id = draft.subject.get("broadcast") or await stored.draft(
        turn.tx, programme=held.programme, author=turn.me.id, kind=stored.Kind.EACH, lane=outbox.Lane.BROADCAST,
        content="", audience=sharing.DIRECTORS, now=turn.now)
    kept = await broadcasts.own_draft(turn, id)
    title = draft.text("text") or turn.say("broadcasts/each_title", pieces=len(made)).text
    if kept.kind is not stored.Kind.EACH or not await stored.write(turn.tx, id, content=write(Reply(title)), file=None):
        raise Refused("broadcasts/gone_out")
    await parts.put(turn.tx, id, made)
    return await each_screens.shown(turn, kept)


async def _all_made(turn: Turn, draft: Draft, place: str) -> list[parts.Fresh]:
    """One message after the other, so that no more than one is unpacked at a time."""
    known, made = await _schools(turn), list[parts.Fresh]()
    sources = [await _looked_at(turn, draft, known, each) for each in _sources(draft)]
    _weighed(sources)
    for source in sources:
        made += [await _made(turn, draft, piece, place) for piece in await _pieces(turn, draft, known, source)]
    return made


async def _pieces(turn: Turn, draft: Draft, known: Schools, source: Source) -> list[Piece]:
    """What one message has brought, piece by piece."""
    content = await _content(turn, source)
    if _is_table(known, source):
        rows = _table(draft, source, content).rows
        return [Piece(row.school, known.match(row.school), row.text) for row in rows]
    if _is_zip(source):
        return [Piece(each.path, known.match_named(each.path), content=each.content,
                      fault=each.fault.value if each.fault else "") for each in _entries(content)]
    file = Attachment(FileKind(source.kind), source.name, source.mime, source.id)
    return [Piece(source.named, known.match_named(source.named), file=file)]


async def _made(turn: Turn, draft: Draft, piece: Piece, place: str) -> parts.Fresh:
    """Of what goes to nobody only the name is kept."""
    named = visible(piece.named)[-PATH:]
    if piece.fault or isinstance(piece.found, Miss):
        return parts.Fresh(None, named, piece.fault)
    file = piece.file or (await _kept(turn, piece) if piece.content else None)
    text = "\n\n".join(filter(None, (draft.text("text"), piece.text)))
    said = turn.say("broadcasts/message", text=Markup(text), who=turn.me.name, place=place, letter=False).text
    return parts.Fresh(piece.found.organisation, named, piece.found.how.value,
                       write(_fitting(Reply(said, attachment=file))), file.file if file else None)


def _fitting(reply: Reply) -> Reply:
    """What is too long for the messengers would reach nobody. Raises `Wrong`."""
    try:
        return check(reply)
    except BoundsBroken:
        limit = (CAPTION_LIMIT if reply.attachment else TEXT_LIMIT) - SIGNATURE
        raise Wrong("broadcasts/too_long_beside" if reply.attachment else "broadcasts/too_long",
                    size=units(reply.text), limit=limit) from None


async def _kept(turn: Turn, piece: Piece) -> Attachment:
    """A file of an archive, whose name there holds folders too."""
    name = visible(piece.named.rpartition("/")[2])[-NAME:]
    mime = mimetypes.guess_type(name)[0] or "application/octet-stream"
    id = await files.keep(turn.tx, FileKind.DOCUMENT, name, mime, piece.content, now=turn.now, sent_by=turn.me.id)
    return Attachment(FileKind.DOCUMENT, name, mime, id)


def _sources(draft: Draft) -> list[Source]:
    given = draft.answers.get("sources")
    return [Source(*each) for each in given] if isinstance(given, list) else []


async def _schools(turn: Turn) -> Schools:
    """All to which this person may send something."""
    held = await broadcasts.sender(turn)
    return each_screens.schools(await parts.overseen(turn.tx, held.programme, turn.me.id))


form(Form("compose_each", (
    Step("text", "broadcasts/ask_each_text", words_taken, optional=True),
    Step("sources", "broadcasts/ask_each", sources_taken, sources_options, many=True)), facts, composed))
