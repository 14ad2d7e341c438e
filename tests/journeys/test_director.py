"""The journey of the first slice: a director joins, is reminded, reports with a photo, asks for more time."""

import pytest

from storage.participants import Role
from tests.journeys.conftest import Town, instant

PHOTO = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffd9")


@pytest.mark.parametrize(("mine", "other"), [("telegram", "vk"), ("vk", "telegram")])
async def test_a_director_reports_with_a_photo_and_gets_more_time(irkutsk_town: Town, mine: str, other: str) -> None:
    town = irkutsk_town
    director = town.member(Role.DIRECTOR)
    coordinator = town.member(Role.COORDINATOR, organisation=director.municipality)
    phone = await town.joins(director, mine)
    print("\n".join(phone.transcript))
    boss = await town.joins(coordinator, other)
    print("\n".join(boss.transcript))
    await town.stage.rehearsal.live_until(instant("2018-06-20"))
    phone.catch_up()
    print("\n".join(phone.transcript))
