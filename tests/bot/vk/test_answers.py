"""What comes back from VK's methods, and from whatever stands between."""

import pytest

from bot.vk import answers
from bot.vk.answers import NoAnswer, Refused
from messages.messenger import Sent


def test_a_response_is_given_whole() -> None:
    assert answers.read('{"response": [1]}', "token") == {"response": [1]}


@pytest.mark.parametrize("body", ["", "<html>", "[]", "1", "{}", '{"error": "x"}', '{"error": {}}'])
def test_what_is_not_vk_s_is_no_answer(body: str) -> None:
    with pytest.raises(NoAnswer):
        answers.read(body, "token")


def test_a_captcha_without_its_picture_is_an_error_like_all() -> None:
    with pytest.raises(Refused) as caught:
        answers.read('{"error": {"error_code": 14, "captcha_sid": "1"}}', "token")
    assert caught.value.code == 14


def test_the_token_is_never_in_the_words_of_an_error() -> None:
    body = '{"error": {"error_code": 5, "error_msg": "bad s3cret", "request_params": [{"value": "s3cret"}]}}'
    with pytest.raises(Refused) as caught:
        answers.read(body, "s3cret")
    assert str(caught.value) == "5: bad ***"


REFUSED = {"peer_id": 1, "message_id": 0, "error": {"code": 901, "description": "no permission"}}


@pytest.mark.parametrize(("response", "expected"), [
    ([{"peer_id": 1, "message_id": 7, "conversation_message_id": 9}], "9"),
    ([{"peer_id": 1, "message_id": 7}], ""),
    (7, ""),
    ([REFUSED], "901: no permission"),
    ([{"peer_id": 1, "error": "in words only"}], "0: in words only"),
    ([{"peer_id": 2, "message_id": 7}], "nothing is said of this person"),
    ([{"peer_id": 1, "message_id": 0}], "nothing is said of this person"),
    ([], "nothing is said of this person"),
    (0, "nothing is said of this person"),
    (None, "nothing is said of this person"),
])
def test_what_became_of_a_person_s_message(response: object, expected: str) -> None:
    (part,) = answers.of_peers(response, ["1"])
    assert (part.ref if isinstance(part, Sent) else str(part)) == expected


def test_each_person_is_told_of_whatever_the_order() -> None:
    response = [{"peer_id": 2, "conversation_message_id": 8}, REFUSED]
    first, second, third = answers.of_peers(response, ["1", "2", "3"])
    assert isinstance(first, Refused)
    assert second == Sent("8")
    assert isinstance(third, NoAnswer)


def test_a_bare_number_says_nothing_of_several_people() -> None:
    assert {type(part) for part in answers.of_peers(7, ["1", "2"])} == {NoAnswer}
