"""Sample facts for what is said about appointments: to whoever books, and to whoever is booked; every branch."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from handlers.slots import Line
from storage.bookings import Booking, Outcome
from storage.slots import Owner, Slot

STARTS, ZONE = 1_527_000_000, "Asia/Irkutsk"
NAME = "Константинопольская-Заволжская <Александра> Вениаминовна"
SCHOOL = "Муниципальное общеобразовательное учреждение «Средняя <школа> № 5» & детский сад"
BARE = Slot(1, 1, 1, NAME, STARTS, STARTS + 1800, ZONE, "", "", "", 1, 0, None, 0, None, "", None, None, None, None,
            None)
FULL = replace(BARE, place="Институт <развития> & образования, " * 10, link="https://meet.example/" + "a" * 150,
               about="Разбор <ВПР> & планы " * 20, seats=30, taken=25, series=1)
OFF = replace(FULL, cancelled_at=STARTS, cancel_reason="Командировка <срочная> & " * 15, taken=0)
HELD, MISSED = replace(FULL, held_at=STARTS), replace(FULL, missed_at=STARTS)
BOOKING = Booking(1, 2, NAME, SCHOOL, 5, "Как <разобрать> результаты & ошибки? " * 13, "a1b2", 0, STARTS, None, None)
PLAIN = replace(BOOKING, note="", absent_at=STARTS)
PEOPLE = [BOOKING, PLAIN] * 20
LABELS: Mapping[str, Any] = {"planned": 30, "number": 12, "name": NAME, "free": 4, "day_of": "2018-05-22",
                             "starts_at": STARTS, "zone": "Europe/Moscow", "number_of": 30, "time_of": "10:00"}
BOTH: tuple[Mapping[str, Any], ...] = tuple({**LABELS, "slot": slot, "booking": booking}
                                            for slot in (BARE, FULL) for booking in (BOOKING, PLAIN))
MAKING: Mapping[str, Any] = {
    **LABELS, "times": ((STARTS, STARTS + 1800),) * 12, "total": 60, "length": 30, "days_off": ("2018-06-11",) * 12,
    "beyond": ("2019-01-10",) * 8, "where": {"place": FULL.place[:300], "link": FULL.link}, "seats": 30,
    "about": FULL.about[:300],
}
LITTLE: Mapping[str, Any] = {**MAKING, "times": MAKING["times"][:1], "total": 1, "days_off": (), "beyond": (),
                             "where": {"place": "", "link": ""}, "seats": 1, "about": ""}
CARD: Mapping[str, Any] = {**LABELS, "people": PEOPLE[:10], "page": 0, "came": 7, "over": False}
ONE: Mapping[str, Any] = {"number": 1, "times": [BARE]}
MANY: Mapping[str, Any] = {"number": 60, "times": [FULL] * 5}
OFFING: Mapping[str, Any] = {**LABELS, "slot": FULL, "number": 5, "people": 21}

APPOINTMENTS: dict[str, tuple[Mapping[str, Any], ...]] = {
    "appointments/owners": ({**LABELS, "owners": [Owner(1, NAME, 4, STARTS)] * 6}, {**LABELS, "owners": []}),
    "appointments/days": tuple({**LABELS, "total": 21, "moving": moving} for moving in (True, False)),
    "appointments/times": tuple({**LABELS, "slots": [slot] * 6, "moving": moving}
                                for slot in (BARE, FULL, replace(BARE, link="https://a.ru"))
                                for moving in (True, False)),
    **dict.fromkeys(("appointments/none_free", "appointments/not_yours", "appointments/begun", "appointments/already",
                     "appointments/booked", "slots/entered", "slots/settled_before", "slots/nobody_came",
                     "slots/not_yours", "slots/not_an_owner", "slots/ends_before", "slots/span_short",
                     "slots/own_overlap", "slots/ask_seats", "slots/ask_about", "slots/ask_where",
                     "slots/ask_on_site", "slots/ask_when", "slots/ask_minutes"), (LABELS,)),
    "appointments/refused": tuple({**LABELS, "slot": FULL, "outcome": each.value, "others": others, "clash": clash}
                                  for each in Outcome for others in (0, 4) for clash in (None, BARE)),
    "appointments/card": tuple({**each, "fresh": fresh, "reminders": number} for each in BOTH
                               for fresh, number in ((True, 2), (True, 1), (True, 0), (False, 2))),
    "appointments/mine": ({**LABELS, "lines": [(1, FULL), (2, BARE)]}, {**LABELS, "lines": []}),
    **dict.fromkeys(("appointments/sure_cancel", "appointments/cancelled", "appointments/ask_note",
                     "slots/ask_held_minutes", "slots/clash", "slots/told_booked",
                     "slots/told_cancelled", "slots/told_note"), BOTH),
    "appointments/note_long": ({"limit": 500},),
    "appointments/entry": tuple({**LABELS, "slot": FULL, "cancelled": each, "number": number}
                                for each, number in ((True, 1), (True, 60), (False, 1))),
    "appointments/entry_title": tuple({"name": NAME, "group": group, "own": own} for group in (True, False)
                                      for own in (True, False)),
    "appointments/entry_name": ({"day": "2018-05-22"},),
    "appointments/soon": tuple({**each, "soon": soon} for each in BOTH for soon in (True, False)),
    "appointments/told_off": tuple({**each, **some, "why": why} for each in BOTH for some in (ONE, MANY)
                                   for why in ("", OFF.cancel_reason)),
    "appointments/told_gone": tuple({**each, **some} for each in BOTH for some in (ONE, MANY)),
    "slots/list": ({**LABELS, "lines": [Line(1, "2018-05-22", BARE, "", over=False),
                                        Line(2, "2018-05-22", BARE, NAME, over=False),
                                        Line(3, "2018-05-23", FULL, "", over=False),
                                        Line(4, "2018-05-24", FULL, "", over=True)]}, {**LABELS, "lines": []}),
    "slots/card": (*({**CARD, "slot": slot} for slot in (BARE, FULL, OFF, HELD, MISSED)),
                   {**CARD, "slot": FULL, "over": True}, {**CARD, "slot": BARE, "people": []},
                   {**CARD, "slot": OFF, "people": []}),
    "slots/how_was_it": ({**LABELS, "slot": FULL, "people": PEOPLE}, {**LABELS, "slot": BARE, "people": [BOOKING]}),
    "slots/soon": tuple({**LABELS, "slot": slot, "people": people, "soon": soon} for slot in (BARE, FULL)
                        for people in (PEOPLE, [BOOKING]) for soon in (True, False)),
    "slots/presence": ({**LABELS, "people": [(number, BOOKING) for number in range(1, 7)], "came": 5, "total": 30},),
    "slots/not_begun": ({"off": True}, {"off": False}), "slots/too_late": ({"off": True}, {"off": False}),
    "slots/ask_programme": ({**LABELS, "title": "Программа <поддержки> школ & учителей " * 3},),
    "slots/ask_reason": (OFFING, {**OFFING, "number": 1, "people": 0}),
    "slots/ask_sure_off": (OFFING, {**OFFING, "number": 1, "people": 0}),
    "slots/cancelled": ({"number": 5, "people": 21, "told": 20}, {"number": 1, "people": 1, "told": 1},
                        {"number": 2, "people": 0, "told": 0}, {"number": 2, "people": 3, "told": 0}),
    "slots/when_not_understood": ({"words": "когда-нибудь <потом> " * 5},),
    "slots/too_many": ({"number": 288, "limit": 60},),
    "slots/ask_weeks": tuple({**LABELS, "total": total, "number_of": total} for total in (1, 4, 8, 12)),
    "slots/ask_sure": (MAKING, LITTLE), "slots/published": tuple({**LABELS, "total": each} for each in (1, 4, 21, 60)),
    "slots/told_moved": tuple({**each, "old": BARE} for each in BOTH),
}
