"""Asking: a topic, what is the matter, who will answer and by when; own questions; saying more; thanks and stars."""

import re
from collections.abc import Sequence

from handlers import people_card, roles, thread_pieces
from handlers.conversation import begin, begin_with
from handlers.forms import Draft, Facts, Form, Given, Option, Step, Value, Wrong, form
from handlers.menu import asker
from handlers.router import Returned, Room
from handlers.thread_rights import asked_by_me, voice
from handlers.turn import Refused, Turn
from messages.catalogue import Choice
from messages.meanings import AskCurator, ShowMenu
from messages.meanings_of_appointments import ShowOwners
from messages.meanings_of_consultations import (
    AddToQuestion,
    MyQuestions,
    NoteRating,
    OpenThread,
    QuestionSolved,
    RateAnswer,
)
from messages.meanings_of_library import OpenMaterial
from messages.meanings_of_people import AskPerson
from messages.paging import turning
from messages.replies import Tone
from messages.updates import Said
from scheduler import library
from scheduler.consulting import speaking, threads
from scheduler.consulting.threads import Asking
from storage import answering, consultations, participants, tasks, topics
from storage.consultations import Consultation, State
from storage.library import Material
from storage.participants import RoleHeld

room = Room()
PAGE = 5
"""Questions on a screen."""
NAMED = 3
"""Of those who may answer."""
NOTE_LIMIT = 1000
WORDS = 3
"""So many words that nobody has asked for may be a question."""
_WORD = re.compile(r"[^\W\d_]{2,}")


@room.said("/ask", "вопрос", "задать вопрос", "консультация")
async def said(turn: Turn) -> Returned:
    return await begin(turn, "question", task=0, to=0)


@room.pressed(AskCurator)
async def pressed(turn: Turn, press: AskCurator) -> Returned:
    if press.task:
        await roles.task_for(turn, press.task, roles.ALL)
    return await begin(turn, "question", task=press.task, to=0)


@room.pressed(AskPerson)
async def person_pressed(turn: Turn, press: AskPerson) -> Returned:
    await people_card.askable(turn, press.participant)
    await _asking(turn, 0, press.participant)
    return await begin(turn, "question", task=0, to=press.participant)


async def topic_wanted(turn: Turn, draft: Draft) -> bool:
    """Where the programme names topics, and the question is not about a task."""
    return not draft.subject["task"] and bool(await _topics(turn, draft))


async def topic_options(turn: Turn, draft: Draft) -> Sequence[Option]:
    named = [Option("topic", str(each.id), {"title": each.title}) for each in await _topics(turn, draft)]
    return [*named, Option("other", "0")]


async def topic_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """A button or the topic's own words; anything else is the question itself already, about no topic."""
    known = {str(each.id): each.id for each in await _topics(turn, draft)} | {"0": 0}
    titles = {each.title.casefold(): each.id for each in await _topics(turn, draft)}
    said = None if given.files else titles.get(given.text.casefold())
    found = said if given.picked is None else known.get(given.picked)
    before = draft.answers.get("topic")
    first = before["first"] if isinstance(before, dict) else []
    if found is not None:
        return {"topic": found, "first": first}
    return {"topic": 0, "first": [*first, *thread_pieces.read(turn, given)]}


async def question_facts(turn: Turn, draft: Draft) -> Facts:
    """What it is about, who will answer and by when."""
    asking = await _asking(turn, draft.subject["task"], draft.subject["to"], _topic(draft))
    coming = await threads.foresee(voice(turn), asking)
    found = [await participants.by_id(turn.tx, each) for each in coming.circle[:NAMED]]
    task = await tasks.by_id(turn.tx, asking.task) if asking.task else None
    topic = await topics.by_id(turn.tx, asking.topic) if asking.topic else None
    return {"task": task, "topic": topic.title if topic else "", "people": [each.name for each in found if each],
            "many": len(coming.circle) - len(found), "pieces": thread_pieces.so_far(draft),
            "found": len(await _found(turn, draft)), "answer_by": coming.answer_by,
            "zone": (await turn.main_role()).time_zone}


