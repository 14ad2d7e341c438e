"""Every button of imports, and who may press it: on two drafts of the operator's, a plan and a list of people."""

from collections.abc import Callable
from dataclasses import dataclass

from messages import meanings_of_imports as of
from messages.buttons import Meaning
from scheduler.documents import pending, roster, stored
from scheduler.documents.document import Document
from scheduler.documents.questions import Matter
from storage import files, imports, organisations
from storage.database import Transaction
from storage.imports import Settled
from tests.handlers import listing
from tests.scheduler.documents.plans import document, row, unread

RUN = frozenset({"operator"})
SEND = RUN | {"director", "other_director", "coordinator", "other_coordinator"}
"""Whoever leads a school or a municipality sends its own plan."""
NOBODY: frozenset[str] = frozenset()
HUGE = 999_999_999_999_999_999
REFUSALS = ("imports/not_yours", "imports/not_an_operator", "imports/no_draft", "imports/no_question",
            "imports/no_such_owner")


@dataclass(frozen=True, slots=True)
class Imported:
    """A draft and its questions, in the programme of the village; a school of it, and an answer that is remembered.
    `listed` is a list of people with a place and a position that nobody understands.
    """

    imported: int
    deadline: int
    owner: int
    programme: int
    school: int
    remembered: int
    listed: int = 0
    place: int = 0
    position: int = 0


NOTHING_IMPORTED = Imported(0, 0, 0, 0, 0, 0)
Press = Callable[[Imported], Meaning]
OF_IMPORTS: tuple[Callable[[int], Meaning], ...] = (
    of.OpenImport, of.ShowImportRows, lambda id: of.ShowImportRows(id, HUGE), of.ShowImportRemarks,
    lambda id: of.ShowImportRemarks(id, HUGE), of.ShowUnsure, lambda id: of.ShowUnsure(id, HUGE), of.ShowChanges,
    lambda id: of.ShowChanges(id, HUGE), of.AcceptUnsure, of.DropImport,
)
"""Buttons of one that change nothing yet."""
ROWS: list[tuple[Press, frozenset[str]]] = [
    (lambda made: of.ShowImports(), SEND), (lambda made: of.ShowImports(HUGE), SEND), (lambda made: of.SendPlan(), RUN),
    *((lambda made, build=build: build(made.imported), RUN) for build in OF_IMPORTS),
    *((lambda made, build=build: build(HUGE), NOBODY) for build in OF_IMPORTS),
    *((lambda made, build=build: build(made.listed), RUN) for build in OF_IMPORTS),
    (lambda made: of.OpenUnsure(made.listed, made.place), RUN),
    (lambda made: of.ChooseOwner(made.listed, made.place), RUN),
    (lambda made: of.PickOwner(made.listed, made.place, "school"), NOBODY),
    (lambda made: of.PickOwner(made.listed, made.place, "school", 0, made.school), RUN),
    (lambda made: of.SettleUnsure(made.listed, made.place, "same"), NOBODY),
    (lambda made: of.SettleUnsure(made.listed, made.place, "skip"), RUN),
    (lambda made: of.WriteDay(made.listed, made.place), NOBODY),
    (lambda made: of.PickRole(made.listed, made.position, "mentor"), RUN),
    (lambda made: of.PickRole(made.listed, made.position, "operator"), NOBODY),
    (lambda made: of.PickRole(made.listed, made.place, "mentor"), NOBODY),
    (lambda made: of.PickRole(made.imported, made.deadline, "mentor"), NOBODY),
    (lambda made: of.PickRole(HUGE, made.position, "mentor"), NOBODY),
    *((lambda made, said=said: of.OnlyThese(made.listed, *said), RUN) for said in ((1, 0), (1, 1), (0, 0))),
    (lambda made: of.OnlyThese(made.imported, 1, 1), NOBODY), (lambda made: of.OnlyThese(HUGE, 1, 1), NOBODY),
    (lambda made: of.LoadImport(made.listed, HUGE), RUN),
    (lambda made: of.OpenUnsure(made.imported, made.deadline), RUN),
    (lambda made: of.OpenUnsure(made.imported, HUGE), NOBODY),
    (lambda made: of.SettleUnsure(made.imported, made.deadline, "no_date"), RUN),
    (lambda made: of.SettleUnsure(made.imported, made.deadline, "nobody"), NOBODY),
    (lambda made: of.SettleUnsure(made.imported, made.deadline, "day"), NOBODY),
    (lambda made: of.SettleUnsure(made.imported, made.deadline, "nonsense"), NOBODY),
    (lambda made: of.SettleUnsure(HUGE, made.deadline, "no_date"), NOBODY),
    (lambda made: of.WriteDay(made.imported, made.deadline), RUN),
    (lambda made: of.WriteDay(made.imported, made.owner), NOBODY),
    (lambda made: of.ChooseOwner(made.imported, made.owner), RUN),
    (lambda made: of.ChooseOwner(made.imported, made.owner, HUGE), RUN),
    (lambda made: of.ChooseOwner(made.imported, made.deadline), NOBODY),
    (lambda made: of.PickOwner(made.imported, made.owner, "school"), RUN),
    (lambda made: of.PickOwner(made.imported, made.owner, "school", 0, made.school), RUN),
    (lambda made: of.PickOwner(made.imported, made.owner, "school", 0, HUGE), NOBODY),
    (lambda made: of.PickOwner(made.imported, made.owner, "school", HUGE), NOBODY),
    (lambda made: of.PickOwner(made.imported, made.owner, "nonsense"), NOBODY),
    (lambda made: of.FindOwner(made.imported, made.owner), RUN),
    (lambda made: of.FindOwner(made.imported, made.deadline), NOBODY),
    (lambda made: of.ShowRemembered(made.programme), RUN), (lambda made: of.ShowRemembered(made.programme, HUGE), RUN),
    (lambda made: of.ShowRemembered(HUGE), NOBODY),
    (lambda made: of.ForgetRemembered(made.programme, made.remembered), RUN),
    (lambda made: of.ForgetRemembered(HUGE, made.remembered), NOBODY),
    (lambda made: of.LoadImport(made.imported, HUGE), RUN), (lambda made: of.LoadImport(HUGE, 1), NOBODY),
    (lambda made: of.AcceptUnsure(made.imported, 1), RUN), (lambda made: of.AcceptUnsure(HUGE, 1), NOBODY),
    (lambda made: of.DropImport(made.imported, 1), RUN), (lambda made: of.DropImport(HUGE, 1), NOBODY),
]


