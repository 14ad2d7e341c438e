"""Names of others show what they are, on one line and in one direction."""

import pytest

from messages.visible import visible, visible_lines


@pytest.mark.parametrize(
    ("words", "seen"),
    [
        ("Иванова  М. И.", "Иванова М. И."),
        ("Ива\u200bно\u00adва\ufeff", "Иванова"),
        ("\u202eавонавИ\u202c", "авонавИ"),
        ("a\r\nb\u2028c\x85d\te\xa0f", "a b c d e f"),
        ("\x00\x1b[31mкрасный\x7f", "[31mкрасный"),
        ("\ud800\U000e0041x", "x"),
        ("И\u200dв", "Ив"),
        ("👩\u200d🏫 и 🏳\ufe0f\u200d🌈", "👩\u200d🏫 и 🏳\ufe0f\u200d🌈"),
        ("\u3164", ""),
    ],
)
def test_what_the_eye_does_not_see_is_taken_out(words: str, seen: str) -> None:
    assert visible(words) == seen


def test_a_text_of_several_lines_keeps_them() -> None:
    assert visible_lines("раз\r\nдва\u2029три\n\nчетыре\u200b") == "раз\nдва\nтри\n\nчетыре"