async def found_beside(turn: Turn, draft: Draft) -> Sequence[Choice]:
    """What the library may answer by itself, before the question goes out."""
    found = await _found(turn, draft)
    return [Choice("material", OpenMaterial(each.id), facts={"title": each.title}) for each in found]


async def asked(turn: Turn, draft: Draft) -> Returned:
    asking = await _asking(turn, draft.subject["task"], draft.subject["to"], _topic(draft))
    thread, told = await threads.ask(voice(turn), asking, thread_pieces.gathered(draft))
    rows = [[Choice("add", AddToQuestion(thread.id)), Choice("mine", MyQuestions())], [Choice("menu", ShowMenu())]]
    return turn.say("consultations/asked", rows, thread=thread, told=told,
                    zone=(await turn.main_role()).time_zone)


async def offered(turn: Turn) -> Returned:
    """Whoever simply writes is asked whether that is a question, or more of the one that is open. None: too short."""
    update = turn.update
    if not isinstance(update, Said) or len(_WORD.findall(update.text)) < WORDS or not asker(await turn.roles()):
        return None
    first = thread_pieces.read(turn, Given(text=update.text.strip(), ref=update.ref))
    lines = await consultations.asked_by(turn.tx, turn.me.id, size=2)
    going = [each for each in lines if each.state is not State.CLOSED]
    if len(going) == 1:
        return await begin_with(turn, "add", {thread_pieces.KEY: [*first]}, consultation=going[0].id)
    return await begin_with(turn, "question", {"topic": {"topic": 0, "first": first}}, task=0, to=0)


@room.pressed(AddToQuestion)
async def add_pressed(turn: Turn, press: AddToQuestion) -> Returned:
    await asked_by_me(turn, press.consultation)
    return await begin(turn, "add", consultation=press.consultation)


async def thread_facts(turn: Turn, draft: Draft) -> Facts:
    """What every form about one's own question shows."""
    return {"thread": await asked_by_me(turn, draft.subject["consultation"]), "pieces": thread_pieces.so_far(draft)}


async def added(turn: Turn, draft: Draft) -> Returned:
    return await add_now(turn, await asked_by_me(turn, draft.subject["consultation"]), thread_pieces.gathered(draft))


async def add_now(turn: Turn, thread: Consultation, pieces: Sequence[threads.Piece]) -> Returned:
    """More of a question, by a form or by a reply."""
    told = await threads.add(voice(turn), thread, pieces)
    now_so = await threads.thread_of(voice(turn), thread.id)
    rows = [[Choice("open", OpenThread(thread.id)), Choice("menu", ShowMenu())]]
    return turn.say("consultations/added", rows, thread=now_so, told=told, again=thread.is_closed,
                    zone=(await turn.main_role()).time_zone)


@room.said("/questions", "мои вопросы")
async def list_asked(turn: Turn) -> Returned:
    return await listed(turn, MyQuestions())


@room.pressed(MyQuestions)
async def listed(turn: Turn, wanted: MyQuestions) -> Returned:
    lines = await consultations.asked_by(turn.tx, turn.me.id, size=PAGE + 1, skip=wanted.page * PAGE)
    if not lines and wanted.page:
        return await listed(turn, MyQuestions())
    numbers = [Choice("open", OpenThread(each.id), facts={"number": each.id}) for each in lines[:PAGE]]
    turned = turning(MyQuestions(wanted.page - 1) if wanted.page else None,
                     MyQuestions(wanted.page + 1) if len(lines) > PAGE else None)
    rows = [numbers, turned, [Choice("ask", AskCurator(), tone=Tone.MAIN), Choice("book", ShowOwners())],
            [Choice("menu", ShowMenu())]]
    return turn.say("consultations/mine", rows, lines=lines[:PAGE], zone=(await turn.main_role()).time_zone)


