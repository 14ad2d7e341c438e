"""What travels together: equal words as a batch, others as a bundle, and what was tried before as it was."""

from dataclasses import replace
from typing import Any

from scheduler.calls import Call, composed
from storage.claims import Letter
from storage.outbox import Lane
from tests.loopback.memory import PLENTY

TOGETHER = replace(PLENTY, peers=3, bundle=2)


def letter(id: int, body: int = 1, **facts: Any) -> Letter:
    return replace(Letter(id, f"u{id}", None, Lane.BROADCAST, "r", 100 + id, 0, None, "", body), **facts)


def shape(calls: list[Call]) -> list[list[int]]:
    return [[letter.id for letter in call.letters] for call in calls]


def numbers(call: Call) -> list[tuple[int | None, int]]:
    return [(letter.batch, letter.random_id) for letter in call.letters]


def test_a_messenger_that_can_do_no_more_gets_one_letter_a_call() -> None:
    calls = composed([letter(1), letter(2)], PLENTY)
    assert shape(calls) == [[1], [2]]
    assert [numbers(call) for call in calls] == [[(1, 101)], [(2, 102)]]


def test_equal_words_share_a_call_and_a_number() -> None:
    calls = composed([letter(id) for id in range(1, 5)], TOGETHER)
    assert shape(calls) == [[1, 2, 3], [4]]
    assert numbers(calls[0]) == [(1, 101)] * 3
    assert calls[0].is_batch


def test_different_words_share_a_call_and_keep_their_numbers() -> None:
    (first, second) = composed([letter(id, body=id) for id in (1, 2, 3)], TOGETHER)
    assert numbers(first) == [(1, 101), (2, 102)]
    assert not first.is_batch
    assert numbers(second) == [(3, 103)]


def test_a_change_of_a_message_and_a_file_go_alone() -> None:
    calls = composed([letter(1, edits="m1"), letter(2), letter(3, file=7), letter(4)], TOGETHER)
    assert shape(calls) == [[1], [2, 4], [3]]


def test_what_was_tried_together_goes_together_again_and_takes_nobody_in() -> None:
    tried = [letter(1, batch=9, random_id=5), letter(2, batch=9, random_id=5), letter(3)]
    calls = composed(tried, TOGETHER)
    assert shape(calls) == [[1, 2], [3]]
    assert numbers(calls[0]) == [(9, 5)] * 2


def test_what_was_tried_alone_keeps_its_number_also_in_a_bundle() -> None:
    (call,) = composed([letter(1, batch=1), letter(2)], TOGETHER)
    assert numbers(call) == [(1, 101), (2, 102)]
    assert not call.is_batch
