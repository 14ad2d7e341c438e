"""The deeds of a consultation: asked, added to, answered, taken, passed on, closed, reopened. Each tells whom it
concerns.

Rights are the caller's business; that an answer reaches its asker alone and that a thread always has somebody is ours.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from messages.catalogue import Choice
from messages.meanings_of_consultations import (
    AddToQuestion,
    AnswerThread,
    EnterHours,
    OpenThread,
    RateAnswer,
    ReopenThread,
)
from messages.replies import Tone
from scheduler.consulting import course, routing, rules, speaking
from scheduler.consulting.course import Terms
from scheduler.consulting.speaking import Voice
from storage import consultations, participants, posts, programmes
from storage.consultations import Consultation, Help, Relation
from storage.posts import Kind, Post, Said

STARS = {1: "star_one", 2: "star_two", 3: "star_three", 4: "star_four", 5: "star_five"}
"""And their buttons."""
SHOWN = 10
"""Posts that whoever comes to a thread is shown; the others are on its card."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words or one file with words. `channel` and `ref` name the author's own message."""

    text: str = ""
    file: int | None = None
    channel: str = ""
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Asking:
    """A question before it is asked. `to` is a person that it is for, instead of whom the rules find.

    An ask for help is nobody's until somebody says that they have taken it: its school is to see that.
    """

    programme: int
    asker: int
    organisation: int
    topic: int | None = None
    task: int | None = None
    to: int | None = None
    help: Help = Help.NONE


@dataclass(frozen=True, slots=True)
class Foreseen:
    """Who would answer a question now, and by when; nobody but the operators if `circle` is empty."""

    circle: tuple[int, ...]
    answer_by: int


async def desk_of(voice: Voice, programme: int) -> tuple[rules.Rules, str]:
    """A programme's rules, and its time zone."""
    found = await programmes.by_id(voice.tx, programme)
    assert found is not None
    return rules.read(found.desk), found.time_zone


async def terms(voice: Voice, programme: int, owner: int | None) -> Terms:
    """The rules in the time zone of whoever answers; of the programme, while nobody does."""
    desk, zone = await desk_of(voice, programme)
    held = await participants.roles(voice.tx, owner) if owner else []
    return Terms(desk, held[0].time_zone if held else zone)


async def foresee(voice: Voice, asking: Asking) -> Foreseen:
    """Whom a question would go to."""
    desk, zone = await desk_of(voice, asking.programme)
    people = await _people(voice, desk, asking, zone)
    owner = _only(people, asking.help)
    by = course.opened(await terms(voice, asking.programme, owner), voice.now).answer_by
    assert by is not None
    return Foreseen(tuple(people), by)


async def ask(voice: Voice, asking: Asking, pieces: Sequence[Piece]) -> tuple[Consultation, bool]:
    """A new thread, and whether anybody could be told of it."""
    coming = await foresee(voice, asking)
    owner = _only(coming.circle, asking.help)
    id = await consultations.open_thread(
        voice.tx, programme=asking.programme, asker=asking.asker, organisation=asking.organisation, topic=asking.topic,
        task=asking.task, course=course.opened(await terms(voice, asking.programme, owner), voice.now), now=voice.now,
        help=asking.help)
    await consultations.admit(voice.tx, id, coming.circle)
    await consultations.give(voice.tx, id, owner)
    thread = await thread_of(voice, id)
    said = await _say(voice, thread, Kind.QUESTION, pieces)
    return thread, await _show_to_desk(voice, thread, said)


async def add(voice: Voice, thread: Consultation, pieces: Sequence[Piece]) -> bool:
    """The asker says more; a closed thread goes on. Whether anybody could be told."""
    if thread.is_closed:
        await reopen(voice, thread)
        thread = await thread_of(voice, thread.id)
    go_on = course.asked_on(await terms(voice, thread.programme, thread.owner), thread.course, voice.now)
    await consultations.set_course(voice.tx, thread.id, go_on)
    said = await _say(voice, thread, Kind.QUESTION, pieces)
    return await _show_to_desk(voice, thread, said)


async def attach(voice: Voice, thread: Consultation, pieces: Sequence[Piece]) -> bool:
    """What belongs to what was asked and was made later: nobody has said anything new. Whether anybody could be told.
    """
    return await _show_to_desk(voice, thread, await _say(voice, thread, Kind.QUESTION, pieces))