@room.pressed(QuestionSolved)
async def solved(turn: Turn, press: QuestionSolved) -> Returned:
    thread = await asked_by_me(turn, press.consultation)
    if not thread.is_closed:
        await threads.close(voice(turn), thread)
    return turn.say("consultations/solved", [threads.stars(thread.id), [Choice("menu", ShowMenu())]], thread=thread)


@room.pressed(RateAnswer)
async def rated(turn: Turn, press: RateAnswer) -> Returned:
    thread = await asked_by_me(turn, press.consultation)
    if press.stars not in threads.STARS or not thread.is_closed:
        raise Refused("consultations/not_over")
    await consultations.rate(turn.tx, thread.id, press.stars, now=turn.now)
    rows = [[Choice("note", NoteRating(thread.id)), Choice("menu", ShowMenu())]]
    return turn.say("consultations/rated", rows, stars=press.stars)


@room.pressed(NoteRating)
async def note_pressed(turn: Turn, press: NoteRating) -> Returned:
    await asked_by_me(turn, press.consultation)
    return await begin(turn, "rating", consultation=press.consultation)


async def rating_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    if not given.text:
        raise Wrong("forms/words_please")
    return given.text[:NOTE_LIMIT]


async def rating_noted(turn: Turn, draft: Draft) -> Returned:
    thread = await asked_by_me(turn, draft.subject["consultation"])
    await consultations.note_rating(turn.tx, thread.id, draft.text("note"))
    if thread.owner is not None:
        rows = [[Choice("open", OpenThread(thread.id))]]
        await speaking.tell(voice(turn), thread.owner, "consultations/told_rating", rows,
                            thread=await threads.thread_of(voice(turn), thread.id))
    return turn.say("consultations/thanks", [[Choice("menu", ShowMenu())]])


form(Form("question", (Step("topic", "consultations/ask_topic", topic_taken, topic_options, wanted=topic_wanted),
                       Step(thread_pieces.KEY, "consultations/ask", thread_pieces.taken, thread_pieces.options,
                            many=True, aside=found_beside)), question_facts, asked))
form(Form("add", (Step(thread_pieces.KEY, "consultations/ask_more", thread_pieces.taken, thread_pieces.options,
                       many=True),), thread_facts, added))
form(Form("rating", (Step("note", "consultations/ask_rating", rating_taken),), thread_facts, rating_noted))


def _runs(turn: Turn, held: RoleHeld) -> bool:
    """Whether the programme of a role goes on today; a question belongs there first."""
    return held.starts_on <= turn.today(held.time_zone) <= held.ends_on


async def _found(turn: Turn, draft: Draft) -> list[Material]:
    words = " ".join(each["text"] for each in thread_pieces.so_far(draft))
    if not words:
        return []
    asking = await _asking(turn, draft.subject["task"], draft.subject["to"])
    return await library.offered(turn.tx, asking.programme, words)


async def _topics(turn: Turn, draft: Draft) -> list[topics.Topic]:
    asking = await _asking(turn, draft.subject["task"], draft.subject["to"])
    return await topics.of_programme(turn.tx, asking.programme)


def _topic(draft: Draft) -> int | None:
    chosen = draft.answers.get("topic")
    return (chosen["topic"] or None) if isinstance(chosen, dict) else None


async def _asking(turn: Turn, about: int, to: int, topic: int | None = None) -> Asking:
    """Where a question belongs: to the task's school, or to the role by which one has to do with `to`, or to one's main
    role. Raises `Refused`.
    """
    if about:
        task, _ = await roles.task_for(turn, about, roles.ALL)
        return Asking(task.programme, turn.me.id, task.organisation, task=about)
    held = sorted(await turn.roles(), key=lambda each: not _runs(turn, each))
    if to:
        shared = [each for each in held if await answering.may_answer(turn.tx, to, each.programme)]
        if not shared or to == turn.me.id:
            raise Refused("consultations/not_an_answerer")
        return Asking(shared[0].programme, turn.me.id, shared[0].organisation, topic, to=to)
    return Asking(held[0].programme, turn.me.id, held[0].organisation, topic)
