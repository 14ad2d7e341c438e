"""Sample facts for what surveys say: the longest questions and answers, and every branch."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from handlers.survey_making import AUDIENCES
from handlers.survey_making import Line as MadeLine
from handlers.survey_results import AskingLine, MissingLine, RateLine
from handlers.survey_screens import Answered, Line
from handlers.surveys import SheetLine, WaveLine
from scheduler.surveys.form import Kind
from scheduler.surveys.plain_text import Fault, Trouble
from scheduler.surveys.reporting import Hidden
from scheduler.surveys.sheet import Objection
from storage.sheets import Due
from tests.messages.samples_of_rooms import LONG, NAME, SCHOOL

TITLE = "Входной <мониторинг> & самоаудит " * 8
DAY = "2018-05-30"
OPTIONS = [Line(number, "Не хватает <времени> & сил " * 12, number == 2) for number in range(1, 8)]
ASKED: Mapping[str, Any] = {
    "title": TITLE, "whom": SCHOOL, "number": 3, "total": 300, "anonymous": True, "notes": [LONG], "heading": TITLE,
    "label": LONG, "hint": LONG, "listed": OPTIONS, "page": 1, "pages": 20, "shown": LONG, "problem": "", "steps": True,
    "kind": "select_one", "span": None, "example": DAY, "said": ["назад", "позже"], "width": 200, "chosen": True,
    "day": DAY,
}
SHORT: Mapping[str, Any] = {**ASKED, "whom": "", "anonymous": False, "notes": [], "heading": "", "label": "Да?",
                            "hint": "", "listed": [], "pages": 1, "page": 0, "shown": "", "said": [], "chosen": False,
                            "width": 1200}
LINES = [
    WaveLine(1, TITLE, "Входной, май–июнь 2018", "2018-06-08", False, True, 0, 1),
    WaveLine(2, TITLE, TITLE, "2018-05-01", True, False, 3, 21), WaveLine(3, "А", "А", DAY, False, False, 1, 1),
]
SHEETS = [SheetLine(1, SCHOOL, True, True, ""), SheetLine(2, SCHOOL, False, True, NAME),
          SheetLine(3, SCHOOL, False, True, ""), SheetLine(4, SCHOOL, False, False, "")]
DONE: Mapping[str, Any] = {"notes": [LONG], "title": TITLE, "whom": SCHOOL, "until": "2018-06-08", "waiting": 2}
WAVE: Mapping[str, Any] = {"title": TITLE, "wave_title": "Входной", "lines": SHEETS, "about": True, "done": 1,
                           "total": 4, "number": 1}
MAKING: Mapping[str, Any] = {
    "title": TITLE, "more": 270, "example": DAY, "answers": {"whom": "both", "names": "named", "day": DAY}, "day": DAY,
    "lines": [MadeLine(number, LONG, kind.value, LONG, number % 2 == 0, "1–5" if kind is Kind.RANGE else "")
              for number, kind in enumerate([each for each in Kind if each not in (Kind.NOTE, Kind.CALCULATE)] * 4, 1)
              ][:15],
}
DUE = Due(1, TITLE, TITLE, DAY, DAY, DAY, 0, "organisation", "o5", 5, SCHOOL, None, "", 9, 22, NAME, None, 0, 1)

SURVEYS: dict[str, tuple[Mapping[str, Any], ...]] = {
    "surveys/ask_text": ({},), "surveys/not_a_maker": ({},), "surveys/ask_names": ({},),
    "surveys/text_wrong": ({"faults": [Fault(number, trouble, TITLE) for number, trouble in enumerate(Trouble, 1)][:8],
                            "more": 3}, {"faults": [Fault(1, Trouble.NO_TITLE)], "more": 0}),
    "surveys/ask_whom": (MAKING,), "surveys/ask_day": (MAKING,),
    "surveys/ask_sure": (MAKING, *({**MAKING, "answers": {"whom": whom, "names": "anonymous", "day": DAY}, "lines": []}
                                   for whom in AUDIENCES)),
    "surveys/made": ({"title": TITLE, "closes_on": DAY, "people": 21, "joined": 3},
                     {"title": TITLE, "closes_on": DAY, "people": 1, "joined": 1}),
    **dict.fromkeys(("surveys/gone", "surveys/not_yours", "surveys/sent"), ({},)),
    "surveys/closed": ({"title": TITLE, "closes_on": "2018-06-08"},),
    "surveys/finished": (DONE, {**DONE, "notes": [], "whom": "", "waiting": 0}),
    "surveys/in_other_hands": ({"title": TITLE, "holder": NAME}, {"title": TITLE, "holder": ""}),
    "surveys/held": ({"due": DUE}, {"due": replace(DUE, finished_at=1)}),
    "surveys/hand": ({"title": TITLE, "colleagues": 7, "name": NAME}, {"title": TITLE, "colleagues": 0, "name": NAME}),
    "surveys/handed": ({"title": TITLE, "name": NAME, "told": True}, {"title": TITLE, "name": NAME, "told": False}),
    **dict.fromkeys(("surveys/answered_before", "surveys/taken", "surveys/told_handed", "surveys/told_taken"),
                    ({"title": TITLE, "holder": NAME, "who": NAME, "closes_on": DAY},)),
    "surveys/list": ({"lines": LINES, "today": DAY, "number": 1}, {"lines": [], "today": DAY, "number": 1}),
    "surveys/objection": tuple({"objection": objection, "kind": kind, "span": span} for span in (None, ("1", "5"))
                               for kind in (Kind.DECIMAL, Kind.TEXT)
                               for objection in (*Objection, "no_day", "no_photo", "no_file", "one_file",
                                                 "words_please", "date_far")),
    "surveys/paused": ({"number": 3, "total": 7, "until": DAY},),
    "surveys/question": (ASKED, *({**ASKED, "kind": kind, "steps": False} for kind in Kind), SHORT,
                         *({**SHORT, "kind": kind, "steps": False, "span": ("0", "100")} for kind in Kind),
                         {**SHORT, "problem": LONG}),
    "surveys/ready": ({"notes": [LONG], "title": TITLE}, {"notes": [], "title": TITLE}),
    "surveys/sent_off": ({"title": TITLE, "waiting": 0}, {"title": TITLE, "waiting": 5}),
    "surveys/review": ({"lines": [Answered(number, LONG, LONG if number < 3 else "", number == 3)
                                  for number in range(1, 6)], "title": TITLE, "whom": SCHOOL, "width": 250,
                        "number": 5},),
    "surveys/wave": (WAVE, {**WAVE, "about": False, "wave_title": TITLE}),
}
RATES = [RateLine(number, SCHOOL * 2, 21, 21 if number == 2 else 3) for number in range(1, 6)]
WAVE_RATES: Mapping[str, Any] = {
    "title": TITLE, "wave_title": "Входной", "place": SCHOOL, "done": 63, "asked": 105, "closes_on": "2018-06-08",
    "today": DAY, "lines": RATES, "page": 1, "pages": 20, "number": 1,
}
PEOPLE = [MissingLine(number, NAME, "+7 395 200-00-00" if number % 2 else "", SCHOOL * 2, number != 3)
          for number in range(1, 11)]
CHART: Mapping[str, Any] = {"title": TITLE, "label": LONG, "number": 3, "total": 20}
RESULTS: dict[str, tuple[Mapping[str, Any], ...]] = {
    **dict.fromkeys(("results/not_yours", "results/not_made", "results/coming", "results/coming_many",
                     "results/chart_empty"), ({},)),
    **dict.fromkeys(("results/workbook", "results/workbook_name"), ({"title": TITLE},)),
    "results/list": ({"lines": [AskingLine(1, TITLE, "Входной", "2018-06-08"), AskingLine(2, "А", "А", "2018-05-01")],
                      "today": DAY, "number": 1}, {"lines": [], "today": DAY, "number": 1}),
    "results/wave": (WAVE_RATES, {**WAVE_RATES, "lines": [], "place": "", "wave_title": TITLE, "asked": 0, "done": 0,
                                  "pages": 1, "page": 0}, {**WAVE_RATES, "closes_on": "2018-05-01"}),
    "results/missing": ({"lines": PEOPLE, "total": 25, "title": TITLE, "place": SCHOOL, "page": 1, "pages": 3},
                        {"lines": [], "total": 0, "title": TITLE, "place": "", "page": 0, "pages": 1}),
    "results/reminded": ({"told": 21, "absent": 3, "before": 0}, {"told": 1, "absent": 0, "before": 0},
                         {"told": 0, "absent": 0, "before": 2}, {"told": 0, "absent": 4, "before": 0}),
    "results/told_reminder": ({"who": NAME, "title": TITLE, "closes_on": "2018-06-08", "today": DAY},
                              {"who": NAME, "title": TITLE, "closes_on": "2018-05-01", "today": DAY}),
    "results/chart": (CHART,),
    "results/chart_note": ({"waves": [(5, "", "")]}, {"waves": [(5, "3,5", "4"), (0, "", "")]}),
    "results/hidden": tuple({"title": TITLE, "why": why, "shown_on": DAY, "fewest": 5} for why in Hidden),
    "results/words": ({**CHART, "hidden": False, "answers": [LONG] * 12, "count": 30},
                      {**CHART, "hidden": False, "answers": [], "count": 0},
                      {**CHART, "hidden": True, "answers": [], "count": 3}),
}
