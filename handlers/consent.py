"""A new text of the consent: until somebody has answered it, they see that text and their own data, nothing else.

Reminders go on meanwhile under the consent they have given. The buttons carry a fingerprint of the text that was
shown, so that nobody agrees to one that has changed since.
"""

from hashlib import blake2b

from handlers import conversation, menu, privacy
from handlers.router import Returned, Room
from handlers.turn import Answer, Turn
from messages.catalogue import Choice
from messages.meanings import AgreeAnew, DeclineAnew, Forget, FormResume, MyData, ReadConsent, ShowMenu
from messages.replies import Reply, Tone
from storage import consents, history, participants
from storage.privacy import ConsentText, consent_due

room = Room(under_old_consent=True)


def fingerprint(version: str, text: str) -> str:
    """Short enough for a button; another version or another text has another one."""
    return blake2b(f"{version}\0{text}".encode(), digest_size=6).hexdigest()


async def barred(turn: Turn) -> Answer | None:
    """What stands in the way of this act: a text that has not been answered; None where the consent holds."""
    if (known := turn.known()) and not known.is_asked_anew:
        return None
    due = await consent_due(turn.tx, turn.me.id)
    return Answer((_shown(turn, due),), fresh=True) if due else None


@room.pressed(AgreeAnew)
async def agreed(turn: Turn, press: AgreeAnew) -> Returned:
    due = await consent_due(turn.tx, turn.me.id)
    if due is None:
        return await menu.menu(turn)
    if press.text != fingerprint(due.consent_version, due.consent_text):
        return _shown(turn, due)
    await participants.consent(turn.tx, turn.me.id, due.consent_version, now=turn.now)
    await consents.give(turn.tx, turn.me.id, due.programme, due.consent_version, now=turn.now)
    await history.note(turn.tx, "consented", actor=turn.me.id, now=turn.now, consent=due.consent_version)
    resume = [Choice("resume", FormResume(), tone=Tone.MAIN)] if await conversation.unfinished(turn) else []
    return turn.say("privacy/consented", [resume, [Choice("menu", ShowMenu())]])


@room.pressed(DeclineAnew)
async def declined(turn: Turn, press: DeclineAnew) -> Returned:
    return await privacy.explained(turn, "privacy/consent_declined")


@room.pressed(ReadConsent)
async def read_again(turn: Turn, press: ReadConsent) -> Returned:
    due = await consent_due(turn.tx, turn.me.id)
    return _shown(turn, due) if due else await menu.menu(turn)


def _shown(turn: Turn, due: ConsentText) -> Reply:
    shown = fingerprint(due.consent_version, due.consent_text)
    rows = [[Choice("agree", AgreeAnew(shown), tone=Tone.GOOD)], [Choice("decline", DeclineAnew())],
            [Choice("my_data", MyData()), Choice("forget", Forget())]]
    return turn.say("privacy/new_consent", rows, due=due)
