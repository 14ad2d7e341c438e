"""Rights: every button there is, pressed by everybody who may not, with ids of others, of nothing, and huge ones."""


import pytest

from bot import manners
from messages import (
    buttons,
    meanings,
    meanings_of_attendance,
    meanings_of_consultations,
    meanings_of_events,
    meanings_of_surveys,
)
from messages.buttons import Meaning
from messages.messenger import Batch
from messages.updates import Address, Pressed
from tests.handlers.busy import Ids, busy
from tests.handlers.conftest import APOLOGY, CHANNEL, Village, ours, user_of
from tests.handlers.rights import (
    ASKED,
    EVERYBODY,
    FREE,
    HUGE,
    OF_IDS,
    OWN_DATA,
    RESULTS,
    RIGHTS,
    SEE,
    TO_STRANGERS,
    refused,
)
from tests.handlers.tables import TRAFFIC, rows


async def press_all(village: Village, who: str, pressed: list[Meaning]) -> list[str]:
    """Press everything, so many in one batch as are heard; the texts of all answers."""
    user = "77" if who == "stranger" else user_of(village.people[who].participant)
    updates = tuple(Pressed(key=f"{who}:{number}", address=Address(CHANNEL, user), payload=buttons.encode(each))
                    for number, each in enumerate(pressed))
    for begin in range(0, len(updates), manners.BURST):
        part = updates[begin:begin + manners.BURST]
        await village.stage.app.reception.receive(village.pocket.messenger, Batch(part, ""))
        await village.stage.clock.pause(2 * manners.BURST)  # nobody is too fast
    await village.stage.settle()
    return [shown.text for shown in village.pocket.screen(user)]


def test_the_table_below_knows_every_button() -> None:
    ids = Ids(1, 2, 3, 4, 5, 6, "p7", 8)
    assert {type(press(ids)) for press, _ in RIGHTS} | FREE | OWN_DATA | TO_STRANGERS == ours()


@pytest.mark.parametrize("who", EVERYBODY)
async def test_who_may_not_is_refused_and_changes_nothing(village: Village, who: str) -> None:
    ids = await busy(village)
    before = rows(village.file)
    pressed = [press(ids) for press, allowed in RIGHTS if who not in allowed]
    pressed += [kind(id) for kind in OF_IDS for id in (0, 424_242, HUGE)]
    pressed += [meanings.AskCurator(HUGE), meanings.DecideExtension(HUGE, 1), meanings.HandTo(HUGE, ids.colleague)]
    answers = await press_all(village, who, pressed)
    refusals = refused(village, ids)
    assert len(answers) == len(pressed)
    assert [answer for answer in answers if answer not in refusals] == []
    assert rows(village.file) == before


@pytest.mark.parametrize("who", sorted(RESULTS | ASKED))
async def test_who_may_is_not_refused(village: Village, who: str) -> None:
    ids = await busy(village)
    refusals = refused(village, ids)
    for number, (press, allowed) in enumerate(RIGHTS):
        if who in allowed:
            phone = village.phone(who)
            await phone.presses(buttons.encode(press(ids)), f"none{number}")
            assert phone.last.text not in refusals, press(ids)
            assert APOLOGY not in phone.last.text, press(ids)
            await phone.says("/cancel")


@pytest.mark.parametrize("who", EVERYBODY)
async def test_what_everybody_may_press_shows_only_their_own(village: Village, who: str) -> None:
    ids = await busy(village)
    task = await village.task("1.3.1")
    pressed: list[Meaning] = [meanings.ShowMenu(), meanings.FormResume()]
    pressed += [meanings.TaskList(kind, page, task.organisation) for kind in ("watch_open", "watch_done", "watch_check")
                for page in (0, 1, HUGE)]
    pressed += [meanings.TaskList(kind, HUGE) for kind in ("open", "late", "done")]
    pressed += [meanings.ShowSchools(), meanings.ShowSchools(HUGE)]
    pressed += [meanings_of_surveys.ShowSurveys(), meanings_of_surveys.ShowSurveys(HUGE)]
    pressed += [meanings_of_surveys.ShowResults(), meanings_of_surveys.ShowResults(HUGE)]
    pressed += [meanings_of_consultations.MyQuestions(), meanings_of_consultations.MyQuestions(HUGE)]
    pressed += [meanings_of_events.ShowEvents(), meanings_of_events.ShowEvents(HUGE)]
    pressed += [meanings_of_attendance.ShowHours(), meanings_of_attendance.ShowHours(HUGE)]
    without = TRAFFIC | {"sheets", "conversations"}  # opening one's own survey begins its sheet
    before = rows(village.file, without=without)
    answers = await press_all(village, who, pressed)
    assert len(answers) == len(pressed)
    assert not any(APOLOGY in answer for answer in answers)
    assert rows(village.file, without=without) == before
    payloads = {payload for shown in village.pocket.screen(user_of(village.people[who].participant)
                if who != "stranger" else "77") for row in shown.buttons for _, payload in row}
    assert (buttons.encode(meanings.OpenTask(ids.open)) in payloads) == (who in SEE)


async def test_a_member_of_another_school_cannot_be_given_the_task(village: Village) -> None:
    ids = await busy(village)
    before = rows(village.file)
    answers = await press_all(village, "director", [
        meanings.HandTo(ids.open, village.people["other_director"].participant), meanings.HandTo(ids.open, HUGE)])
    assert all("больше не в вашей команде" in answer for answer in answers)
    assert rows(village.file) == before
