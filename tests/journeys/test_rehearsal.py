"""What a rehearsal has foreseen is what the service then sends: the same people, moments, reasons and words."""

from collections import defaultdict
from pathlib import Path

import pytest

from messages import buttons
from messages.meanings import MarkDone
from storage.outbox import Lane
from tests.journeys.conftest import Town, instant
from tests.journeys.foreseeing import Watched, foreseen
from tests.journeys.test_year import LAST, everybody_joins, look, reports


def shown(town: Town) -> dict[str, list[str]]:
    """What stands on everybody's screens, in order."""
    return {f"{phone.channel} {phone.user}": [each.text for each in phone.screen] for phone in town.phones.values()}


async def test_a_year_is_sent_as_it_was_rehearsed(irkutsk_town: Town) -> None:
    town, watched = irkutsk_town, Watched(irkutsk_town.stage)
    await everybody_joins(town)
    await watched.begin()
    before = shown(town)
    rehearsed = await foreseen(town.stage, LAST)
    assert watched.sent == []
    assert shown(town) == before, "the rehearsal has sent something"

    await watched.live_until(instant(LAST, "23:59"))
    assert sorted(watched.sent) == sorted(rehearsed)
    assert {message.lane for message in rehearsed} == {Lane.REMINDER}
    assert len(rehearsed) > 1700
    by_person = defaultdict[str, list[str]](list)
    for message in rehearsed:
        by_person[f"{message.channel} {message.user}"].append(message.text)
    assert {home: texts[len(before[home]):] for home, texts in shown(town).items() if texts[len(before[home]):]
            } == dict(by_person)
    assert [loopback.violations for loopback in town.stage.loopbacks.values()] == [[], []]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_the_rest_of_a_year_in_which_people_have_worked_is_sent_as_it_was_rehearsed(
    irkutsk_town: Town, tmp_path: Path
) -> None:
    town, watched = irkutsk_town, Watched(irkutsk_town.stage)
    await everybody_joins(town)
    for day, duty in reports(tmp_path / "vekha.db"):
        if day < "2018-10-15":
            await town.stage.rehearsal.live_until(instant(day, "11:00"))
            phone = town.phones[duty.doer]
            await phone.presses(buttons.encode(MarkDone(duty.id)))
            if "Сделано, без подтверждения" in phone.labels():
                await phone.taps("Сделано, без подтверждения")
    assert look(tmp_path / "vekha.db", "select count(*) from tasks where state = 'done'")[0][0] > 20
    await watched.begin()
    rehearsed = await foreseen(town.stage, LAST)
    await watched.live_until(instant(LAST, "23:59"))
    assert sorted(watched.sent) == sorted(rehearsed)
    assert {message.reason.partition(":")[0] for message in rehearsed} == {"digest"}


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_a_service_that_only_ticks_sends_the_same(irkutsk_town: Town) -> None:
    town, watched = irkutsk_town, Watched(irkutsk_town.stage)
    await everybody_joins(town)
    await watched.begin()
    rehearsed = await foreseen(town.stage, "2018-06-04")
    await watched.tick_until(instant("2018-06-04", "23:45"))
    assert sorted(watched.sent) == sorted(rehearsed)
    assert "broadcast" in {message.reason.partition(":")[0] for message in rehearsed}, "nothing is said of events"
