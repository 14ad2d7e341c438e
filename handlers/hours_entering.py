"""A consultation that came about without a question here: entered by hand, by whoever gave it."""

from handlers import hours_steps as steps
from handlers import thread_moves
from handlers.conversation import begin
from handlers.forms import Draft, Facts, Form, Step, form
from handlers.hours_rights import giver, titles_for
from handlers.router import Returned, Room
from handlers.turn import Refused, Turn
from messages.catalogue import Choice
from messages.meanings_of_consultations import MyDay
from messages.meanings_of_ledger import AddHours, OpenEntry, ShowHoursGiven
from storage import answering, history, ledger
from storage.ledger import Given, Kind

room = Room()


@room.said("добавить консультацию", "записать консультацию")
async def asked(turn: Turn) -> Returned:
    return await pressed(turn, AddHours())


@room.pressed(AddHours)
async def pressed(turn: Turn, _: AddHours) -> Returned:
    await giver(turn)
    return await begin(turn, "hours")


async def facts(turn: Turn, draft: Draft) -> Facts:
    """What was said so far."""
    minutes = draft.answers.get("minutes")
    return {"day": draft.text("day"), "minutes": minutes if isinstance(minutes, int) else 0,
            "kind": draft.text("kind"), "schools": await steps.chosen_schools(turn, draft),
            "found": await steps.matching(turn, draft), "today": await steps.today_of(turn), "entry": None,
            "titles": await titles_for(turn, turn.me.id)}


async def entered(turn: Turn, draft: Draft) -> Returned:
    """Rights are those of now: the schools must still be looked after, and questions of their programme answered."""
    schools = await steps.chosen_schools(turn, draft)
    minutes, people = draft.answers.get("minutes"), draft.answers.get("people")
    if not schools or not isinstance(minutes, int):
        raise Refused("hours/not_your_school")
    programme = schools[0].programme
    if not await answering.may_answer(turn.tx, turn.me.id, programme):
        raise Refused("hours/not_a_giver")
    given = Given(programme, turn.me.id, Kind(draft.text("kind")), minutes, draft.text("day"),
                  people if isinstance(people, int) and await steps.is_group(turn, draft) else 1)
    there = [each.id for each in schools if each.programme == programme]
    id = await ledger.enter(turn.tx, given, there, by=turn.me.id, now=turn.now)
    await history.note(turn.tx, "hours_entered", actor=turn.me.id, subject=turn.me.id, programme=programme,
                       organisation=there[0], now=turn.now, became=f"{minutes}", entry=id)
    rows = [[Choice("open", OpenEntry(id)), Choice("more", AddHours())],
            [Choice("list", ShowHoursGiven()), Choice("day", MyDay())]]
    titles = await titles_for(turn, turn.me.id)
    return turn.say("hours/entered", rows, given=given, programme=titles.get(programme, ""),
                    schools=[each.title for each in schools])


form(Form("hours", (
    Step("day", "hours/ask_day", steps.day_taken, steps.day_options),
    Step("minutes", "hours/ask_minutes", steps.minutes_taken, steps.minutes_options),
    Step("kind", "hours/ask_kind", thread_moves.kind_taken, thread_moves.kind_options),
    Step("school", "hours/ask_school", steps.school_taken, steps.school_options),
    Step("which", "hours/ask_which", steps.which_taken, steps.which_options, wanted=steps.which_wanted),
    Step("others", "hours/ask_others", steps.others_taken, steps.others_options, many=True, wanted=steps.is_group),
    Step("people", "hours/ask_people", steps.people_taken, steps.people_options, wanted=steps.is_group),
), facts, entered))
