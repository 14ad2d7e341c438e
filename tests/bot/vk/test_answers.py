"""What comes back from VK's methods, and from whatever stands between."""

import pytest

from bot.vk import answers
from bot.vk.answers import NoAnswer, Refused


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