async def answer(voice: Voice, thread: Consultation, by: int, pieces: Sequence[Piece]) -> bool:
    """An answer, to the asker and nobody else; it takes a thread that was nobody's. Whether it can be delivered."""
    if thread.owner is None and not thread.is_closed:
        await take(voice, thread, by, told=False)
    said = await _say(voice, thread, Kind.ANSWER, pieces)
    await consultations.answered(voice.tx, thread.id, now=voice.now)
    moved = course.answered(await terms(voice, thread.programme, by), thread.course, voice.now)
    await consultations.set_course(voice.tx, thread.id, moved)
    return await _show_all(voice, thread, said, thread.asker)


async def note(voice: Voice, thread: Consultation, by: int, pieces: Sequence[Piece]) -> None:
    """For those who answer alone: the owner is told, if it is another's."""
    said = await _say(voice, thread, Kind.NOTE, pieces)
    if thread.owner not in (None, by):
        await _show_all(voice, thread, said, thread.owner)


async def take(voice: Voice, thread: Consultation, by: int, *, told: bool = True) -> None:
    """It is theirs from now on; the asker is told who answers, and whose it was."""
    await _give(voice, thread, by)
    await happened(voice, thread, Kind.TAKEN)
    if told:
        name = await _name(voice, by)
        await speaking.tell(voice, thread.asker, "consultations/told_owner", _on(thread), thread=thread, owner=name)
        if thread.owner is not None:
            await speaking.tell(voice, thread.owner, "consultations/told_taken", _look(thread), thread=thread,
                                owner=name)


async def pass_on(voice: Voice, thread: Consultation, to: int, words: str = "") -> bool:
    """Give it to a colleague, with a note for them; they see all that was asked. Whether they could be told."""
    await _give(voice, thread, to)
    await happened(voice, thread, Kind.PASSED, subject=to)
    if words:
        await posts.add(voice.tx, thread.id, Said(Kind.NOTE, voice.actor, words), now=voice.now)
    rows = [[Choice("answer", AnswerThread(thread.id), tone=Tone.MAIN), Choice("open", OpenThread(thread.id))]]
    reached = await speaking.tell(voice, to, "consultations/told_passed", rows, thread=thread, note=words,
                                  who=await _name(voice, voice.actor))
    await _show_all(voice, await thread_of(voice, thread.id), await _owed(voice, thread), to, again=voice.key)
    await speaking.tell(voice, thread.asker, "consultations/told_owner", _on(thread), thread=thread,
                        owner=await _name(voice, to))
    return reached


async def keep(voice: Voice, thread: Consultation) -> None:
    """What was answered was not all: the clock goes on."""
    await consultations.set_course(voice.tx, thread.id, course.kept(
        await terms(voice, thread.programme, thread.owner), thread.course, voice.now))


async def close(voice: Voice, thread: Consultation) -> None:
    """It is over: `voice.actor` has closed it, or silence has. The other side is told."""
    await consultations.close(voice.tx, thread.id, course.closed(voice.now), by=voice.actor, now=voice.now)
    await happened(voice, thread, Kind.CLOSED)
    if voice.actor != thread.asker:
        rows = [stars(thread.id), [Choice("reopen", ReopenThread(thread.id))]]
        await speaking.tell(voice, thread.asker, "consultations/told_closed", rows, thread=thread,
                            silent=voice.actor is None)
    if thread.owner is not None and thread.owner != voice.actor:
        hours = [] if thread.help is Help.ASK else [Choice("hours", EnterHours(thread.id), tone=Tone.MAIN)]
        rows = [[*hours, Choice("open", OpenThread(thread.id))]]
        await speaking.tell(voice, thread.owner, "consultations/told_over", rows, thread=thread,
                            silent=voice.actor is None)


async def reopen(voice: Voice, thread: Consultation) -> None:
    """It goes on with a clock of its own; where its owner is gone or away, others are looked for."""
    begun = course.opened(await terms(voice, thread.programme, thread.owner), voice.now)
    await consultations.reopen(voice.tx, thread.id, begun)
    await happened(voice, thread, Kind.REOPENED)
    if thread.owner is None or not await _is_there(voice, thread, thread.owner):
        await reroute(voice, await thread_of(voice, thread.id), to=thread.owner)
    elif thread.owner != voice.actor:
        await speaking.tell(voice, thread.owner, "consultations/told_reopened", _look(thread), thread=thread)
    if voice.actor != thread.asker:
        await speaking.tell(voice, thread.asker, "consultations/told_goes_on", _on(thread), thread=thread)


