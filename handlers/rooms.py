"""The visible list of rooms, and the router made of it."""

from handlers import (
    absences,
    addresses,
    appointments,
    attendance,
    audience_screens,
    audit,
    booked_times,
    broadcast_making,
    broadcast_sending,
    broadcasts,
    canned_answers,
    certificates,
    chat_posts,
    chats,
    check_in,
    comer_search,
    consent,
    consultations,
    conversation,
    course_making,
    course_nominating,
    course_outcome,
    course_overview,
    course_papers,
    courses,
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
    menu,
    more,
    more_time,
    moving,
    names,
    organisations,
    people_card,
    privacy,
    record,
    registration,
    review,
    slot_making,
    slot_outcomes,
    slots,
    survey_handing,
    survey_making,
    survey_results,
    surveys,
    task_cards,
    task_lists,
    thread_answers,
    thread_library,
    thread_moves,
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
    courses.room,
    course_making.room,
    course_nominating.room,
    course_overview.room,
    course_outcome.room,
    course_papers.room,
    record.room,
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
    people_card.room,
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
        return (await organisations.searched(turn) or await consultations.offered(turn)
                or await fallback.not_understood(turn))

    async def unknown_button(self, turn: Turn) -> Returned:
        return await fallback.unknown_button(turn)


def router(channels: Channels = NOWHERE) -> Router:
    """The router over all rooms, which know of these messengers."""
    return Router(ROOMS, conversation.Conversation(), _Reserve(), channels, _Gate(), chats.InChats())
