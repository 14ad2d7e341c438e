"""Events and broadcasts of somebody who asks what is stored of them, and who is forgotten then."""

from dataclasses import dataclass
from typing import Any

import pytest

from storage import erasure, events, files, outbox, participants, privacy
from storage.database import Database, Transaction
from storage.events import Definition, Slot
from storage.outbox import Lane
from storage.privacy_rows import (
    BroadcastSent,
    BroadcastWritten,
    ButtonPressed,
)
from storage.privacy_rows_of_events import CertificateGiven, EventAnswered, EventHeld, GuestCame
from tests.scheduler.network import execute, found, insert

NAME = "Забвенная Анна Петровна"
OPEN = ("scheduled", "running", "paused")
SEMINAR = Definition("seminar", "Семинар", 1000, 2000, "Asia/Irkutsk")


@dataclass
class Scene:
    """Anna, Boris, and an event that Anna made and both hold."""

    tx: Transaction
    programme: int
    anna: int
    boris: int
    event: int

    async def broadcast(self, author: int | None, state: str, **facts: Any) -> int:
        return await insert(self.tx, "broadcasts", programme=self.programme, author=author, kind="message", lane=3,
                            content='{"text": "Слово"}', state=state, created_at=1, watch_channel="vk",
                            watch_user="77", watch_said="Отправлено 3", **facts)

    async def sent(self, broadcast: int, participant: int, planned_at: int | None = 4) -> None:
        await insert(self.tx, "broadcast_people", broadcast=broadcast, participant=participant, channel="vk",
                     user_id="77", planned_at=planned_at)

    async def letter(self, user: str) -> int:
        id = await outbox.put(self.tx, channel="vk", user=user, participant=None, body="Слово", file=None,
                              lane=Lane.BROADCAST, reason=user, random_id=int(user), now=1)
        assert id
        return id

    async def body(self, content: str) -> int:
        return await insert(self.tx, "bodies", content=content)

    async def all(self, table: str, columns: str) -> list[tuple[Any, ...]]:
        return [tuple(row.values()) for row in await execute(self.tx, f"select {columns} from {table} order by 1")]

    async def forget(self) -> None:
        await erasure.forget(self.tx, self.anna, quotes=[NAME], instead="участник удалён", words_instead="удалено",
                             now=9, real_now=9)


async def scene(tx: Transaction) -> Scene:
    programme = (await found(tx)).programme
    anna, boris = await participants.add(tx, NAME, now=1), await participants.add(tx, "Борис", now=1)
    event = await events.make(tx, programme, SEMINAR, owner=anna, now=1)
    await events.put_organisers(tx, event, [anna, boris])
    return Scene(tx, programme, anna, boris, event)


async def test_what_is_stored_of_events_is_shown(database: Database) -> None:
    async with database.transaction() as tx:
        here = await scene(tx)
        await insert(tx, "rsvps", event=here.event, participant=here.anna, answer="no", reason="Болею", answered_at=3,
                     minutes=0)
        await insert(tx, "guests", event=here.event, participant=here.anna, region="Бурятия", organisation="Лицей")
        await insert(tx, "certificates", number="A-1", event=here.event, participant=here.anna, issued_at=5)
        await here.broadcast(here.anna, "done", started_at=2)
        other = await here.broadcast(here.boris, "done")
        await here.sent(other, here.anna)
        await insert(tx, "clicks", broadcast=other, participant=here.anna, button=1, at=6)
        shown = await privacy.everything(tx, here.anna)
    held = [EventHeld("Семинар", 1000)]
    assert (shown["events"], shown["event_organisers"]) == (held, held)
    assert shown["rsvps"] == [EventAnswered("Семинар", "no", "Болею", 3, None, 0)]
    assert shown["guests"] == [GuestCame("Семинар", "Бурятия", "Лицей")]
    assert shown["certificates"] == [CertificateGiven("A-1", "Семинар", 5)]
    assert shown["broadcasts"] == [BroadcastWritten('{"text": "Слово"}', "done", 2)]
    assert shown["broadcast_people"] == [BroadcastSent('{"text": "Слово"}', 4)]
    assert shown["clicks"] == [ButtonPressed('{"text": "Слово"}', 1, 6)]


async def test_of_events_counts_stay_and_words_go(database: Database) -> None:
    async with database.transaction() as tx:
        here = await scene(tx)
        await insert(tx, "rsvps", event=here.event, participant=here.anna, answer="no", reason="Болею", attended_at=3)
        for who in (here.anna, here.boris, await participants.add(tx, "Вера", now=1)):
            await insert(tx, "guests", event=here.event, participant=who, region="Бурятия", organisation="Лицей")
        await insert(tx, "certificates", number="A-1", event=here.event, participant=here.anna, issued_at=5)
        await here.forget()
        assert await here.all("rsvps", "answer, reason, attended_at") == [("no", "", 3)]
        assert await here.all("guests", "participant, region, organisation") == [
            (here.anna, "Бурятия", ""), *((who, "Бурятия", "Лицей") for who in (here.boris, here.boris + 1))]
        assert await here.all("certificates", "number") == [("A-1",)]
        assert await here.all("events", "owner") == [(None,)]
        assert await here.all("event_organisers", "participant") == [(here.boris,)]


