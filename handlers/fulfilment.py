"""The roadmap as it stands: how much is done and late, and the appendix to the order as a file."""

from handlers.ordering import ordered
from handlers.router import Returned, Room
from handlers.turn import Refused, Turn
from messages.catalogue import Choice
from messages.meanings import ShowMenu
from messages.meanings_of_fulfilment import ExportRoadmap, ShowFulfilment
from messages.replies import Tone
from scheduler.fulfilment import appendix
from storage import fulfilment
from storage.participants import RoleHeld

room = Room()
OTHERS = 3
"""Other programmes that buttons lead to."""


@room.said("/roadmap", "дорожная карта", "дорожную карту", "исполнение дорожной карты", "приложение к приказу")
async def asked(turn: Turn) -> Returned:
    return await opened(turn, ShowFulfilment())


@room.pressed(ShowFulfilment)
async def opened(turn: Turn, press: ShowFulfilment) -> Returned:
    held = await _reading(turn, press.programme)
    programme = held[0].programme
    counts = await fulfilment.counts(turn.tx, programme, turn.me.id, turn.today(held[0].time_zone))
    files = [Choice(form, ExportRoadmap(programme, form), tone=Tone.MAIN) for form in appendix.FORMS]
    others = {each.programme: each.programme_title for each in await turn.roles()
              if each.role in appendix.READERS and each.programme != programme}
    ways = [[Choice("other", ShowFulfilment(id), facts={"title": title})] for id, title in [*others.items()][:OTHERS]]
    return turn.say("fulfilment/standing", [files, *ways, [Choice("menu", ShowMenu())]],
                    title=held[0].programme_title, scope=await appendix.scope(turn.tx, held), counts=counts)


@room.pressed(ExportRoadmap)
async def file_wanted(turn: Turn, press: ExportRoadmap) -> Returned:
    held = await _reading(turn, press.programme)
    if press.form not in appendix.FORMS:
        raise Refused("fallback/unknown_button")
    return await ordered(turn, appendix.APPENDIX, {"programme": held[0].programme, "form": press.form})


async def _reading(turn: Turn, programme: int) -> list[RoleHeld]:
    """The roles by which the participant sees how the roadmap stands. Raises `Refused`."""
    held = appendix.reading(await turn.roles(), programme)
    if not held:
        raise Refused("fulfilment/not_yours")
    return held
