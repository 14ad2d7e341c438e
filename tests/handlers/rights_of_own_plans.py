"""Every button of own plans, and who may press it: on a draft of the director's, and on a plan that waits."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from messages import meanings_of_own_plans as of
from messages.buttons import Meaning
from messages.meanings_of_imports import DropImport, OpenImport, ShowChanges, ShowImportRows
from scheduler.documents import applying, pending
from storage import imports, own_plans
from storage.database import Transaction
from storage.participants import Member
from tests.handlers.owning import kept
from tests.scheduler.documents.plans import document, row, until

HUGE = 999_999_999_999_999_999
LEAD = frozenset({"director", "other_director", "coordinator", "other_coordinator"})
OWNER = frozenset({"director"})
READ = frozenset({"coordinator", "curator", "operator"})
TURN = frozenset({"coordinator", "operator"})
LIST = READ | {"far_curator", "other_coordinator"}
NOBODY: frozenset[str] = frozenset()
REFUSALS = ("own/not_a_leader", "own/not_a_reader", "own/not_to_read", "own/not_your_turn")


@dataclass(frozen=True, slots=True)
class Owned:
    """A draft of the director's school, another plan of it that waits, and the mark of what that would change."""

    draft: int
    waiting: int
    mark: int


NOTHING_OWNED = Owned(0, 0, 0)
Press = Callable[[Owned], Meaning]
OF_WAITING: tuple[Callable[[int], Meaning], ...] = (
    of.ReadOwnPlan, of.ReadOwnRows, lambda id: of.ReadOwnRows(id, HUGE), of.ReadOwnChanges,
    lambda id: of.ReadOwnChanges(id, HUGE), of.ReadOwnRemarks, lambda id: of.ReadOwnRemarks(id, HUGE),
)
ROWS: list[tuple[Press, frozenset[str]]] = [
    (lambda made: of.SendOwnPlan(), LEAD),
    (lambda made: of.ShowOwnPlans(), LIST), (lambda made: of.ShowOwnPlans(HUGE), LIST),
    *((lambda made, build=build: build(made.waiting), READ) for build in OF_WAITING),
    *((lambda made, build=build: build(made.draft), NOBODY) for build in OF_WAITING),
    *((lambda made, build=build: build(HUGE), NOBODY) for build in OF_WAITING),
    *((lambda made, build=build: build(made.draft), OWNER) for build in (OpenImport, ShowChanges, ShowImportRows)),
    (lambda made: of.ReturnOwnPlan(made.waiting), TURN), (lambda made: of.ReturnOwnPlan(HUGE), NOBODY),
    (lambda made: of.AcceptOwnPlan(HUGE, made.mark, 1), NOBODY),
    (lambda made: of.AcceptOwnPlan(made.waiting, made.mark + 1), TURN),
    (lambda made: of.AcceptOwnPlan(made.waiting, made.mark), TURN),
    (lambda made: of.SubmitOwnPlan(made.draft), OWNER), (lambda made: of.SubmitOwnPlan(HUGE), NOBODY),
    (lambda made: of.RecallOwnPlan(made.waiting), OWNER), (lambda made: of.RecallOwnPlan(HUGE), NOBODY),
    (lambda made: DropImport(made.draft, 1), OWNER),
]


async def owned(tx: Transaction, programme: int, people: Mapping[str, Member], *, now: int,
                words: str = "Педсовет") -> Owned:
    """Both are the director's."""
    director = people["director"]
    paper = document(row(words, until("2018-06-10"), [words], number="1"))
    draft, waiting = [await kept(tx, programme, director.participant, director.organisation, paper, now=now)
                      for _ in range(2)]
    await own_plans.send(tx, waiting, now=now)
    made = await imports.by_id(tx, waiting)
    assert made
    drafted = await pending.of(tx, made)
    return Owned(draft, waiting, (await applying.outlook(tx, drafted.ground, drafted.drawn)).mark)
