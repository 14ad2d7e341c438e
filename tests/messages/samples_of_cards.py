"""Sample facts for what is said of cards and plans."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from scheduler.cards import drawing
from scheduler.cards.drawing import Progress
from storage.assignments import Kind
from storage.cards import Accompanied, Place, Problem, Row, School, Tutor
from storage.participants import Participant
from storage.plans import Plan, Step, Teacher
from storage.tasks import TaskState
from tests.messages.samples_of_rooms import DAY, LONG, NAME, SCHOOL, TASK, TITLE, TODAY

PLACE = Place(3, SCHOOL, f"{SCHOOL} муниципальный район", "Asia/Irkutsk", 1)
SHORT = TITLE[:90]
PROBLEM = Row(7, None, Kind.PROBLEM, "П-112", SHORT, LONG, "author", 5, NAME, None, "", 1_526_435_700, 70, 3,
              TaskState.OPEN, None, 0, "", 0, 1)
MEASURE = Row(8, 7, Kind.MEASURE, "М-312", SHORT, LONG, "author", 5, NAME, 6, NAME, 1_526_435_700, 80, 3,
              TaskState.OPEN, "2018-05-28", 0, "", 12, 1)
MEASURES = [MEASURE, replace(MEASURE, id=9, state=TaskState.DONE),
            replace(MEASURE, id=10, due_on=DAY, handed_name=NAME),
            replace(MEASURE, id=11, state=TaskState.RETURNED, tutor_name=""),
            replace(MEASURE, id=12, state=TaskState.ACCEPTED, notes=0)]
STATES = [replace(PROBLEM, id=number, state=state) for number, state in
          enumerate((TaskState.OPEN, TaskState.DONE, TaskState.RETURNED, TaskState.ACCEPTED), 20)]
DRAWN = [*drawing.drawn([PROBLEM, *MEASURES], TODAY), *drawing.drawn(STATES, TODAY)][:4]
ONES = [*drawing.drawn([PROBLEM, *MEASURES], TODAY), *drawing.drawn([*STATES, replace(PROBLEM, id=30, about=SHORT,
                                                                                      author_name="")], TODAY)]
SCHOOLS = [School(1, SCHOOL, PLACE.municipality, 12, 3, 30, 11, 4, 200), School(2, SCHOOL, "", 1, 0, 0, 0, 0, 200),
           School(3, SCHOOL, "", 0, 0, 0, 0, 0, 200)]
FULL = Progress(30, 11, 4)
LIST: Mapping[str, Any] = {"schools": SCHOOLS, "skip": 10, "total": 200, "searched": "", "place": 25}
CARD: Mapping[str, Any] = {"school": PLACE, "problems": DRAWN, "skip": 4, "total": 12, "solved": 3, "today": TODAY,
                           "progress": FULL, "writes": True, "place": 25}
ACCOMPANIED = [
    Accompanied(1, 1, Kind.MEASURE, "М-1", SHORT, TaskState.OPEN, "2018-05-28", SCHOOL, "", 0, 0, 1, 0, 25),
    Accompanied(1, 1, Kind.MEASURE, "М-1", SHORT, TaskState.DONE, DAY, SCHOOL, "", 0, 0, 0, 1, 25),
    Accompanied(1, 1, Kind.MEASURE, "М-1", SHORT, TaskState.RETURNED, DAY, SCHOOL, "", 0, 0, 0, 0, 25),
    Accompanied(1, 1, Kind.PLAN, "ИП-1", "План", TaskState.OPEN, None, SCHOOL, NAME, 12, 3, 2, 1, 25),
    Accompanied(1, 1, Kind.PLAN, "ИП-1", "План", TaskState.OPEN, None, SCHOOL, NAME, 0, 0, 0, 0, 25)]
KINDS = [replace(TASK, kind=kind, about=LONG, tutor=5, tutor_name=NAME)
         for kind in ("problem", "measure", "plan", "stage")]
TUTOR = Tutor(5, NAME, 1, "русский язык; литература")
SHOWN: Mapping[str, Any] = {"school": PLACE, "what": "Кадры", "own": False, "words": "Результаты ВПР и ОГЭ"}
MADE: Mapping[str, Any] = {"school": PLACE, "about": LONG, "who": NAME}
STANDING = Problem(7, 70, 3, TaskState.OPEN, "П-112", SHORT, 1)
FORM: Mapping[str, Any] = {"problem": STANDING, "school": PLACE, "many": True, "example": DAY, "by_tutor": False,
                           "member": Participant(3, NAME, None, None), "tutor": TUTOR, "day": DAY}
TEACHER = Teacher(9, NAME, "русский язык; литература", 3, SCHOOL, 4, NAME, 12, 3, 2, 240, 31)
TEACHERS = [TEACHER, replace(TEACHER, steps=0, late=0), replace(TEACHER, mentor="", plan=None, subjects="")]
PLAN = Plan(4, 40, TaskState.OPEN, 9, NAME, 3, SCHOOL, "Asia/Irkutsk", 1, 5, NAME, "ИП-12", "Индивидуальный план", LONG)
STEPS = [Step(number, number, "Ш-1", SHORT, state, DAY if number else "2018-05-28", 0, number)
         for number, state in enumerate((TaskState.OPEN, TaskState.DONE, TaskState.RETURNED, TaskState.ACCEPTED))]
OPENED: Mapping[str, Any] = {"plan": PLAN, "steps": STEPS, "skip": 5, "total": 12, "settled": 3, "late": 2,
                             "today": TODAY, "own": True, "place": 25}
MENTORING: Mapping[str, Any] = {"teachers": TEACHERS, "skip": 5, "total": 240, "without": 31, "several": True,
                                "searched": "", "place": 25}
STEP: Mapping[str, Any] = {"plan": PLAN, "own": False, "example": DAY, "day": DAY, "who": NAME, "what": LONG,
                           "goals": LONG}
ABOUT_TASK = tuple({"task": task, "who": NAME, "under": 3} for task in (*KINDS, replace(KINDS[1], due_on=None)))
OF_CARDS: Mapping[str, tuple[Mapping[str, Any], ...]] = {
    "cards/list": (LIST, {**LIST, "searched": "сош"}),
    "cards/card": (CARD, {**CARD, "problems": [], "total": 0}, {**CARD, "problems": [], "total": 0, "writes": False},
                   {**CARD, "progress": Progress(0, 0, 0), "solved": 0},
                   {**CARD, "school": replace(PLACE, municipality="")}),
    "cards/problem": tuple({"school": PLACE, "one": one, "measures": one.measures, "skip": 5, "today": TODAY,
                            "place": 25} for one in ONES),
    "cards/accompanied": ({"lines": ACCOMPANIED, "skip": 5, "total": 25, "today": TODAY, "place": 25},
                          {"lines": [], "skip": 0, "total": 0, "today": TODAY, "place": 1}),
    **dict.fromkeys(("cards/ask_school", "cards/no_school", "cards/noted", "cards/not_yours", "cards/only_a_look",
                     "cards/not_a_tutor", "cards/no_tutor", "cards/nobody", "plans/ask_teacher", "plans/ask_goals",
                     "plans/title", "plans/none", "plans/not_yours", "plans/has_a_mentor", "plans/over",
                     "review/turn_tutor"), ({},)),
    **dict.fromkeys(("cards/ask_problem", "cards/ask_problem_words"), (SHOWN, {**SHOWN, "own": True})),
    **dict.fromkeys(("cards/ask_measure", "cards/ask_who", "cards/ask_day", "cards/ask_tutor"),
                    (FORM, {**FORM, "many": False, "by_tutor": True})),
    "cards/ask_new_tutor": tuple({"task": task, "tutor": TUTOR} for task in (KINDS[1], TASK)),
    "cards/ask_note": tuple({"task": KINDS[1], "answers": {"evidence": given}} for given in (None, [1, 2])),
    "cards/told_note": tuple({"task": KINDS[1], "who": NAME, "words": words, "pieces": 2} for words in (LONG, "")),
    **dict.fromkeys(("cards/told_problem", "cards/told_proposed"), (MADE,)),
    "cards/told_measure": tuple({**MADE, "task": task, "problem": STANDING, "does": does} for does in (True, False)
                                for task in (KINDS[1], replace(KINDS[1], handed_name="Петров Пётр Петрович"))),
    **dict.fromkeys(("cards/told_tutor", "cards/told_no_tutor", "cards/told_dropped", "cards/sure_drop",
                     "cards/dropped"), ABOUT_TASK),
    **dict.fromkeys(("cards/paper", "cards/paper_name"), ({"school": PLACE},)),
    "cards/table": ({"total": 200},), "cards/table_name": ({"today": TODAY},),
    "cards/solved": ({"problem": STANDING},), "cards/several": ({"names": [NAME] * 7},),
    "cards/too_long": ({"limit": 1500},),
    "plans/mentoring": (MENTORING, {**MENTORING, "without": 0, "several": False}, {**MENTORING, "searched": "иванов"},
                        {**MENTORING, "teachers": [], "total": 0}),
    "plans/teacher": tuple({"teacher": each} for each in (*TEACHERS, replace(TEACHER, mentor=""))),
    "plans/ask_mentor": tuple({"teacher": TEACHER, "tutor": tutor} for tutor in (TUTOR, replace(TUTOR, subjects=""))),
    "plans/ask_new_goals": tuple({"plan": plan} for plan in (PLAN, replace(PLAN, about=""))),
    "plans/plan": (OPENED, {**OPENED, "own": False, "late": 0},
                   *({**OPENED, "plan": replace(PLAN, state=state, about="", tutor_name=""), "steps": [], "total": 0}
                     for state in TaskState)),
    **dict.fromkeys(("plans/ask_step", "plans/ask_day", "plans/told_step", "plans/told_goals", "plans/told_mentor",
                     "plans/told_new_mentor", "plans/told_no_mentor"), (STEP, {**STEP, "own": True})),
    "plans/told_plan": tuple({"plan": plan, "who": NAME} for plan in (PLAN, replace(PLAN, about=""))),
}
