"""A broadcast is written: a text, a photo or document, buttons. Whom it is for comes next (`audience_screens.py`)."""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from markupsafe import Markup

from handlers import audience_screens, broadcasts, each_screens
from handlers.conversation import begin
from handlers.forms import Draft, Facts, Form, Given, Option, Step, Value, Wrong, form
from handlers.router import Returned, Room
from handlers.turn import Refused, Turn
from messages import markup
from messages.buttons import encode
from messages.catalogue import Choice
from messages.meanings_of_broadcasts import (
    ClickBroadcast,
    ComposeBroadcast,
    DropBroadcast,
    OpenBroadcast,
    RewriteBroadcast,
    ShowBroadcasts,
)
from messages.replies import CAPTION_LIMIT, LABEL_LIMIT, TEXT_LIMIT, Attachment, Button, Reply, Tone, units
from messages.stored import write
from messages.updates import FileKind
from messages.visible import visible, visible_lines
from scheduler import addressing
from storage import broadcasts as stored
from storage import chats, outbox
from storage.broadcasts import Broadcast, Kind, State
from storage.outbox import Lane
from storage.participants import RoleHeld

room = Room()
SIGNATURE = 200
"""Units that are kept free for who has written it; quotes of a school's name take five each."""
PROGRAMMES = 8
"""Programmes that buttons offer; the title of any other is written."""
BUTTONS = 4
"""Buttons that a message may have."""
LINK = 1000
"""Signs of a link behind a button."""
FORMS_OF = {Kind.MESSAGE: "compose_message", Kind.LETTER: "compose_letter", Kind.EACH: "compose_each",
            Kind.REQUEST: "request", Kind.CONTEST: "contest"}
"""The form of each kind that somebody writes; the last three stand in `each_making.py`,
`request_making.py` and `contest_making.py`."""
ASKING = {"compose_message": "compose_message_in", "compose_letter": "compose_letter_in"}
"""The same for whoever sends in several programmes: in which of them comes first."""
_HOST = re.compile(r"(?:[\w-]{1,63}\.)+[^\W\d_][\w-]{1,62}")
_LINK = re.compile(r"\s*[-–—:]?\s*(https?://\S*)\s*$", re.IGNORECASE)


@room.pressed(ComposeBroadcast)
async def wanted(turn: Turn, press: ComposeBroadcast) -> Returned:
    await broadcasts.sender(turn)
    if press.kind not in FORMS_OF or press.kind in (Kind.REQUEST, Kind.CONTEST):
        raise Refused("fallback/gone")
    name = FORMS_OF[Kind(press.kind)]
    asks = name in ASKING and len(await _programmes(turn)) > 1
    return await begin(turn, ASKING[name] if asks else name)


@room.said("/new_broadcast", "новая рассылка")
async def asked(turn: Turn) -> Returned:
    return await wanted(turn, ComposeBroadcast(Kind.MESSAGE.value))


@room.pressed(RewriteBroadcast)
async def rewritten(turn: Turn, press: RewriteBroadcast) -> Returned:
    draft = await broadcasts.own_draft(turn, press.broadcast)
    if draft.kind not in FORMS_OF:
        raise Refused("fallback/gone")  # what an event says has a form of its own
    return await begin(turn, FORMS_OF[draft.kind], broadcast=draft.id)


@room.pressed(OpenBroadcast)
async def opened(turn: Turn, press: OpenBroadcast) -> Returned:
    """A draft goes on where it is; all else shows how it goes."""
    sent = await broadcasts.mine(turn, press.broadcast)
    if sent.state is State.DRAFT and sent.kind is Kind.EACH:
        return await each_screens.shown(turn, sent)
    if sent.state is State.DRAFT:
        return await audience_screens.shown(turn, sent)
    if sent.state is State.RUNNING:
        await broadcasts.watched_here(turn, sent)
    return await broadcasts.shown(turn, sent.id)


@room.pressed(DropBroadcast)
async def dropped(turn: Turn, press: DropBroadcast) -> Returned:
    draft = await broadcasts.own_draft(turn, press.broadcast, even_late=True)
    await chats.recall(turn.tx, draft.id, real_now=turn.real_now)
    posted = sum(at is not None for at in (await chats.ticks(turn.tx, draft.id)).values())
    if not await stored.drop(turn.tx, draft.id):
        raise Refused("broadcasts/gone_out")
    return turn.say("broadcasts/dropped", [[Choice("list", ShowBroadcasts())]], posted=posted)


# The form: what people will read.

async def facts(turn: Turn, draft: Draft) -> Facts:
    return {"letter": _is_letter(draft)}


def _is_letter(draft: Draft) -> bool:
    return draft.form in ("compose_letter", ASKING["compose_letter"])


async def _programmes(turn: Turn) -> dict[int, str]:
    """Where this person may write to many, and how that is called."""
    return {each.programme: each.programme_title for each in await turn.roles() if each.role in addressing.SENDERS}


async def programme_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    first = list((await _programmes(turn)).items())[:PROGRAMMES]
    return [Option("programme", str(id), {"title": title}) for id, title in first]


async def programme_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """One of the buttons, or its words."""
    said = given.text.strip().casefold()
    found = next((id for id, title in (await _programmes(turn)).items()
                  if given.picked == str(id) or said == title.casefold()), None)
    if found is None:
        raise Wrong("broadcasts/programme_please")
    return found


