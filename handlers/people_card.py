"""«Мои люди»: whom one turns to, each with a button to ask; and the schools that one looks after.

Names of colleagues are shown to those of the same chain alone; phones only of those whose work it is to be called.
"""

from collections import defaultdict

from handlers.router import Returned, Room
from handlers.turn import Refused, Turn
from messages.catalogue import Choice
from messages.meanings import ShowMenu
from messages.meanings_of_people import AskPerson, ShowLookedAfter, ShowPeople
from messages.paging import turning
from scheduler import near
from scheduler.near import Person
from storage import people
from storage.people import Director

room = Room()
PAGE = 6
"""People on a screen: each has a button, two in a row."""
SCHOOLS = 6


@room.said("/people", "мои люди", "куратор", "мой куратор", "контакты")
async def asked(turn: Turn) -> Returned:
    return await shown(turn, ShowPeople())


@room.pressed(ShowPeople)
async def shown(turn: Turn, wanted: ShowPeople) -> Returned:
    """Whoever has nobody above them, but schools, sees those at once."""
    today = turn.today((await turn.main_role()).time_zone)
    found = await near.around(turn.tx, turn.me.id, today)
    total = next((each.total for each in await people.looked_after(turn.tx, turn.me.id, size=1, skip=0)), 0)
    if not found and total:
        return await schools_shown(turn, ShowLookedAfter())
    page = min(wanted.page, max(0, (len(found) - 1) // PAGE))
    part = found[page * PAGE:][:PAGE]
    asking = [ask_choice(each) for each in part if each.reachable]
    pages = turning(ShowPeople(page - 1) if page else None,
                    ShowPeople(page + 1) if len(found) > (page + 1) * PAGE else None)
    schools = [Choice("schools", ShowLookedAfter(), facts={"count": total})] if total else []
    rows = [asking[at:at + 2] for at in range(0, len(asking), 2)]
    several = len({home for each in found for home in each.homes}) > 1
    return turn.say("people/mine", [*rows, pages, [*schools, Choice("menu", ShowMenu())]], people=part,
                    several=several)


def ask_choice(person: Person) -> Choice:
    """The button that asks this one of one's people; its label is `ask`."""
    return Choice("ask", AskPerson(person.id), facts={"person_name": person.name})


async def askable(turn: Turn, participant: int) -> Person:
    """Somebody whom this person may ask by name. Raises `Refused` for all who are not near to them, or cannot read."""
    today = turn.today((await turn.main_role()).time_zone)
    for each in await near.around(turn.tx, turn.me.id, today):
        if each.id == participant and each.reachable:
            return each
    raise Refused("people/not_yours")


@room.said("/schools", "мои школы")
async def schools_asked(turn: Turn) -> Returned:
    return await schools_shown(turn, ShowLookedAfter())


@room.pressed(ShowLookedAfter)
async def schools_shown(turn: Turn, wanted: ShowLookedAfter) -> Returned:
    """Their directors, to be called."""
    await turn.roles()
    found = await people.looked_after(turn.tx, turn.me.id, size=SCHOOLS, skip=wanted.page * SCHOOLS)
    if not found and wanted.page:
        return await schools_shown(turn, ShowLookedAfter())
    leading: dict[int, list[Director]] = defaultdict(list)
    for each in await people.directors(turn.tx, [school.id for school in found]):
        leading[each.organisation].append(each)
    total = found[0].total if found else 0
    skip = wanted.page * SCHOOLS
    pages = turning(ShowLookedAfter(wanted.page - 1) if wanted.page else None,
                    ShowLookedAfter(wanted.page + 1) if total > skip + SCHOOLS else None)
    return turn.say("people/schools", [pages, [Choice("people", ShowPeople()), Choice("menu", ShowMenu())]],
                    schools=[(school, leading[school.id]) for school in found], total=total, skip=skip)
