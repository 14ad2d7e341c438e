"""Everything that a button of ours can mean, by rooms. A new button begins with a line here."""

from dataclasses import dataclass

from messages.buttons import Meaning, meaning


@meaning("menu:show")
@dataclass(frozen=True, slots=True)
class ShowMenu(Meaning):
    """Back to the beginning."""


@meaning("menu:more")
@dataclass(frozen=True, slots=True)
class ShowMore(Meaning):
    """What the menu has no room for."""

    page: int = 0


@meaning("tasks:fill")
@dataclass(frozen=True, slots=True)
class FillTask(Meaning):
    """Answer what a task asks, or change the answer."""

    task: int


@meaning("tasks:list")
@dataclass(frozen=True, slots=True)
class TaskList(Meaning):
    """A page of tasks; `kind` is open, late, done or check; `organisation` 0 means all of them."""

    kind: str
    page: int = 0
    organisation: int = 0


@meaning("tasks:open")
@dataclass(frozen=True, slots=True)
class OpenTask(Meaning):
    """Show the card of a task."""

    task: int


@meaning("tasks:done")
@dataclass(frozen=True, slots=True)
class MarkDone(Meaning):
    """The task is done."""

    task: int


@meaning("tasks:undo")
@dataclass(frozen=True, slots=True)
class WithdrawDone(Meaning):
    """It was not done after all."""

    task: int


@meaning("tasks:more_time")
@dataclass(frozen=True, slots=True)
class AskMoreTime(Meaning):
    """Ask for a later day."""

    task: int


@meaning("tasks:decide")
@dataclass(frozen=True, slots=True)
class DecideExtension(Meaning):
    """Give or refuse more time; `agree` is 1 or 0."""

    extension: int
    agree: int


@meaning("tasks:not_ours")
@dataclass(frozen=True, slots=True)
class NotOurs(Meaning):
    """The task does not concern this organisation."""

    task: int


@meaning("tasks:hand")
@dataclass(frozen=True, slots=True)
class HandOver(Meaning):
    """Choose who will do the task, from a page of the team."""

    task: int
    page: int = 0


@meaning("tasks:hand_to")
@dataclass(frozen=True, slots=True)
class HandTo(Meaning):
    """This member will do it."""

    task: int
    participant: int


@meaning("tasks:accept")
@dataclass(frozen=True, slots=True)
class AcceptTask(Meaning):
    """The evidence is good."""

    task: int


@meaning("tasks:return")
@dataclass(frozen=True, slots=True)
class ReturnTask(Meaning):
    """The evidence lacks something."""

    task: int


@meaning("roadmap:move")
@dataclass(frozen=True, slots=True)
class MoveDate(Meaning):
    """Another due date of an activity, for everyone."""

    activity: int


@meaning("questions:ask")
@dataclass(frozen=True, slots=True)
class AskCurator(Meaning):
    """A question to the curator; `task` 0 means in general."""

    task: int = 0


@meaning("schools:list")
@dataclass(frozen=True, slots=True)
class ShowSchools(Meaning):
    """The organisations that a person watches over."""

    page: int = 0


@meaning("join:agree")
@dataclass(frozen=True, slots=True)
class Agree(Meaning):
    """Consent to the processing of personal data; `code` is the invite's, `text` the fingerprint of what was shown."""

    code: str
    text: str = ""


@meaning("join:decline")
@dataclass(frozen=True, slots=True)
class Decline(Meaning):
    """No consent."""

    code: str


@meaning("join:join")
@dataclass(frozen=True, slots=True)
class Join(Meaning):
    """Yes, this invite is for me; `text` is the fingerprint of the consent that was agreed to."""

    code: str
    text: str = ""


@meaning("join:not_me")
@dataclass(frozen=True, slots=True)
class NotMe(Meaning):
    """The invite names somebody else."""

    code: str


@meaning("join:name")
@dataclass(frozen=True, slots=True)
class CorrectName(Meaning):
    """The name is written wrongly."""


@meaning("form:pick")
@dataclass(frozen=True, slots=True)
class FormPick(Meaning):
    """An offered answer; `serial` is the form's step that offered it."""

    serial: int
    value: str


