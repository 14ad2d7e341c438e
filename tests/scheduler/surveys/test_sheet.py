"""What is asked next, what fits and what is worked out, as the answers come."""

from datetime import date

import pytest

from scheduler.surveys.expressions import Answer
from scheduler.surveys.form import Form, Kind, Option, Question, Scale
from scheduler.surveys.sheet import Objection, Sheet, steps

TODAY = date(2018, 5, 30)
OPTIONS = (Option("y", "Да"), Option("n", "Нет"), Option("other", "Другое"))
FORM = Form("f", "Опрос", (
    Question("plan", Kind.SELECT_ONE, "План есть?", options=OPTIONS, required="true()"),
    Question("plan_other", Kind.TEXT, "Какой?", relevant="selected(${plan}, 'other')", required="true()"),
    Question("pupils", Kind.INTEGER, "Учеников?", relevant="${plan} = 'y'", required="${plan} = 'y'",
             constraint=". >= 0 and . <= 5000"),
    Question("weak", Kind.INTEGER, "Из них?", relevant="${pupils} > 0", constraint=". <= ${pupils}"),
    Question("share", Kind.CALCULATE, calculation="round(${weak} div ${pupils} * 100)"),
    Question("summary", Kind.NOTE, "Доля ${share} %, план: ${plan}", relevant="${share} >= 50"),
    Question("mark", Kind.RANGE, "Оцените", scale=Scale(1, 5, 1)),
    Question("langs", Kind.SELECT_MULTIPLE, "Языки", options=OPTIONS[:2]),
    Question("rate", Kind.DECIMAL, "Доля"),
    Question("day", Kind.DATE, "Когда?", constraint=". <= today()"),
    Question("scan", Kind.IMAGE, "Снимок"),
))


def sheet(**answers: Answer) -> Sheet:
    return Sheet(FORM, answers, TODAY)


def asked(**answers: Answer) -> list[str]:
    return [one.name for one in sheet(**answers).asked()][:-5]


def test_only_what_matters_is_asked() -> None:
    assert asked() == ["plan"]
    assert asked(plan="n") == ["plan"]
    assert asked(plan="other") == ["plan", "plan_other"]
    assert asked(plan="y") == ["plan", "pupils"]
    assert asked(plan="y", pupils=0) == ["plan", "pupils"]
    assert asked(plan="y", pupils=10) == ["plan", "pupils", "weak"]
    assert asked(plan="y", pupils=10, weak=6) == ["plan", "pupils", "weak", "summary"]


def test_an_answer_that_is_no_longer_asked_for_does_not_count_and_is_not_forgotten() -> None:
    before = sheet(plan="y", pupils=10, weak=6)
    assert before.counted() == {"plan": "y", "pupils": 10, "weak": 6, "share": 60.0}
    changed = Sheet(FORM, {**before.answers, "plan": "n"}, TODAY)
    assert changed.counted() == {"plan": "n"}
    assert Sheet(FORM, {**changed.answers, "plan": "y"}, TODAY).counted() == before.counted()


def test_what_is_missing_follows_the_answers() -> None:
    assert [one.name for one in sheet().missing()] == ["plan"]
    assert [one.name for one in sheet(plan="other").missing()] == ["plan_other"]
    assert [one.name for one in sheet(plan="y").missing()] == ["pupils"]
    assert sheet(plan="y", pupils=0).missing() == ()
    assert sheet(plan="y").is_required(FORM.question("pupils"))
    assert not sheet(plan="y", pupils=5).is_required(FORM.question("weak"))


def test_a_share_of_nothing_is_nothing() -> None:
    assert "share" not in sheet(plan="y", pupils=10).counted()


@pytest.mark.parametrize(("name", "answer", "objection"), [
    ("plan", "y", None), ("plan", "maybe", Objection.NO_SUCH_OPTION), ("plan", ("y", "n"), Objection.NO_SUCH_OPTION),
    ("plan", None, Objection.NEEDED), ("langs", None, None), ("langs", (), None), ("langs", ("y", "n"), None),
    ("langs", ("y", "fr"), Objection.NO_SUCH_OPTION), ("pupils", 10, None), ("pupils", -1, Objection.CONSTRAINT),
    ("pupils", 2.5, Objection.NO_WHOLE_NUMBER), ("pupils", "много", Objection.NO_NUMBER),
    ("pupils", float("nan"), Objection.NO_NUMBER), ("pupils", True, Objection.NO_NUMBER),
    ("weak", 11, Objection.CONSTRAINT), ("weak", 10, None), ("mark", 3, None), ("mark", 6, Objection.OFF_THE_SCALE),
    ("mark", 2.5, Objection.OFF_THE_SCALE), ("rate", 2.5, None), ("day", TODAY, None),
    ("day", date(2018, 5, 31), Objection.CONSTRAINT), ("day", "вчера", Objection.WRONG_KIND),
    ("plan_other", "Свой", None), ("plan_other", "ы" * 3001, Objection.TOO_LONG),
    ("plan_other", 7, Objection.WRONG_KIND), ("summary", "да", Objection.WRONG_KIND), ("scan", "17", None),
])
def test_what_fits(name: str, answer: Answer, objection: Objection | None) -> None:
    assert sheet(plan="y", pupils=10).objection(FORM.question(name), answer) is objection


def test_a_rule_may_name_its_own_question() -> None:
    form = Form("f", "", (Question("age", Kind.INTEGER, constraint="${age} > 17"),))
    assert Sheet(form, {"age": 3}, TODAY).objection(form.questions[0], 18) is None
    assert Sheet(form, {"age": 30}, TODAY).objection(form.questions[0], 17) is Objection.CONSTRAINT


def test_a_label_shows_answers_in_words() -> None:
    label = FORM.question("summary").label
    assert sheet(plan="y", pupils=8, weak=5).words(label) == "Доля 63 %, план: Да"
    assert sheet().words(label) == "Доля … %, план: …"
    day = Form("f", "", (Question("d", Kind.DATE), Question("m", Kind.SELECT_MULTIPLE, options=OPTIONS)))
    assert Sheet(day, {"d": TODAY, "m": ("y", "n")}, TODAY).words("${d}: ${ m }") == "30.05.2018: Да, Нет"


def test_what_an_answer_says_is_not_read_as_a_label() -> None:
    form = Form("f", "", (Question("a", Kind.TEXT), Question("b", Kind.TEXT)))
    assert Sheet(form, {"a": "${b}", "b": "тайна"}, TODAY).words("${a}") == "${b}"


@pytest.mark.parametrize(("scale", "values"), [
    (Scale(1, 5, 1), [1, 2, 3, 4, 5]), (Scale(0, 10, 5), [0, 5, 10]), (Scale(0, 1, 0.1), [n / 10 for n in range(11)]),
    (Scale(1, 4, 2), [1, 3]),
])
def test_the_steps_of_a_range(scale: Scale, values: list[float]) -> None:
    assert [*steps(Question("q", Kind.RANGE, scale=scale))] == values


def test_what_is_true_is_written_so() -> None:
    form = Form("f", "", (Question("ok", Kind.CALCULATE, calculation="1 < 2"),
                          Question("no", Kind.CALCULATE, calculation="1 > 2"), Question("none", Kind.CALCULATE)))
    assert Sheet(form, {}, TODAY).counted() == {"ok": "true", "no": "false"}
