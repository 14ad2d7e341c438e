"""For each button of the product: what it would be with somebody else's ids on it, and who may press that after all."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

from messages import (
    meanings,
    meanings_of_appointments,
    meanings_of_attendance,
    meanings_of_broadcasts,
    meanings_of_chats,
    meanings_of_events,
    meanings_of_events_desk,
    meanings_of_ledger,
    meanings_of_library,
    meanings_of_people,
    meanings_of_review,
    meanings_of_surveys,
)
from messages.buttons import Meaning
from tests.hostile import (
    targets_of_asks,
    targets_of_cards,
    targets_of_consultations,
    targets_of_contests,
    targets_of_courses,
    targets_of_fulfilment,
    targets_of_imports,
    targets_of_meetings,
    targets_of_own_plans,
    targets_of_registers,
    targets_of_rehearsals,
    targets_of_requests,
)
from tests.hostile.world import COMERS, EVERYBODY, NOBODY, World

Build = Callable[[World], Meaning]
SEE = frozenset({"director", "coordinator", "curator", "operator", "observer"})
DO = frozenset({"director", "operator"})
GIVE = frozenset({"director"})
OTHERS = frozenset({"other_director", "operator"})
DECIDE = frozenset({"coordinator", "curator", "operator"})
ANSWER = frozenset({"curator", "operator"})
MOVE = frozenset({"curator", "far_curator", "operator"})
RESULTS = SEE | MOVE | {"other_director", "other_coordinator"}
HOLD = frozenset({"curator", "operator"})
IN_PROGRAMME = frozenset(EVERYBODY) - {"stranger"}
ASKED = frozenset({"director", "other_director", "teacher", "colleague"})
COME = frozenset({"teacher", "colleague"})
AUTHOR = frozenset({"curator"})
SENDERS = frozenset({"director", "other_director", "coordinator", "other_coordinator", "curator", "far_curator",
                     "operator"})
READER = frozenset({"teacher"})
PUBLISHERS = frozenset({"curator", "far_curator", "mentor", "coordinator", "other_coordinator", "expert", "operator"})
BOOKERS = frozenset(EVERYBODY) - {"stranger", "curator", "far_curator", "operator", "observer"}
"""Whose school or municipality the curator looks after."""
OVERSEERS = MOVE | {"coordinator", "other_coordinator"}
GIVERS = OVERSEERS | {"mentor", "expert"}
STRANGERS = frozenset({"stranger"})
"""Whoever holds a used invite may have its owner asked, and that is all."""

Targets = list[tuple[Build, frozenset[str]]]
T = TypeVar("T")


def _plain(kind: Callable[[], Meaning]) -> Targets:
    return [(lambda world: kind(), NOBODY)]


def _each(build: Callable[[World, T], Meaning], values: Iterable[T], allowed: frozenset[str]) -> Targets:
    """One for each of these values."""

    def bound(value: T) -> Build:
        return lambda world: build(world, value)

    return [(bound(value), allowed) for value in values]


def _ahead(kind: Callable[[int], Meaning]) -> Targets:
    """Of the event that the curator has made and that lies ahead."""
    return [(lambda world: kind(world.ids.meeting), HOLD)]


def _drafted(kind: Callable[[int], Meaning]) -> Targets:
    """Of the curator's draft; and of the other as if it had not gone out, which is of use to nobody."""
    return [(lambda world: kind(world.ids.draft), AUTHOR), (lambda world: kind(world.ids.cast), NOBODY)]


def _sent(kind: Callable[[int], Meaning]) -> Targets:
    """Of what has gone out; and of the draft as if it had, which only its author looks at."""
    return [(lambda world: kind(world.ids.cast), ANSWER), (lambda world: kind(world.ids.draft), AUTHOR)]


def _held(kind: Callable[[int], Meaning]) -> Targets:
    """A button of those who hold the event."""
    return [(lambda world: kind(world.ids.event), HOLD)]


def _of_slot(kind: Callable[[int], Meaning]) -> Targets:
    """Of a time that the curator has published."""
    return [(lambda world: kind(world.ids.slot), AUTHOR)]