@meaning("form:back")
@dataclass(frozen=True, slots=True)
class FormBack(Meaning):
    """To the step before."""

    serial: int


@meaning("form:skip")
@dataclass(frozen=True, slots=True)
class FormSkip(Meaning):
    """Leave this step without an answer."""

    serial: int


@meaning("form:cancel")
@dataclass(frozen=True, slots=True)
class FormCancel(Meaning):
    """Give the form up."""

    serial: int


@meaning("form:resume")
@dataclass(frozen=True, slots=True)
class FormResume(Meaning):
    """Show the open form again."""


@meaning("tasks:show_evidence")
@dataclass(frozen=True, slots=True)
class ShowEvidence(Meaning):
    """Send the files and words that were given as evidence."""

    task: int


@meaning("tasks:drop")
@dataclass(frozen=True, slots=True)
class DropTask(Meaning):
    """The task does not concern the organisation: cancel it."""

    task: int


@meaning("tasks:keep")
@dataclass(frozen=True, slots=True)
class KeepTask(Meaning):
    """The task does concern the organisation: it stays."""

    task: int


@meaning("addresses:show")
@dataclass(frozen=True, slots=True)
class ShowAddresses(Meaning):
    """The messengers of this person."""


@meaning("addresses:add")
@dataclass(frozen=True, slots=True)
class AddAddress(Meaning):
    """A code that brings another messenger."""


@meaning("addresses:choose")
@dataclass(frozen=True, slots=True)
class ChooseAddress(Meaning):
    """Which one shall reminders and notices go to?"""


@meaning("addresses:prefer")
@dataclass(frozen=True, slots=True)
class PreferAddress(Meaning):
    """This one; "" is wherever the person wrote last. `key` names one of their own addresses to them alone."""

    key: str = ""


@meaning("addresses:drop")
@dataclass(frozen=True, slots=True)
class DropAddress(Meaning):
    """Remove one: which, and really? Nothing happens yet."""

    key: str = ""


@meaning("addresses:drop_now")
@dataclass(frozen=True, slots=True)
class UnlinkAddress(Meaning):
    """Really."""

    key: str


@meaning("link:already_in")
@dataclass(frozen=True, slots=True)
class AlreadyIn(Meaning):
    """A stranger says that they take part already, from another messenger."""


@meaning("link:ask")
@dataclass(frozen=True, slots=True)
class AskToLink(Meaning):
    """A stranger says that it was them who used this invite."""

    code: str


@meaning("link:yes")
@dataclass(frozen=True, slots=True)
class AllowLink(Meaning):
    """That was me."""

    request: int


@meaning("link:no")
@dataclass(frozen=True, slots=True)
class ForbidLink(Meaning):
    """That was not me."""

    request: int


@meaning("privacy:my_data")
@dataclass(frozen=True, slots=True)
class MyData(Meaning):
    """What is stored of me?"""


@meaning("privacy:export")
@dataclass(frozen=True, slots=True)
class ExportData(Meaning):
    """All of it, as a file."""


@meaning("privacy:forget")
@dataclass(frozen=True, slots=True)
class Forget(Meaning):
    """Forget me: what would go, and what would stay?"""


@meaning("privacy:sure")
@dataclass(frozen=True, slots=True)
class ForgetSure(Meaning):
    """Yes; `last` is 1 on the second time of asking. The token is good once."""

    token: int
    last: int


@meaning("consent:agree")
@dataclass(frozen=True, slots=True)
class AgreeAnew(Meaning):
    """Consent to a new text; `text` is its fingerprint."""

    text: str


@meaning("consent:decline")
@dataclass(frozen=True, slots=True)
class DeclineAnew(Meaning):
    """No consent to the new text."""


@meaning("consent:read")
@dataclass(frozen=True, slots=True)
class ReadConsent(Meaning):
    """Show the new text again."""


@meaning("audit:show")
@dataclass(frozen=True, slots=True)
class ShowJournal(Meaning):
    """A page of what operators, curators and coordinators have changed."""

    page: int = 0
