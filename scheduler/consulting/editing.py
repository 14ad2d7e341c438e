"""A post whose author has changed their message: kept as it was, and changed where it has been shown."""

from messages.post import parts, post_parts
from messages.updates import Address
from scheduler import reaching
from scheduler.consulting import speaking
from scheduler.consulting.speaking import Voice
from storage import consultations, outbox, posts
from storage.consultations import Consultation
from storage.outbox import Lane, State
from storage.posts import Letter, Post


async def change(voice: Voice, post: Post, body: str) -> None:
    """Change it in the store and in everybody's dialogue."""
    await posts.change(voice.tx, post, body, now=voice.now)
    thread = await consultations.by_id(voice.tx, post.consultation)
    changed = await posts.by_id(voice.tx, post.id)
    assert thread is not None
    assert changed is not None
    newest: dict[int, Letter] = {}
    for letter in await posts.letters(voice.tx, post.id):
        newest[letter.participant] = letter
    for letter in newest.values():
        await _change_letter(voice, thread, changed, letter)


async def _change_letter(voice: Voice, thread: Consultation, post: Post, letter: Letter) -> None:
    """In place, once it has arrived; what has not gone yet goes as it is now; what is in parts or in the air, anew."""
    reply, not_before = speaking.shown(voice.catalogue, thread, post), voice.now
    if letter.state is State.PLANNED:
        await outbox.cancel(voice.tx, letter.reason, real_now=voice.real_now, participant=letter.participant)
        found = await reaching.reach(voice.tx, letter.participant, voice.now)
        not_before = found.not_before if found else voice.now
    in_place = letter.ref if len(parts(reply)) == 1 and "/" not in letter.reason else ""
    made = await post_parts(
        voice.tx, address=Address(letter.channel, letter.user), participant=letter.participant, reply=reply,
        lane=Lane.TALK, reason=f"post:{post.id}:edit:{voice.key}", now=voice.now, not_before=not_before,
        edits=in_place, author=post.author)
    for delivery in made:
        await posts.shown(voice.tx, post.id, delivery)
