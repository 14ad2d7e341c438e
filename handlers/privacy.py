"""What a person may always ask for: to see what is stored of them, to get all of it, and to be forgotten."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from handlers import forgetting, own_data
from handlers.router import Returned, Room
from handlers.turn import Answer, Turn
from messages.catalogue import Choice
from messages.meanings import ExportData, Forget, ForgetSure, MyData, ReadConsent, ShowMenu
from messages.post import post
from messages.replies import Attachment, Reply, Tone
from messages.updates import FileKind, Pressed
from storage import erasure, files, participants
from storage import privacy as stored
from storage.outbox import Lane

room = Room(under_old_consent=True)
MIME = "application/json"


@room.pressed(MyData)
async def shown(turn: Turn, press: MyData) -> Returned:
    return await my_data(turn)


@room.said("/mydata", "мои данные", at_any_time=True)
async def asked(turn: Turn) -> Returned:
    return await my_data(turn)


async def my_data(turn: Turn) -> Reply:
    """The summary, with the way to all of it."""
    everything, zone = await stored.everything(turn.tx, turn.me.id), await _zone(turn)
    person = everything["participants"][0]
    rows = [[Choice("export", ExportData(), tone=Tone.MAIN)], [Choice("forget", Forget()), Choice("menu", ShowMenu())]]
    return turn.say("privacy/my_data", rows, person=person, roles=everything["roles"],
                    titles=[turn.channels.title(each.channel) for each in everything["addresses"]],
                    agreed_on=_day(person.consented_at or 0, zone), counts=await stored.counts(turn.tx, turn.me.id))


@room.pressed(ExportData)
async def exported(turn: Turn, press: ExportData) -> Returned:
    """The file does not outlive its delivery."""
    everything = await stored.everything(turn.tx, turn.me.id)
    content = own_data.document(everything, ZoneInfo(await _zone(turn)), turn.now)
    name = turn.catalogue.words("privacy/export_name")
    id = await files.keep(turn.tx, FileKind.DOCUMENT, name, MIME, content, now=turn.now, sent_by=turn.me.id)
    reply = turn.say("privacy/export", [[Choice("menu", ShowMenu())]], Attachment(FileKind.DOCUMENT, name, MIME, id))
    delivery = await post(turn.tx, address=turn.address, participant=turn.me.id, reply=reply, lane=Lane.REPLY,
                          reason=f"export:{turn.update.key}", now=turn.now)
    if delivery is not None:
        await erasure.keep_fleeting(turn.tx, delivery, id)
    return Answer(notice=turn.catalogue.words("privacy/export_coming"))


@room.pressed(Forget)
async def forget_pressed(turn: Turn, press: Forget) -> Returned:
    return await explained(turn, "privacy/forget")


@room.said("/forget", "забудьте меня", at_any_time=True)
async def forget_said(turn: Turn) -> Returned:
    return await explained(turn, "privacy/forget")


async def explained(turn: Turn, name: str) -> Reply:
    """What goes and what stays, and the first of the two questions."""
    token = await erasure.ask(turn.tx, turn.me.id, now=turn.now)
    due = await stored.consent_due(turn.tx, turn.me.id)
    back = Choice("read", ReadConsent()) if due else Choice("keep", ShowMenu())
    return turn.say(name, [[Choice("sure", ForgetSure(token, 0))], [Choice("my_data", MyData()), back]],
                    counts=await stored.counts(turn.tx, turn.me.id))


@room.pressed(ForgetSure)
async def sure(turn: Turn, press: ForgetSure) -> Returned:
    """The first yes brings the last question under a fresh token, the second one is done."""
    if not await erasure.take_token(turn.tx, turn.me.id, press.token, now=turn.now):
        return await explained(turn, "privacy/forget_again")
    if not press.last:
        token = await erasure.ask(turn.tx, turn.me.id, now=turn.now)
        rows = [[Choice("forget", ForgetSure(token, 1), tone=Tone.BAD)], [Choice("keep", ShowMenu(), tone=Tone.MAIN)]]
        return turn.say("privacy/forget_sure", rows)
    await forgetting.forget(turn.tx, turn.catalogue, turn.me, now=turn.now, real_now=turn.real_now,
                            key=turn.update.key)
    await forgetting.part(turn.tx, turn.say("privacy/forgotten"), turn.address, key=turn.update.key, now=turn.now,
                          edits=turn.update.ref if isinstance(turn.update, Pressed) else "")
    return None


def _day(at: int, zone: str) -> str:
    return datetime.fromtimestamp(at, UTC).astimezone(ZoneInfo(zone)).date().isoformat()


async def _zone(turn: Turn) -> str:
    held = await participants.roles(turn.tx, turn.me.id)
    return held[0].time_zone if held else "UTC"
