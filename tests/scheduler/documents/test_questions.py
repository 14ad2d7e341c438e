"""What has to be settled is asked once for all rows alike, and what is sure is not asked."""

import pytest

from scheduler.documents import answers, questions
from scheduler.documents.answers import Answer, Said
from scheduler.documents.questions import Matter, Question
from scheduler.programme.model import Level, Owner
from scheduler.programme.reading import Sort
from tests.scheduler.documents.plans import document, listed, recurring, region, row, unread, unsure, until, without


def asked(*rows: object) -> list[Question]:
    return [*questions.of(document(*rows), region())]  # type: ignore[arg-type]


def test_what_is_sure_is_not_asked() -> None:
    assert asked(row("Отчёт", until("2024-03-30"))) == []
    assert asked(*(row(sort.value, without(sort)) for sort in (Sort.RELATIVE, Sort.UNSPECIFIED, Sort.NONE))) == []


def test_equal_phrases_are_asked_once_for_all_their_rows() -> None:
    found = asked(row("А", unread("по ситуации")), row("Б", until("2024-03-30")), row("В", unread("По  ситуации")))
    assert [(each.matter, each.words, each.rows) for each in found] == [(Matter.UNREAD, "по ситуации", (0, 2))]


def test_the_same_words_with_another_value_are_another_question() -> None:
    found = asked(row("А", unsure("30 марта", "2024-03-30")), row("Б", unsure("30 марта", "2023-03-30")))
    assert len({each.id for each in found}) == 2
    assert [each.matter for each in found] == [Matter.UNSURE] * 2


def test_what_was_read_unsurely_but_says_no_day_is_asked_as_not_understood() -> None:
    reading = unsure("конец четверти", "2024-03-30")
    vague = type(reading)(reading.phrase, reading.status, Sort.DAYS)
    assert [each.matter for each in asked(row("А", vague))] == [Matter.UNREAD]


def test_a_day_outside_the_programme_is_asked() -> None:
    assert [each.matter for each in asked(row("А", until("2024-06-30")))] == [Matter.OUTSIDE]
    assert [each.matter for each in asked(row("А", listed("2023-10-31", "2024-08-31")))] == [Matter.OUTSIDE]
    assert asked(row("А", recurring("FREQ=MONTHLY"))) == [], "a rule is bounded by the programme"


def test_unknown_owners_are_asked_once_by_their_words() -> None:
    found = asked(row("А", until("2024-03-30"), ["Школы", "Совет ветеранов"]),
                  row("Б", until("2024-03-30"), ["совет  ветеранов"]))
    assert [(each.matter, each.words, each.rows) for each in found] == [(Matter.OWNER, "Совет ветеранов", (0, 1))]


def test_rows_without_owners_are_asked_about_together() -> None:
    found = asked(row("А", until("2024-03-30"), []), row("Б", until("2024-03-30"), []))
    assert [(each.matter, each.words, each.rows) for each in found] == [(Matter.OWNER, "", (0, 1))]


def test_a_row_that_says_the_same_as_one_above_is_asked_about() -> None:
    twins = [row("Отчёт", until("2024-03-30")), row("отчёт", until("2024-03-30")), row("Отчёт", until("2024-04-30"))]
    assert [(each.matter, each.rows) for each in asked(*twins)] == [(Matter.TWICE, (1,))]


def test_all_that_is_open_can_be_taken_as_it_is() -> None:
    found = tuple(asked(row("А", unread("по ситуации")), row("Б", unsure("30 марта", "2024-03-30"), ["Никто из нас"])))
    own = {found[0].id: Answer(Said.SKIP)}
    taken = questions.accepted(found, own)
    assert [taken[each.id].said for each in found] == [Said.SKIP, Said.AS_READ, Said.NOBODY]
    assert questions.unanswered(found, taken) == ()


def test_every_matter_can_be_settled_and_taken() -> None:
    assert {matter for matter in Matter if questions.TAKEN[matter] in questions.MAY[matter]} == {*Matter}


@pytest.mark.parametrize("answer", [
    Answer(Said.AS_READ), Answer(Said.DAY, until("2024-03-30").when.end),
    Answer(Said.OWNERS, owners=(Owner(Level.SCHOOL, "focus"), Owner(Level.SCHOOL, organisation="s1"))),
])
def test_an_answer_is_read_back_as_it_was_written(answer: Answer) -> None:
    assert answers.read(answers.write({7: answer})) == {7: answer}
    assert answers.read_one(answers.write_one(answer)) == answer
