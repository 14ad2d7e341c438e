"""A button says what it was made to say, and nothing else is believed."""

from dataclasses import dataclass, fields
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages import buttons, meanings, meanings_of_broadcasts, meanings_of_surveys
from messages.buttons import BadMeaning, Meaning, decode, encode
from messages.replies import PAYLOAD_LIMIT

SAMPLE = {int: 4321, str: "к/", date: date(2018, 5, 30)}
FIRST = 123456789012345
"""An id; what follows it are places and pages."""


@pytest.mark.parametrize("name", sorted(buttons.kinds()))
def test_each_meaning_comes_back_as_it_was(name: str) -> None:
    kind = buttons.kinds()[name]
    values = [SAMPLE[field.type] for field in fields(kind)]  # type: ignore[arg-type, index]
    sample = kind(*[FIRST, *values[1:]] if values[:1] == [SAMPLE[int]] else values)
    assert decode(encode(sample)) == sample
    assert encode(sample).isascii()


def test_a_value_of_an_audience_is_read_back() -> None:
    assert encode(meanings_of_broadcasts.PickValue(1, "event", "7:yes", 0)) == "casts:pick:1:event:7%3Ayes:0"


def test_a_day_is_read_back() -> None:
    assert encode(meanings_of_surveys.PickDay(1, 2, 3, date(2018, 5, 30))) == "survey:day:1:2:3:2018-05-30"


def test_fields_with_their_defaults_take_no_room() -> None:
    assert encode(meanings.TaskList("open")) == "tasks:list:open"
    assert encode(meanings.TaskList("late", organisation=7)) == "tasks:list:late:0:7"
    assert encode(meanings.AskCurator()) == "questions:ask"
    assert encode(meanings.AskCurator(5)) == "questions:ask:5"


def test_a_text_may_hold_anything() -> None:
    for value in ("", ":", "a:b", "%3A", "да", "\n"):
        assert decode(encode(meanings.FormPick(1, value))) == meanings.FormPick(1, value)


def test_what_does_not_fit_is_a_bug() -> None:
    with pytest.raises(BadMeaning):
        encode(meanings.FormPick(1, "слишком длинный ответ"))
    with pytest.raises(BadMeaning):
        encode(meanings.OpenTask(-1))
    with pytest.raises(BadMeaning):
        encode(meanings.OpenTask(2**63))


@pytest.mark.parametrize(
    "payload",
    [
        "", ":", "tasks", "tasks:open", "tasks:open:", "tasks:open:1:2", "tasks:open:x", "tasks:open:-1",
        "tasks:open:01", "tasks:open: 1", "tasks:open:١", "tasks:open:9999999999999999999",
        "tasks:list:open:0", "tasks:list:%", "tasks:list:%FF", "tasks:list:да", "survey:day:1:1:1:2018-13-01",
        "survey:day:1:1:1:20180530",
        "TASKS:open:1", "menu:show:", "no:such", "tasks:list:" + "a" * 64, "tasks:open:1\n", "\ud800:a",
    ],
)
def test_what_we_did_not_write_means_nothing(payload: str) -> None:
    assert decode(payload) is None


@given(st.text(max_size=80))
def test_no_payload_makes_trouble(payload: str) -> None:
    read = decode(payload)
    assert read is None or encode(read) == payload


@given(st.integers(0, 10**12), st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=20))
def test_what_fits_is_read_back(serial: int, value: str) -> None:
    try:
        payload = encode(meanings.FormPick(serial, value))
    except BadMeaning:
        return
    assert len(payload) <= PAYLOAD_LIMIT
    assert decode(payload) == meanings.FormPick(serial, value)


def test_a_name_is_taken_once_and_fields_are_of_known_kinds() -> None:
    with pytest.raises(TypeError, match="tasks:open"):
        buttons.meaning("tasks:open")(meanings.ShowMenu)

    @dataclass(frozen=True, slots=True)
    class Weighs(Meaning):
        grams: float

    with pytest.raises(TypeError, match="grams"):
        buttons.meaning("testing:weighs")(Weighs)
