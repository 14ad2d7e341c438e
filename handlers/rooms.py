"""The visible list of rooms, and the router made of it."""

from handlers import (
    absences,
    addresses,
    appointments,
    asks,
    asks_counted,
    asks_desk,
    asks_gathering,
    asks_spreading,
    attendance,
    audience_screens,
    audit,
    booked_times,
    broadcast_making,
    broadcast_sending,
    broadcasts,
    canned_answers,
    card_making,
    card_notes,
    cards,
    certificates,
    chat_posts,
    chats,
    check_in,
    comer_search,
    consent,
    consultations,
    conversation,
    decided,
    deciding,
    desk,
    done,
    each_making,
    each_screens,
    event_changing,
    event_desk,
    event_making,
    events,
    fallback,
    guests,
    handing,
    hours,
    hours_correcting,
    hours_entering,
    hours_overview,
    library,
    library_making,
    linking,
    meeting_making,
    meeting_minutes,
    meetings,
    mentoring,
    menu,
    more,
    more_time,
    moving,
    names,
    organisations,
    people_card,
    plans,
    privacy,
    register_fixing,
    register_making,
    registers,
    registration,
    request_making,
    requests,
    review,
    slot_making,
    slot_outcomes,
    slots,
    survey_handing,
    survey_making,
    survey_results,
    surveys,
    task_cards,
    task_forms,
    task_lists,
    thread_answers,
    thread_library,
    thread_moves,
    visit_figures,
    visit_making,
    visits,
)
from handlers.channels import NOWHERE, Channels
from handlers.codes import read_code
from handlers.router import Returned, Router
from handlers.turn import Answer, Turn

ROOMS = [
    conversation.room,
    registration.room,
    names.room,
    linking.room,
    addresses.room,
    menu.room,
    more.room,
    task_lists.room,
    organisations.room,
    task_cards.room,
    done.room,
    task_forms.room,
    request_making.room,
    requests.room,
    meetings.room,
    meeting_making.room,
    meeting_minutes.room,
    deciding.room,
    decided.room,
    visits.room,
    visit_making.room,
    visit_figures.room,
    review.room,
    more_time.room,
    handing.room,
    consultations.room,
    desk.room,
    thread_answers.room,
    thread_moves.room,
    thread_library.room,
    canned_answers.room,
    absences.room,
    asks.room,
    asks_desk.room,
    asks_gathering.room,
    asks_spreading.room,
    asks_counted.room,
    hours.room,
    hours_entering.room,
    hours_correcting.room,
    hours_overview.room,
    surveys.room,
    survey_handing.room,
    survey_making.room,
    survey_results.room,
    events.room,
    event_desk.room,
    event_making.room,
    event_changing.room,
    guests.room,
    broadcasts.room,
    broadcast_making.room,
    each_making.room,
    each_screens.room,
    audience_screens.room,
    broadcast_sending.room,
    attendance.room,
    comer_search.room,
    check_in.room,
    certificates.room,
    appointments.room,
    booked_times.room,
    slots.room,
    slot_making.room,
    slot_outcomes.room,
    chats.room,
    chat_posts.room,
    moving.room,
    library.room,
    library_making.room,
    registers.room,
    register_making.room,
    register_fixing.room,
    people_card.room,
    cards.room,
    card_making.room,
    card_notes.room,
    mentoring.room,
    plans.room,
    audit.room,
    privacy.room,
    consent.room,
]


class _Gate:
    """A new text of the consent stands before all rooms but those about one's own data."""

    async def barred(self, turn: Turn) -> Answer | None:
        return await consent.barred(turn)


class _Reserve:
    """Who answers when no room does."""

    async def came_with_code(self, turn: Turn, code: str) -> Returned:
        """Whoever asks about a certificate, or stands at a door, need not be one of ours."""
        return (await certificates.asked(turn, code) or await check_in.came(turn, code) or await events.came(turn, code)
                or await registration.came_with_code(turn, code))

    async def not_understood(self, turn: Turn) -> Returned:
        text = getattr(turn.update, "text", "")
        if certificate := await certificates.asked(turn, text):
            return certificate
        if read_code(text):
            return await registration.came_with_code(turn, text)
        return (await organisations.searched(turn) or await register_making.offered(turn)
                or await consultations.offered(turn) or await fallback.not_understood(turn))

    async def unknown_button(self, turn: Turn) -> Returned:
        return await fallback.unknown_button(turn)


def router(channels: Channels = NOWHERE) -> Router:
    """The router over all rooms, which know of these messengers."""
    return Router(ROOMS, conversation.Conversation(), _Reserve(), channels, _Gate(), chats.InChats())
