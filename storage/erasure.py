"""Forgetting a person: what names them goes from every table, what the programme needs as counts and states stays.

The order matters: deliveries are found by the addresses, so the addresses go last.
"""

import json
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from storage import guests, imports, invites, settings, slots
from storage.database import Transaction
from storage.participants import Home

TOKEN_SECONDS = 600
AT_ONCE = 5000
"""Bodies that one transaction empties: others want to write too."""
KEPT_FACTS = frozenset({"day", "consent"})
"""Texts of the trace that are nobody's words; all other texts of a forgotten person go."""
_SALT = "erasure_salt"


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody who may be meant; `role` and `place` are None for one without a role."""

    id: int
    name: str
    consented_at: int | None
    role: str | None
    place: str | None


@dataclass(frozen=True, slots=True)
class Left:
    """What a forgotten person leaves to others: tasks that are their team's again, events where a seat is free,
    consultations that nobody has answered yet, materials that say other words than before; and slots of theirs that do
    not take place, of which whoever has booked them is to be told.
    """

    tasks: list[int]
    events: list[int]
    consultations: list[int]
    materials: list[int]
    slots: list[int]
    seats: list[int]
    """Slots of others to which they do not come."""


@dataclass(frozen=True, slots=True)
class _Draft:
    id: int
    document: str


@dataclass(frozen=True, slots=True)
class _Text:
    text: str


@dataclass(frozen=True, slots=True)
class _Id:
    id: int


@dataclass(frozen=True, slots=True)
class _Trace:
    id: int
    facts: str


@dataclass(frozen=True, slots=True)
class _Fleeting:
    delivery: int
    body: int
    file: int | None


async def found(tx: Transaction, who: str) -> list[Found]:
    """Everybody whom a number or a whole name means."""
    id = int(who) if who.isascii() and who.isdigit() and len(who) < 19 else 0
    return await tx.all(Found, "erasure.found", id=id, search_name=" ".join(who.split()).casefold())


async def ask(tx: Transaction, participant: int, *, now: int) -> int:
    """A fresh token for the second question; an older one is good no more."""
    token = secrets.randbelow(10**12)
    await tx.run("erasure.ask", participant=participant, token=token, now=now)
    return token


async def take_token(tx: Transaction, participant: int, token: int, *, now: int) -> bool:
    """Whether the token is good; it is good once."""
    return await tx.run("erasure.take_token", participant=participant, token=token, since=now - TOKEN_SECONDS)


async def erased(tx: Transaction, participant: int) -> bool:
    """Whether this participant has been forgotten."""
    return await tx.run("erasure.erased", participant=participant)


async def words(tx: Transaction, participant: int) -> list[str]:
    """What the person has written where others could read it."""
    return [row.text for row in await tx.all(_Text, "erasure.words", participant=participant)]


async def contacts(tx: Transaction, participant: int) -> list[str]:
    """Phone and e-mail of the person, as letters to others may quote them."""
    return [row.text for row in await tx.all(_Text, "erasure.contacts", participant=participant)]


async def forget(tx: Transaction, participant: int, *, quotes: Sequence[str], instead: str, words_instead: str,
                 now: int, real_now: int, answers: Iterable[tuple[int, str]] = ()) -> Left:
    """Erase; what they leave to others.

    `quotes` are the forms of their name and words in which letters to others may hold them; `instead` stands for the
    name, `words_instead` for the words. `answers` are those, by sheet and question, that they gave to surveys in words.
    """
    homes = await tx.all(Home, "erasure.addresses", participant=participant)
    await tx.run("erasure.release_material_files", participant=participant)
    files = [row.id for row in await tx.all(_Id, "erasure.own_files", participant=participant)]
    await _bury_keys(tx, participant, now)
    await _scrub_broadcasts(tx, participant, quotes, instead, now, real_now)
    await _scrub_outbox(tx, participant, files, quotes, instead, real_now)
    await _scrub_trace(tx, participant, quotes, instead)
    for table in ("evidence", "extensions", "reviews"):
        await tx.run(f"erasure.blank_{table}", participant=participant, instead=words_instead)
    threads = await _scrub_consultations(tx, participant, words_instead, now)
    for deed in ("reword_canned", "reword_lists"):
        await tx.repeat(f"erasure.{deed}", [{"words": words, "instead": instead} for words in quotes])
    await _scrub_surveys(tx, participant, answers, words_instead)
    await _scrub_events(tx, participant, quotes, instead)
    await _scrub_chats(tx, participant, quotes, instead)
    reworded = await _scrub_library(tx, participant, quotes, instead)
    off, free = await _scrub_appointments(tx, participant, quotes, instead, now)
    await _scrub_imports(tx, participant, quotes, instead, now)
    await _drop_files(tx, files)
    await _scrub_assignments(tx, participant, quotes, instead, words_instead, now)
    handed = [row.id for row in await tx.all(_Id, "erasure.handed", participant=participant)]
    seats = [row.id for row in await tx.all(_Id, "erasure.leave_seats", participant=participant, now=now)]
    for home in homes:
        await tx.run("erasure.blank_raw", user=home.user)
        await invites.forget_guesses_of(tx, home.channel, home.user)
    for table in ("consents", "conversation", "request", "errands", "link_codes", "link_requests", "invites",
                  "territories", "addresses"):
        await tx.run(f"erasure.drop_{table}", participant=participant)
    await tx.run("erasure.end_roles", participant=participant, now=now)
    await tx.run("erasure.blank_participant", participant=participant, instead=instead, now=now)
    return Left(handed, sorted(seats), threads, sorted(reworded), off, free)


async def keep_fleeting(tx: Transaction, delivery: int, file: int | None = None) -> None:
    """Nothing is kept of this delivery once it has ended, nor of its file."""
    await tx.run("erasure.put_fleeting", delivery=delivery, file=file)


async def drop_fleeting(tx: Transaction) -> int:
    """Drop the fleeting deliveries that have ended; how many there were."""
    ended = await tx.all(_Fleeting, "erasure.ended_fleeting")
    for each in ended:
        await tx.run("erasure.forget_fleeting", delivery=each.delivery)
        await tx.run("erasure.drop_delivery", delivery=each.delivery)
        await tx.run("erasure.drop_body", body=each.body)
        if each.file is not None:
            await tx.run("erasure.drop_loose_file", file=each.file)
    return len(ended)


async def any_fleeting(tx: Transaction) -> bool:
    """Whether a fleeting delivery has ended."""
    return bool(await tx.all(_Fleeting, "erasure.ended_fleeting"))


async def empty_old_bodies(tx: Transaction, *, before: int) -> bool:
    """Drop words of what has ended before this real instant, which nothing reads again; whether there may be more."""
    return len(await tx.all(_Id, "erasure.empty_old_bodies", before=before, limit=AT_ONCE)) == AT_ONCE


async def scrub_late(tx: Transaction) -> None:
    """A reply that was made in the same moment as the forgetting still went out; nothing is kept of it either."""
    await tx.run("erasure.empty_late_bodies")
    await tx.run("erasure.scrub_late")


async def forgotten_keys(tx: Transaction, programme: str, keys: Iterable[str]) -> frozenset[str]:
    """Which of the keys that a list names now were those of forgotten people."""
    kept = {row.text for row in await tx.all(_Text, "erasure.known_keys", programme=programme)}
    if not kept:
        return frozenset()
    salt = await _salt(tx)
    named = {_hashed(salt, key): key for key in keys}
    return frozenset(key for hash, key in named.items() if hash in kept)


async def drop_unnamed_keys(tx: Transaction, programme: str, keys: Iterable[str]) -> None:
    """A hash whose key the whole list names no more has done its work: who is listed again later is meant to be."""
    kept = {row.text for row in await tx.all(_Text, "erasure.known_keys", programme=programme)}
    if kept:
        salt = await _salt(tx)
        gone = kept - {_hashed(salt, key) for key in keys}
        await tx.repeat("erasure.drop_key", [{"programme": programme, "key_hash": each} for each in gone])


async def _bury_keys(tx: Transaction, participant: int, now: int) -> None:
    salt = await _salt(tx)
    keys = [row.text for row in await tx.all(_Text, "erasure.keys", participant=participant)]
    await tx.repeat("erasure.put_key", [
        {"programme": key.partition("/")[0], "key_hash": _hashed(salt, key), "now": now} for key in keys
    ])
    await tx.run("erasure.drop_keys", participant=participant)


async def _scrub_outbox(tx: Transaction, participant: int, files: Sequence[int], quotes: Sequence[str], instead: str,
                        real_now: int) -> None:
    for file in files:
        await tx.run("erasure.cancel_quoting", file=file, real_now=real_now)
    await tx.run("erasure.cancel_theirs", participant=participant, real_now=real_now)
    await tx.run("erasure.drop_fleeting", participant=participant)
    await tx.run("erasure.scrub_deliveries", participant=participant)
    await tx.run("erasure.empty_bodies")
    for words in quotes:
        await tx.run("erasure.reword_bodies", words=_in_json(words), instead=instead)


async def _scrub_surveys(tx: Transaction, participant: int, answers: Iterable[tuple[int, str]], instead: str) -> None:
    await tx.repeat("erasure.blank_answer", [
        {"sheet": sheet, "question": question, "value": json.dumps(instead, ensure_ascii=False)}
        for sheet, question in answers
    ])
    for deed in ("drop_own_answers", "drop_own_sheets", "release_sheets", "drop_participations"):
        await tx.run(f"erasure.{deed}", participant=participant)


async def _scrub_consultations(tx: Transaction, participant: int, instead: str, now: int) -> list[int]:
    """Their words go, on either side. What they have asked is over; what they should have answered is returned."""
    await tx.run("erasure.drop_post_versions", participant=participant)
    await tx.run("erasure.blank_posts", participant=participant, instead=instead)
    await tx.run("erasure.close_consultations", participant=participant, now=now)
    left = [row.id for row in await tx.all(_Id, "erasure.release_consultations", participant=participant)]
    for deed in ("blank_rating_notes", "drop_answerers", "release_deputies", "drop_absences", "drop_canned"):
        await tx.run(f"erasure.{deed}", participant=participant)
    return sorted(left)


async def _scrub_broadcasts(tx: Transaction, participant: int, quotes: Sequence[str], instead: str, now: int,
                            real_now: int) -> None:
    """Nothing of theirs goes out any more, nothing more goes to them, and nobody reads who wrote or pressed what."""
    await tx.run("erasure.recall_broadcasts", participant=participant, real_now=real_now)
    await tx.run("erasure.stop_broadcasts", participant=participant, now=now)
    for deed in ("detach_drafts", "drop_draft_clicks", "drop_draft_people", "drop_draft_parts", "drop_drafts",
                 "blank_broadcast_parts", "release_broadcasts", "drop_unplanned", "blank_broadcast_people",
                 "drop_clicks"):
        await tx.run(f"erasure.{deed}", participant=participant)
    for words in quotes:
        await tx.run("erasure.reword_broadcasts", words=words, in_json=_in_json(words), instead=instead)
        await tx.run("erasure.reword_broadcast_parts", words=words, in_json=_in_json(words), instead=instead)


async def _scrub_assignments(tx: Transaction, participant: int, quotes: Sequence[str], instead: str,
                             words_instead: str, now: int) -> None:
    """What they have asked of others goes on under the operators; what was asked of them alone is off, and of their own
    plan nothing is left to read.
    """
    await tx.run("erasure.cancel_own_tasks", participant=participant, now=now)
    for deed in ("blank_notes_of_plans", "blank_plans"):
        await tx.run(f"erasure.{deed}", participant=participant, instead=words_instead)
    await tx.run("erasure.release_activities", participant=participant)
    await tx.run("erasure.release_tutored", participant=participant)
    for words in quotes:
        await tx.run("erasure.reword_activities", words=words, instead=instead)
        await tx.run("erasure.reword_own_results", words=words, instead=instead)


async def _scrub_imports(tx: Transaction, participant: int, quotes: Sequence[str], instead: str, now: int) -> None:
    """What was loaded stays loaded; the document goes with whoever has sent it, and with it a draft. So does a list of
    people that may name them: there a name may stand in three cells.
    """
    await tx.run("erasure.release_imports", participant=participant, answers="{}")
    for listed in await tx.all(_Draft, "erasure.lists_of_people"):
        if any(len(words) > 1 and all(word in listed.document for word in words) for words in map(str.split, quotes)):
            await imports.end(tx, listed.id, imports.State.DROPPED, now=now)
    for deed in ("reword_imports", "reword_import_answers"):
        await tx.repeat(f"erasure.{deed}", [{"words": words, "instead": instead} for words in quotes])


async def _scrub_chats(tx: Transaction, participant: int, quotes: Sequence[str], instead: str) -> None:
    """The chat stays its organisation's; who has brought us there does not."""
    await tx.run("erasure.release_chats", participant=participant)
    for words in quotes:
        await tx.run("erasure.reword_chats", words=words, instead=instead)


