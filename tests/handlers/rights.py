"""Every button there is, and who may press it."""

from collections.abc import Callable
from datetime import date

from messages import (
    meanings,
    meanings_of_appointments,
    meanings_of_asks,
    meanings_of_attendance,
    meanings_of_broadcasts,
    meanings_of_chats,
    meanings_of_consultations,
    meanings_of_events,
    meanings_of_events_desk,
    meanings_of_library,
    meanings_of_people,
    meanings_of_review,
    meanings_of_surveys,
)
from messages.buttons import Meaning
from tests.handlers import (
    rights_of_asks,
    rights_of_cards,
    rights_of_consultations,
    rights_of_contests,
    rights_of_courses,
    rights_of_fulfilment,
    rights_of_imports,
    rights_of_meetings,
    rights_of_own_plans,
    rights_of_rehearsals,
    rights_of_requests,
)
from tests.handlers.busy import Ids
from tests.handlers.conftest import Village
from tests.handlers.rights_of_asks import Asked
from tests.handlers.rights_of_cards import Carded
from tests.handlers.rights_of_contests import Contested
from tests.handlers.rights_of_courses import RIGHTS_OF_COURSES
from tests.handlers.rights_of_hours import RIGHTS_OF_HOURS
from tests.handlers.rights_of_imports import Imported
from tests.handlers.rights_of_meetings import Met
from tests.handlers.rights_of_own_plans import Owned
from tests.handlers.rights_of_registers import (
    REFUSALS as REFUSALS_OF_REGISTERS,
)
from tests.handlers.rights_of_registers import (
    RIGHTS_OF_REGISTERS,
)
from tests.handlers.rights_of_requests import Requested

EVERYBODY = ("director", "teacher", "coordinator", "curator", "far_curator", "operator", "observer", "other_director",
             "other_coordinator", "mentor", "expert", "guest", "stranger")
HUGE = 999_999_999_999_999_999


Press = Callable[[Ids], Meaning]
SEE = frozenset({"director", "coordinator", "curator", "operator", "observer"})
DO = frozenset({"director", "operator"})
GIVE = frozenset({"director"})
DECIDE = frozenset({"coordinator", "curator", "operator"})
READ = frozenset({"coordinator", "operator"})
"""Whose turn it is with what has just been reported."""
MOVE = frozenset({"curator", "far_curator", "operator"})
RESULTS = SEE | MOVE | {"other_director", "other_coordinator"}
ASKED = frozenset({"director", "other_director", "teacher"})
HOLD = frozenset({"curator", "operator"})
"""Who holds the event: whoever made it, and those who answer for the whole programme."""
NOBODY: frozenset[str] = frozenset()

