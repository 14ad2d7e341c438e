"""The common markup is read strictly, shown plainly, and cut without breaking anything."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages import markup
from messages.replies import units

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
SPACED = st.text(st.sampled_from("яab &<>👍\n\n   "), max_size=120)
TEXTS = st.recursive(
    st.one_of(WORDS, SPACED).map(markup.escape),
    lambda inner: st.one_of(
        st.tuples(st.sampled_from("bius"), inner).map(lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0]}>"),
        st.lists(inner, max_size=4).map("".join),
    ),
    max_leaves=12,
)
LINKED = st.lists(
    st.one_of(
        TEXTS,
        SPACED.filter(str.strip).map(lambda words: f'<a href="https://e.ru/?a=1&amp;b">{markup.escape(words)}</a>'),
    )
)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Добрый день",
        "<b>a</b><i>b</i><u>c</u><s>d</s><code>e</code>",
        '<b>a <a href="https://e.ru/?a=1&amp;b=2">ссылка</a></b>',
        "5 &lt; 6 &amp;&amp; 7 &gt; 6 &quot;да&quot; &#39;нет&#39; &#x41;",
    ],
)
def test_our_markup_is_valid(text: str) -> None:
    assert markup.valid(text)


@pytest.mark.parametrize(
    "text",
    [
        "5 < 6",
        "5 > 4",
        "a & b",
        "a &amp b",
        "&nbsp;",
        "<b>не закрыт",
        "</b>",
        "<b><i>вперехлёст</b></i>",
        "<p>чужой</p>",
        "<b class='x'>лишнее</b>",
        "<b/>",
        "<br>",
        "<a>без адреса</a>",
        '<a href="">без адреса</a>',
        '<a href="u">в <a href="u">ссылке</a></a>',
        "<!-- a -->",
        "<!doctype html>",
        "<?xml?>",
        "<b",
        "</",
        "</b x>",
        "&",
        "<script>1</script>",
    ],
)
def test_anything_else_is_not(text: str) -> None:
    assert not markup.valid(text)
    assert markup.plain(text) == text
    with pytest.raises(markup.BadMarkup):
        markup.split(text, 100)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<b>Срок</b>: <i>завтра</i>", "Срок: завтра"),
        ("5 &lt; 6 &amp;lt; &quot;", '5 < 6 &lt; "'),
        ('<a href="https://e.ru/?a=1&amp;b=2">здесь</a>.', "здесь (https://e.ru/?a=1&b=2)."),
        ('<a href="https://e.ru">https://e.ru</a>', "https://e.ru"),
        ('<a href="https://e.ru"><b>https://</b>e.ru</a>', "https://e.ru"),
    ],
)
def test_plain_words_keep_all_that_can_be_read(text: str, words: str) -> None:
    assert markup.plain(text) == words


@given(WORDS)
def test_escaped_words_are_valid_and_read_the_same(words: str) -> None:
    assert markup.valid(markup.escape(words))
    assert markup.plain(markup.escape(words)) == words


@given(st.text())
def test_no_text_whatever_breaks_the_reader(text: str) -> None:
    assert isinstance(markup.plain(text), str)
    assert markup.valid(text) in (True, False)


@given(LINKED.map("".join), st.integers(60, 200))
def test_parts_fit_are_valid_and_together_say_the_same(text: str, limit: int) -> None:
    parts = markup.split(text, limit)
    assert all(units(part) <= limit and markup.valid(part) for part in parts)
    assert all(markup.plain(part).strip() for part in parts)
    without_links = text.replace('<a href="https://e.ru/?a=1&amp;b">', "").replace("</a>", "")
    said = "".join(_letters(part) for part in parts)
    assert said == "".join(markup.plain(without_links).split())


@given(TEXTS, st.integers(5, 30))
def test_even_the_narrowest_parts_fit(text: str, limit: int) -> None:
    parts = markup.split(text, limit)
    assert all(units(part) <= limit and markup.valid(part) for part in parts)


def _letters(part: str) -> str:
    words = part.replace('<a href="https://e.ru/?a=1&amp;b">', "").replace("</a>", "")
    return "".join(markup.plain(words).split())


@pytest.mark.parametrize(
    ("text", "limit", "parts"),
    [
        ("короткий", 100, ["короткий"]),
        (" \n ", 100, []),
        ("первый абзац\n\nвторой\nстрока", 22, ["первый абзац", "второй\nстрока"]),
        ("первая строка\nвторая и ещё", 20, ["первая строка", "вторая и ещё"]),
        ("слово за словом", 10, ["слово за", "словом"]),
        ("нетпробелов", 5, ["нетпр", "обело", "в"]),
        ("<b>раз два</b> три", 12, ["<b>раз</b>", "<b>два</b>", "три"]),
        ("ааа &amp;&amp;", 8, ["ааа", "&amp;", "&amp;"]),
        ("👍👍👍", 5, ["👍👍", "👍"]),
        ('<a href="https://example.ru/long">аб</a>', 20, ["аб (https://example.", "ru/long)"]),
    ],
)
def test_a_text_is_cut_where_a_person_would_cut_it(text: str, limit: int, parts: list[str]) -> None:
    assert markup.split(text, limit) == parts


def test_no_part_can_be_narrower_than_one_escaped_character() -> None:
    with pytest.raises(ValueError, match="limit 4"):
        markup.split("текст", 4)
