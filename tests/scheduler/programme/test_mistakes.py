"""A mistake is one Russian line with its place."""


import jinja2
import pytest
from jinja2 import meta

from messages import lexicon
from scheduler.programme import mistakes
from scheduler.programme.mistakes import FACT_LIMIT, Caution, Found, Kind, Mistake, Place, Warn

C7 = Place("people.xlsx", "Лист1", "C7")


def test_a_line_names_the_place_and_the_remedy() -> None:
    mistake = Mistake(C7, Kind.ROLE_UNKNOWN, (("word", "дирктор"), ("near", "директор")))
    assert mistakes.line(mistake) == "people.xlsx!Лист1!C7: роли «дирктор» нет. Может быть, «директор»?"


@pytest.mark.parametrize(
    ("place", "where"),
    [
        (C7, "people.xlsx!Лист1!C7"),
        (Place("people.xlsx", "Лист1"), "people.xlsx!Лист1"),
        (Place("programme.yaml", line=3), "programme.yaml!строка 3"),
        (Place("consent.md"), "consent.md"),
    ],
)
def test_places(place: Place, where: str) -> None:
    assert mistakes.where(place) == where


def test_what_people_wrote_is_quoted_as_data_on_one_short_line() -> None:
    word = "{{ 7 * 7 }}\n<b>\x1b[31m" + "я" * 500
    line = mistakes.line(Mistake(C7, Kind.ANSWER_UNKNOWN, (("word", word),)))
    assert "{{ 7 * 7 }} <b>" in line
    assert line.isprintable()
    assert len(line) < 100 + FACT_LIMIT + 60


def test_the_same_mistake_counts_once() -> None:
    found = Found()
    found.add(Kind.REQUIRED, C7)
    found.add(Kind.REQUIRED, C7)
    assert found.all() == (Mistake(C7, Kind.REQUIRED),)


def test_a_warning_is_no_mistake() -> None:
    found = Found()
    found.warn(Warn.NAME_GLUED, C7, name="КедроваАнна")
    found.warn(Warn.NAME_GLUED, C7, name="КедроваАнна")
    assert found.all() == ()
    assert found.warnings() == (Caution(C7, Warn.NAME_GLUED, (("name", "КедроваАнна"),)),)


@pytest.mark.parametrize(("words", "kind"), [*((mistakes.WORDS, kind) for kind in Kind),
                                             *((mistakes.WARNINGS, kind) for kind in Warn)])
def test_every_kind_has_its_wording(words: str, kind: Kind | Warn) -> None:
    assert lexicon.sayings(words)[kind](dict.fromkeys(_facts(words, kind), "x")).strip()


def _facts(words: str, kind: Kind | Warn) -> set[str]:
    text = lexicon.read(words)[kind]
    return meta.find_undeclared_variables(jinja2.Environment(autoescape=False).parse(text))
