"""The rows of a list of people: whatever is not sure is asked once for all of them, and what was answered holds."""

from collections.abc import Sequence

from scheduler.documents import people_rows
from scheduler.documents.answers import Answer, Said
from scheduler.documents.people_rows import Rows
from scheduler.documents.questions import Matter, Question
from scheduler.programme.model import Level, Owner
from storage.participants import Role
from tests.handlers.listing import listed, somebody
from tests.scheduler.documents import plans

SCHOOL, LAKE = plans.SCHOOLS[0], "Школа у озера"
INGA, PETR = "Сорокина Инга Львовна", "Лосев Пётр Ильич"


def read(*rows: Sequence[object], answers: dict[int, Answer] | None = None) -> Rows:
    return people_rows.read(listed(*rows), plans.region(), answers or {})


def asked(rows: Rows, matter: Matter) -> Question:
    found, = (each for each in rows.questions if each.matter is matter)
    return found


def test_a_sound_list_raises_no_question() -> None:
    rows = read(somebody(INGA, school=SCHOOL), somebody(PETR, "директор", SCHOOL))
    assert rows.questions == ()
    assert [(row.name, row.roles) for row in rows.listed] == [(INGA, (Role.TEACHER,)), (PETR, (Role.DIRECTOR,))]


def test_a_school_that_is_not_known_is_asked_once_and_an_answer_holds_for_all_its_rows() -> None:
    people = (somebody(INGA, school=LAKE), somebody(PETR, school=LAKE.upper()))
    question = asked(read(*people), Matter.PLACE)
    assert question.rows == (0, 1)
    settled = Answer(Said.OWNERS, owners=(Owner(Level.SCHOOL, organisation="s1"),))
    rows = read(*people, answers={question.id: settled})
    assert [row.organisation.code for row in rows.listed] == ["s1", "s1"]
    assert rows.questions == (question,), "it may be answered otherwise as long as nothing is loaded"
    assert read(*people, answers={question.id: Answer(Said.SKIP)}).listed == ()


def test_an_organisation_that_is_gone_since_it_was_answered_leaves_its_rows_out() -> None:
    question = asked(read(somebody(INGA, school=LAKE)), Matter.PLACE)
    settled = Answer(Said.OWNERS, owners=(Owner(Level.SCHOOL, organisation="gone"),))
    assert read(somebody(INGA, school=LAKE), answers={question.id: settled}).listed == ()


def test_a_role_that_was_answered_stays_a_question() -> None:
    people = (somebody(INGA, "методист по всему", SCHOOL), somebody(PETR, "Методист по  всему", SCHOOL))
    question = asked(read(*people), Matter.ROLE)
    rows = read(*people, answers={question.id: Answer(Said.ROLE, role=Role.MENTOR)})
    assert [row.roles for row in rows.listed] == [(Role.MENTOR,), (Role.MENTOR,)]
    assert asked(rows, Matter.ROLE).rows == (0, 1)


def test_a_contact_that_is_none_may_be_left_out_or_its_row() -> None:
    one = somebody(INGA, school=SCHOOL, phone="спросить")
    question = asked(read(one), Matter.CONTACT)
    kept, = read(one, answers={question.id: Answer(Said.WITHOUT)}).listed
    assert (kept.name, kept.phone) == (INGA, "")
    assert read(one, answers={question.id: Answer(Said.SKIP)}).listed == ()


def test_a_row_without_a_name_can_only_be_skipped() -> None:
    rows = read(somebody("", school=SCHOOL), somebody(PETR, school=SCHOOL))
    assert asked(rows, Matter.FAULT).rows == (0,)
    assert [row.name for row in rows.listed] == [PETR]


def test_a_row_that_repeats_another_adds_what_that_leaves_out_and_never_contradicts_it() -> None:
    bare, full = somebody(INGA, school=SCHOOL), somebody(INGA, school=SCHOOL, phone="89025550109")
    rows = read(bare, full)
    assert ([row.phone for row in rows.listed], len(rows.repeated)) == (["+79025550109"], 1)
    other = read(full, somebody(INGA, school=SCHOOL, phone="89025550110"))
    assert (len(other.listed), other.repeated) == (2, ())


def test_another_spelling_of_a_school_is_told() -> None:
    (title, _), = read(somebody(INGA, school="Школа №1 (СОШ)")).spelt.values()
    assert title == SCHOOL