async def test_what_they_wrote_to_many_ends(database: Database) -> None:
    async with database.transaction() as tx:
        here = await scene(tx)
        file = await files.keep(tx, "photo", "a.jpg", "image/jpeg", b"x", now=1, sent_by=here.anna)
        draft = await here.broadcast(here.anna, "draft", file=file)
        await here.sent(draft, here.boris, None)
        going = [await here.broadcast(here.anna, state) for state in OPEN]
        await here.broadcast(here.anna, "done", ended_at=5)
        others = await here.broadcast(here.boris, "running", file=file)
        for number, broadcast in enumerate((draft, *going, others)):
            letter = await here.letter(str(number + 1))
            await execute(tx, "update outbox set broadcast = :broadcast where id = :id", broadcast=broadcast, id=letter)
        await here.forget()
        assert await here.all("broadcasts", "id, author, state, content, file, watch_user, watch_said, ended_at") == [
            *((id, None, "cancelled", "", None, "", "", 9) for id in going),
            (going[-1] + 1, None, "done", "", None, "", "", 5),
            (others, here.boris, "running", '{"text": "Слово"}', None, "77", "Отправлено 3", None)]
        assert await here.all("outbox", "id, state, broadcast") == [
            (1, "planned", None), *((number + 2, "cancelled", id) for number, id in enumerate(going)),
            (5, "planned", others)]
        assert await here.all("files", "id") == await here.all("broadcast_people", "participant") == []


async def test_what_others_write_to_them_goes_no_more(database: Database) -> None:
    async with database.transaction() as tx:
        here = await scene(tx)
        first, second = await here.broadcast(here.boris, "done"), await here.broadcast(here.boris, "running")
        for broadcast, planned_at in ((first, 4), (second, None)):
            await here.sent(broadcast, here.anna, planned_at)
            await here.sent(broadcast, here.boris, planned_at)
            await insert(tx, "clicks", broadcast=broadcast, participant=here.anna, button=0, at=5)
        await here.forget()
        people = await here.all("broadcast_people", "broadcast, participant, channel, user_id, planned_at")
        assert sorted(people, key=str) == [
            (first, here.anna, "", "", 4), (first, here.boris, "vk", "77", 4), (second, here.boris, "vk", "77", None)]
        assert await here.all("clicks", "participant") == []


async def test_others_name_them_no_more(database: Database) -> None:
    async with database.transaction() as tx:
        here = await scene(tx)
        said = Definition("seminar", f"Встреча: {NAME}", 1, 2, "UTC", about=f"Ведёт {NAME}",
                          agenda=(Slot("10:00", "", f"Слово: {NAME}", NAME),))
        id = await events.put(tx, here.programme, "s", said, now=1)
        letter = await here.broadcast(here.boris, "running")
        await execute(tx, "update broadcasts set content = :content where id = :id", content=f"Пишет {NAME}", id=letter)
        await here.forget()
        stored = await events.by_id(tx, id)
        assert stored
        assert (stored.title, stored.about) == ("Встреча: участник удалён", "Ведёт участник удалён")
        assert NAME not in stored.facts
        assert await events.slots(tx, id) == [Slot("10:00", "", "Слово: участник удалён", "участник удалён")]
        assert await here.all("broadcasts", "content") == [("Пишет участник удалён",)]


@pytest.mark.parametrize("state", [*OPEN, "done", "cancelled"])
async def test_the_words_of_a_broadcast_that_goes_on_are_kept(database: Database, state: str) -> None:
    """Between two rounds nothing of it may be on the way."""
    async with database.transaction() as tx:
        here = await scene(tx)
        body = await here.body("Слово")
        await here.broadcast(here.boris, state, body=body)
        await here.forget()
        kept = await here.all("bodies", "content")
        await execute(tx, "update bodies set content = 'Слово'")
        await erasure.empty_old_bodies(tx, before=100)
        assert kept == await here.all("bodies", "content") == [("Слово" if state in OPEN else "",)]


async def test_a_file_of_a_broadcast_is_in_use(database: Database) -> None:
    async with database.transaction() as tx:
        here = await scene(tx)
        used, loose = [await files.keep(tx, "photo", "a.jpg", "image/jpeg", b"x", now=1) for _ in range(2)]
        await here.broadcast(here.boris, "draft", file=used)
        await files.drop_unused(tx, before=5)
        assert await here.all("files", "id") == [(used,)]
        assert used != loose


async def test_a_region_that_few_have_named_is_not_kept(database: Database) -> None:
    async with database.transaction() as tx:
        here = await scene(tx)
        for who in (here.anna, here.boris):
            await insert(tx, "guests", event=here.event, participant=who, region="Марс", organisation="Лицей")
        await here.forget()
        assert await here.all("guests", "participant, region") == [(here.anna, ""), (here.boris, "Марс")]