async def reroute(voice: Voice, thread: Consultation, to: int | None = None) -> None:
    """Look anew for who answers, since nobody does; whoever is found is shown what was asked.

    With `to`, first whoever stands in for them.
    """
    desk, zone = await desk_of(voice, thread.programme)
    asking = Asking(thread.programme, thread.asker, thread.organisation, thread.topic, to=to, help=thread.help)
    people = await _people(voice, desk, asking, zone)
    await consultations.admit(voice.tx, thread.id, people)
    owner = _only(people, thread.help if to is None else Help.NONE)
    await consultations.give(voice.tx, thread.id, owner)
    moved = await thread_of(voice, thread.id)
    await _show_to_desk(voice, moved, await _owed(voice, thread), again=voice.key)
    if owner not in (None, thread.owner):
        await speaking.tell(voice, thread.asker, "consultations/told_owner", _on(thread), thread=thread,
                            owner=moved.owner_name)


async def find_anew(voice: Voice, thread: Consultation, *, lost: bool) -> None:
    """The same for one that nobody answers any more; where nobody new is found, only what was `lost` is told of."""
    desk, zone = await desk_of(voice, thread.programme)
    asking = Asking(thread.programme, thread.asker, thread.organisation, thread.topic, help=thread.help)
    if lost or await _people(voice, desk, asking, zone):
        await reroute(voice, thread)


async def thread_of(voice: Voice, id: int) -> Consultation:
    """A thread that must exist."""
    found = await consultations.by_id(voice.tx, id)
    assert found is not None
    return found


def stars(id: int) -> list[Choice]:
    """The five of them in a row."""
    return [Choice(key, RateAnswer(id, each)) for each, key in STARS.items()]


async def _is_there(voice: Voice, thread: Consultation, owner: int) -> bool:
    """Whether its owner is at work: not away, or just doing this."""
    _, zone = await desk_of(voice, thread.programme)
    return owner == voice.actor or owner in await routing.present(voice.tx, thread.programme, [owner], thread.asker,
                                                                  now=voice.now, zone=zone)


async def _people(voice: Voice, desk: rules.Rules, asking: Asking, zone: str) -> list[int]:
    if asking.to is not None:
        there = await routing.present(voice.tx, asking.programme, [asking.to], asking.asker, now=voice.now, zone=zone)
        if there:
            return there
    return await routing.circle(voice.tx, desk, asking.organisation, asking.asker, asking.topic, now=voice.now,
                                help=asking.help)


def _only(people: Sequence[int], help: Help) -> int | None:
    """Whose it is from the beginning."""
    return people[0] if len(people) == 1 and help is not Help.ASK else None


async def _say(voice: Voice, thread: Consultation, kind: Kind, pieces: Sequence[Piece]) -> list[Post]:
    made = [await posts.add(voice.tx, thread.id, Said(kind, voice.actor, each.text, each.file, channel=each.channel,
                                                      ref=each.ref), now=voice.now) for each in pieces]
    found = [await posts.by_id(voice.tx, id) for id in made]
    return [each for each in found if each]


async def _owed(voice: Voice, thread: Consultation) -> list[Post]:
    """What was asked since the last answer, or last of all: for whoever comes to a thread."""
    said = await posts.of(voice.tx, thread.id, notes=False)
    answered = max((each.id for each in said if each.kind is Kind.ANSWER), default=0)
    asked = [each for each in said if each.kind is Kind.QUESTION]
    return ([each for each in asked if each.id > answered] or asked[-1:])[-SHOWN:]


async def happened(voice: Voice, thread: Consultation, kind: Kind, subject: int | None = None) -> None:
    """Write down that it did; whom it concerns is told by the caller."""
    await posts.add(voice.tx, thread.id, Said(kind, voice.actor, subject=subject), now=voice.now)


async def _give(voice: Voice, thread: Consultation, to: int) -> None:
    await consultations.admit(voice.tx, thread.id, [to])
    await consultations.give(voice.tx, thread.id, to)


async def _show_all(voice: Voice, thread: Consultation, said: Sequence[Post], to: int, again: str = "") -> bool:
    return all([await speaking.show(voice, thread, post, to, last=post is said[-1], again=again) for post in said])


async def _show_to_desk(voice: Voice, thread: Consultation, said: Sequence[Post], again: str = "") -> bool:
    """To its owner; without one, or where they cannot be reached, to the circle; then to the operators."""
    people = await consultations.answerers(voice.tx, thread.id)
    for relation in Relation:
        there = [each.participant for each in people if each.relation is relation and each.participant != voice.actor]
        if any([await _show_all(voice, thread, said, each, again) for each in there]):
            return True
    return False


async def _name(voice: Voice, participant: int | None) -> str:
    person = await participants.by_id(voice.tx, participant) if participant else None
    return person.name if person else ""


def _on(thread: Consultation) -> list[list[Choice]]:
    return [[Choice("add", AddToQuestion(thread.id))]]


def _look(thread: Consultation) -> list[list[Choice]]:
    return [[Choice("open", OpenThread(thread.id))]]
