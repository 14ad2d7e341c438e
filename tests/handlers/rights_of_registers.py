"""Every button of the registers, and who may press it: on an agreement of the director's school."""

from collections.abc import Callable

from messages import meanings_of_registers as buttons
from messages.buttons import Meaning
from scheduler import registers
from storage.registers import Paper, Register
from tests.handlers.conftest import Village

READ = frozenset({"director", "coordinator", "curator", "far_curator", "operator", "observer", "other_director",
                  "other_coordinator"})
KEEP = READ - {"observer"}
RUN = frozenset({"curator", "far_curator", "operator"})
SEE = frozenset({"director", "coordinator", "curator", "operator", "observer"})
CHANGE = frozenset({"director", "operator"})
SHELVE = frozenset({"curator", "operator"})
NOBODY: frozenset[str] = frozenset()
HUGE = 999_999_999_999_999_999
REFUSALS = ("registers/not_a_reader", "registers/not_a_keeper", "registers/not_this", "registers/not_there",
            "registers/not_to_change")

Press = Callable[[int, int], Meaning]
"""Of a record and its programme."""
OF_RECORDS: tuple[tuple[Callable[[int], Meaning], frozenset[str]], ...] = (
    (buttons.OpenRecord, SEE), (buttons.SendPaper, SEE), (buttons.FixRecord, CHANGE),
    (lambda record: buttons.FixRecord(record, "title"), CHANGE),
    (lambda record: buttons.FixRecord(record, "register"), CHANGE),
    (lambda record: buttons.FixRecord(record, "nonsense"), NOBODY),
    (lambda record: buttons.ShelveRecord(record, 1), SHELVE), (lambda record: buttons.ShelveRecord(record, 0), SHELVE),
    (buttons.DropRecord, CHANGE),
)
RIGHTS_OF_REGISTERS: list[tuple[Press, frozenset[str]]] = [
    (lambda record, programme: buttons.ShowRegisters(), READ),
    (lambda record, programme: buttons.ShowRegisters(HUGE), NOBODY),
    (lambda record, programme: buttons.ShowRegister(programme, "agreement"), READ),
    (lambda record, programme: buttons.ShowRegister(programme, "order", HUGE, HUGE // 1000), READ),
    (lambda record, programme: buttons.ShowRegister(programme, "nonsense"), NOBODY),
    (lambda record, programme: buttons.ShowRegister(HUGE, "order"), NOBODY),
    (lambda record, programme: buttons.ShowYears(programme, "order"), READ),
    (lambda record, programme: buttons.ShowYears(programme, ""), NOBODY),
    (lambda record, programme: buttons.ShowYears(HUGE, "order"), NOBODY),
    (lambda record, programme: buttons.FindRecord(), READ),
    (lambda record, programme: buttons.ShowFoundRecords("pqodqamm"), READ),
    (lambda record, programme: buttons.ShowFoundRecords("", HUGE), READ),
    (lambda record, programme: buttons.ExportRegisters(programme), READ),
    (lambda record, programme: buttons.ExportRegisters(HUGE), NOBODY),
    (lambda record, programme: buttons.AddRecord(), KEEP),
    (lambda record, programme: buttons.AddRecord("publication"), KEEP),
    (lambda record, programme: buttons.AddRecord("order"), RUN),
    (lambda record, programme: buttons.AddRecord("nonsense"), NOBODY),
    *((lambda record, programme, build=build: build(record), allowed) for build, allowed in OF_RECORDS),
    *((lambda record, programme, build=build: build(HUGE), NOBODY) for build, _ in OF_RECORDS),
    (lambda record, programme: buttons.DropRecord(HUGE, 1), NOBODY),
]


async def recorded(village: Village, title: str = "О сотрудничестве") -> int:
    """An agreement of the director's school, written down by the director."""
    director = village.people["director"]
    paper = Paper(Register.AGREEMENT, title, "2018-04-05", number="7", partner="Колледж")
    async with village.database.transaction() as tx:
        return await registers.add(tx, village.programme, director.organisation, paper, shelved=False,
                                   added_by=director.participant, now=village.now)
