"""The visible list of rooms, and the router made of it."""

from handlers import (
    conversation,
    done,
    fallback,
    handing,
    menu,
    more_time,
    moving,
    questions,
    registration,
    task_cards,
    task_lists,
)
from handlers.router import Returned, Router
from handlers.turn import Turn

ROOMS = [
    conversation.room,
    registration.room,
    menu.room,
    task_lists.room,
    task_cards.room,
    done.room,
    more_time.room,
    handing.room,
    questions.room,
    moving.room,
]


class _Reserve:
    """Who answers when no room does."""

    async def came_with_code(self, turn: Turn, code: str) -> Returned:
        return await registration.came_with_code(turn, code)

    async def not_understood(self, turn: Turn) -> Returned:
        if registration.read_code(getattr(turn.update, "text", "")):
            return await registration.came_with_code(turn, getattr(turn.update, "text", ""))
        return await fallback.not_understood(turn)

    async def unknown_button(self, turn: Turn) -> Returned:
        return await fallback.unknown_button(turn)


def router() -> Router:
    """The router over all rooms."""
    return Router(ROOMS, conversation.Conversation(), _Reserve())
