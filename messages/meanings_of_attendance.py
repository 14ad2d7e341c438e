"""What the buttons of attendance mean: the code, the list, the sheet, certificates and hours."""

from dataclasses import dataclass

from messages.buttons import Meaning, meaning


@meaning("came:open")
@dataclass(frozen=True, slots=True)
class OpenAttendance(Meaning):
    """How many came, and all that an organiser can do about it."""

    event: int


@meaning("came:code")
@dataclass(frozen=True, slots=True)
class ShowCode(Meaning):
    """The code of now, to be shown at the place."""

    event: int


@meaning("came:check_in")
@dataclass(frozen=True, slots=True)
class CheckIn(Meaning):
    """I am here; asks for the code. `event` 0 means the one that the code fits."""

    event: int = 0


@meaning("came:list")
@dataclass(frozen=True, slots=True)
class ShowComers(Meaning):
    """A page of the list, to be ticked."""

    event: int
    page: int = 0


@meaning("came:mark")
@dataclass(frozen=True, slots=True)
class MarkCame(Meaning):
    """Somebody shall be marked as having come (`on` is 1) or not (0)."""

    event: int
    participant: int
    on: int
    page: int = 0


@meaning("came:find")
@dataclass(frozen=True, slots=True)
class FindComer(Meaning):
    """Look for somebody by a part of their name."""

    event: int


@meaning("came:sheet")
@dataclass(frozen=True, slots=True)
class ExportAttendance(Meaning):
    """The list as a workbook."""

    event: int


@meaning("certs:list")
@dataclass(frozen=True, slots=True)
class ShowCertificates(Meaning):
    """A page of those who came, with the numbers of their certificates."""

    event: int
    page: int = 0


@meaning("certs:get")
@dataclass(frozen=True, slots=True)
class GetCertificate(Meaning):
    """My certificate of this event."""

    event: int


@meaning("hours:show")
@dataclass(frozen=True, slots=True)
class ShowHours(Meaning):
    """A page of what I have been to, and the hours."""

    page: int = 0
