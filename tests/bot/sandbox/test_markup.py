"""The bot's texts in the page: our few tags live, everything else is letters."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.markup import is_web_address, to_html

LINK = '<a href="{}" target="_blank" rel="noopener noreferrer">'


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<b>Срок</b>\nзавтра", "<b>Срок</b><br>завтра"),
        ("<i><u>a</u></i> <s>b</s> <code>c</code>", "<i><u>a</u></i> <s>b</s> <code>c</code>"),
        ("2 &lt; 3 &amp; 4 &gt; 1", "2 &lt; 3 &amp; 4 &gt; 1"),
        ("&quot;", "&quot;"),
        ('<a href="https://a.ru/?x=1&amp;y=2">сайт</a>', LINK.format("https://a.ru/?x=1&amp;y=2") + "сайт</a>"),
        ('<a href="javascript:alert(1)">x</a>', '<a target="_blank" rel="noopener noreferrer">x</a>'),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("<img src=x onerror=alert(1)>", "&lt;img src=x onerror=alert(1)&gt;"),
        ('<b onclick="x">a</b>', "&lt;b onclick=&quot;x&quot;&gt;a&lt;/b&gt;"),
        ("<b>не закрыт", "&lt;b&gt;не закрыт"),
        ("a < b", "a &lt; b"),
    ],
)
def test_only_our_markup_lives(text: str, shown: str) -> None:
    assert to_html(text) == shown


@pytest.mark.parametrize(
    ("url", "fair"),
    [
        ("https://example.org/путь", True),
        ("http://127.0.0.1:8080/?start=Ab3", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("//example.org", False),
        ("https://", False),
        ("http://[", False),
        ("java\nscript:x", False),
        ("https://a.ru/\nx", False),
    ],
)
def test_only_pages_are_opened(url: str, fair: bool) -> None:
    assert is_web_address(url) is fair


@given(st.lists(st.sampled_from(["<b>", "</b>", '<a href="', "javascript:", '">', "</a>", "<", "&", "'", "x", "<!--"])))
def test_nothing_but_our_tags_ever_comes_out(parts: list[str]) -> None:
    shown = to_html("".join(parts))
    ours = r'</?[bius]>|</?code>|<br>|<a( href="https?://[^"<>]*")? target="_blank" rel="noopener noreferrer">|</a>'
    assert not re.search("[<>]", re.sub(ours, "", shown))
