"""Expressions say what ODK's say; they reach the answers and nothing else."""

import math
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from scheduler.surveys import grammar
from scheduler.surveys.expressions import Answer, BadExpression

TODAY = date(2018, 5, 30)


@pytest.mark.parametrize(("source", "answers", "own", "value"), [
    ("selected(${langs}, 'ru') and ${age} > 5", {"langs": ("ru", "en"), "age": 6}, None, True),
    ("selected(${langs}, 'r')", {"langs": ("ru", "en")}, None, False),
    ("count-selected(${langs}) <= 2", {"langs": ("a", "b", "c")}, None, False),
    ("selected-at(${langs}, 1)", {"langs": ("a", "b")}, None, "b"),
    ("selected-at(${langs}, 7)", {"langs": ("a", "b")}, None, ""),
    (". > 0 and . < 100", {}, 50, True),
    (". > 0 and . < 100", {}, 100, False),
    (". <= today()", {}, date(2018, 5, 30), True),
    (". <= today()", {}, date(2018, 5, 31), False),
    ("today() - ${begun} >= 30", {"begun": date(2018, 4, 30)}, None, True),
    ("${begun} > date('2018-05-01')", {"begun": date(2018, 5, 2)}, None, True),
    ("${begun} > date('')", {"begun": date(2018, 5, 2)}, None, False),
    ("date('вчера') = 1", {}, None, False),
    ("date(17681.7)", {}, None, 17681.0),
    ("${age} > 5", {}, None, False),
    ("not(${age} > 5)", {}, None, True),
    ("${age} = ''", {}, None, True),
    ("${age} + 1 > 0", {}, None, False),
    ("${пол} = \"м\"", {"пол": "м"}, None, True),
    ("if(${has} = 'да', 1.5, 2) * 2", {"has": "да"}, None, 3.0),
    ("if(${n} div ${n}, 'а', 'б')", {"n": 0}, None, "б"),
    ("coalesce(${a}, ${b})", {"b": "два"}, None, "два"),
    ("coalesce(${a}, ${b})", {"a": "раз", "b": "два"}, None, "раз"),
    ("regex(., '[0-9]{4}')", {}, "1234", True),
    ("regex(., '[0-9]{4}')", {}, "12345", False),
    ("regex(., '(')", {}, "(", False),
    ("round(${x} * 10) div 10", {"x": 2.34}, None, 2.3),
    ("${all} mod 2 = 1", {"all": 7}, None, True),
    ("int(-3.7)", {}, None, -3.0),
    ("int('три')", {}, None, math.nan),
    ("min(3, ${x}, 5)", {"x": 2}, None, 2.0),
    ("max(3, ${x})", {"x": 2}, None, 3.0),
    ("pow(2, 3)", {}, None, 8.0),
    ("pow(0, -1)", {}, None, math.inf),
    ("pow(-8, 0.5)", {}, None, math.nan),
    ("substr(${t}, 1, 3)", {"t": "школа"}, None, "ко"),
    ("substr(${t}, 1)", {"t": "школа"}, None, "кола"),
    ("string-length(.) <= 3", {}, "абв", True),
    ("contains(${t}, 'кол')", {"t": "школа"}, None, True),
    ("concat('Итого: ', 5 div 2)", {}, None, "Итого: 2.5"),
    ("string(.)", {}, 5, "5"),
    ("true() and not(false())", {}, None, True),
])
def test_what_an_expression_says(source: str, answers: dict[str, Answer], own: Answer, value: object) -> None:
    found = grammar.read(source).value(answers, TODAY, own)
    assert found == value or (found != found and value != value)


@pytest.mark.parametrize(("source", "part"), [
    ("/data/age > 5", "/"), ("../age", ".."), ("//age", "/"), ("count(${x})", "count("), ("position(.)", "position("),
    ("document('/etc/passwd')", "document("), ("pulldata('a', 'b')", "pulldata("), ("${a} and and", "and"),
    ("once(${a})", "once("), ("uuid()", "uuid("), ("jr:choice-name(${a}, 'a')", "jr:choice-name("), ("age > 5", "age"),
    ("${a} | ${b}", " | "), ("${a}[1]", "["), ("2018-01-01 < today()", "2018-01-01"), ("${a", "${"), ("выше", "выше"),
])
def test_what_is_not_known_is_named(source: str, part: str) -> None:
    with pytest.raises(BadExpression) as bad:
        grammar.read(source)
    assert bad.value.part.strip() == part.strip()


@pytest.mark.parametrize("source", ["selected(${a})", "today(1)", "if(1, 2)", "round()", "(1", "1 +", "", "''''"])
def test_what_does_not_parse_is_refused_as_a_whole(source: str) -> None:
    with pytest.raises(BadExpression):
        grammar.read(source)


def test_an_endless_one_is_refused() -> None:
    with pytest.raises(BadExpression):
        grammar.read(" + ".join(["1"] * 1000))


def test_a_pattern_that_takes_for_ever_holds_up_nobody() -> None:
    assert not grammar.read("regex(., '(a+)+$')").holds({}, TODAY, own="a" * 40 + "b")


def test_an_answer_is_never_read_as_an_expression() -> None:
    rule = grammar.read("${t} = 'x'")
    assert not rule.holds({"t": "x' or '1' = '1"}, TODAY)
    assert grammar.read("concat(., ${t})").value({"t": "${t}"}, TODAY, own="today()") == "today()${t}"


def test_it_tells_what_it_looks_at() -> None:
    assert grammar.read("${a} > ${b} or . = ''").names == {"a", "b"}


@given(a=st.integers(-1000, 1000) | st.none(), b=st.floats(-1e6, 1e6) | st.none(),
       word=st.sampled_from(["да", "нет", ""]), source=st.sampled_from([
           "${a} > ${b}", "${a} + ${b} * 2 >= 10", "not(${a} = ${b}) or ${word} = 'да'", "${a} <= 5 and ${b} <= 5",
           "${word} != '' and ${a} mod 3 = 1", "round(${a} div 7) = floor(${b})", "number(${a}) = ${a}",
           "string-length(${word}) > 2 or ${b} < 0", "boolean(number(${a})) = boolean(number(${b}))",
           "concat(${a}, ${word}) = concat(${a}, 'да')",
       ]))
def test_over_a_document_of_answers_libxml2_says_the_same(
    a: int | None, b: float | None, word: str, source: str
) -> None:
    data: Any = etree.Element("data")
    for name, answer in (("a", a), ("b", b), ("word", word)):
        etree.SubElement(data, name).text = "" if answer is None else f"{answer:.15g}" if answer != word else word
    path = source
    for name in ("a", "b", "word"):
        path = path.replace(f"${{{name}}}", f"/data/{name}")
    wanted = etree.ElementTree(data).xpath(path)
    rounded = None if b is None else float(f"{b:.15g}")
    assert grammar.read(source).value({"a": a, "b": rounded, "word": word or None}, TODAY) == wanted


def test_a_place_alone_is_no_expression() -> None:
    with pytest.raises(BadExpression):
        grammar.read(".")
