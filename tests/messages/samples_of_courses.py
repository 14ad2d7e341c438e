"""Sample facts for what courses say: the longest names and titles, and every branch."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from handlers import course_cards, course_nominating, course_outcome, course_overview, course_papers, courses
from storage.courses import Course, Diagnostic, Member, Own, Session
from storage.learning import Learnt, Trained, TrainedSchool
from storage.nominations import School
from storage.participants import Role, RoleHeld
from tests.messages.samples_of_rooms import LONG, NAME, SCHOOL, TITLE

ZONE, DAY, AT = "Asia/Irkutsk", "2018-06-05", 1_528_000_000
LINK = "https://meet.example/" + "a" * 200
COURSE = Course(1, 1, TITLE, AT, AT + 60 * 86_400, ZONE, LONG[:200], LINK, 25, 2160, "[]", 7, None, None, 80, DAY, 4,
                5, AT)
BARE = replace(COURSE, title="Курс <«Чтение & смысл»>", place="", link="", capacity=None, ends_at=AT + 3600,
               quota_least=None, quota_most=None)
ONLINE = replace(COURSE, place="")
OFF = replace(COURSE, cancelled_at=AT, quota_least=4, quota_most=None)
QUOTAS = [replace(COURSE, quota_least=least, quota_most=most) for least, most in ((5, 5), (4, None), (None, 5))]
HELD = [Session(number, f"Занятие {number}: {TITLE}", AT + number * 86_400, AT + number * 86_400 + 3600, ZONE, 360,
                AT if number == 2 else None, number) for number in range(12)]
MEMBER = Member(7, NAME, 5, SCHOOL, SCHOOL, "yes", LONG[:400], 9, 1, 1080, 3, 0, 0, None, None, "", "")
DONE = replace(MEMBER, minutes=2160, entry=1, final=1, completed_at=AT, document="381803 " + "0" * 53, number="VK")
SURVEYS = {part: Diagnostic(1, "s", LONG[:150], DAY, DAY, part) for part in ("entry", "final")}
OF_SCHOOL = School(5, SCHOOL, SCHOOL, 2, 1, 1, 1, 0)
SCHOOLS = (OF_SCHOOL, replace(OF_SCHOOL, named=0, confirmed=0, waiting=0), replace(OF_SCHOOL, completed=3))
NUMBERS = course_cards.Numbers(20, 3, 4, 1, 2, 30, 21)
CARD: Mapping[str, Any] = {
    "course": COURSE, "held": HELD, "more": 48, "mine": None, "total": 2160, "surveys": {}, "place": 0, "full": False,
    "school": None, "open": True, "numbers": None, "made": False, "now": AT + 3 * 86_400,
    "today": "2018-06-04", "over": False, "zone": ZONE,
}
OWN = Own(1, TITLE, AT, AT, ZONE, 2160, None, "yes", 60, None, "")
LINES = [courses.Line(number, each, own, school, each is BARE, each is not BARE)
         for number, (each, own, school) in enumerate((
             (COURSE, None, None), (COURSE, None, OF_SCHOOL), (OFF, None, None), (COURSE, OWN, None),
             (BARE, None, OF_SCHOOL)), 95)]
STATES = [course_nominating.Line(number, NAME, state, number % 2 == 0, LONG[:200] if state == "no" else "")
          for number, state in enumerate(("yes", "waiting", "silent", "no", "", ""), 95)]
STAFF: Mapping[str, Any] = {"course": COURSE, "lines": STATES, "school": OF_SCHOOL, "open": True, "page": 15,
                            "pages": 21, "number": 100, "name": NAME}
OUTCOME: Mapping[str, Any] = {
    "course": COURSE, "page": 4, "pages": 21, "total": 105, "fresh": 3, "completed": 1, "final": True, "ends": True,
    "hours": 2160, "number": 21, "name": NAME,
    "lines": [course_outcome.Line(number, member, 50, number % 2 == 0)
              for number, member in enumerate((MEMBER, DONE) * 2, 21)]}
PAPERS: Mapping[str, Any] = {"course": COURSE, "page": 1, "pages": 21, "total": 105, "entered": 3, "number": 6,
                             "lines": [course_papers.Line(number, NAME, document)
                                       for number, document in enumerate(("", DONE.document) * 2, 6)]}
PASTED: Mapping[str, Any] = {"course": COURSE, "found": [(NAME, DONE.document)] * course_papers.SHOWN, "more": 40,
                             "total": 60, "lost": [LONG[:80]] * 20, "twice": [LONG[:80]] * 20}
MAKING: Mapping[str, Any] = {
    "zone": ZONE, "example": DAY, "sessions": [AT + number * 86_400 for number in range(60)], "lasts": 3600,
    "where": {"place": LONG[:200], "directions": LONG[:600], "link": LINK}, "title": TITLE, "hours": 36, "seats": 25,
    "least": 4, "most": 5, "until": DAY, "whom": LONG[:100], "share": 80, "surveys": [LONG[:200]] * 2,
    "number_of": 36, "days_apart": 7, "ends_at": AT, "group_title": LONG[:100], "survey_title": LONG[:100], "day": DAY,
}
BEGUN: Mapping[str, Any] = {**MAKING, "sessions": [AT], "where": {"place": "", "directions": "", "link": LINK},
                            "seats": None, "least": None, "most": None,
                            "whom": "", "surveys": [], "number_of": 100, "days_apart": 1, "hours": 1}
LEARNT = Learnt(1, 1, "course", TITLE, AT, AT + 86_400 * 30, ZONE, 2160, 2160, AT, DONE.document, "VK-2018-7F3K-9QXM")
OPEN = replace(LEARNT, completed_at=None, document="", number="", minutes=1080)
VISITED = replace(LEARNT, course=0, kind="seminar", completed_at=None, document="", minutes=0, number="",
                  ends_at=AT + 3600)
TRAINED = [TrainedSchool(5, SCHOOL, number, 2160 * number) for number in range(8)]
HELD_ROLE = RoleHeld(1, Role.TEACHER, 1, 5, SCHOOL, "school", ZONE, TITLE, "20:00-08:00", DAY, DAY)
RECORD: Mapping[str, Any] = {"completed": [LEARNT, replace(LEARNT, document="")], "courses": 2, "course_minutes": 4320,
                             "events": 21, "event_minutes": 2530, "begun": 1}

COURSES: dict[str, tuple[Mapping[str, Any], ...]] = {
    "courses/list": tuple({"lines": lines, "makes": makes, "leads": leads, "number": 99}
                          for lines, makes, leads in ((LINES, True, False), ([], True, False), ([], False, True),
                                                      ([], False, False))),
    "courses/card": (
        CARD, {**CARD, "numbers": NUMBERS, "made": True}, {**CARD, "numbers": NUMBERS, "over": True, "open": False},
        {**CARD, "numbers": replace(NUMBERS, short=0), "held": [], "more": 0}, {**CARD, "course": OFF},
        {**CARD, "school": OF_SCHOOL}, {**CARD, "school": OF_SCHOOL, "open": False, "course": BARE},
        {**CARD, "school": replace(OF_SCHOOL, completed=2), "open": False},
        {**CARD, "mine": replace(MEMBER, answer="")}, {**CARD, "mine": replace(MEMBER, answer="no")},
        {**CARD, "mine": replace(MEMBER, answer="waiting"), "place": 3},
        {**CARD, "mine": replace(MEMBER, answer="waiting"), "place": 3, "full": True},
        {**CARD, "mine": MEMBER, "surveys": SURVEYS},
        {**CARD, "mine": MEMBER, "surveys": SURVEYS, "today": "2019-01-01"},
        {**CARD, "mine": replace(MEMBER, final=1), "surveys": SURVEYS},
        {**CARD, "mine": DONE}, *({**CARD, "course": each} for each in QUOTAS)),
    "courses/staff": (STAFF, {**STAFF, "open": False, "pages": 1}, {**STAFF, "lines": [], "course": BARE, "pages": 1}),
    "courses/named_notice": tuple({"name": NAME, "told": told, "me": me}
                                  for told, me in ((True, False), (False, False), (False, True))),
    "courses/withdrawn_notice": ({"name": NAME},),
    "courses/told_nominated": tuple({"course": each, "by": by, "again": again} for each, by, again in (
        (COURSE, SCHOOL, False), (ONLINE, "", True), (BARE, SCHOOL, False))),
    "courses/told_wanted": tuple({"course": each} for each in (COURSE, ONLINE, BARE, *QUOTAS)),
    **{f"courses/{name}": ({"course": COURSE},) for name in ("told_withdrawn", "told_over", "told_completed",
                                                             "too_early")},
    "courses/told_paper": ({"course": COURSE, "number": DONE.document},),
    "courses/quotas": tuple(
        {"course": COURSE, "page": 1, "pages": pages, "total": len(lines), "short": 3, "lines": lines}
        for pages, lines in ((4, [course_overview.Quota(number, school, number % 2 == 0)
                                  for number, school in enumerate(SCHOOLS * 2, 99)]), (1, []))),
    "courses/sessions": tuple({"course": COURSE, "lines": lines, "now": AT, "page": 0, "pages": pages, "number": 12}
                              for lines, pages in ((list(enumerate(HELD[:6], 12)), 10), ([], 1))),
    "courses/ask_session": ({"course": COURSE, "example": DAY},),
    "courses/session_title": ({"number": 60, "title": TITLE},),
    "courses/urged": ({"schools": 21, "people": 1}, {"schools": 0, "people": 0}), "courses/urged_already": ({},),
    "courses/outcome": (
        OUTCOME, {**OUTCOME, "ends": False, "final": False}, {**OUTCOME, "fresh": 0, "pages": 1},
        {**OUTCOME, "fresh": 0, "completed": 0}, {**OUTCOME, "lines": [], "total": 0, "pages": 1}),
    "courses/finished_notice": ({"people": 21}, {"people": 0}),
    "courses/papers": (PAPERS, {**PAPERS, "lines": [], "total": 0, "pages": 1}),
    "courses/ask_number": ({"name": NAME, "document": DONE.document}, {"name": NAME, "document": ""}),
    "courses/ask_numbers": (PASTED,),
    "courses/ask_numbers_sure": (PASTED, {**PASTED, "more": 0, "lost": [], "twice": []}),
    "courses/number_wrong": ({"limit": 60},),
    "courses/list_wrong": tuple({"lost": lost, "twice": twice} for lost, twice in (
        ([LONG[:80]], []), ([], [LONG[:80]]), ([], []))),
    "courses/trained": tuple({
        "all": found, "lines": lines, "page": 0, "pages": pages, "schools": 210, "with_people": 21,
    } for found, lines, pages in ((Trained(285, 9, 8, 615_600), list(enumerate(TRAINED, 96)), 27),
                                  (Trained(0, 0, 0, 0), [], 1))),
    "courses/sheet": ({"title": TITLE},), "courses/sheet_name": ({"title": TITLE},),
    "courses/sheet_above": ({"course": COURSE, "day": DAY},),
    **{f"courses/{name}": ({},) for name in ("not_yours", "not_a_maker", "ask_title", "ask_where", "ask_seats",
                                             "days_wrong", "ends_late")},
    "courses/closed": ({"course": COURSE}, {"course": OFF}), "courses/quota_full": ({"course": COURSE},),
    "courses/over": ({"course": COURSE}, {"course": OFF}),
    "courses/not_to_withdraw": ({"name": NAME},), "courses/has_paper": ({"name": NAME},),
    "courses/completed_already": ({"title": TITLE},),
    **{f"courses/{name}": (MAKING, BEGUN) for name in ("ask_hours", "ask_days", "ask_count", "ask_every", "ask_ends",
                                                       "ask_whom", "ask_least", "ask_most", "ask_until", "ask_entry",
                                                       "ask_final", "ask_share", "ask_sure")},
    "courses/most_wrong": ({"least": 4},), "courses/until_wrong": ({"first": DAY},),
    "record/record": (RECORD, {**RECORD, "courses": 0, "completed": [], "begun": 0, "event_minutes": 0},
                      {**RECORD, "courses": 0, "completed": [], "events": 0, "begun": 0}),
    "record/empty": ({},), "record/made": ({"number": 41},),
    "record/paper_heading": ({},), "record/paper_place": ({"held": [HELD_ROLE] * 3},),
    "record/paper_column": tuple({"column": each} for each in ("what", "when", "hours", "papers")),
    "record/paper_year": ({"year": 2018},), "record/paper_sum": ({"minutes": 2250}, {"minutes": 0}),
    **{f"record/{name}": tuple({"learnt": each} for each in (LEARNT, OPEN, VISITED, replace(LEARNT, document="")))
       for name in ("paper_what", "paper_hours")},
    "record/paper_document": ({"document": DONE.document},), "record/paper_unfinished": ({},),
    "record/paper_when": ({"first": DAY, "last": DAY}, {"first": DAY, "last": "2019-01-12"}),
    "record/paper_total": tuple({"what": what, "number": 21, "minutes": minutes}
                                for what in ("courses", "events", "all") for minutes in (2250, 0)),
    "record/paper_made": ({"day": DAY},),
    "record/paper_how": ({"link": "https://t.me/vekha_bot?start=verify"}, {"link": ""}),
    "record/paper_name": ({"name": NAME, "day": DAY},),
}
