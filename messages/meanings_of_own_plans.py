"""What the buttons of own plans mean: a school or a municipality has its plan read, and somebody reads it."""

from dataclasses import dataclass

from messages.buttons import Meaning, meaning


@meaning("own:new")
@dataclass(frozen=True, slots=True)
class SendOwnPlan(Meaning):
    """A new document of one's own organisation."""


@meaning("own:submit")
@dataclass(frozen=True, slots=True)
class SubmitOwnPlan(Meaning):
    """Have it read."""

    imported: int


@meaning("own:recall")
@dataclass(frozen=True, slots=True)
class RecallOwnPlan(Meaning):
    """Go on with it oneself."""

    imported: int


@meaning("own:list")
@dataclass(frozen=True, slots=True)
class ShowOwnPlans(Meaning):
    """Those that one is to read."""

    page: int = 0


@meaning("own:open")
@dataclass(frozen=True, slots=True)
class ReadOwnPlan(Meaning):
    """One of them."""

    imported: int


@meaning("own:rows")
@dataclass(frozen=True, slots=True)
class ReadOwnRows(Meaning):
    """All its activities."""

    imported: int
    page: int = 0


@meaning("own:remarks")
@dataclass(frozen=True, slots=True)
class ReadOwnRemarks(Meaning):
    """What one should look at in it."""

    imported: int
    page: int = 0


@meaning("own:changes")
@dataclass(frozen=True, slots=True)
class ReadOwnChanges(Meaning):
    """What it changes of the one before."""

    imported: int
    page: int = 0


@meaning("own:good")
@dataclass(frozen=True, slots=True)
class AcceptOwnPlan(Meaning):
    """It is good; `mark` is that of what was shown, `sure` the second question answered, where much would be gone."""

    imported: int
    mark: int
    sure: int = 0


@meaning("own:return")
@dataclass(frozen=True, slots=True)
class ReturnOwnPlan(Meaning):
    """Send it back with a remark."""

    imported: int
