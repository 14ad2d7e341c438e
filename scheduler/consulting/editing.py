"""A post whose author has changed their message: kept as it was, and changed wherever it may still be seen."""

from collections import defaultdict
from collections.abc import Sequence

from messages import stored
from messages.post import parts, post_parts
from messages.replies import Reply
from messages.updates import Address
from scheduler import reaching
from scheduler.consulting import speaking
from scheduler.consulting.speaking import Voice
from storage import consultations, outbox, participants, posts
from storage.consultations import Consultation
from storage.outbox import Lane, State
from storage.participants import Home
from storage.posts import Letter, Post

_LOST = frozenset({State.FAILED, State.UNREACHABLE, State.EXPIRED})


async def change(voice: Voice, post: Post, body: str) -> None:
    """Change it in the store, and in the dialogues of those who may see the thread now."""
    await posts.change(voice.tx, post, body, now=voice.now)
    thread = await consultations.by_id(voice.tx, post.consultation)
    changed = await posts.by_id(voice.tx, post.id)
    assert thread is not None
    assert changed is not None
    for participant, showing in _showings(await posts.letters(voice.tx, post.id)).items():
        if await _may_see(voice, thread, participant) and await _is_theirs(voice, showing[-1]):
            await _change_showing(voice, thread, changed, showing)


def _showings(letters: Sequence[Letter]) -> dict[int, list[Letter]]:
    """By person, the parts of the newest message that has shown it."""
    found: dict[int, list[Letter]] = defaultdict(list)
    for letter in letters:
        before = found[letter.participant]
        if before and _base(before[-1]) != _base(letter):
            before.clear()
        before.append(letter)
    return found


def _base(letter: Letter) -> str:
    """The reason of the message that a letter is a part of."""
    return letter.reason.partition("/")[0]


async def _may_see(voice: Voice, thread: Consultation, participant: int) -> bool:
    return participant == thread.asker or await consultations.relation(voice.tx, thread.id, participant) is not None


async def _is_theirs(voice: Voice, letter: Letter) -> bool:
    """An address may have another owner since."""
    return Home(letter.channel, letter.user) in await participants.open_addresses(voice.tx, letter.participant)


async def _change_showing(voice: Voice, thread: Consultation, post: Post, showing: Sequence[Letter]) -> None:
    """What waits goes as it is now, what has arrived is changed in place; what is in parts or in the air comes anew."""
    letter, had = showing[-1], _had_buttons(showing[-1])
    reply = speaking.shown(voice.catalogue, thread, post, last=had)
    if letter.state in _LOST:
        return
    if len(showing) > 1 or len(parts(reply)) > 1:
        await _anew(voice, post, showing, reply)
    elif letter.state is State.PLANNED:
        await outbox.reword(voice.tx, letter.delivery, stored.write(reply))
    elif letter.ref or letter.edits:
        await _send(voice, post, letter, reply, edits=letter.ref or letter.edits)
    else:
        await _anew(voice, post, showing, reply)


def _had_buttons(letter: Letter) -> bool:
    """What is too old to know has them."""
    return not letter.content or bool(stored.read(letter.content).rows)


async def _anew(voice: Voice, post: Post, showing: Sequence[Letter], reply: Reply) -> None:
    """As another message; the file again only if no part of the old one has gone."""
    waiting = [each for each in showing if each.state is State.PLANNED]
    for each in waiting:
        await outbox.cancel(voice.tx, each.reason, real_now=voice.real_now, participant=each.participant)
    if len(waiting) < len(showing):
        reply = Reply(reply.text, reply.rows)
    await _send(voice, post, showing[-1], reply)


async def _send(voice: Voice, post: Post, letter: Letter, reply: Reply, edits: str = "") -> None:
    """To the same address; what is new waits for the end of quiet hours."""
    found = None if edits else await reaching.reach(voice.tx, letter.participant, voice.now)
    made = await post_parts(
        voice.tx, address=Address(letter.channel, letter.user), participant=letter.participant, reply=reply,
        lane=Lane.TALK, reason=f"post:{post.id}:edit:{voice.key}", now=voice.now,
        not_before=found.not_before if found else voice.now, edits=edits, author=post.author)
    for delivery in made:
        await posts.shown(voice.tx, post.id, delivery)
