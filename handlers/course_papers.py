"""The numbers of the institute's own papers, entered one by one or as a list that somebody has copied from a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from handlers import course_words
from handlers.conversation import begin
from handlers.course_rights import holding
from handlers.forms import Draft, Facts, Form, Given, Step, Value, Wrong, form
from handlers.moving import sure_options, sure_taken
from handlers.router import Returned, Room
from handlers.turn import Refused, Turn
from messages.catalogue import Choice
from messages.meanings_of_courses import OpenCourse, ShowOutcome, ShowPapers, WritePaper, WritePapers
from messages.paging import turning
from messages.replies import Reply
from messages.visible import visible
from storage import courses, history, learning
from storage.courses import Course, Member

room = Room()
PAGE = 5
"""People on a screen."""
LONGEST = 60
"""Characters of a number."""
SHOWN = 15
"""Lines of a preview."""


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody who has completed the course, and the number of their paper, empty while there is none."""

    number: int
    name: str
    document: str


@room.pressed(ShowPapers)
async def shown(turn: Turn, press: ShowPapers) -> Returned:
    return await _listed(turn, await holding(turn, press.course), press.page)


@room.pressed(WritePaper)
async def one_wanted(turn: Turn, press: WritePaper) -> Returned:
    await _member(turn, press.course, press.participant)
    return await begin(turn, "course_paper", course=press.course, participant=press.participant)


@room.pressed(WritePapers)
async def many_wanted(turn: Turn, press: WritePapers) -> Returned:
    await holding(turn, press.course)
    return await begin(turn, "course_papers", course=press.course)


async def one_facts(turn: Turn, draft: Draft) -> Facts:
    course, member = await _member(turn, draft.subject["course"], draft.subject["participant"])
    return {"course": course, "name": member.name, "document": member.document}


async def number_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    words = visible(given.text)
    if not words or len(words) > LONGEST or not any(sign.isdigit() for sign in words):
        raise Wrong("courses/number_wrong", limit=LONGEST)
    return words


async def one_entered(turn: Turn, draft: Draft) -> Returned:
    course, member = await _member(turn, draft.subject["course"], draft.subject["participant"])
    await _put(turn, course, member.participant, draft.text("number"))
    return await _listed(turn, course, await _page_of(turn, course, member.participant))


async def many_facts(turn: Turn, draft: Draft) -> Facts:
    course = await holding(turn, draft.subject["course"])
    read = draft.answers.get("list")
    told: dict[str, Any] = read if isinstance(read, dict) else {"found": [], "lost": [], "twice": []}
    names = {each.participant: each.name for each in await courses.members(turn.tx, course.id)}
    found = [(names.get(id, ""), number) for id, number in told["found"]]
    return {"course": course, "found": found[:SHOWN], "more": max(0, len(found) - SHOWN), "total": len(found),
            "lost": told["lost"][:SHOWN], "twice": told["twice"][:SHOWN]}


async def list_taken(turn: Turn, draft: Draft, given: Given) -> Value:
    """Lines of a name and a number: whom they mean, and those that mean nobody or more than one. Raises `Wrong`."""
    people = await _completed(turn, await holding(turn, draft.subject["course"]))
    found: dict[int, str] = {}
    lost, twice = [], []
    for line in filter(str.strip, given.text.splitlines()):
        read = course_words.paper(line)
        meant = course_words.meant(people, read[0]) if read else []
        if read is None or not meant:
            lost.append(visible(line)[:80])
        elif len(meant) > 1 or meant[0].participant in found:
            twice.append(visible(line)[:80])
        else:
            found[meant[0].participant] = read[1][:LONGEST]
    if not found:
        raise Wrong("courses/list_wrong", lost=lost[:3], twice=twice[:3])
    return {"found": [[id, number] for id, number in found.items()], "lost": lost, "twice": twice}


async def many_entered(turn: Turn, draft: Draft) -> Returned:
    course, read = await holding(turn, draft.subject["course"]), draft.answers.get("list")
    for id, number in read["found"] if isinstance(read, dict) else ():
        await _put(turn, course, int(id), str(number))
    return await _listed(turn, course, 0)


form(Form("course_paper", (Step("number", "courses/ask_number", number_taken),), one_facts, one_entered))
form(Form("course_papers", (Step("list", "courses/ask_numbers", list_taken),
                            Step("sure", "courses/ask_numbers_sure", sure_taken, sure_options)),
          many_facts, many_entered))


async def _put(turn: Turn, course: Course, participant: int, number: str) -> None:
    """Whoever it is hears of it once; the same number again is no news."""
    if await learning.put_document(turn.tx, course.id, participant, number):
        await history.note(turn.tx, "paper_entered", actor=turn.me.id, subject=participant, now=turn.now,
                           programme=course.programme, event=course.id)
        reply = turn.say("courses/told_paper", [[Choice("open", OpenCourse(course.id))]], course=course, number=number)
        await turn.tell(participant, reply, reason=f"course:{course.id}:paper:{turn.update.key}")


async def _listed(turn: Turn, course: Course, page: int) -> Reply:
    people = await _completed(turn, course)
    pages = max(1, -(-len(people) // PAGE))
    page = min(page, pages - 1)
    part = people[page * PAGE:][:PAGE]
    lines = [Line(page * PAGE + place, each.name, each.document) for place, each in enumerate(part, 1)]
    numbers = [Choice("write", WritePaper(course.id, each.participant), facts={"number": line.number})
               for line, each in zip(lines, part, strict=True)]
    turned = turning(ShowPapers(course.id, page - 1) if page else None,
                     ShowPapers(course.id, page + 1) if page + 1 < pages else None)
    paste = [Choice("paste", WritePapers(course.id))] if people else []
    return turn.say("courses/papers", [numbers, turned, paste, [Choice("back", ShowOutcome(course.id))]], course=course,
                    lines=lines, page=page, pages=pages, total=len(people),
                    entered=sum(bool(each.document) for each in people))


async def _completed(turn: Turn, course: Course) -> list[Member]:
    """By name: so the institute lists them."""
    found = [each for each in await courses.members(turn.tx, course.id) if each.completed_at is not None]
    return sorted(found, key=lambda each: each.name)


async def _page_of(turn: Turn, course: Course, participant: int) -> int:
    places: Sequence[int] = [each.participant for each in await _completed(turn, course)]
    return places.index(participant) // PAGE if participant in places else 0


async def _member(turn: Turn, id: int, participant: int) -> tuple[Course, Member]:
    """Somebody who has completed a course that this person holds. Raises `Refused`."""
    course = await holding(turn, id)
    for each in await _completed(turn, course):
        if each.participant == participant:
            return course, each
    raise Refused("courses/not_yours")