async def _scrub_events(tx: Transaction, participant: int, quotes: Sequence[str], instead: str) -> None:
    for deed in ("blank_rsvps", "release_nominations", "drop_event_organisers", "release_events"):
        await tx.run(f"erasure.{deed}", participant=participant)
    await tx.run("erasure.blank_guests", participant=participant, fewest=guests.FEWEST)
    for words in quotes:
        await tx.run("erasure.reword_events", words=words, in_json=_in_json(words), instead=instead)
        await tx.run("erasure.reword_slots", words=words, instead=instead)


async def _scrub_library(tx: Transaction, participant: int, quotes: Sequence[str], instead: str) -> set[int]:
    """The materials stay the programme's; those that now say other words."""
    await tx.run("erasure.release_materials", participant=participant)
    return {row.id for words in quotes
            for row in await tx.all(_Id, "erasure.reword_materials", words=words, instead=instead)}


async def _scrub_appointments(tx: Transaction, participant: int, quotes: Sequence[str], instead: str,
                              now: int) -> tuple[list[int], list[int]]:
    """They come to nothing that lies ahead, and give nothing; what was is counted.

    Which of theirs are off, and in which of others a seat is free.
    """
    await slots.alone(tx)
    await tx.run("erasure.free_seats", participant=participant, now=now)
    left = [row.id for row in await tx.all(_Id, "erasure.leave_bookings", participant=participant, now=now)]
    await tx.run("erasure.blank_bookings", participant=participant)
    off = [row.id for row in await tx.all(_Id, "erasure.cancel_slots", participant=participant, now=now)]
    await tx.run("erasure.blank_slots", participant=participant)
    for words in quotes:
        await tx.run("erasure.reword_windows", words=words, instead=instead)
        await tx.run("erasure.reword_bookings", words=words, instead=instead)
    return sorted(off), sorted(left)


