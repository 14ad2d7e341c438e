"""Sample facts for every template, by its name: whoever adds a template adds its facts here.

A template with branches has several samples. Facts of single labels (a list's items) stand among the others.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from messages.messenger import Fault
from scheduler.briefing import Line, Part, Place
from scheduler.waiting import Asked, Invited, Reports, Unread
from storage.oversight import Lost
from tests.messages.samples_of_addresses import ADDRESSES
from tests.messages.samples_of_appointments import APPOINTMENTS
from tests.messages.samples_of_asks import ASKS
from tests.messages.samples_of_attendance import ATTENDANCE
from tests.messages.samples_of_audit import AUDIT
from tests.messages.samples_of_broadcasts import BROADCASTS
from tests.messages.samples_of_cards import OF_CARDS
from tests.messages.samples_of_chats import CHATS
from tests.messages.samples_of_consultations import CONSULTATIONS
from tests.messages.samples_of_contests import CONTESTS
from tests.messages.samples_of_courses import COURSES
from tests.messages.samples_of_desk import DESK
from tests.messages.samples_of_events import EVENTS
from tests.messages.samples_of_fulfilment import FULFILMENT
from tests.messages.samples_of_hours import HOURS_GIVEN
from tests.messages.samples_of_imports import IMPORTS
from tests.messages.samples_of_library import LIBRARY
from tests.messages.samples_of_meetings import MEETINGS
from tests.messages.samples_of_own_plans import OWN_PLANS
from tests.messages.samples_of_people_lists import PEOPLE_LISTS
from tests.messages.samples_of_privacy import PRIVACY
from tests.messages.samples_of_registers import REGISTERS
from tests.messages.samples_of_rehearsals import REHEARSALS
from tests.messages.samples_of_requests import REQUESTS
from tests.messages.samples_of_review import REVIEW
from tests.messages.samples_of_rooms import ROOMS
from tests.messages.samples_of_surveys import RESULTS, SURVEYS

NOTHING: Part[Any] = Part((), 0)
LATE = Line("1.2.1", "Провести семинар <«Чтение & смысл»>", "МБОУ СОШ № 5", "2018-05-28", returned=True)
TODAY = Line("1.3", "Сдать отчёт", "", "2018-05-30", returned=False)
AHEAD = Line("1.4", "Составить план", "МБОУ СОШ № 7", "2018-06-01", returned=False)
UNDATED = Line("1.5", "Выбрать наставника", "МБОУ СОШ № 7", None, returned=False)
OF_MANY = replace(AHEAD, place="", organisations=21)
SURVEY = Asked(1, "Входной <мониторинг>: учитель & ученик", "2018-06-08")
EVENT = Invited(1, "Семинар <«Схемы & таблицы»>", "2018-06-04")
LETTER = Unread(1, "О подготовке <к мониторингу> & отчёту")
PLACE = Place(5, "МБОУ СОШ № 5", tasks=2, overdue=9)

ITEM = {"number": "1.2.1", "title": "Провести семинар «Смысловое чтение на уроках истории»"}
MATTERS: Mapping[str, Any] = {
    "today": "2018-05-30", "width": 60, "late": Part((LATE,), 5), "due_today": Part((TODAY,), 1),
    "ahead": Part((AHEAD, OF_MANY, UNDATED), 0), "places": Part((PLACE,), 1),
    "surveys": Part((SURVEY,), 1), "invited": Part((EVENT,), 1), "letters": Part((LETTER, Unread(2, "")), 5),
    "reports": Reports(21, "2018-05-12"),
}
FULL: Mapping[str, Any] = {
    "person": "Мария Ивановна", "own": 8, "watched": 2, "asked": 1, "reports": False,
    "matters": Markup("<b>Впереди</b>\n• 1.4 План\n"),
    **ITEM,
}
ONLY_OTHERS: Mapping[str, Any] = {**FULL, "person": "", "own": 0}
NOTHING_OPEN: Mapping[str, Any] = {**ONLY_OTHERS, "watched": 0, "asked": 0, "matters": Markup("")}
ONLY_SURVEYS: Mapping[str, Any] = {**NOTHING_OPEN, "asked": 2, "matters": Markup("<b>Ждём ваших ответов</b>")}

MANY = tuple(Lost(number, f"Константинопольская-Заволжская Александра {number}", "+7 900 000-00-00, доб. 15", 1,
                  "Муниципальное общеобразовательное учреждение «Средняя школа № 5»", 5) for number in range(20))
ONE = (Lost(1, "Иванова <Мария>", "", 1, "МБОУ СОШ № 5", 5),)

SAMPLES: dict[str, tuple[Mapping[str, Any], ...]] = {
    **ROOMS,
    "alarm/over": ({"channel": "Telegram"},),
    "alarm/fault": tuple({"fault": fault} for fault in Fault),
    "alarm/stands": tuple({"channel": "ВКонтакте", "fault": fault, "since": 1_527_000_000, "zone": "Asia/Irkutsk"}
                          for fault in Fault),
    "alarm/unreachable": ({"people": ONE, "more": 0}, {"people": MANY, "more": 80}),
    **ADDRESSES,
    **APPOINTMENTS,
    **ASKS,
    **ATTENDANCE,
    **AUDIT,
    **BROADCASTS,
    **CHATS,
    **CONSULTATIONS,
    **CONTESTS,
    **COURSES,
    **DESK,
    **EVENTS,
    **FULFILMENT,
    **HOURS_GIVEN,
    **IMPORTS,
    **PEOPLE_LISTS,
    **OWN_PLANS,
    **LIBRARY,
    **MEETINGS,
    **OF_CARDS,
    **PRIVACY,
    **REGISTERS,
    **REHEARSALS,
    **REQUESTS,
    **RESULTS,
    **REVIEW,
    **SURVEYS,
    "digest/daily": (FULL, ONLY_OTHERS, ONLY_SURVEYS),
    "digest/matters": (MATTERS, {**MATTERS, "reports": None}, {**MATTERS, "reports": Reports(1, "2018-05-30")}),
    "digest/welcome": (FULL, ONLY_OTHERS, NOTHING_OPEN, ONLY_SURVEYS),
}
