"""What the buttons of the registers mean: looking, searching, writing down a paper and putting it right."""

from dataclasses import dataclass

from messages.buttons import Meaning, meaning


@meaning("register:all")
@dataclass(frozen=True, slots=True)
class ShowRegisters(Meaning):
    """All of a programme and how much stands in each; 0 for the first programme of which something can be seen."""

    programme: int = 0


@meaning("register:list")
@dataclass(frozen=True, slots=True)
class ShowRegister(Meaning):
    """A page of one; of a year, or of all (0)."""

    programme: int
    register: str
    year: int = 0
    page: int = 0


@meaning("register:years")
@dataclass(frozen=True, slots=True)
class ShowYears(Meaning):
    """Of which years it has papers."""

    programme: int
    register: str


@meaning("register:open")
@dataclass(frozen=True, slots=True)
class OpenRecord(Meaning):
    """One paper with all that is known of it."""

    record: int


@meaning("register:paper")
@dataclass(frozen=True, slots=True)
class SendPaper(Meaning):
    """Its file."""

    record: int


@meaning("register:add")
@dataclass(frozen=True, slots=True)
class AddRecord(Meaning):
    """Write one down; into this register, or into one that is asked for ("")."""

    register: str = ""


@meaning("register:fix")
@dataclass(frozen=True, slots=True)
class FixRecord(Meaning):
    """What is wrong: `title`, `number`, `day`, `partner`, `content`, `register`; "" to be asked."""

    record: int
    what: str = ""


@meaning("register:shelve")
@dataclass(frozen=True, slots=True)
class ShelveRecord(Meaning):
    """Everybody finds it in the library (1), or nobody (0)."""

    record: int
    on: int


@meaning("register:drop")
@dataclass(frozen=True, slots=True)
class DropRecord(Meaning):
    """Take it out; `sure` is the second question answered."""

    record: int
    sure: int = 0


@meaning("register:search")
@dataclass(frozen=True, slots=True)
class FindRecord(Meaning):
    """Say what to look for."""


@meaning("register:found")
@dataclass(frozen=True, slots=True)
class ShowFoundRecords(Meaning):
    """A page of what a search has found; `stems` are its words, packed by `scheduler/stems.py`."""

    stems: str
    page: int = 0


@meaning("register:export")
@dataclass(frozen=True, slots=True)
class ExportRegisters(Meaning):
    """All that can be seen of a programme as a workbook."""

    programme: int