async def _drop_files(tx: Transaction, files: Sequence[int]) -> None:
    for file in files:
        for table in ("bodies", "fleeting", "evidence", "posts", "answers", "broadcasts", "broadcast_parts",
                      "materials"):
            await tx.run(f"erasure.detach_from_{table}", file=file)
        await tx.run("erasure.drop_file", file=file)


async def _scrub_trace(tx: Transaction, participant: int, quotes: Sequence[str], instead: str) -> None:
    """Their own entries lose all words; those of others lose the name."""
    for row in await tx.all(_Trace, "erasure.facts", participant=participant):
        kept = {name: value for name, value in json.loads(row.facts).items()
                if not isinstance(value, str) or name in KEPT_FACTS}
        await tx.run("erasure.put_facts", id=row.id, facts=json.dumps(kept, ensure_ascii=False))
    for words in quotes:
        await tx.run("erasure.reword_facts", words=_in_json(words), instead=instead)


def _in_json(words: str) -> str:
    """As the words stand in what is stored as JSON."""
    return json.dumps(words, ensure_ascii=False)[1:-1]


async def _salt(tx: Transaction) -> bytes:
    """Drawn once for an installation, so that hashes of two installations cannot be compared."""
    written = await settings.get(tx, _SALT)
    if written is None:
        written = secrets.token_hex(32)
        await settings.put(tx, _SALT, written)
    return bytes.fromhex(written)


def _hashed(salt: bytes, key: str) -> str:
    return blake2b(key.encode(), key=salt, digest_size=16).hexdigest()
