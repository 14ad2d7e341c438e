"""The last resort: unknown buttons, texts that nothing asked for, commands that we do not have."""

from handlers.menu import asker
from handlers.router import Returned
from handlers.turn import Turn
from messages.catalogue import Choice
from messages.meanings import AskCurator, ShowMenu, TaskList
from messages.updates import FileKind, SentFile


async def not_understood(turn: Turn) -> Returned:
    if isinstance(turn.update, SentFile):
        voice = any(file.kind is FileKind.VOICE for file in turn.update.files)
        return turn.say("fallback/file_unasked", [[Choice("tasks", TaskList("open")), Choice("menu", ShowMenu())]],
                        voice=voice)
    asks = [[Choice("ask", AskCurator())]] if asker(await turn.roles()) else []
    return turn.say("fallback/not_understood", [[Choice("menu", ShowMenu())], *asks])


async def unknown_button(turn: Turn) -> Returned:
    if turn.person is None:
        return turn.say("registration/stranger")
    return turn.say("fallback/unknown_button", [[Choice("menu", ShowMenu())]])