OF_SHEETS: tuple[Callable[[int], Meaning], ...] = (
    lambda sheet: meanings_of_surveys.PickOption(sheet, 1, 0, 0),
    lambda sheet: meanings_of_surveys.PickOption(sheet, HUGE // 1000, 0, 0),
    lambda sheet: meanings_of_surveys.MarkOption(sheet, 1, 0, 0, 1),
    lambda sheet: meanings_of_surveys.PickDay(sheet, 1, 0, date(2018, 5, 30)),
    lambda sheet: meanings_of_surveys.ShowWeek(sheet, 1, 0, date(2018, 5, 28)),
    lambda sheet: meanings_of_surveys.GoToQuestion(sheet, 1, 6),
    lambda sheet: meanings_of_surveys.PassQuestion(sheet, 1, 0),
    meanings_of_surveys.PauseSheet, meanings_of_surveys.ReviewSheet, meanings_of_surveys.SendSheet,
)
"""Every button of a sheet; it is in one person's hands."""

RIGHTS: list[tuple[Press, frozenset[str]]] = [
    (lambda ids: meanings.OpenTask(ids.open), SEE),
    (lambda ids: meanings.ShowEvidence(ids.done), SEE),
    (lambda ids: meanings.AskCurator(ids.open), SEE),
    (lambda ids: meanings.MarkDone(ids.open), DO),
    (lambda ids: meanings.WithdrawDone(ids.done), DO),
    (lambda ids: meanings.AskMoreTime(ids.open), DO),
    (lambda ids: meanings.NotOurs(ids.open), DO),
    (lambda ids: meanings.HandOver(ids.open), GIVE),
    (lambda ids: meanings.HandOver(ids.open, 7), GIVE),
    (lambda ids: meanings.HandTo(ids.open, ids.colleague), GIVE),
    (lambda ids: meanings.HandTo(ids.open, 0), GIVE),
    (lambda ids: meanings.AcceptTask(ids.done), frozenset({"operator"})),
    (lambda ids: meanings.ReturnTask(ids.done), READ),
    (lambda ids: meanings_of_review.PassTask(ids.done), READ),
    (lambda ids: meanings.DecideExtension(ids.extension, 1), DECIDE),
    (lambda ids: meanings.DecideExtension(ids.extension, 0), DECIDE),
    (lambda ids: meanings.DropTask(ids.open), DECIDE),
    (lambda ids: meanings.KeepTask(ids.open), DECIDE),
    (lambda ids: meanings.MoveDate(ids.activity), MOVE),
    (lambda ids: meanings.ShowJournal(), MOVE),
    (lambda ids: meanings.ShowJournal(HUGE), MOVE),
    *((lambda ids, kind=kind: meanings.TaskList(kind), NOBODY) for kind in ("check", "watch_", "nonsense", "")),
    *((lambda ids, kind=kind: kind(HUGE), NOBODY) for kind in (meanings.FormBack, meanings.FormCancel,
                                                              meanings.FormSkip)),
    (lambda ids: meanings.FormPick(HUGE, "enough"), NOBODY),
    *((lambda ids, kind=kind: kind("nobodys"), NOBODY) for kind in (meanings.PreferAddress, meanings.DropAddress,
                                                                  meanings.UnlinkAddress)),
    *((lambda ids, kind=kind: kind(HUGE), NOBODY) for kind in (meanings.AllowLink, meanings.ForbidLink)),
]
RIGHTS += [
    (lambda ids: meanings_of_surveys.OpenWave(ids.wave), ASKED),
    (lambda ids: meanings_of_surveys.OpenWave(ids.wave, HUGE), ASKED),
    (lambda ids: meanings_of_surveys.OpenWave(HUGE), NOBODY),
    (lambda ids: meanings_of_surveys.OpenSheet(ids.wave, ids.unit), GIVE),
    (lambda ids: meanings_of_surveys.OpenSheet(HUGE, ids.unit), NOBODY),
    *((lambda ids, build=build: build(ids.sheet), GIVE) for build in OF_SHEETS),
    *((lambda ids, build=build: build(HUGE), NOBODY) for build in OF_SHEETS),
    (lambda ids: meanings_of_surveys.MakeSurvey(), MOVE),
    (lambda ids: meanings_of_surveys.OpenResults(ids.wave), RESULTS),
    (lambda ids: meanings_of_surveys.OpenResults(HUGE), NOBODY),
    (lambda ids: meanings_of_surveys.OpenResults(ids.wave, HUGE), NOBODY),
    (lambda ids: meanings_of_surveys.ShowMissing(ids.wave), RESULTS - {"observer"}),
    (lambda ids: meanings_of_surveys.RemindMissing(ids.wave), RESULTS - {"observer"}),
    (lambda ids: meanings_of_surveys.ShowChart(ids.wave, 0), RESULTS),
    (lambda ids: meanings_of_surveys.ShowChart(ids.wave, HUGE), NOBODY),
    (lambda ids: meanings_of_surveys.ExportResults(ids.wave), MOVE),
    (lambda ids: meanings_of_surveys.TakeSheet(ids.sheet), NOBODY),
    (lambda ids: meanings_of_surveys.HandSheet(ids.sheet), NOBODY),
    (lambda ids: meanings_of_surveys.HandSheetTo(ids.sheet, ids.colleague), NOBODY),
]
SENDERS = frozenset({"director", "coordinator", "curator", "far_curator", "operator", "other_director",
                     "other_coordinator"})
OWN = frozenset({"curator"})
SENT = frozenset({"curator", "operator"})
READERS = frozenset({"teacher"})
OF_DRAFTS: tuple[Callable[[int], Meaning], ...] = (
    meanings_of_broadcasts.RewriteBroadcast, meanings_of_broadcasts.ChooseAudience,
    lambda draft: meanings_of_broadcasts.NarrowAudience(draft, "role"),
    lambda draft: meanings_of_broadcasts.NarrowAudience(draft, "school", HUGE // 10**12),
    lambda draft: meanings_of_broadcasts.PickValue(draft, "role", "teacher", 1),
    lambda draft: meanings_of_broadcasts.TurnRound(draft, "role", 1),
    lambda draft: meanings_of_broadcasts.ClearCondition(draft, "role"),
    meanings_of_broadcasts.ShowAudience, lambda draft: meanings_of_broadcasts.ShowAudience(draft, HUGE),
    meanings_of_broadcasts.PreviewBroadcast, meanings_of_broadcasts.ScheduleBroadcast,
    meanings_of_broadcasts.ConfirmBroadcast, lambda draft: meanings_of_broadcasts.SendBroadcast(draft, HUGE),
    meanings_of_broadcasts.ProbeBroadcast,
)
"""Every button of a draft; the last one lets it go."""
OF_SENT: tuple[Callable[[int], Meaning], ...] = (
    meanings_of_broadcasts.PauseBroadcast, meanings_of_broadcasts.ResumeBroadcast, meanings_of_broadcasts.ShowMissed,
    meanings_of_broadcasts.CancelBroadcast, meanings_of_broadcasts.SendAgain, meanings_of_broadcasts.ShowSilent,
    lambda sent: meanings_of_broadcasts.ShowMissed(sent, HUGE),
)
"""Every button of one that has gone out."""
RIGHTS += [
    (lambda ids: meanings_of_broadcasts.ShowBroadcasts(), SENDERS),
    (lambda ids: meanings_of_broadcasts.ShowBroadcasts(HUGE), SENDERS),
    (lambda ids: meanings_of_broadcasts.ComposeBroadcast("letter"), SENDERS),
    (lambda ids: meanings_of_broadcasts.ComposeBroadcast("each"), SENDERS),
    (lambda ids: meanings_of_broadcasts.ComposeBroadcast("invitation"), NOBODY),
    *((lambda ids, what=what, page=page: meanings_of_broadcasts.ShowParts(ids.parts, what, page), OWN)
      for what in ("found", "lost", "empty", "unread") for page in (0, HUGE // 1000)),
    (lambda ids: meanings_of_broadcasts.ShowParts(ids.parts, "nonsense"), NOBODY),
    (lambda ids: meanings_of_broadcasts.ShowParts(ids.draft), NOBODY),
    (lambda ids: meanings_of_broadcasts.ShowParts(ids.cast), NOBODY),
    (lambda ids: meanings_of_broadcasts.ShowParts(HUGE), NOBODY),
    (lambda ids: meanings_of_broadcasts.OpenBroadcast(ids.cast), SENT),
    (lambda ids: meanings_of_broadcasts.OpenBroadcast(ids.draft), OWN),
    (lambda ids: meanings_of_broadcasts.NarrowAudience(ids.draft, "nonsense"), NOBODY),
    (lambda ids: meanings_of_broadcasts.PickValue(ids.draft, "role", "nonsense", 1), NOBODY),
    (lambda ids: meanings_of_broadcasts.ClickBroadcast(ids.cast, 0), READERS),
    (lambda ids: meanings_of_broadcasts.ClickBroadcast(ids.cast, 1), NOBODY),
    (lambda ids: meanings_of_broadcasts.ClickBroadcast(ids.draft, 0), NOBODY),
    *((lambda ids, build=build: build(ids.draft), OWN) for build in OF_DRAFTS),
    *((lambda ids, build=build: build(ids.cast), SENT) for build in OF_SENT),
    *((lambda ids, build=build: build(ids.cast), NOBODY) for build in OF_DRAFTS[:-2]),
    *((lambda ids, build=build: build(HUGE), NOBODY) for build in (*OF_DRAFTS, *OF_SENT)),
    (lambda ids: meanings_of_broadcasts.DropBroadcast(ids.spare), OWN),
    (lambda ids: meanings_of_broadcasts.DropBroadcast(ids.cast), NOBODY),
    (lambda ids: meanings_of_broadcasts.OpenBroadcast(HUGE), NOBODY),
    (lambda ids: meanings_of_broadcasts.ClickBroadcast(HUGE, 0), NOBODY),
]
OF_EVENTS: tuple[Callable[[int], Meaning], ...] = (
    meanings_of_attendance.OpenAttendance, meanings_of_attendance.ShowCode, meanings_of_attendance.ShowComers,
    lambda event: meanings_of_attendance.ShowComers(event, HUGE), meanings_of_attendance.FindComer,
    meanings_of_attendance.ExportAttendance, meanings_of_attendance.ShowCertificates,
    lambda event: meanings_of_attendance.ShowCertificates(event, HUGE),
)
"""Every button of those who hold an event."""
RIGHTS += [
    *((lambda ids, build=build: build(ids.event), HOLD) for build in OF_EVENTS),
    *((lambda ids, build=build: build(HUGE), NOBODY) for build in OF_EVENTS),
    *((lambda ids, on=on: meanings_of_attendance.MarkCame(ids.event, ids.colleague, on), HOLD) for on in (1, 0)),
    (lambda ids: meanings_of_attendance.MarkCame(ids.event, HUGE, 1), NOBODY),
    (lambda ids: meanings_of_attendance.MarkCame(HUGE, ids.colleague, 1), NOBODY),
    (lambda ids: meanings_of_attendance.CheckIn(ids.event), frozenset(EVERYBODY) - {"stranger"}),
    (lambda ids: meanings_of_attendance.CheckIn(HUGE), NOBODY),
    (lambda ids: meanings_of_attendance.GetCertificate(ids.event), NOBODY),
    (lambda ids: meanings_of_attendance.GetCertificate(HUGE), NOBODY),
]
COMERS = frozenset({"teacher"})
RIGHTS += [
    (lambda ids: meanings_of_events.OpenEvent(ids.meeting), COMERS | HOLD),
    (lambda ids: meanings_of_events.SendCalendar(ids.meeting), COMERS | HOLD),
    *((lambda ids, said=said: meanings_of_events.AnswerInvitation(ids.meeting, said), COMERS)
      for said in ("yes", "online", "no")),
    (lambda ids: meanings_of_events.SayWhyNot(ids.meeting), COMERS),
    *((lambda ids, said=said: meanings_of_events.AnswerInvitation(HUGE, said), NOBODY) for said in ("yes", "")),
    (lambda ids: meanings_of_broadcasts.OpenLetter(ids.letter), COMERS),
    (lambda ids: meanings_of_broadcasts.OpenLetter(ids.cast), NOBODY),
]
OF_DESK: tuple[Callable[[int], Meaning], ...] = (
    meanings_of_events_desk.OpenDesk, meanings_of_events_desk.InvitePeople, meanings_of_events_desk.ChangeEvent,
    lambda event: meanings_of_events_desk.ShowAnswers(event, "silent"), meanings_of_events_desk.TellNow,
    lambda event: meanings_of_events_desk.ShowAnswers(event, "yes", HUGE), meanings_of_events_desk.ShowGuests,
    meanings_of_events_desk.CloseGuests, meanings_of_events_desk.CallOff,
)
"""Every button on the desk of those who hold an event."""
RIGHTS += [
    *((lambda ids, build=build: build(ids.meeting), HOLD) for build in OF_DESK),
    *((lambda ids, build=build: build(HUGE), NOBODY) for build in OF_DESK),
    (lambda ids: meanings_of_events_desk.ShowAnswers(ids.meeting, "nonsense"), NOBODY),
    (lambda ids: meanings_of_events_desk.MakeEvent(), SENDERS),
    (lambda ids: meanings_of_events_desk.ShowDesk(), SENDERS),
    (lambda ids: meanings_of_events_desk.ShowDesk(HUGE), SENDERS),
]
OF_CHATS = (meanings_of_chats.OpenChat, meanings_of_chats.NameChat, meanings_of_chats.TellSubject,
            meanings_of_chats.ForgetChat)
RIGHTS += [
    (lambda ids: meanings_of_chats.ShowChats(), SENDERS),
    (lambda ids: meanings_of_chats.ShowChats(HUGE), SENDERS),
    *((lambda ids, kind=kind: kind(ids.chat), DECIDE) for kind in OF_CHATS),
    *((lambda ids, kind=kind: kind(HUGE), NOBODY) for kind in OF_CHATS),
    (lambda ids: meanings_of_chats.PostToChats(HUGE), NOBODY),
    (lambda ids: meanings_of_chats.PickChat(HUGE, ids.chat, 1), NOBODY),
    (lambda ids: meanings_of_chats.PublishInChats(HUGE), NOBODY),
    *((lambda ids, build=build: build(ids.threads), allowed) for build, allowed in rights_of_consultations.ROWS),
]
KEEPERS = frozenset({"curator", "far_curator", "mentor", "operator"})
RIGHTS += [
    (lambda ids: meanings_of_library.OpenMaterial(1), frozenset(EVERYBODY) - {"stranger"}),
    (lambda ids: meanings_of_library.OpenMaterial(HUGE), NOBODY),
    (lambda ids: meanings_of_library.AddMaterial(), KEEPERS),
    *((lambda ids, sure=sure: meanings_of_library.DropMaterial(1, sure), NOBODY) for sure in (0, 1)),
    (lambda ids: meanings_of_library.DropMaterial(HUGE, 1), NOBODY),
    *((lambda ids, who=who: meanings_of_people.AskPerson(who or ids.colleague), NOBODY) for who in (0, HUGE)),
]
OF_SLOTS: tuple[Callable[[int], Meaning], ...] = (
    meanings_of_appointments.OpenSlot, meanings_of_appointments.CancelSlot, meanings_of_appointments.HoldSlot,
    meanings_of_appointments.MissSlot, meanings_of_appointments.SayMinutes, meanings_of_appointments.ShowPresence,
    lambda slot: meanings_of_appointments.CancelSlot(slot, 1),
    lambda slot: meanings_of_appointments.OpenSlot(slot, HUGE),
    lambda slot: meanings_of_appointments.HoldSlot(slot, 1, 45),
    lambda slot: meanings_of_appointments.ShowPresence(slot, HUGE),
    lambda slot: meanings_of_appointments.MarkPresence(slot, 1, 0),
)
"""Every button of whoever has published a slot; see also test_slots.py."""
OF_BOOKINGS: tuple[Callable[[int], Meaning], ...] = (
    meanings_of_appointments.OpenBooking, meanings_of_appointments.NoteBooking, meanings_of_appointments.CancelBooking,
    lambda slot: meanings_of_appointments.CancelBooking(slot, 1), meanings_of_appointments.BookSlot,
    lambda slot: meanings_of_appointments.BookSlot(slot, slot), meanings_of_appointments.ShowDays,
    lambda owner: meanings_of_appointments.ShowTimes(owner, date(2018, 5, 22)),
)
"""Every button of whoever books; see also test_appointments.py."""
PUBLISHERS = frozenset({"curator", "far_curator", "mentor", "coordinator", "other_coordinator", "expert", "operator"})
RIGHTS += [
    *((lambda ids, build=build: build(HUGE), NOBODY) for build in OF_SLOTS + OF_BOOKINGS),
    (lambda ids: meanings_of_appointments.PublishSlots(), PUBLISHERS),
    (lambda ids: meanings_of_appointments.ShowSlots(), PUBLISHERS),
    (lambda ids: meanings_of_appointments.ShowSlots(HUGE), PUBLISHERS),
]


def _of_asks(build: Callable[[Asked], Meaning]) -> Press:
    return lambda ids: build(ids.asked)


def _of_hours(build: Callable[[int, int], Meaning]) -> Press:
    return lambda ids: build(ids.entry, ids.programme)


def _of_request(build: Callable[[Requested], Meaning]) -> Press:
    return lambda ids: build(ids.requested)


def _of_card(build: Callable[[Carded], Meaning]) -> Press:
    return lambda ids: build(ids.carded)


def _of_registers(build: Callable[[int, int], Meaning]) -> Press:
    return lambda ids: build(ids.record, ids.programme)


def _of_meeting(build: Callable[[Met], Meaning]) -> Press:
    return lambda ids: build(ids.met)


RIGHTS += [(_of_meeting(build), allowed) for build, allowed in rights_of_meetings.ROWS]


def _of_contest(build: Callable[[Contested], Meaning]) -> Press:
    return lambda ids: build(ids.contested)


def _of_programme(build: Callable[[int], Meaning]) -> Press:
    return lambda ids: build(ids.programme)


RIGHTS += [(_of_programme(build), allowed) for build, allowed in rights_of_rehearsals.ROWS]
RIGHTS += [(_of_hours(build), allowed) for build, allowed in RIGHTS_OF_HOURS]
RIGHTS += [(_of_asks(build), allowed) for build, allowed in rights_of_asks.ROWS]
RIGHTS += [(_of_card(build), allowed) for build, allowed in rights_of_cards.ROWS]
RIGHTS += [(_of_request(build), allowed) for build, allowed in rights_of_requests.ROWS]
RIGHTS += [(_of_registers(build), allowed) for build, allowed in RIGHTS_OF_REGISTERS]
RIGHTS += [(_of_contest(build), allowed) for build, allowed in rights_of_contests.ROWS]


def _of_courses(build: Callable[[int, int], Meaning]) -> Press:
    return lambda ids: build(ids.course, ids.colleague)


RIGHTS += [(_of_courses(build), allowed) for build, allowed in RIGHTS_OF_COURSES]


def _of_imports(build: Callable[[Imported], Meaning]) -> Press:
    return lambda ids: build(ids.imported)


RIGHTS += [(_of_imports(build), allowed) for build, allowed in rights_of_imports.ROWS]


def _of_own_plans(build: Callable[[Owned], Meaning]) -> Press:
    return lambda ids: build(ids.owned)


RIGHTS += [(_of_own_plans(build), allowed) for build, allowed in rights_of_own_plans.ROWS]
RIGHTS += [(_of_programme(build), allowed) for build, allowed in rights_of_fulfilment.ROWS]
OF_IDS = (meanings.OpenTask, meanings.ShowEvidence, meanings.MarkDone, meanings.WithdrawDone, meanings.AskMoreTime,
          meanings.NotOurs, meanings.HandOver, meanings.AcceptTask, meanings.ReturnTask, meanings.DropTask,
          meanings_of_review.PassTask, meanings.KeepTask, meanings.MoveDate, meanings_of_events.OpenEvent,
          meanings_of_events.SayWhyNot, meanings_of_events.SendCalendar, meanings_of_broadcasts.OpenLetter,
          *rights_of_consultations.OF_IDS, *rights_of_asks.OF_IDS)
"""Buttons of one id: nobody, not even an operator, gets anywhere with an id of nothing."""
FREE = {meanings.ShowMenu, meanings.ShowMore, meanings.ShowSchools, meanings.FormResume, meanings.CorrectName,
        meanings.ShowAddresses, meanings.AddAddress, meanings.ChooseAddress, meanings_of_surveys.ShowSurveys,
        meanings_of_surveys.ShowResults, meanings_of_attendance.ShowHours, meanings_of_events.ShowEvents,
        meanings_of_library.ShowLibrary, meanings_of_library.SearchLibrary, meanings_of_library.ShowFound,
        meanings_of_people.ShowPeople, meanings_of_people.ShowLookedAfter,
        meanings_of_consultations.MyQuestions, meanings_of_asks.MyAsks,
        meanings_of_appointments.ShowOwners, meanings_of_appointments.ShowBookings, *rights_of_cards.FREE,
        *rights_of_courses.FREE}
"""They show nothing but one's own."""
OWN_DATA = {meanings.MyData, meanings.ExportData, meanings.Forget, meanings.ForgetSure, meanings.AgreeAnew,
            meanings.DeclineAnew, meanings.ReadConsent}
"""Everybody's own data and consent; see test_privacy.py."""
TO_STRANGERS = {meanings.Agree, meanings.Decline, meanings.Join, meanings.NotMe, meanings.AlreadyIn, meanings.AskToLink}
"""See test_registration.py and test_linking.py."""
REFUSALS = ("tasks/not_yours", "tasks/not_allowed", "fallback/unknown_button", "forms/over", "registration/stranger",
            "addresses/gone", "addresses/over", "audit/not_allowed", "surveys/not_yours", "surveys/gone",
            "surveys/not_a_maker", "results/not_yours", "broadcasts/not_yours", "broadcasts/not_a_sender",
            "broadcasts/gone_out", "broadcasts/only_a_look", "fallback/gone", "attendance/not_yours",
            "attendance/not_here", "certificates/not_there", "desk/not_a_holder", "events/not_yours",
            "chats/not_yours", "library/not_there", "library/not_yours", "library/not_a_keeper", "people/not_yours",
            "appointments/not_yours", "appointments/none_free", "appointments/begun", "slots/not_yours",
            "slots/not_an_owner", "hours/not_yours", "hours/not_a_giver", "hours/not_an_overseer",
            "requests/not_yours", "requests/not_an_asker",
            "review/turn_coordinator", "review/pass_it_on",
            *REFUSALS_OF_REGISTERS,
            *rights_of_asks.REFUSALS,
            "meetings/not_yours",
            "meetings/not_a_maker",
            "visits/not_yours",
            "visits/not_a_visitor",
            "visits/not_your_school",
            *rights_of_cards.REFUSALS,
            *rights_of_fulfilment.REFUSALS,
            "contests/not_yours",
            "contests/not_a_caller",
            *rights_of_courses.REFUSALS,
            *rights_of_imports.REFUSALS,
            *rights_of_own_plans.REFUSALS,
            *rights_of_rehearsals.REFUSALS,
            )


def refused(village: Village, ids: Ids) -> set[str]:
    """All that is said to those who may not."""
    ours = village.stage.app.catalogues.ours
    return {ours.words(name) for name in REFUSALS} | rights_of_consultations.refusals(village, ids.threads)