@pytest.mark.parametrize(("answer", "now", "then"), [
    ("yes", 9, ("no", None)), ("online", 9, ("no", None)), (None, 9, (None, None)), ("yes", 1000, ("yes", 7)),
])
async def test_whoever_is_forgotten_gives_up_seats_ahead(database: Database, answer: str | None, now: int,
                                                        then: tuple[str | None, int | None]) -> None:
    async with database.transaction() as tx:
        here = await scene(tx)
        queued = 7 if answer == "yes" else None
        for who in (here.anna, here.boris):
            await insert(tx, "rsvps", event=here.event, participant=who, answer=answer, queued_at=queued)
        left = await erasure.forget(tx, here.anna, quotes=[], instead="участник удалён", words_instead="", now=now,
                                    real_now=now)
        assert left.events == ([here.event] if then[0] == "no" else [])
        assert await here.all("rsvps", "participant, answer, queued_at") == [
            (here.anna, *then), (here.boris, answer, queued)]


async def test_events_of_a_listed_person_go_over_to_the_one_who_has_joined(database: Database) -> None:
    async with database.transaction() as tx:
        here = await scene(tx)
        second = await events.make(tx, here.programme, SEMINAR, owner=here.anna, now=1)
        await events.put_organisers(tx, second, [here.boris])
        for event, who, answer in ((here.event, here.anna, "yes"), (here.event, here.boris, "no"),
                                   (second, here.boris, "online")):
            await insert(tx, "rsvps", event=event, participant=who, answer=answer)
        await insert(tx, "certificates", number="A-1", event=second, participant=here.boris, issued_at=5)
        await participants.absorb(tx, here.anna, here.boris, now=9)
        assert await here.all("event_organisers", "event, participant") == [
            (here.event, here.anna), (second, here.anna)]
        assert await here.all("rsvps", "event, participant, answer") == [
            (here.event, here.anna, "yes"), (second, here.anna, "online")]
        assert await here.all("certificates", "participant") == [(here.anna,)]


async def test_broadcasts_of_a_listed_person_go_over_to_the_one_who_has_joined_but_no_copy(database: Database) -> None:
    async with database.transaction() as tx:
        here = await scene(tx)
        first, second, third = [await here.broadcast(here.anna, state) for state in ("running", "done", "done")]
        for broadcast, who, planned_at in ((first, here.boris, None), (second, here.anna, 4),
                                           (second, here.boris, None), (third, here.boris, 4)):
            await here.sent(broadcast, who, planned_at)
        for broadcast, who, at in ((first, here.boris, 5), (second, here.anna, 6), (second, here.boris, 7)):
            await insert(tx, "clicks", broadcast=broadcast, participant=who, button=0, at=at)
        await participants.absorb(tx, here.anna, here.boris, now=9)
        assert await here.all("broadcast_people", "broadcast, participant, planned_at") == [
            (first, here.anna, None), (second, here.anna, 4)]
        assert await here.all("clicks", "broadcast, participant, at") == [(first, here.anna, 5), (second, here.anna, 6)]


async def test_a_course_is_shown_with_its_paper_and_forgotten_without(database: Database) -> None:
    async with database.transaction() as tx:
        here = await scene(tx)
        net = await found(tx, code="other")
        school = await net.organisation("school", title="СОШ № 5")
        for who, by in ((here.anna, here.boris), (here.boris, here.anna)):
            await insert(tx, "rsvps", event=here.event, participant=who, answer="yes", organisation=school,
                         nominated_by=by, completed_at=7, document="381803")
        shown = await privacy.everything(tx, here.anna)
        assert shown["rsvps"] == [EventAnswered("Семинар", "yes", "", None, None, 0, "СОШ № 5", 7, "381803")]
        await here.forget()
        assert await here.all("rsvps", "participant, document, nominated_by, completed_at") == [
            (here.anna, "", here.boris, 7), (here.boris, "381803", None, 7)]


async def test_whoever_is_forgotten_leaves_a_course_that_has_begun_but_not_one_that_they_have_completed(
    database: Database
) -> None:
    async with database.transaction() as tx:
        here = await scene(tx)
        course = await events.make(tx, here.programme, Definition("course", "Курс", 1, 2000, "UTC"), owner=here.boris,
                                   now=1)
        past = await events.make(tx, here.programme, Definition("course", "Прежний", 1, 2000, "UTC"), owner=here.boris,
                                 now=1)
        await execute(tx, "update events set share = 80 where kind = 'course'")
        await insert(tx, "rsvps", event=course, participant=here.anna, answer="yes")
        await insert(tx, "rsvps", event=past, participant=here.anna, answer="yes", completed_at=5)
        await here.forget()
        assert await here.all("rsvps", "event, answer") == [(course, "no"), (past, "yes")]