def _of_booking(kind: Callable[[int], Meaning]) -> Targets:
    """Of the same, which the teacher has booked."""
    return [(lambda world: kind(world.ids.slot), READER)]


def _of_chat(kind: Callable[[int], Meaning]) -> Build:
    return lambda world: kind(world.ids.chat)


TARGETS: dict[type[Meaning], Targets] = {
    # What shows one's own alone may be pressed by everybody; nothing of others may come of it.
    **{kind: _plain(kind) for kind in (
        meanings.ShowMenu, meanings.ShowMore, meanings.ShowSchools, meanings.FormResume, meanings.ShowAddresses,
        meanings.AddAddress,
        meanings.ChooseAddress, meanings.AlreadyIn, meanings.MyData, meanings.ExportData, meanings.Forget,
        meanings.DeclineAnew, meanings.ReadConsent, meanings.CorrectName,
        meanings_of_surveys.ShowSurveys, meanings_of_surveys.ShowResults, meanings_of_attendance.ShowHours,
        meanings_of_events.ShowEvents, meanings_of_library.ShowLibrary, meanings_of_library.SearchLibrary,
        meanings_of_people.ShowPeople, meanings_of_people.ShowLookedAfter,
        meanings_of_appointments.ShowOwners, meanings_of_appointments.ShowBookings)},
    meanings.TaskList: _each(lambda world, kind: meanings.TaskList(kind, 0, world.ids.school),
                             ("watch_open", "watch_done", "watch_check", "open", "check"), SEE),
    meanings.OpenTask: [(lambda world: meanings.OpenTask(world.ids.open), SEE),
                        (lambda world: meanings.OpenTask(world.ids.handed), SEE | {"colleague"})],
    meanings.ShowEvidence: [(lambda world: meanings.ShowEvidence(world.ids.done), SEE)],
    meanings.MarkDone: [(lambda world: meanings.MarkDone(world.ids.open), DO),
                        (lambda world: meanings.MarkDone(world.ids.foreign), OTHERS)],
    meanings.WithdrawDone: [(lambda world: meanings.WithdrawDone(world.ids.done), DO)],
    meanings.AskMoreTime: [(lambda world: meanings.AskMoreTime(world.ids.open), DO)],
    meanings.DecideExtension: _each(
        lambda world, agree: meanings.DecideExtension(world.ids.extension, agree), (0, 1), DECIDE),
    meanings.NotOurs: [(lambda world: meanings.NotOurs(world.ids.open), DO)],
    meanings.HandOver: [(lambda world: meanings.HandOver(world.ids.open), GIVE)],
    meanings.HandTo: [(lambda world: meanings.HandTo(world.ids.open, world.ids.colleague), GIVE),
                      (lambda world: meanings.HandTo(world.ids.handed, 0), GIVE | {"colleague"})],
    meanings.AcceptTask: [(lambda world: meanings.AcceptTask(world.ids.done), DECIDE)],
    meanings.ReturnTask: [(lambda world: meanings.ReturnTask(world.ids.done), DECIDE)],
    meanings_of_review.PassTask: [(lambda world: meanings_of_review.PassTask(world.ids.done), DECIDE)],
    meanings.DropTask: [(lambda world: meanings.DropTask(world.ids.open), DECIDE)],
    meanings.KeepTask: [(lambda world: meanings.KeepTask(world.ids.open), DECIDE)],
    meanings.MoveDate: [(lambda world: meanings.MoveDate(world.ids.activity), MOVE)],
    meanings.AskCurator: [(lambda world: meanings.AskCurator(world.ids.open), SEE)],
    meanings.ShowJournal: _each(lambda world, page: meanings.ShowJournal(page), (0, 1), ANSWER),
    meanings.FormPick: _each(
        lambda world, value: meanings.FormPick(world.ids.serial, value), ("enough", "1", ""), GIVE),
    meanings.FormBack: [(lambda world: meanings.FormBack(world.ids.serial), GIVE)],
    meanings.FormSkip: [(lambda world: meanings.FormSkip(world.ids.serial), GIVE)],
    meanings.FormCancel: [(lambda world: meanings.FormCancel(world.ids.serial), GIVE)],
    meanings_of_surveys.OpenWave: [(lambda world: meanings_of_surveys.OpenWave(world.ids.wave), ASKED)],
    meanings_of_surveys.OpenSheet: [
        (lambda world: meanings_of_surveys.OpenSheet(world.ids.wave, world.ids.unit), GIVE)],
    meanings_of_surveys.PickOption: _each(
        lambda world, place: meanings_of_surveys.PickOption(world.ids.sheet, 1, place, 0), (0, 6), GIVE),
    meanings_of_surveys.MarkOption: [
        (lambda world: meanings_of_surveys.MarkOption(world.ids.sheet, 1, 0, 0, 1), GIVE)],
    meanings_of_surveys.PickDay: [
        (lambda world: meanings_of_surveys.PickDay(world.ids.sheet, 1, 0, date(2018, 5, 30)), GIVE)],
    meanings_of_surveys.ShowWeek: [
        (lambda world: meanings_of_surveys.ShowWeek(world.ids.sheet, 1, 0, date(2018, 5, 28)), GIVE)],
    meanings_of_surveys.GoToQuestion: [(lambda world: meanings_of_surveys.GoToQuestion(world.ids.sheet, 1, 0), GIVE)],
    meanings_of_surveys.PassQuestion: [(lambda world: meanings_of_surveys.PassQuestion(world.ids.sheet, 1, 0), GIVE)],
    meanings_of_surveys.PauseSheet: [(lambda world: meanings_of_surveys.PauseSheet(world.ids.sheet), GIVE)],
    meanings_of_surveys.MakeSurvey: [(lambda world: meanings_of_surveys.MakeSurvey(), MOVE)],
    meanings_of_surveys.OpenResults: _each(
        lambda world, place: meanings_of_surveys.OpenResults(world.ids.wave, place and world.ids.school), (0, 1),
        RESULTS),
    meanings_of_surveys.ShowMissing: _each(
        lambda world, place: meanings_of_surveys.ShowMissing(world.ids.wave, place and world.ids.school), (0, 1),
        RESULTS - {"observer"}),
    meanings_of_surveys.RemindMissing: [
        (lambda world: meanings_of_surveys.RemindMissing(world.ids.wave), RESULTS - {"observer"})],
    meanings_of_surveys.ShowChart: [(lambda world: meanings_of_surveys.ShowChart(world.ids.wave, 0), RESULTS)],
    meanings_of_surveys.ExportResults: [(lambda world: meanings_of_surveys.ExportResults(world.ids.wave), MOVE)],
    meanings_of_surveys.TakeSheet: [(lambda world: meanings_of_surveys.TakeSheet(world.ids.sheet), NOBODY)],
    meanings_of_surveys.HandSheet: [(lambda world: meanings_of_surveys.HandSheet(world.ids.sheet), NOBODY)],
    meanings_of_surveys.HandSheetTo: [
        (lambda world: meanings_of_surveys.HandSheetTo(world.ids.sheet, world.ids.colleague), NOBODY)],
    meanings_of_surveys.SendSheet: [(lambda world: meanings_of_surveys.SendSheet(world.ids.sheet), GIVE)],
    meanings_of_surveys.ReviewSheet: [(lambda world: meanings_of_surveys.ReviewSheet(world.ids.sheet), GIVE)],
    **{kind: _held(kind) for kind in (
        meanings_of_attendance.OpenAttendance, meanings_of_attendance.ShowCode, meanings_of_attendance.ShowComers,
        meanings_of_attendance.FindComer, meanings_of_attendance.ExportAttendance,
        meanings_of_attendance.ShowCertificates)},
    meanings_of_attendance.MarkCame: _each(
        lambda world, on: meanings_of_attendance.MarkCame(world.ids.event, world.ids.colleague, on), (0, 1), HOLD),
    meanings_of_attendance.CheckIn: [
        (lambda world: meanings_of_attendance.CheckIn(world.ids.event), IN_PROGRAMME)],
    meanings_of_attendance.GetCertificate: [
        (lambda world: meanings_of_attendance.GetCertificate(world.ids.event), NOBODY)],
    meanings_of_events.OpenEvent: [(lambda world: meanings_of_events.OpenEvent(world.ids.meeting), COMERS)],
    meanings_of_events.SendCalendar: [(lambda world: meanings_of_events.SendCalendar(world.ids.meeting), COMERS)],
    meanings_of_events.SayWhyNot: [(lambda world: meanings_of_events.SayWhyNot(world.ids.meeting), COME)],
    meanings_of_events.AnswerInvitation: _each(
        lambda world, answer: meanings_of_events.AnswerInvitation(world.ids.meeting, answer), ("yes", "no", "1"), COME),
    meanings_of_broadcasts.OpenLetter: [
        (lambda world: meanings_of_broadcasts.OpenLetter(world.ids.letter), frozenset({"teacher"}))],
    meanings_of_events_desk.ShowDesk: _plain(meanings_of_events_desk.ShowDesk),
    meanings_of_events_desk.MakeEvent: [(lambda world: meanings_of_events_desk.MakeEvent(), SENDERS)],
    **{kind: _ahead(kind) for kind in (
        meanings_of_events_desk.OpenDesk, meanings_of_events_desk.InvitePeople, meanings_of_events_desk.ChangeEvent,
        meanings_of_events_desk.TellNow, meanings_of_events_desk.CallOff, meanings_of_events_desk.ShowGuests,
        meanings_of_events_desk.CloseGuests)},
    meanings_of_events_desk.ShowAnswers: _each(
        lambda world, answer: meanings_of_events_desk.ShowAnswers(world.ids.meeting, answer), ("yes", "silent", "x"),
        HOLD),
    # Of the curator's broadcasts; the draft is nobody else's business.
    meanings_of_broadcasts.ShowBroadcasts: _plain(meanings_of_broadcasts.ShowBroadcasts),
    meanings_of_broadcasts.ComposeBroadcast: _each(
        lambda world, kind: meanings_of_broadcasts.ComposeBroadcast(kind), ("message", "letter"), SENDERS),
    meanings_of_broadcasts.OpenBroadcast: [
        (lambda world: meanings_of_broadcasts.OpenBroadcast(world.ids.cast), ANSWER),
        (lambda world: meanings_of_broadcasts.OpenBroadcast(world.ids.draft), AUTHOR)],
    **{kind: _drafted(kind) for kind in (
        meanings_of_broadcasts.RewriteBroadcast, meanings_of_broadcasts.DropBroadcast,
        meanings_of_broadcasts.ChooseAudience, meanings_of_broadcasts.PreviewBroadcast,
        meanings_of_broadcasts.ScheduleBroadcast, meanings_of_broadcasts.ConfirmBroadcast,
        meanings_of_broadcasts.ProbeBroadcast, meanings_of_broadcasts.ShowAudience)},
    meanings_of_broadcasts.NarrowAudience: _each(
        lambda world, by: meanings_of_broadcasts.NarrowAudience(world.ids.draft, by), ("role", "school", "x"), AUTHOR),
    meanings_of_broadcasts.PickValue: _each(
        lambda world, on: meanings_of_broadcasts.PickValue(world.ids.draft, "role", "operator", on), (0, 1), AUTHOR),
    meanings_of_broadcasts.TurnRound: [
        (lambda world: meanings_of_broadcasts.TurnRound(world.ids.draft, "role", 1), AUTHOR)],
    meanings_of_broadcasts.ClearCondition: [
        (lambda world: meanings_of_broadcasts.ClearCondition(world.ids.draft, "role"), AUTHOR)],
    meanings_of_broadcasts.SendBroadcast: _each(
        lambda world, people: meanings_of_broadcasts.SendBroadcast(world.ids.draft, people), (0, 1, 20), AUTHOR),
    **{kind: _sent(kind) for kind in (
        meanings_of_broadcasts.PauseBroadcast, meanings_of_broadcasts.ResumeBroadcast,
        meanings_of_broadcasts.CancelBroadcast, meanings_of_broadcasts.SendAgain, meanings_of_broadcasts.ShowMissed,
        meanings_of_broadcasts.ShowSilent)},
    meanings_of_broadcasts.ClickBroadcast: [
        (lambda world: meanings_of_broadcasts.ClickBroadcast(world.ids.cast, 0), frozenset({"teacher"})),
        (lambda world: meanings_of_broadcasts.ClickBroadcast(world.ids.cast, 1), NOBODY),
        (lambda world: meanings_of_broadcasts.ClickBroadcast(world.ids.draft, 0), NOBODY)],
    meanings_of_broadcasts.ShowParts: _each(
        lambda world, what: meanings_of_broadcasts.ShowParts(world.ids.cast, what),
        ("found", "lost", "empty", "unread"), NOBODY),
    meanings.PreferAddress: [(lambda world: meanings.PreferAddress(world.key("director")), GIVE)],
    meanings.DropAddress: [(lambda world: meanings.DropAddress(world.key("director")), GIVE)],
    meanings.UnlinkAddress: [(lambda world: meanings.UnlinkAddress(world.key("director")), GIVE)],
    meanings.AllowLink: [(lambda world: meanings.AllowLink(world.ids.request), GIVE)],
    meanings.ForbidLink: [(lambda world: meanings.ForbidLink(world.ids.request), GIVE)],
    meanings.ForgetSure: _each(lambda world, last: meanings.ForgetSure(world.ids.token, last), (0, 1), GIVE),
    meanings.AgreeAnew: [(lambda world: meanings.AgreeAnew("0123456789ab"), NOBODY)],
    meanings_of_chats.ShowChats: _plain(meanings_of_chats.ShowChats),
    **{kind: [(_of_chat(kind), SEE - {"observer"})] for kind in (
        meanings_of_chats.OpenChat, meanings_of_chats.NameChat, meanings_of_chats.TellSubject)},
    meanings_of_chats.ForgetChat: _each(
        lambda world, sure: meanings_of_chats.ForgetChat(world.ids.chat, sure), (0, 1), SEE - {"observer"}),
    meanings_of_chats.PostToChats: [(lambda world: meanings_of_chats.PostToChats(1), NOBODY)],
    meanings_of_chats.PickChat: [(lambda world: meanings_of_chats.PickChat(1, world.ids.chat, 1), NOBODY)],
    meanings_of_chats.PublishInChats: _each(lambda world, sure: meanings_of_chats.PublishInChats(1, sure), (0, 1),
                                            NOBODY),
    meanings_of_library.ShowFound: [(lambda world: meanings_of_library.ShowFound("pqodqamm"), IN_PROGRAMME)],
    meanings_of_library.OpenMaterial: [(lambda world: meanings_of_library.OpenMaterial(1), IN_PROGRAMME)],
    meanings_of_library.AddMaterial: [(lambda world: meanings_of_library.AddMaterial(), MOVE | {"mentor"})],
    meanings_of_library.DropMaterial: _each(lambda world, sure: meanings_of_library.DropMaterial(1, sure), (0, 1),
                                            NOBODY),
    meanings_of_people.AskPerson: [
        (lambda world: meanings_of_people.AskPerson(world.participant("coordinator")),
         frozenset({"director", "teacher", "colleague"}))],
    **targets_of_consultations.TARGETS,
    **targets_of_cards.TARGETS,
    **targets_of_requests.TARGETS,
    **targets_of_registers.TARGETS,
    **targets_of_rehearsals.TARGETS,
    **targets_of_asks.TARGETS,
    **targets_of_meetings.TARGETS,
    **targets_of_contests.TARGETS,
    **targets_of_courses.TARGETS,
    **targets_of_imports.TARGETS,
    **targets_of_own_plans.TARGETS,
    **targets_of_fulfilment.TARGETS,
    meanings_of_appointments.PublishSlots: [(lambda world: meanings_of_appointments.PublishSlots(), PUBLISHERS)],
    meanings_of_appointments.ShowSlots: [(lambda world: meanings_of_appointments.ShowSlots(), PUBLISHERS)],
    **{kind: _of_slot(kind) for kind in (
        meanings_of_appointments.OpenSlot, meanings_of_appointments.CancelSlot, meanings_of_appointments.ShowPresence,
        meanings_of_appointments.HoldSlot, meanings_of_appointments.SayMinutes, meanings_of_appointments.MissSlot)},
    meanings_of_appointments.MarkPresence: _each(
        lambda world, on: meanings_of_appointments.MarkPresence(world.ids.slot, world.participant("teacher"), on),
        (0, 1), AUTHOR),
    **{kind: _of_booking(kind) for kind in (
        meanings_of_appointments.OpenBooking, meanings_of_appointments.NoteBooking)},
    meanings_of_appointments.CancelBooking: _each(
        lambda world, sure: meanings_of_appointments.CancelBooking(world.ids.slot, sure), (0, 1), READER),
    meanings_of_appointments.BookSlot: [
        (lambda world: meanings_of_appointments.BookSlot(world.ids.slot), BOOKERS),
        (lambda world: meanings_of_appointments.BookSlot(world.ids.slot, world.ids.slot), READER)],
    meanings_of_appointments.ShowDays: [
        (lambda world: meanings_of_appointments.ShowDays(world.participant("curator"), world.ids.slot), BOOKERS)],
    meanings_of_appointments.ShowTimes: [
        (lambda world: meanings_of_appointments.ShowTimes(world.participant("curator"), date(2018, 5, 22)), BOOKERS)],
    meanings_of_ledger.ShowHoursGiven: [(lambda world: meanings_of_ledger.ShowHoursGiven(), GIVERS)],
    meanings_of_ledger.AddHours: [(lambda world: meanings_of_ledger.AddHours(), GIVERS)],
    meanings_of_ledger.OpenEntry: [(lambda world: meanings_of_ledger.OpenEntry(world.ids.entry), ANSWER)],
    meanings_of_ledger.CorrectEntry: _each(
        lambda world, what: meanings_of_ledger.CorrectEntry(world.ids.entry, what), ("minutes", "kind", "school"),
        ANSWER),
    meanings_of_ledger.StrikeEntry: _each(
        lambda world, sure: meanings_of_ledger.StrikeEntry(world.ids.entry, sure), (0, 1), ANSWER),
    meanings_of_ledger.ShowLedger: [(lambda world: meanings_of_ledger.ShowLedger(), OVERSEERS)],
    meanings_of_ledger.ShowFigures: [
        *_each(lambda world, by: meanings_of_ledger.ShowFigures(world.ids.programme, by), ("schools", "months"),
               OVERSEERS),
        (lambda world: meanings_of_ledger.ShowFigures(world.ids.programme, "curators"), frozenset({"operator"}))],
    meanings_of_ledger.ExportLedger: [
        (lambda world: meanings_of_ledger.ExportLedger(world.ids.programme), MOVE)],
    # Codes are their own proof: here are those that prove nothing, or nothing to those who press.
    meanings.Agree: [(lambda world: meanings.Agree(world.codes.used), NOBODY),
                     (lambda world: meanings.Agree(world.codes.listed), STRANGERS)],
    meanings.Join: [(lambda world: meanings.Join(world.codes.used), NOBODY),
                    (lambda world: meanings.Join(world.codes.revoked), NOBODY),
                    (lambda world: meanings.Join(world.codes.listed), STRANGERS)],
    meanings.Decline: [(lambda world: meanings.Decline(world.codes.used), NOBODY)],
    meanings.NotMe: [(lambda world: meanings.NotMe(world.codes.listed), NOBODY)],
    meanings.AskToLink: [(lambda world: meanings.AskToLink(world.codes.used), STRANGERS),
                         (lambda world: meanings.AskToLink(world.codes.revoked), NOBODY),
                         (lambda world: meanings.AskToLink(world.codes.listed), NOBODY)],
}


def attackers(allowed: frozenset[str]) -> list[str]:
    """Everybody who has no right to it."""
    return [who for who in EVERYBODY if who not in allowed]
