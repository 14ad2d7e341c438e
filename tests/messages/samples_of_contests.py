"""Sample facts for what is said of contests: the longest and strangest values that can occur, and every branch."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from handlers import contest_applications, contest_desk, contest_judging, contest_results, contests
from handlers.contest_rights import As, Look
from scheduler.contests.criteria import Fault, Trouble
from scheduler.contests.practice import Said
from scheduler.contests.rules import Apart, Rules
from scheduler.nudging import Nudged
from storage.contests import Application, Award, Contest, Given, Practice
from storage.expertise import Asked
from storage.tasks import TaskState
from tests.messages.samples_of_rooms import DAY, LONG, NAME, SCHOOL, TITLE, TODAY

PLACE = "Усть-Кутское муниципальное образование <УКМО> & соседи"
CONTEST = Contest(7, 1, "Программа", "Asia/Irkutsk", "2018-12-31", "К-112", TITLE, LONG, DAY, 5, NAME, 0, "", None,
                  "[]", 3)
PAST = replace(CONTEST, due_on="2018-05-28")
RULES = Rules("sheet", {"c1": "2"}, 3, "2018-07-13")
CLOSED = replace(RULES, closed_at=1, told_at=2, apart=Apart.ORGANISATION, judged_by="2018-05-28")
APPLICATION = Application(70, 7, 40, TaskState.ACCEPTED, DAY, 0, 19, SCHOOL, "Asia/Irkutsk", 2, PLACE, None, "",
                          Award.WINNER, 0)
STATES = [replace(APPLICATION, state=state, award=award, person=NAME if place % 2 else "", place=place)
          for place, (state, award) in enumerate(zip(TaskState, (Award.NONE, Award.LAUREATE, Award.RECOMMENDED,
                                                                 Award.WINNER, Award.NONE), strict=True), 1)]
REVIEW = Asked(9, 70, 7, "К-112", 40, SCHOOL, TaskState.OPEN, DAY, "Э-120")
SAID = [Said(f"q{number}", "Коротко: в чём <суть> & что изменилось " * 3, LONG[:900]) for number in range(12)]
FILE = Said("q5", "Описание практики", "Практика.pdf",
            Given("q5", '""', 3, "document", "Практика.pdf", "application/pdf"))
RESULT = contest_applications.Result("2–3", "18,33", "30", "12,5", True, 2)
GIVEN = [contest_applications.Given(NAME, "18,5" if number else "", LONG if number else "") for number in range(4)]
AS_ORGANISER = Look(CONTEST, RULES, APPLICATION, As.ORGANISER)
AS_EXPERT = Look(CONTEST, RULES, replace(APPLICATION, award=Award.NONE), As.EXPERT, REVIEW)
AS_TEAM = Look(CONTEST, CLOSED, replace(APPLICATION, state=TaskState.OPEN), As.TEAM)
APP: Mapping[str, Any] = {"look": AS_ORGANISER, "application": APPLICATION, "contest": CONTEST, "said": SAID,
                          "result": RESULT, "given": GIVEN, "today": TODAY, "width": 60}
LOADS = [contest_judging.Load(number, NAME, PLACE, number, number // 2, on=bool(number % 2), joined=number != 4)
         for number in range(1, 21)]
LACKS = [contest_judging.Lacking(number, SCHOOL, 2, PLACE) for number in range(1, 7)]
LINES = [contest_results.Line("2–3" if number else "", number, SCHOOL, "18,33" if number else "", ("20", "18,5", "12"),
                              1, bool(number % 2), award.value) for number, award in enumerate(Award)]
LED: Mapping[str, Any] = {
    "contest": CONTEST, "today": TODAY, "states": {"open": 2, "done": 3, "returned": 1, "accepted": 40, "cancelled": 0},
    "total": 46, "rules": RULES, "given": 100, "asked": 120, "due": 20, "apart": 3, "level": 2, "number": 46}
CALL: Mapping[str, Any] = {"contest": CONTEST, "rules": RULES, "today": TODAY, "is_open": True, "watched": 0,
                           "criteria": [(TITLE[:200], "2"), ("Польза", "1")] * 5, "own": None, "number": 12}
LISTED = [contests.Line(number, "К-112", TITLE, DAY if number else "2018-05-28", NAME if number else "", number * 20,
                        own, number == 3) for number, own in enumerate(("", "open", "done", "accepted", "returned"))]
KNOWN = [contest_desk.Known(number, NAME, PLACE, "русский язык, литература" if number else "", number != 2, 12, 9, 8,
                            number - 2) for number in range(1, 9)]
ONE: Mapping[str, Any] = {"contest": CONTEST, "application": APPLICATION, "rules": RULES, "review": REVIEW,
                          "name": NAME, "who": NAME, "number": 21, "today": TODAY, "place": 40, "missing": 2}
NOBODY = {**ONE, "name": ""}
RANKING: Mapping[str, Any] = {"contest": CONTEST, "lines": LINES, "total": 40, "most": "30", "missing": 2, "page": 1,
                              "pages": 7, "number": 40}
TOLD: Mapping[str, Any] = {**ONE, "most": "30", "total": 40, "comments": [LONG] * 5}
FORM: Mapping[str, Any] = {"example": DAY, "judged_example": DAY, "limit": 12, "criteria_limit": 10, "most": 9,
                           "usual": "Актуальность (0-5)\nПольза (0-5) ×2", "day": DAY, "number": 3, "due_on": DAY}
CONTESTS: Mapping[str, tuple[Mapping[str, Any], ...]] = {
    **dict.fromkeys((f"contests/{name}" for name in (
        "comment", "consent", "usual_fields", "usual_criteria", "not_a_caller",
        "not_yours", "ask_text", "came_in", "no_consent")), ({},)),
    **dict.fromkeys((f"contests/{name}" for name in (
        "ask_fields", "ask_day", "ask_criteria", "ask_judged", "ask_each", "each_please",
        "judged_too_early")), (FORM,)),
    **dict.fromkeys((f"contests/{name}" for name in (
        "judged_title", "over", "left", "told_expert", "told_relieved", "conflict", "sure_relieve",
        "sure_conflict", "told_all", "protocol_name", "practice_title", "told_published")), (ONE,)),
    "contests/sheet": ({"number": "К-112"},), "contests/judged_sheet": ({"number": "К-112"},),
    "contests/weight": ({"weight": "1,5"},),
    "contests/criterion_wrong": tuple({"fault": Fault(each, TITLE), "limit": 10} for each in Trouble),
    "contests/message": ({"number": "К-112", "about": LONG[:2500], "due_on": DAY, "judged_by": DAY, "who": NAME,
                          "place": SCHOOL, "criteria": [(TITLE[:200], "2")] * 9 + [("Польза", "1")]},),
    "contests/list": ({"lines": LISTED, "today": TODAY, "calls": True, "place": 25},
                      *({"lines": [], "today": TODAY, "calls": calls, "place": 1} for calls in (True, False))),
    "contests/led": (
        LED, {**LED, "contest": PAST, "given": 120, "due": 0}, {**LED, "given": 120, "rules": CLOSED},
        *({**LED, "asked": 0, "given": 0, "states": {**LED["states"], "done": done}} for done in (0, 2)),
        {**LED, "total": 0, "asked": 0, "given": 0, "apart": 0, "states": dict.fromkeys(LED["states"], 0)}),
    "contests/call": (CALL, {**CALL, "is_open": False, "rules": CLOSED, "watched": 12},
                      *({**CALL, "own": each} for each in STATES[:4])),
    "contests/sure_close": ({"contest": CONTEST, "left": 21}, {"contest": CONTEST, "left": 0}),
    "contests/applications": ({"contest": CONTEST, "lines": STATES, "total": 46, "page": 1, "pages": 10, "place": 40},
                              {"contest": CONTEST, "lines": [], "total": 0, "page": 0, "pages": 1, "place": 1}),
    "contests/application": (
        APP, {**APP, "look": AS_EXPERT, "application": AS_EXPERT.application, "result": None, "given": ()},
        {**APP, "look": AS_TEAM, "application": AS_TEAM.application, "said": [], "given": ()},
        {**APP, "look": replace(AS_EXPERT, review=replace(REVIEW, state=TaskState.DONE)), "result": None}),
    "contests/file": ({"application": APPLICATION, "each": FILE},),
    "contests/experts": ({"contest": CONTEST, "lines": LOADS[:6], "total": 21, "chosen": 12, "rules": RULES,
                          "accepted": 40, "place": 21},
                         {"contest": CONTEST, "lines": [], "total": 0, "chosen": 0, "rules": CLOSED, "accepted": 0,
                          "place": 1}),
    "contests/share": tuple(
        {"contest": CONTEST, "rules": rules, "seed": 7, "number": number, "lines": LOADS, "least": 9, "most": most,
         "lacks": lacks, "lacking": len(lacks) and 12, "helped": 2, "waiting": waiting}
        for rules, number, most, lacks, waiting in ((RULES, 120, 10, LACKS, 0), (CLOSED, 120, 9, LACKS[:1], 1),
                                                    (RULES, 0, 0, [], 3), (RULES, 0, 0, [], 0))),
    "contests/reviews": ({"contest": CONTEST, "rules": RULES, "lines": LOADS[:6], "given": 100, "total": 120,
                          "conflicts": 2, "place": 21},
                         {"contest": CONTEST, "rules": RULES, "lines": LOADS[:1], "given": 1, "total": 1,
                          "conflicts": 0, "place": 1}),
    "contests/reviews_of": ({"name": NAME, "total": 10, "rules": RULES, "lines": [APPLICATION] * 5, "place": 40},
                            {"name": "", "total": 0, "rules": RULES, "lines": [], "place": 40}),
    "contests/chased": tuple({"told": told} for told in (Nudged(20, 0, 3), Nudged(0, 4, 0), Nudged(0, 0, 2),
                                                         Nudged(0, 0, 0))),
    "contests/told_chased": (ONE, {**ONE, "rules": CLOSED}),
    **dict.fromkeys(("contests/added", "contests/relieved", "contests/told_conflict"), (ONE, NOBODY)),
    "contests/expertise": ({"lines": [REVIEW] * 5 + [replace(REVIEW, state=TaskState.DONE)], "total": 21, "left": 5,
                            "today": TODAY, "place": 40},
                           {"lines": [REVIEW], "total": 1, "left": 0, "today": TODAY, "place": 40},
                           {"lines": [], "total": 0, "left": 0, "today": TODAY, "place": 1}),
    "contests/ranking": (RANKING, {**RANKING, "lines": [], "missing": 0, "pages": 1}),
    "contests/protocol": ({"contest": CONTEST, "missing": 2}, {"contest": CONTEST, "missing": 0}),
    "contests/sure_tell": ({"total": 40, "missing": 2, "awards": 0}, {"total": 1, "missing": 0, "awards": 3}),
    "contests/told": ({"contest": CONTEST, "total": 40, "absent": 2}, {"contest": CONTEST, "total": 1, "absent": 0}),
    "contests/result": (*({**TOLD, "line": each} for each in LINES), {**TOLD, "line": LINES[1], "comments": []}),
    "contests/practice": ({**ONE, "said": SAID[:2]},),
    "contests/published": ({"application": APPLICATION, "number": 3}, {"application": APPLICATION, "number": 1}),
    "contests/practices": ({"lines": [(21, Practice(1, TITLE[:200], award, SCHOOL, "К-112", 0, 21))
                                      for award in Award], "total": 21, "place": 21},
                           {"lines": [], "total": 0, "place": 1}),
    "contests/bank": ({"lines": KNOWN, "total": 21, "done": 120, "page": 1, "pages": 3},
                      {"lines": [], "total": 0, "done": 0, "page": 0, "pages": 1}),
}
