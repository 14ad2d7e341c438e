"""A question to the curator and the answer back, each bound to the other by a button."""

from handlers import roles
from handlers.conversation import begin
from handlers.forms import Draft, Facts, Form, Given, Step, Value, Wrong, form
from handlers.router import Returned, Room
from handlers.turn import Refused, Turn
from messages.catalogue import Choice
from messages.meanings import AnswerQuestion, AskCurator, OpenTask, ShowMenu
from messages.replies import Attachment, Tone
from storage import erasure, history, participants, questions, tasks
from storage.participants import Role, RoleHeld
from storage.tasks import Relation

room = Room()
_ANSWERERS = frozenset({Relation.CURATOR, Relation.OPERATOR})


@room.said("/ask", "вопрос", "задать вопрос")
async def said(turn: Turn) -> Returned:
    return await begin(turn, "question", task=0)


@room.pressed(AskCurator)
async def pressed(turn: Turn, press: AskCurator) -> Returned:
    if press.task:
        await roles.task_for(turn, press.task, roles.ALL)
    return await begin(turn, "question", task=press.task)


@room.pressed(AnswerQuestion)
async def answer_pressed(turn: Turn, press: AnswerQuestion) -> Returned:
    found = await questions.by_id(turn.tx, press.question)
    if found and await erasure.erased(turn.tx, found.asker):
        return turn.say("privacy/asker_gone", [[Choice("menu", ShowMenu())]])
    question = await _question(turn, press.question)
    if question.answered_at:
        return turn.say("questions/answered_before", [[Choice("menu", ShowMenu())]], question=question)
    return await begin(turn, "answer", question=press.question)


async def words_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """Words, one file, or both."""
    if len(given.files) > 1:
        raise Wrong("questions/one_file")
    if not given.text and not given.files:
        raise Wrong("forms/words_please")
    file = given.files[0] if given.files else None
    return {"text": given.text, "file": None if file is None
            else {"id": file.id, "kind": file.kind, "name": file.name, "mime": file.mime}}


async def question_facts(turn: Turn, draft: Draft) -> Facts:
    return {"task": await tasks.by_id(turn.tx, draft.subject["task"]) if draft.subject["task"] else None}


async def answer_facts(turn: Turn, draft: Draft) -> Facts:
    return {"question": await _question(turn, draft.subject["question"])}


async def asked(turn: Turn, draft: Draft) -> Returned:
    about = draft.subject["task"]
    task = (await roles.task_for(turn, about, roles.ALL))[0] if about else None
    text, attachment = _given(draft)
    id = await questions.ask(turn.tx, task.id if task else None, turn.me.id, text,
                             attachment.file if attachment else None, now=turn.now)
    main = await turn.main_role()
    rows = [[Choice("answer", AnswerQuestion(id), tone=Tone.MAIN)], [Choice("open", OpenTask(task.id))] if task else []]
    reply = turn.say("questions/told", rows, attachment, task=task, who=turn.me.name, place=main.organisation_title,
                     text=text)
    told = ""
    for role, people in (await (_of_task(turn, task.id) if task else _of_place(turn, main))).items():
        if any([await turn.tell(person, reply, reason=f"question:{id}") for person in people]):
            told = role.value
            break
    return turn.say("questions/asked", [[Choice("menu", ShowMenu())]], told=told)


async def answered(turn: Turn, draft: Draft) -> Returned:
    question = await _question(turn, draft.subject["question"])
    text, attachment = _given(draft)
    if not await questions.answered(turn.tx, question.id, by=turn.me.id, now=turn.now):
        return turn.say("questions/answered_while_typing", [[Choice("menu", ShowMenu())]], question=question, text=text)
    await history.note(turn.tx, "question_answered", actor=turn.me.id, task=question.task, now=turn.now,
                       question=question.id, subject=question.asker)
    reply = turn.say("questions/told_answer", [[Choice("ask", AskCurator(question.task or 0))]], attachment,
                     question=question, who=turn.me.name, text=text)
    told = await turn.tell(question.asker, reply, reason=f"question:{question.id}:answer:{turn.update.key}")
    return turn.say("questions/answered", [[Choice("menu", ShowMenu())]], question=question, told=told)


form(Form("question", (Step("words", "questions/ask", words_taken),), question_facts, asked))
form(Form("answer", (Step("words", "questions/ask_answer", words_taken),), answer_facts, answered))


async def _question(turn: Turn, id: int) -> questions.Question:
    """The question, for those who are to answer it. Raises `Refused`."""
    question = await questions.by_id(turn.tx, id)
    if question is None:
        raise Refused("tasks/not_yours")
    if question.task:
        if not await tasks.relations(turn.tx, question.task, turn.me.id) & _ANSWERERS:
            raise Refused("tasks/not_yours")
        return question
    held = (await participants.roles(turn.tx, question.asker))[:1]
    circles = await _of_place(turn, held[0]) if held else {}
    if not any(turn.me.id in people for people in circles.values()):
        raise Refused("tasks/not_yours")
    return question


async def _of_task(turn: Turn, task: int) -> dict[Role, list[int]]:
    """Who may be asked about a task, in this order: whoever of the first can be reached is told."""
    people = await tasks.concerned(turn.tx, task)
    return {role: sorted({each.participant for each in people if each.relation is relation})
            for role, relation in ((Role.CURATOR, Relation.CURATOR), (Role.OPERATOR, Relation.OPERATOR))}


async def _of_place(turn: Turn, main: RoleHeld) -> dict[Role, list[int]]:
    """The same about anything else."""
    curators = await participants.curators_of(turn.tx, main.organisation, main.programme)
    return {Role.CURATOR: [each.id for each in curators], Role.OPERATOR: await _operators(turn, main.programme)}


async def _operators(turn: Turn, programme: int) -> list[int]:
    """They get the question while no curator can be reached, and may answer it also after one can."""
    return [each.id for each in await participants.with_role(turn.tx, programme, Role.OPERATOR)]


def _given(draft: Draft) -> tuple[str, Attachment | None]:
    words = draft.answers["words"]
    assert isinstance(words, dict)
    file = words["file"]
    return words["text"], file and Attachment(file["kind"], file["name"], file["mime"], file["id"])
