"""What messengers tell of formatting becomes our markup: valid whatever they tell, and with every word in its place."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages import markup
from messages.spans import KINDS, SPANS_LIMIT, Span, marked, styled

TEXT = st.text(st.sampled_from("яab &<>\"'👍\n\0\u00a0") | st.characters(exclude_categories=["Cs"]), max_size=30)
URLS = st.sampled_from(["https://e.ru/?a=1&b='\"<>", "tg://user?id=7", "mailto:a@e.ru", "javascript:1", ""]) | st.text()
PLACES = st.integers(-5, 45) | st.integers()
SPANS = st.lists(st.builds(Span, st.sampled_from([*KINDS, "", "script"]), PLACES, PLACES, URLS), max_size=8)


def without_links(text: str) -> str:
    return re.sub(r"<a [^>]*>|</a>", "", text)


@given(TEXT, SPANS)
def test_whatever_is_told_the_markup_is_valid_and_says_the_same_words(text: str, told: list[Span]) -> None:
    made = marked(text, told)
    assert markup.valid(made)
    assert markup.plain(without_links(made)) == text


@given(TEXT, SPANS)
def test_outer_blanks_may_be_cut_off_the_markup_as_off_the_words(text: str, told: list[Span]) -> None:
    assert markup.plain(without_links(marked(text, told).strip())) == text.strip()


@given(TEXT, st.lists(st.builds(Span, st.sampled_from(KINDS[:5]), PLACES, PLACES), max_size=5))
def test_each_character_has_the_formatting_that_was_told_of_it_and_no_other(text: str, told: list[Span]) -> None:
    assert shown(marked(text, told)) == expected(text, told)


def shown(made: str) -> list[tuple[str, set[str]]]:
    """Characters that are not blank, and what is open around them."""
    opened: list[str] = []
    found: list[tuple[str, set[str]]] = []
    for piece in markup.parse(made):
        if piece.closes:
            opened.pop()
        opened += [piece.opens] if piece.opens else []
        found += [(sign, set(opened)) for sign in piece.text if not sign.isspace()]
    return found


def expected(text: str, told: list[Span]) -> list[tuple[str, set[str]]]:
    place, found = 0, []
    for sign in text:
        kinds = {each.kind for each in told if each.offset <= place < each.offset + each.length}
        found += [] if sign.isspace() else [(sign, kinds)]
        place += len(sign.encode("utf-16-le")) // 2
    return found


@pytest.mark.parametrize(
    ("text", "told", "made"),
    [
        ("Ждём завтра", [Span("b", 5, 6)], "Ждём <b>завтра</b>"),
        ("5 < 6 & 7", [Span("i", 0, 5)], "<i>5 &lt; 6</i> &amp; 7"),
        ("👍👍 да", [Span("u", 2, 2), Span("s", 5, 2)], "👍<u>👍</u> <s>да</s>"),
        ("раз два три", [Span("b", 0, 11), Span("i", 4, 3)], "<b>раз <i>два</i> три</b>"),
        ("раз два три", [Span("i", 4, 3), Span("b", 0, 11)], "<b>раз <i>два</i> три</b>"),
        ("раз", [Span("b", 0, 3), Span("i", 0, 3)], "<b><i>раз</i></b>"),
        ("раз два три", [Span("b", 0, 7), Span("i", 4, 7)], "<b>раз <i>два</i></b><i> три</i>"),
        ("раздва", [Span("b", 0, 4), Span("b", 3, 3)], "<b>раздва</b>"),
        ("print", [Span("code", 0, 5)], "<code>print</code>"),
        (" слово \nи", [Span("b", 0, 8)], " <b>слово</b> \nи"),
        ("слово", [Span("b", 3, 99)], "сло<b>во</b>"),
        ("сюда", [Span("a", 0, 4, "https://e.ru/?a=1&b=2")], '<a href="https://e.ru/?a=1&amp;b=2">сюда</a>'),
        ("сюда", [Span("a", 0, 4, 'http://e.ru/"><b>')], '<a href="http://e.ru/&quot;&gt;&lt;b&gt;">сюда</a>'),
        ("Анна", [Span("a", 0, 4, "tg://user?id=7")], '<a href="tg://user?id=7">Анна</a>'),
        ("почта", [Span("a", 0, 5, "MAILTO:a@example.ru")], '<a href="MAILTO:a@example.ru">почта</a>'),
        (
            "раз два три",
            [Span("a", 0, 7, "https://a.ru"), Span("a", 4, 7, "https://b.ru")],
            '<a href="https://a.ru">раз два</a><a href="https://b.ru"> три</a>',
        ),
        (
            "раз два три",
            [Span("a", 0, 11, "https://a.ru"), Span("a", 4, 3, "https://b.ru")],
            '<a href="https://a.ru">раз два три</a>',
        ),
        (
            "раз два",
            [Span("b", 0, 7), Span("a", 4, 3, "javascript:alert(1)")],
            "<b>раз два</b>",
        ),
    ],
)
def test_formatting_becomes_our_markup(text: str, told: list[Span], made: str) -> None:
    assert styled(text, told) == marked(text, told) == made


@pytest.mark.parametrize(
    "span",
    [
        Span("b", 0, 0),
        Span("b", 2, -1),
        Span("b", 9, 3),
        Span("b", -5, 3),
        Span("b", 1, 1),
        Span("", 0, 5),
        Span("script", 0, 5),
        Span("a", 0, 5),
        Span("a", 0, 5, "javascript:alert(1)"),
        Span("a", 0, 5, "https://"),
        Span("a", 0, 5, "https://e.ru/ b"),
        Span("a", 0, 5, "https://e.ru/\0"),
        Span("a", 0, 5, "https://e.ru/\ud83d"),
        Span("a", 0, 5, "file:///etc/hosts"),
        Span("a", 0, 5, "e.ru"),
    ],
)
def test_a_span_that_says_nothing_leaves_the_words_plain(span: Span) -> None:
    assert styled("a & b", [Span("b", 3, 1), span]) == ""
    assert marked("a & b", [span]) == "a &amp; b"


def test_half_an_emoji_is_never_formatted_by_itself() -> None:
    assert marked("👍!", [Span("b", 1, 1)]) == "👍!"
    assert marked("👍!", [Span("b", 1, 2)]) == "👍<b>!</b>"


def test_thousands_of_spans_are_not_all_heard() -> None:
    text = "аб" * SPANS_LIMIT * 5
    made = marked(text, [Span("b", place, 1) for place in range(0, len(text), 2)])
    assert made.count("<b>") == SPANS_LIMIT
    assert markup.plain(made) == text
