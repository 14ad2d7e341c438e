"""Sample facts for the registers; every branch, the longest titles."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from handlers.register_steps import ABOUT
from handlers.registers import PAGE, Line
from scheduler.register_captions import NUMBER, PARTNER, TITLE
from scheduler.registers import FOUND
from storage.registers import Record, Register
from tests.messages.samples_of_rooms import NAME, SCHOOL
from tests.messages.samples_of_rooms import TITLE as PROGRAMME

LONGEST = ("Об утверждении <списка> школ & «дорожной карты» " * 20)[:TITLE]
RECORD = Record(7, 1, Register.AGREEMENT, LONGEST, ("Пояснение <к> & файлу\n" * 100)[:ABOUT], "124-р/<осн>"[:NUMBER],
                "2018-03-12", ("ГБУ ДПО «Институт <развития> образования» & партнёры " * 9)[:PARTNER],
                "https://example.org/paper?a=1&b=2", 3, "document", "Соглашение.pdf", "application/pdf", 5, SCHOOL,
                "Asia/Irkutsk", 9, NAME, 1_527_000_000, 1_527_000_000)
BARE = replace(RECORD, register=Register.ORDER, title="О плане", about="", number="", partner="", link="", file=None,
               file_name="", added_by_name="", shelved_at=None)
LINKED = replace(BARE, number="5", link="https://example.org")
LINES = [Line(95 + number, each) for number, each in enumerate((RECORD, BARE, LINKED))]
FULL = [Line(95 + number, RECORD) for number in range(PAGE)]
ALL: Mapping[str, Any] = {"title": PROGRAMME, "total": 1234, "adds": True, "orders": True, "role": "operator",
                          "count": 1234}
LISTED: Mapping[str, Any] = {"lines": LINES, "total": 121, "number": 121, "register": "order", "year": "", "adds": True}
FOUND_SOME: Mapping[str, Any] = {"lines": LINES, "total": 3, "number": 3, "most": FOUND}
MAKING: Mapping[str, Any] = {"register": "agreement", "title": SCHOOL, "answers": {
    "title": LONGEST, "number": RECORD.number, "day": "2018-03-12", "partner": RECORD.partner}}
UNTOLD: Mapping[str, Any] = {**MAKING, "register": "", "answers": {"title": "О плане", "number": "", "day": None,
                                                                  "partner": ""}}
EACH = tuple({**MAKING, "register": register} for register in ("", *(each.value for each in Register)))
WRITTEN: Mapping[str, Any] = {"paper": RECORD.paper(), "place": SCHOOL, "shelved": True, "total": 21}

REGISTERS: dict[str, tuple[Mapping[str, Any], ...]] = {
    "registers/all": (ALL, {**ALL, "total": 0}, {**ALL, "total": 0, "orders": False},
                      *({**ALL, "role": role, "adds": role != "observer", "orders": False}
                        for role in ("observer", "curator", "coordinator", "director"))),
    "registers/list": (*({**LISTED, "register": each.value, "year": "2018"} for each in Register),
                       {**LISTED, "lines": FULL}, {**LISTED, "lines": [], "total": 0},
                       {**LISTED, "lines": [], "total": 0, "adds": False}),
    "registers/years": ({"register": "order", "year": "2018", "count": 1234},),
    "registers/found": (FOUND_SOME, {**FOUND_SOME, "total": FOUND, "lines": FULL},
                        {**FOUND_SOME, "lines": [], "total": 0}, {**FOUND_SOME, "total": 1}),
    "registers/card": ({"record": RECORD}, {"record": BARE}),
    "registers/fix": ({"record": RECORD},),
    **dict.fromkeys(("registers/sure_drop", "registers/dropped"), ({"record": RECORD}, {"record": BARE})),
    "registers/told": tuple({"record": record, "what": what, "who": NAME} for record in (RECORD, BARE)
                            for what in ("fixed", "shelved", "hidden", "dropped")),
    **dict.fromkeys(("registers/ask_title", "registers/ask_day"), EACH),
    **dict.fromkeys(("registers/ask_register", "registers/ask_place", "registers/ask_partner", "registers/ask_number",
                     "registers/ask_content", "registers/ask_shelf"), (MAKING,)),
    "registers/ask_again": (MAKING, UNTOLD),
    "registers/understood": (MAKING, {**UNTOLD, "register": "order"}),
    "registers/written": (WRITTEN, {**WRITTEN, "paper": BARE.paper(), "shelved": False, "total": 1}),
    "registers/workbook": ({"title": PROGRAMME, "total": 21}, {"title": PROGRAMME, "total": 2}),
    "registers/workbook_above": ({"sheet": "Методические материалы", "title": PROGRAMME, "day": "2018-06-05"},),
    "registers/workbook_name": ({"day": "2018-06-05"},),
    "registers/day_ahead": ({"day": "2028-03-12"},),
    **dict.fromkeys((f"registers/{name}" for name in (
        "ask_words", "register_please", "place_please", "day_wrong", "content_please", "not_a_reader", "not_a_keeper",
        "not_this", "not_there", "not_to_change")), ({},)),
}
