"""Consultations of somebody who asks what is stored of them, and who is forgotten then; no question is lost by it."""

from storage import answering, consultations, erasure, files, ledger, participants, posts, privacy
from storage.consultations import Consultation, Course, Relation, State
from storage.database import Database, Transaction
from storage.ledger import Given
from storage.participants import Role
from storage.posts import Kind, Post, Said
from storage.privacy_rows import AbsenceTold, HoursGiven, PostWritten, QuestionAsked
from tests.scheduler.network import execute
from tests.storage.test_organisations import filled

OPEN = Course(State.OPEN, 5, answer_by=20, close_by=30, step="warn", next_at=15)


class Scene:
    """Anna asks, Boris answers, Vera of the programme's operators looks on."""

    tx: Transaction
    anna: int
    boris: int
    vera: int
    thread: int
    file: int

    async def said(self) -> list[Post]:
        return await posts.of(self.tx, self.thread, notes=True)

    async def now(self) -> Consultation:
        found = await consultations.by_id(self.tx, self.thread)
        assert found
        return found

    async def forget(self, who: int) -> erasure.Left:
        return await erasure.forget(self.tx, who, quotes=[], instead="участник удалён", words_instead="удалено",
                                    now=50, real_now=50)


async def scene(tx: Transaction) -> Scene:
    made = Scene()
    programme, city, school = await filled(tx)
    made.tx, made.anna, made.boris, made.vera = tx, *[await participants.add(tx, each, now=1)
                                                      for each in ("Анна", "Борис", "Вера")]
    for who, place, role in ((made.anna, school, Role.DIRECTOR), (made.boris, city, Role.CURATOR),
                             (made.vera, city, Role.OPERATOR)):
        await participants.consent(tx, who, "1", now=2)
        await participants.grant(tx, who, programme=programme, organisation=place, role=role, source="people", now=2)
    made.thread = await consultations.open_thread(tx, programme=programme, asker=made.anna, organisation=school,
                                                  topic=None, task=None, course=OPEN, now=5)
    await consultations.admit(tx, made.thread, [made.boris])
    await consultations.give(tx, made.thread, made.boris)
    made.file = await files.keep(tx, "photo", "вопрос.jpg", "image/jpeg", b"x", now=5, sent_by=made.anna)
    first = await posts.add(tx, made.thread, Said(Kind.QUESTION, made.anna, "Как?", channel="vk", ref="7"), now=5)
    asked = await posts.by_id(tx, first)
    assert asked
    await posts.change(tx, asked, "Как быть?", now=6)
    await posts.add(tx, made.thread, Said(Kind.QUESTION, made.anna, "", made.file), now=6)
    await posts.add(tx, made.thread, Said(Kind.ANSWER, made.boris, "Вот так", channel="vk", ref="8"), now=7)
    await posts.add(tx, made.thread, Said(Kind.PASSED, made.vera, subject=made.boris), now=8)
    await posts.add(tx, made.thread, Said(Kind.NOTE, made.boris, "Просто"), now=8)
    given = Given(programme, made.boris, ledger.Kind.GROUP, 40, "2018-05-30", people=3, consultation=made.thread)
    await ledger.enter(tx, given, [school], by=made.boris, now=9)
    await answering.leave(tx, made.boris, "2018-06-30", made.vera, now=9)
    await answering.leave(tx, made.vera, "2018-06-30", made.boris, now=9)
    await consultations.rate(tx, made.thread, 4, now=9)
    await consultations.note_rating(tx, made.thread, "Спасибо, Борис")
    return made


async def test_a_person_sees_what_they_asked_and_what_they_said_also_before_they_changed_it(database: Database) -> None:
    async with database.transaction() as tx:
        made = await scene(tx)
        found = await privacy.everything(tx, made.anna)
        counts = await privacy.counts(tx, made.anna)
    assert found["consultations"] == [QuestionAsked("", "", "", "open", 5, None, None, None, 4, "Спасибо, Борис")]
    assert found["posts"] == [
        PostWritten("question", "Как?", "", 5, 6), PostWritten("question", "Как быть?", "", 5, None),
        PostWritten("question", "", "вопрос.jpg", 6, None)]
    assert (found["absences"], found["ledger"]) == ([], [])
    assert counts.questions == 1


