"""Every button of help, and who may press it: on an ask of the director's, and on the list that another stands in."""

from collections.abc import Callable
from dataclasses import dataclass

from messages import meanings_of_asks as of
from messages.buttons import Meaning
from scheduler.consulting import course, kinds, rules
from scheduler.consulting.course import Terms
from storage import asks, consultations, posts
from storage.consultations import Help
from storage.database import Transaction
from storage.participants import Member
from storage.posts import Kind, Said

HUGE = 999_999_999_999_999_999


@dataclass(frozen=True, slots=True)
class Asked:
    """Two asks of the director's: one waits, the other stands in a list of the coordinator's with the curator."""

    waiting: int = 0
    list: int = 0
    kind: int = 0


NO_ASKS = Asked()
Build = Callable[[Asked], Meaning]
SCHOOL = frozenset({"director", "other_director"})
COORDINATORS = frozenset({"coordinator", "other_coordinator"})
COUNT = frozenset({"curator", "far_curator", "operator"})
WATCH = COORDINATORS | COUNT
OF_LIST = frozenset({"coordinator", "curator", "operator"})
NOBODY: frozenset[str] = frozenset()
WHICH = ("open", "handed", "over")

ROWS: list[tuple[Build, frozenset[str]]] = [
    (lambda ids: of.AskForHelp(), SCHOOL),
    (lambda ids: of.ShowHelp(), WATCH),
    *((lambda ids, which=which: of.ShowAsks(which), WATCH) for which in WHICH),
    (lambda ids: of.ShowAsks("open", ids.kind, HUGE), WATCH),
    (lambda ids: of.ShowAsks("nonsense"), NOBODY),
    *((lambda ids, which=which: of.ShowKinds(which), WATCH) for which in WHICH),
    (lambda ids: of.ShowKinds(""), NOBODY),
    (lambda ids: of.GatherAsks(), COORDINATORS),
    (lambda ids: of.GatherAsks(ids.kind), COORDINATORS),
    (lambda ids: of.GatherAsks(HUGE), NOBODY),
    (lambda ids: of.ShowLists(), WATCH),
    (lambda ids: of.ShowLists(HUGE), WATCH),
    (lambda ids: of.ListPaper(ids.list), OF_LIST),
    (lambda ids: of.ListPaper(ids.waiting), NOBODY),
    (lambda ids: of.ListPaper(HUGE), NOBODY),
    (lambda ids: of.SpreadAnswer(ids.list), frozenset({"coordinator"})),
    (lambda ids: of.SpreadAnswer(ids.waiting), NOBODY),
    (lambda ids: of.SpreadAnswer(HUGE), NOBODY),
    (lambda ids: of.ShowAskCounts(), COUNT),
    (lambda ids: of.ShowAskCounts(0, "places", HUGE), COUNT),
    (lambda ids: of.ShowAskCounts(HUGE), NOBODY),
    (lambda ids: of.ShowAskCounts(0, "nonsense"), NOBODY),
]
OF_IDS = (of.ListPaper, of.SpreadAnswer)
REFUSALS = tuple(f"asks/not_a_{who}" for who in ("school", "watcher", "coordinator", "counter"))


async def begun(tx: Transaction, programme: int, people: dict[str, Member], *, now: int,
                words: str = "Помогите нам") -> Asked:
    """Both of them, and the list, which quotes neither."""
    director, coordinator = people["director"], people["coordinator"]
    kind = (await kinds.of_programme(tx, programme))[0].id
    terms = Terms(rules.Rules(), "Asia/Irkutsk")
    made: list[int] = []
    for asker, help, answers in ((director, Help.ASK, coordinator), (director, Help.ASK, coordinator),
                                 (coordinator, Help.LIST, people["curator"])):
        id = await consultations.open_thread(tx, programme=programme, asker=asker.participant, topic=kind, task=None,
                                             organisation=asker.organisation, course=course.opened(terms, now), now=now,
                                             help=help)
        await consultations.admit(tx, id, [answers.participant])
        said = words if help is Help.ASK else "Список"
        await posts.add(tx, id, Said(Kind.QUESTION, asker.participant, said), now=now)
        made.append(id)
    await asks.hand(tx, made[1], made[2], now=now)
    return Asked(made[0], made[2], kind)
