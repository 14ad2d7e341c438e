"""Sample facts for what consultations say: the longest names, titles and threads, files, recordings, and every branch.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from handlers import desk
from handlers.desk import PAGE, POSTS
from handlers.thread_pieces import LIMIT
from storage.answering import Absence, Colleague, Silent
from storage.canned import Canned
from storage.consultations import Consultation, Counts, Help, Line, Stage, State
from storage.ledger import Kind as Given
from storage.outbox import State as Sent
from storage.participants import Role
from storage.posts import Kind, Post, Undelivered
from storage.slots import Slot
from tests.messages.samples_of_rooms import DAY, LONG, NAME, NOBODY, NOTHING, SCHOOL, TASK, TITLE, TODAY

ZONE = "Asia/Irkutsk"
AT, BY = 1_527_660_000, 1_527_692_400
TOPIC = "Как <оценить> смысловое чтение & что делать с теми, кто не читает " * 3
PLACE = SCHOOL * 3
FILE = "справка & <ответ> " * 30 + ".pdf"
WAITING, CLOSED = State.WAITING, State.CLOSED

FULL = Consultation(
    123456, 1, 2, NAME, 19, PLACE, ZONE, 3, TOPIC, 7, TITLE, 5, NAME, State.OPEN, AT, AT, None, BY, BY, 0, "warn", BY,
    None, None, 0, None, "")
QUEUED = replace(FULL, owner=None, owner_name="")
BARE = replace(QUEUED, asker_name=NOBODY, organisation_title=SCHOOL, topic=None, topic_title="", task=None,
               task_title="")
ANSWERED = replace(FULL, state=WAITING, first_answered_at=AT, answer_by=None, close_by=None)
OVER = replace(FULL, state=CLOSED, answer_by=None, close_by=None, next_at=None, closed_at=AT, closed_by=2)
RATED = replace(OVER, rating=5, rating_note=LONG)
ASK = replace(FULL, help=Help.ASK, stage=Stage.IN_WORK, task=None, task_title="")
HANDED = replace(ASK, state=WAITING, stage=Stage.HANDED, handed_at=AT, answer_by=None)
HELP = (ASK, replace(ASK, owner=None, owner_name="", stage=Stage.RECEIVED), HANDED,
        replace(HANDED, state=CLOSED, stage=Stage.SOLVED), replace(FULL, help=Help.LIST))
THREADS = (FULL, QUEUED, BARE, ANSWERED, OVER, RATED, *HELP)


def of(*threads: Consultation, **facts: Any) -> tuple[Mapping[str, Any], ...]:
    return tuple({"thread": each, "zone": ZONE, **facts} for each in threads)


def post(kind: Kind, body: str = LONG, file: str = "", **facts: Any) -> Post:
    return replace(Post(1, FULL.id, 2, NAME, kind, body, 5 if file else None, "document" if file else "",
                        file, "application/pdf" if file else "", 9 if file else 0, None, "", AT, None), **facts)


SAID = (post(Kind.QUESTION), post(Kind.ANSWER, edited_at=AT), post(Kind.NOTE, LONG, FILE, edited_at=AT))
WORDLESS = tuple(post(each, "", FILE) for each in (Kind.QUESTION, Kind.ANSWER, Kind.NOTE))
VOICE = post(Kind.QUESTION, "", "voice.ogg", file_kind="voice")
LONGEST = (post(Kind.NOTE, LONG, FILE, edited_at=AT),) * POSTS
HAPPENED = tuple(post(each, "") for each in (Kind.TAKEN, Kind.CLOSED, Kind.REOPENED, Kind.HANDED, Kind.SPREAD))
PASSED = tuple(post(Kind.PASSED, "", subject=5, subject_name=NAME, author=by) for by in (2, None))
ENDED_BY_ITSELF = post(Kind.CLOSED, "", author=None, author_name="")
CARD: Mapping[str, Any] = {"zone": ZONE, "now": AT, "asking": False, "posts": (*SAID[:1], *WORDLESS[1:], VOICE)}

WORDS = {"text": LONG, "file": None, "name": "", "kind": "", "channel": "telegram", "ref": "1"}
DOCUMENT = {**WORDS, "file": 5, "name": FILE, "kind": "document"}
RECORDING = {**WORDS, "text": "", "file": 6, "name": "voice.ogg", "kind": "voice"}
GATHERED: tuple[list[Mapping[str, Any]], ...] = (
    [], [WORDS], [RECORDING], [{**WORDS, "text": "Да"}, {**DOCUMENT, "text": ""}, RECORDING], [WORDS] * LIMIT,
    [DOCUMENT] * LIMIT)


def gathering(**facts: Any) -> tuple[Mapping[str, Any], ...]:
    return tuple({**facts, "pieces": each, "zone": ZONE} for each in GATHERED)


ASKING: Mapping[str, Any] = {"found": 3, "title": TITLE, "task": TASK, "topic": "", "people": [NAME] * 3, "many": 20,
                             "answer_by": BY}
OF_TOPIC: Mapping[str, Any] = {**ASKING, "found": 0, "task": None, "topic": TOPIC, "people": [NAME], "many": 0}
OF_NOTHING: Mapping[str, Any] = {**OF_TOPIC, "topic": "", "people": []}
ABSENCE = Absence(5, DAY, 7, NAME)
ALONE = replace(ABSENCE, deputy=None, deputy_name="")
LINES = [Line(123456 + number, NAME, PLACE, TOPIC, NAME, state, by, AT, LONG)
         for number, (state, by) in enumerate(((State.OPEN, BY), (State.OPEN, AT - 1), (WAITING, None), (CLOSED, None),
                                               (State.OPEN, BY)))][:PAGE]
POOR = [Line(5, NOBODY, SCHOOL, "", "", State.OPEN, BY, AT, ""), Line(6, NOBODY, SCHOOL, "", "", CLOSED, None, AT, "")]
PEOPLE = [Colleague(number, NAME, role, PLACE, number % 2, away) for number, (role, away) in enumerate((
    (Role.MENTOR, ""), (Role.CURATOR, DAY), (Role.COORDINATOR, "2018-01-01"), (Role.EXPERT, ""), (Role.OPERATOR, "")))]
LOST = Undelivered(1, 1, FULL.id, 2, 5, NAME, Sent.FAILED, "", "", 0)
BOTH = (True, False)
SLOT = Slot(1, 1, 5, NAME, AT, BY, ZONE, "", "", "", 1, 1, None, 0, None, "", None, None, None, None, None)
DAY_OF: Mapping[str, Any] = {"to_check": 0, "absence": None, "silent": 0, "booked": [], "zone": ZONE}

CONSULTATIONS: dict[str, tuple[Mapping[str, Any], ...]] = {
    **{f"consultations/{name}": (NOTHING,) for name in (
        "away_day_wrong", "corrected", "deputy_wrong", "minutes_wrong", "not_a_colleague", "not_an_answerer",
        "not_over", "not_yours", "thanks")},
    **{f"consultations/{name}": of(FULL, BARE) for name in ("solved", "told_goes_on", "told_reopened", "noted")},
    "consultations/absence": tuple({"absence": each} for each in (None, ABSENCE, ALONE)),
    "consultations/added": tuple(facts for told in BOTH for again in BOTH
                                 for facts in of(*THREADS[:4], told=told, again=again)),
    "consultations/answered": (*of(ANSWERED, told=True), *of(ANSWERED, told=False)),
    "consultations/ask": (*gathering(**ASKING), *gathering(**OF_TOPIC), *gathering(**OF_NOTHING),
                          {**OF_NOTHING, "people": [NAME, NOBODY], "pieces": [], "zone": ZONE},
                          {**OF_NOTHING, "people": [NOBODY, NAME], "pieces": [], "zone": ZONE}),
    "consultations/ask_answer": (
        *(facts for last in (None, *SAID[:2], *WORDLESS[:2], VOICE) for facts in gathering(thread=FULL, last=last)),
        *gathering(thread=BARE, last=None)),
    "consultations/ask_away_day": ({"example": DAY, "day": TODAY},),
    "consultations/ask_deputy": ({"name": NAME}, {"name": NOBODY}),
    "consultations/ask_kind": of(FULL),
    "consultations/ask_minutes": of(FULL, BARE, minutes=15),
    "consultations/ask_more": (*gathering(thread=FULL), *gathering(thread=BARE)),
    "consultations/ask_note": (*gathering(thread=FULL), *gathering(thread=BARE)),
    "consultations/ask_pass_note": of(FULL, BARE, to=NAME),
    "consultations/ask_rating": of(RATED),
    "consultations/ask_topic": ({**OF_NOTHING, "title": TOPIC, "pieces": [], "zone": ZONE},),
    "consultations/asked": (*of(FULL, QUEUED, replace(QUEUED, answer_by=None), told=True), *of(QUEUED, told=False)),
    "consultations/card": (
        *({**CARD, "thread": each, "asking": asking, "posts": posts, "now": now} for each in THREADS for asking in BOTH
          for posts in (LONGEST, SAID, WORDLESS, CARD["posts"]) for now in (AT, BY + 1)),
        *({**CARD, "thread": OVER, "asking": asking, "posts": (*HAPPENED, *PASSED, ENDED_BY_ITSELF)}
          for asking in BOTH)),
    "consultations/closed": (*of(OVER, minutes=0, kind=""),
                             *(facts for each in Given for facts in of(OVER, minutes=91, kind=each.value))),
    "consultations/colleague_away": ({"name": NAME, "absence": ABSENCE}, {"name": NOBODY, "absence": ALONE}),
    "consultations/day": (
        {**DAY_OF, "counts": Counts()}, {**DAY_OF, "counts": Counts(), "to_check": 3, "absence": ALONE},
        {**DAY_OF, "counts": Counts(120, 30, 21, 5, 44), "to_check": 7, "absence": ABSENCE, "silent": 41,
         "booked": [SLOT] * 9},
        {**DAY_OF, "counts": Counts(queue=1), "silent": 1, "booked": [SLOT]}, {**DAY_OF, "counts": Counts(late=1)}),
    "consultations/silent": tuple({"schools": schools, "total": 120, "days": 14, "zone": ZONE} for schools in (
        [Silent(1, PLACE, AT, NAME, "+7 900 000-00-00", 120), Silent(2, SCHOOL, None, "", "", 120)] * 4, [])),
    "consultations/paper": (*of(FULL, notes=True), *of(FULL, notes=False)),
    "consultations/paper_name": of(FULL),
    "consultations/in_library": (NOTHING,),
    "consultations/ask_library_title": tuple({"question": each, "thread": FULL} for each in (LONG, "")),
    "consultations/ask_library_answer": tuple({"answer": each, "answers": {"title": TITLE}} for each in (LONG, "")),
    "consultations/taken_meanwhile": ({"owner": NAME, "thread": 123456}, {"owner": NOBODY, "thread": 5}),
    "consultations/told_overdue": (*of(FULL, QUEUED, BARE, above=True), *of(FULL, QUEUED, BARE, above=False)),
    "canned/list": tuple({"found": found, "title": TITLE} for found in ([Canned(1, 2, 1, TITLE, LONG)] * 4, [])),
    "canned/ask_title": ({"body": LONG},),
    "canned/kept": ({"title": TITLE},),
    "canned/no_answer": (NOTHING,),
    "consultations/enough": ({"limit": LIMIT},),
    "consultations/file": tuple({"post": each, "zone": ZONE} for each in (*SAID, *WORDLESS, VOICE)),
    "consultations/gone_away": tuple({"absence": each, "moved": moved} for each in (ABSENCE, ALONE)
                                     for moved in (0, 5)),
    "consultations/list": tuple({"lines": lines, "kind": kind, "now": AT, "zone": ZONE, "number": 123456}
                                for kind in desk.KINDS for lines in (LINES, POOR, [])),
    "consultations/mine": tuple({"lines": lines, "zone": ZONE, "number": 123456} for lines in (LINES, POOR, [])),
    "consultations/of_another": ({"owner": NAME, "thread": 123456},),
    "consultations/pass": (*of(FULL, people=PEOPLE, today=TODAY, name=NAME),
                           *of(BARE, people=[], today=TODAY, name=NOBODY)),
    "consultations/passed": (*of(FULL, to=NAME, told=True), *of(FULL, to=NAME, told=False)),
    "consultations/rated": ({"stars": 5}, {"stars": 1}),
    "consultations/take_over": of(FULL),
    "consultations/told_answer": tuple({"thread": FULL, "post": each} for each in (*SAID[:2], *WORDLESS[1:2])),
    "consultations/told_closed": (*of(OVER, silent=True), *of(OVER, silent=False)),
    "consultations/told_late": (*of(FULL, QUEUED, BARE, above=True), *of(FULL, QUEUED, BARE, above=False)),
    "consultations/told_lost": tuple({"thread": FULL, "lost": each} for each in (
        LOST, replace(LOST, file_name=FILE), replace(LOST, state=Sent.UNREACHABLE))),
    "consultations/told_near": of(FULL, BARE),
    "consultations/told_note": tuple({"thread": FULL, "post": each} for each in (SAID[2], WORDLESS[2])),
    "consultations/told_over": (*of(OVER, silent=True), *of(OVER, silent=False)),
    "consultations/told_owner": of(FULL, owner=NAME, note=""),
    "consultations/told_passed": (*of(FULL, who=NAME, note=LONG), *of(BARE, who="", note="")),
    "consultations/told_question": tuple({"thread": each, "post": said} for each in (FULL, BARE)
                                         for said in (SAID[0], WORDLESS[0], VOICE, replace(SAID[0], edited_at=AT))),
    "consultations/told_rating": (*of(RATED), *of(replace(RATED, rating=None))),
    "consultations/told_taken": of(FULL, owner=NAME, note=""),
    "consultations/told_waiting": (*of(ANSWERED, days=2), *of(ANSWERED, days=1), *of(ANSWERED, days=5)),
}