async def test_who_answers_sees_their_answers_hours_and_absence_and_nothing_of_who_asked(database: Database) -> None:
    async with database.transaction() as tx:
        made = await scene(tx)
        found = await privacy.everything(tx, made.boris)
        counts = await privacy.counts(tx, made.boris)
    assert found["consultations"] == []
    assert [(each.post, each.words) for each in found["posts"]] == [("answer", "Вот так"), ("note", "Просто")]
    assert found["absences"] == [AbsenceTold("2018-06-30", "Вера", 9)]
    assert found["ledger"] == [HoursGiven("group", "2018-05-30", 40, 3, 9, None)]
    assert counts.questions == 0


async def test_a_forgotten_asker_leaves_no_word_no_file_and_nothing_to_answer(database: Database) -> None:
    async with database.transaction() as tx:
        made = await scene(tx)
        assert await made.forget(made.anna) == erasure.Left([], [], [], [], [], [])
        thread, said = await made.now(), await made.said()
        assert await erasure.words(tx, made.anna) == ["удалено"]
        assert await posts.versions(tx, made.thread) == []
        assert await posts.by_ref(tx, made.anna, "vk", "7") is None
        assert await consultations.due(tx, now=1000, limit=9) == []
        assert (await consultations.counts(tx, made.boris, now=1000, today_ends=1000)).mine == 0
        assert (await privacy.everything(tx, made.anna))["files"] == []
    assert thread.course == Course(State.CLOSED, 50)
    assert (thread.closed_at, thread.closed_by, thread.rating, thread.rating_note) == (50, None, 4, "")
    assert [(each.kind, each.body, each.file) for each in said] == [
        (Kind.QUESTION, "удалено", None), (Kind.QUESTION, "удалено", None), (Kind.ANSWER, "Вот так", None),
        (Kind.PASSED, "", None), (Kind.NOTE, "Просто", None)]


async def test_a_forgotten_answerer_leaves_the_question_to_others_and_the_hours_as_figures(database: Database) -> None:
    async with database.transaction() as tx:
        made = await scene(tx)
        assert await made.forget(made.boris) == erasure.Left([], [], [made.thread], [], [], [])
        thread, said = await made.now(), await made.said()
        assert await consultations.answerers(tx, made.thread) == [
            consultations.Answerer(made.vera, "Вера", Relation.OPERATOR)]
        assert await consultations.relation(tx, made.thread, made.boris) is None
        assert (await consultations.counts(tx, made.vera, now=10, today_ends=10)).queue == 1
        absence = await answering.away(tx, made.vera, "2018-06-01")
        assert await answering.away(tx, made.boris, "2018-06-01") is None
        entry, = await ledger.of_consultation(tx, made.thread)
    assert (thread.owner, thread.state, thread.next_at) == (None, State.OPEN, 15)
    assert [(each.kind, each.body) for each in said if each.author == made.boris] == [
        (Kind.ANSWER, "удалено"), (Kind.NOTE, "удалено")]
    assert [each.body for each in said if each.author == made.anna] == ["Как быть?", ""]
    assert absence
    assert absence.deputy is None
    assert (entry.participant, entry.minutes, entry.people) == (made.boris, 40, 3)


async def test_what_is_closed_keeps_whose_it_was(database: Database) -> None:
    async with database.transaction() as tx:
        made = await scene(tx)
        await consultations.close(tx, made.thread, Course(State.CLOSED, 9), by=made.boris, now=9)
        assert await made.forget(made.boris) == erasure.Left([], [], [], [], [], [])
        assert [row["owner"] for row in await execute(tx, "select owner from consultations")] == [made.boris]
        assert (await made.now()).owner is None, "who was forgotten answers nothing"


async def test_a_file_that_a_question_came_with_is_not_swept_away(database: Database) -> None:
    async with database.transaction() as tx:
        made = await scene(tx)
        await files.keep(tx, "photo", "забытое.jpg", "image/jpeg", b"x", now=5)
        await files.drop_unused(tx, before=100)
        assert [row["id"] for row in await execute(tx, "select id from files")] == [made.file]
