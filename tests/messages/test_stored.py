"""A reply goes into the outbox and comes out the same."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from messages import stored
from messages.replies import Attachment, Button, Reply, Tone
from messages.updates import FileKind

buttons = st.builds(Button, st.text(), payload=st.text(), url=st.text(), tone=st.sampled_from(Tone))
attachments = st.builds(Attachment, st.sampled_from(FileKind), st.text(), st.text(), st.integers())
replies = st.builds(
    Reply, st.text(), st.lists(st.lists(buttons).map(tuple)).map(tuple), st.none() | attachments
)


@settings(max_examples=30, deadline=None)
@given(replies)
def test_what_was_written_is_read_the_same(reply: Reply) -> None:
    assert stored.read(stored.write(reply)) == reply


def test_the_stored_text_is_short_and_readable() -> None:
    assert stored.write(Reply("Приходите")) == '{"text":"Приходите"}'


@pytest.mark.parametrize("content", ["", "слова", '{"words":""}', '{"text":"","rows":[[["a"]]]}'])
def test_any_other_text_is_refused(content: str) -> None:
    with pytest.raises((ValueError, KeyError)):
        stored.read(content)
