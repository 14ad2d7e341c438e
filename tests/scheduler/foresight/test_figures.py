"""A rehearsal in figures."""

import dataclasses
from datetime import date

from scheduler.foresight import figures
from storage.participants import Role
from storage.rehearsed import EXPECTED
from tests.scheduler.foresight.made import BUSY, EMPTY, at, heard, person, year


def test_days_count_messages_people_roles_and_messengers() -> None:
    first, second, third = figures.days(BUSY)
    assert (first.day, first.number, first.people, first.most) == (date(2018, 5, 16), 2, 2, 1)
    assert first.roles == {Role.DIRECTOR: 1, Role.TEACHER: 1}
    assert first.channels == {"telegram": 1, EXPECTED: 1}
    assert (second.number, second.people, second.most) == (5, 2, 4)
    assert (third.number, third.people, third.most, third.roles) == (1, 0, 0, {None: 1})


def test_a_day_is_that_of_whoever_gets_it() -> None:
    far = year([person(1, zone="Europe/Kaliningrad")], [heard("2018-05-17 05:00", 1), heard("2018-05-17 05:00", None)])
    assert [(each.day.day, each.number) for each in figures.days(far)] == [(16, 1), (17, 1)]


def test_the_busiest_person_comes_first_and_who_gets_nothing_last() -> None:
    found = figures.people(BUSY)
    assert [(each.person.id, each.number, each.days, each.most) for each in found] == [
        (3, 4, 1, 4), (1, 2, 2, 1), (2, 1, 1, 1), (4, 0, 0, 0)]
    assert (found[1].first, found[1].last) == (date(2018, 5, 16), date(2018, 5, 17))
    assert found[0].most_on == date(2018, 5, 17)
    assert (found[3].first, found[3].most_on) == (None, None)


def test_whoever_has_not_joined_may_come_to_any_messenger() -> None:
    telegram, vk = figures.loads(BUSY)
    assert (telegram.channel, telegram.number, telegram.expected) == ("telegram", 3, 1)
    assert (vk.channel, vk.number, vk.expected) == ("vk", 6, 1)
    assert telegram.minute == figures.Peak(at("2018-05-16 09:00"), 2)
    assert vk.minute == vk.hour == vk.day == figures.Peak(at("2018-05-17 10:00"), 4)


def test_what_is_due_at_once_waits_until_its_turn() -> None:
    messages = [heard("2018-05-16 09:00", 1, "vk")] * 61 + [heard("2018-05-16 09:01", 1, "vk")]
    vk = figures.loads(year([person(1)], messages))[1]
    assert (vk.minute.number, vk.hour.number, vk.wait, vk.fits) == (61, 62, 61.0, False)
    quick = dataclasses.replace(year([person(1)], messages), rates={"vk": 100.0})
    assert (round(figures.loads(quick)[0].wait, 2), figures.loads(quick)[0].fits) == (0.61, True)


def test_nothing_at_all_has_no_peaks() -> None:
    assert figures.days(EMPTY) == []
    assert [(each.number, each.minute.number, each.wait) for each in figures.loads(EMPTY)] == [(0, 0, 0.0)] * 2
