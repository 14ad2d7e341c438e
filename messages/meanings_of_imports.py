"""What the buttons of imports mean: a plan or a list of people that was sent, what is not sure of it, loading it."""

from dataclasses import dataclass

from messages.buttons import Meaning, meaning


@meaning("imp:list")
@dataclass(frozen=True, slots=True)
class ShowImports(Meaning):
    """A page of the documents that one has sent."""

    page: int = 0


@meaning("imp:send")
@dataclass(frozen=True, slots=True)
class SendPlan(Meaning):
    """A new document."""


@meaning("imp:open")
@dataclass(frozen=True, slots=True)
class OpenImport(Meaning):
    """One of them: how it was understood, or what has become of it."""

    imported: int


@meaning("imp:rows")
@dataclass(frozen=True, slots=True)
class ShowImportRows(Meaning):
    """The activities that it becomes."""

    imported: int
    page: int = 0


@meaning("imp:remarks")
@dataclass(frozen=True, slots=True)
class ShowImportRemarks(Meaning):
    """What one should look at in the document."""

    imported: int
    page: int = 0


@meaning("imp:unsure")
@dataclass(frozen=True, slots=True)
class ShowUnsure(Meaning):
    """All questions, answered or not."""

    imported: int
    page: int = 0


@meaning("imp:ask")
@dataclass(frozen=True, slots=True)
class OpenUnsure(Meaning):
    """One of them, by its number."""

    imported: int
    question: int


@meaning("imp:settle")
@dataclass(frozen=True, slots=True)
class SettleUnsure(Meaning):
    """Answer it."""

    imported: int
    question: int
    said: str


@meaning("imp:day")
@dataclass(frozen=True, slots=True)
class WriteDay(Meaning):
    """Answer it with a day."""

    imported: int
    question: int


@meaning("imp:whom")
@dataclass(frozen=True, slots=True)
class ChooseOwner(Meaning):
    """Whom one may name: levels, groups, organisations."""

    imported: int
    question: int
    page: int = 0


@meaning("imp:owner")
@dataclass(frozen=True, slots=True)
class PickOwner(Meaning):
    """Answer it with all of a level, with a group of schools, or with one organisation, by their ids."""

    imported: int
    question: int
    level: str = ""
    group: int = 0
    organisation: int = 0


@meaning("imp:find")
@dataclass(frozen=True, slots=True)
class FindOwner(Meaning):
    """Look for an organisation by its name."""

    imported: int
    question: int


@meaning("imp:role")
@dataclass(frozen=True, slots=True)
class PickRole(Meaning):
    """Answer it with a role."""

    imported: int
    question: int
    role: str


@meaning("imp:only")
@dataclass(frozen=True, slots=True)
class OnlyThese(Meaning):
    """Whether whoever is not in a list of people loses the roles that lists have given; `sure` as below."""

    imported: int
    whole: int
    sure: int = 0


@meaning("imp:accept")
@dataclass(frozen=True, slots=True)
class AcceptUnsure(Meaning):
    """Take all that is open as it was understood; `sure` is the second question answered."""

    imported: int
    sure: int = 0


@meaning("imp:changes")
@dataclass(frozen=True, slots=True)
class ShowChanges(Meaning):
    """What loading it changes."""

    imported: int
    page: int = 0


@meaning("imp:load")
@dataclass(frozen=True, slots=True)
class LoadImport(Meaning):
    """Load it; `mark` is that of what was shown, `sure` the second question answered, where much would be gone."""

    imported: int
    mark: int
    sure: int = 0


@meaning("imp:drop")
@dataclass(frozen=True, slots=True)
class DropImport(Meaning):
    """Load nothing of it; `sure` is the second question answered."""

    imported: int
    sure: int = 0


@meaning("imp:memory")
@dataclass(frozen=True, slots=True)
class ShowRemembered(Meaning):
    """What a programme has settled for all its documents."""

    programme: int
    page: int = 0


@meaning("imp:forget")
@dataclass(frozen=True, slots=True)
class ForgetRemembered(Meaning):
    """Ask that again from now on."""

    programme: int
    answer: int
