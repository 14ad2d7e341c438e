"""An import at work: its document, what was settled of it or once for all, and what it is to become."""

from dataclasses import dataclass, replace

from messages.catalogue import Catalogue
from scheduler import planner
from scheduler.documents import activities, applying, ground, our_ground, questions, stored
from scheduler.documents import answers as settled
from scheduler.documents.activities import Drawn
from scheduler.documents.answers import Answer, Answers
from scheduler.documents.applying import Outlook
from scheduler.documents.document import Document
from scheduler.documents.ground import Ground
from scheduler.documents.questions import Question
from scheduler.documents.settling import Settling
from scheduler.documents.whose import Owners
from storage import history, imports, own_plans, programmes, roadmap
from storage.database import Transaction
from storage.imports import Import, Settled, State
from storage.programmes import Programme


@dataclass(frozen=True, slots=True)
class Draft(Settling):
    """That of a plan."""

    document: Document
    drawn: Drawn


async def of(tx: Transaction, imported: Import) -> Draft:
    """A draft as it stands now."""
    programme = await programmes.by_id(tx, imported.programme)
    assert programme
    return await made(tx, programme, stored.read(imported.document), settled.read(imported.answers),
                      imported.organisation)


async def made(tx: Transaction, programme: Programme, document: Document, own: Answers,
               organisation: int | None = None) -> Draft:
    """A document held against a programme, or as an organisation's own plan."""
    here = await ground.of(tx, programme)
    if organisation is not None:
        here = await our_ground.of(tx, here, organisation, document)
    known = Owners(here)
    asked = questions.of(document, here, known)
    ids = {each.id for each in asked}
    before = await _remembered(tx, here)
    answers = {**{id: each for id, each in before.items() if id in ids}, **{id: own[id] for id in own if id in ids}}
    return Draft(here, asked, own, answers, document, activities.draw(document, here, asked, answers, known))


async def settle(tx: Transaction, imported: Import, question: Question, answer: Answer) -> bool:
    """Answer a question of a draft. False where it is none any more."""
    own = {**settled.read(imported.answers), question.id: answer}
    return await imports.settle(tx, imported.id, settled.write(own))


async def accept(tx: Transaction, imported: Import, draft: Settling) -> bool:
    """Take everything that is open as it was understood."""
    taken = questions.accepted(draft.open, draft.own)
    return await imports.settle(tx, imported.id, settled.write(taken))


async def load(tx: Transaction, draft: Draft, *, now: int, actor: int | None = None,
               remembering: bool = True) -> Outlook:
    """Write it into its programme, plan its reminders, and remember what was settled."""
    programme = draft.ground.programme
    outlook = await applying.apply(tx, draft.ground, draft.drawn, now=now, actor=actor)
    await imports.remember(tx, programme, [
        Settled(each.id, each.matter.value, each.words, each.mark, settled.write_one(draft.own[each.id]))
        for each in draft.questions if remembering and each.id in draft.own], now=now)
    await planner.plan_programme(tx, programme, now)
    await history.note(tx, "plan_loaded", actor=actor, role="" if actor else history.CONSOLE, programme=programme,
                       now=now, activities=len(draft.drawn.activities))
    return outlook


async def finish(tx: Transaction, imported: Import, draft: Draft, *, now: int, actor: int) -> Outlook | None:
    """Load a draft. None: somebody, or a second tap, was quicker."""
    if not await imports.end(tx, imported.id, State.APPLIED, now=now):
        return None
    return await load(tx, draft, now=now, actor=actor)


async def finish_own(tx: Transaction, catalogue: Catalogue, imported: Import, draft: Draft, *, now: int,
                     actor: int) -> Outlook | None:
    """Load an own plan beside the programme's. None: somebody, or a second tap, was quicker."""
    assert imported.organisation is not None
    if not await imports.end(tx, imported.id, State.APPLIED, now=now):
        return None
    answers = {each.id: draft.answers[each.id] for each in draft.questions if each.id in draft.answers}
    here = await our_ground.kept(tx, catalogue, draft.ground, imported.organisation,
                                 settled.write(answers), now=now)
    outlook = await applying.apply(tx, here, draft.drawn, now=now, actor=actor)
    duties = await roadmap.duties(tx, imported.programme, here.shelf)
    await planner.plan_tasks(tx, [each.id for each in duties], now)
    return replace(outlook, fresh=not draft.ground.shelf.plan)


async def _remembered(tx: Transaction, here: Ground) -> Answers:
    """What was settled of earlier documents: the programme's for its own, a place's for those of the same years."""
    if here.ours is None:
        return {row.question: settled.read_one(row.answer) for row in await imports.remembered(tx, here.programme)}
    found = await own_plans.by_id(tx, here.shelf.plan)
    return settled.read(found.answers) if found else {}
