"""What settings accept: loopback by its address, one form for each time, no value in a complaint."""

import pytest
from pydantic import TypeAdapter, ValidationError

from bot import accepted


@pytest.mark.parametrize("url", ["http://127.0.0.1:1", "http://127.9.9.9/x", "http://localhost/method/", "http://[::1]:1"])
def test_this_machine_is_loopback(url: str) -> None:
    assert accepted.on_loopback(url)


@pytest.mark.parametrize("url", [None, "", "https://api.telegram.org", "http://10.0.0.1", "http://127.0.0.1.nip.io",
                                 "http://127.0.0.1@evil.example"])
def test_all_else_is_not(url: str | None) -> None:
    assert not accepted.on_loopback(url)


def test_times_have_one_form() -> None:
    assert TypeAdapter(accepted.TimeOfDay).validate_python("09:00:30") == "09:00"
    assert TypeAdapter(accepted.QuietHours).validate_python(" 20:00 - 08:00") == "20:00-08:00"


@pytest.mark.parametrize("kind", [accepted.DatabaseUrl, accepted.TelegramToken, accepted.Proxy])
def test_a_complaint_does_not_repeat_a_secret(kind: object) -> None:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter[object](kind).validate_python("hidden value")
    assert "hidden" not in str(caught.value.errors(include_input=False))