async def text_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """Formatted as the messenger told."""
    text = visible_lines(given.styled or markup.escape(given.text)).strip()
    said = markup.plain(text).strip()
    if not said and given.files:
        raise Wrong("broadcasts/text_first")
    if not said:
        raise Wrong("forms/words_please")
    if (size := units(text)) > TEXT_LIMIT - SIGNATURE:
        raise Wrong("broadcasts/too_long", size=size, limit=TEXT_LIMIT - SIGNATURE)
    return text


async def file_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """One photo or document, which all messengers take; beside it messengers take a short text only."""
    if not given.files:
        raise Wrong("broadcasts/file_please")
    if len(given.files) > 1:
        raise Wrong("broadcasts/one_file")
    if (size := units(draft.text("text"))) > CAPTION_LIMIT - SIGNATURE:
        raise Wrong("broadcasts/too_long_beside", size=size, limit=CAPTION_LIMIT - SIGNATURE)
    file = given.files[0]
    if file.kind is FileKind.VOICE:
        raise Wrong("broadcasts/file_please")
    return {"id": file.id, "kind": file.kind.value, "name": file.name, "mime": file.mime}


async def buttons_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """A line a button: words, and perhaps a link behind them."""
    lines = [visible(line) for line in given.text.splitlines() if line.strip()]
    if not lines:
        raise Wrong("forms/words_please")
    if len(lines) > BUTTONS:
        raise Wrong("broadcasts/many_buttons", limit=BUTTONS)
    return [_button(number, line) for number, line in enumerate(lines, 1)]


def _button(number: int, line: str) -> dict[str, str]:
    found = _LINK.search(line)
    label, url = (line[:found.start()].strip(), found[1]) if found else (line, "")
    if not 1 <= len(label) <= LABEL_LIMIT:
        raise Wrong("broadcasts/label_wrong", number=number, limit=LABEL_LIMIT)
    if url and not _leads_somewhere(url):
        raise Wrong("broadcasts/link_wrong", number=number)
    return {"label": label, "url": url}


def _leads_somewhere(url: str) -> bool:
    """Whether every messenger takes it: one that it does not like would cost everybody the whole message."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return False
    return len(url) <= LINK and bool(_HOST.fullmatch(host))


async def composed(turn: Turn, draft: Draft) -> Returned:
    """A draft is kept, and whom it is for comes next."""
    held = await _author(turn, draft)
    kind = Kind.LETTER if _is_letter(draft) else Kind.MESSAGE
    id = draft.subject.get("broadcast") or await stored.draft(
        turn.tx, programme=held.programme, author=turn.me.id, kind=kind, lane=Lane.BROADCAST, content="", now=turn.now)
    kept = await broadcasts.own_draft(turn, id)
    reply = _reply(turn, draft, kept, held.organisation_title)
    file = reply.attachment.file if reply.attachment else None
    if file and await outbox.file_content(turn.tx, file) is None:
        raise Refused("fallback/gone")  # the form lay open for weeks
    if not await stored.write(turn.tx, id, content=write(reply), file=file, words=draft.text("text")):
        raise Refused("broadcasts/gone_out")
    return await audience_screens.shown(turn, await broadcasts.own_draft(turn, id))


async def _author(turn: Turn, draft: Draft) -> RoleHeld:
    """Who writes it: in its programme, or in the one that was chosen for it."""
    if id := draft.subject.get("broadcast"):
        return await broadcasts.sender(turn, (await broadcasts.own_draft(turn, id)).programme)
    chosen = draft.text("programme")
    return await broadcasts.sender(turn, int(chosen) if chosen else None)


def _reply(turn: Turn, draft: Draft, kept: Broadcast, place: str) -> Reply:
    file = draft.answers.get("file")
    attachment = Attachment(FileKind(file["kind"]), file["name"], file["mime"], file["id"]) if isinstance(
        file, dict) else None
    made = draft.answers.get("buttons")
    confirm = turn.catalogue.label("broadcasts/message", "confirm")
    wanted = [{"label": confirm, "url": ""}] if kept.kind is Kind.LETTER else made if isinstance(made, list) else []
    silent = iter(range(len(wanted)))
    rows = tuple((Button(each["label"], url=each["url"]) if each["url"] else
                  Button(each["label"], encode(ClickBroadcast(kept.id, next(silent))),
                         tone=Tone.GOOD if kept.kind is Kind.LETTER else Tone.PLAIN),) for each in wanted)
    text = turn.say("broadcasts/message", text=Markup(draft.text("text")), who=turn.me.name, place=place,
                    letter=kept.kind is Kind.LETTER).text
    return Reply(text, rows, attachment)


_TEXT = Step("text", "broadcasts/ask_text", text_taken)
_FILE = Step("file", "broadcasts/ask_file", file_taken, optional=True)
_BUTTONS = Step("buttons", "broadcasts/ask_buttons", buttons_taken, optional=True)
_PROGRAMME = Step("programme", "broadcasts/ask_programme", programme_taken, programme_options)
for _name, _steps in (("compose_message", (_TEXT, _FILE, _BUTTONS)), ("compose_letter", (_TEXT, _FILE))):
    form(Form(_name, _steps, facts, composed))
    form(Form(ASKING[_name], (_PROGRAMME, *_steps), facts, composed))