async def imported(tx: Transaction, programme: int, operator: int, *, now: int,
                   words: str = "Совет ветеранов") -> Imported:
    """A plan and a list that the operator has sent, with words that nobody understands."""
    paper = document(row(f"Отчёт: {words}", unread("по щучьему велению"), [words], number="1"))
    id = await kept(tx, programme, operator, paper, now=now)
    made = await imports.by_id(tx, id)
    assert made
    asked = {each.matter: each.id for each in (await pending.of(tx, made)).questions}
    await imports.remember(tx, programme, [Settled(1, "unread", "когда-нибудь", "", '{"said": "no_date"}')], now=now)
    school = next(each.id for each in await organisations.of_programme(tx, programme) if each.level == "school")
    people = listing.listed(listing.somebody("Сорокина Инга Львовна", words, words))
    listed = await listing.kept(tx, programme, operator, people, now=now)
    there = await imports.by_id(tx, listed)
    assert there
    of_people = {each.matter: each.id for each in (await roster.of(tx, there)).questions}
    return Imported(id, asked[Matter.UNREAD], asked[Matter.OWNER], programme, school,
                    (await imports.remembered(tx, programme))[0].id, listed, of_people[Matter.PLACE],
                    of_people[Matter.ROLE])


async def kept(tx: Transaction, programme: int, who: int, paper: Document, *, now: int, name: str = "план.docx") -> int:
    """A document of somebody's that has been read."""
    file = await files.keep(tx, "document", name, "", b"PK", now=now, sent_by=who)
    id = await imports.add(tx, programme=programme, participant=who, file=file, name=name, now=now)
    await imports.keep_document(tx, id, stored.write(paper))
    return id
