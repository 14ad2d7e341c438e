"""A survey written by hand: short, strict, and explained by line."""

from pathlib import Path

import pytest

from scheduler.programme.mistakes import Found, Kind, line
from scheduler.surveys import form, yaml_form
from scheduler.surveys.form import Form, Option, Question, Scale

HEAD = "code: input\ntitle: Входной мониторинг\nquestions:\n"


def read(folder: Path, questions: str, head: str = HEAD) -> tuple[Form | None, list[tuple[Kind, int]]]:
    """The form, or what is wrong and in which line."""
    file = folder / "input.yaml"
    file.write_text(head + questions, encoding="utf-8")
    found = Found()
    made = yaml_form.read(file, found)
    assert all(line(each) for each in found.all())
    return made, [(each.kind, each.place.line) for each in found.all()]


def test_a_form_is_read_with_little_said(tmp_path: Path) -> None:
    made, wrong = read(tmp_path, """
- {name: план, label: "План есть?", options: [Да, Пока нет], required: да}
- {name: почему, label: "Почему?", relevant: "${план} = 'пока_нет'"}
- {name: языки, label: Языки, type: select_multiple, options: {ru: Русский, en: Английский}, or_other: да}
- {name: оценка, label: Оцените, range: {start: 1, end: 5}}
- name: дети
  label: Учеников?
  type: integer
  hint: на 1 сентября
  constraint: ". >= 0"
  constraint_message: Не меньше нуля
- {name: вдвое, type: calculate, calculation: "${дети} * 2"}
""")
    assert wrong == []
    assert made == Form("input", "Входной мониторинг", (
        Question("план", form.Kind.SELECT_ONE, "План есть?", required="true()",
                 options=(Option("да", "Да"), Option("пока_нет", "Пока нет"))),
        Question("почему", form.Kind.TEXT, "Почему?", relevant="${план} = 'пока_нет'"),
        Question("языки", form.Kind.SELECT_MULTIPLE, "Языки", options=(
            Option("ru", "Русский"), Option("en", "Английский"), Option("other", "Другое"))),
        Question("языки_other", form.Kind.TEXT, "Напишите, пожалуйста, своими словами",
                 relevant="selected(${языки}, 'other')"),
        Question("оценка", form.Kind.RANGE, "Оцените", scale=Scale(1, 5, 1)),
        Question("дети", form.Kind.INTEGER, "Учеников?", "на 1 сентября", constraint=". >= 0",
                 constraint_message="Не меньше нуля"),
        Question("вдвое", form.Kind.CALCULATE, calculation="${дети} * 2"),
    ), "1")


@pytest.mark.parametrize(("questions", "wrong"), [
    ("- {name: a, lable: А}", [(Kind.KEY_UNKNOWN, 4)]),
    ("- {name: a}", [(Kind.KEY_MISSING, 4)]),
    ("- {label: А}", [(Kind.KEY_MISSING, 4)]),
    ("- {name: два слова, label: А}", [(Kind.VALUE_WRONG, 4)]),
    ("- {name: a, label: А, type: geopoint}", [(Kind.VALUE_WRONG, 4)]),
    ("- {name: a, label: А, type: select_one}", [(Kind.KEY_MISSING, 4)]),
    ("- {name: a, type: calculate}", [(Kind.KEY_MISSING, 4)]),
    ("- {name: a, label: А, required: может быть}", [(Kind.VALUE_WRONG, 4)]),
    ("- {name: a, label: А}\n- {name: a, label: Б}", [(Kind.DUPLICATE, 5)]),
    ("- {name: a, label: А, range: {start: 5, end: 1}}", [(Kind.RANGE, 4)]),
    ("- {name: a, label: А, range: {start: 1, end: 5, step: 0}}", [(Kind.VALUE_WRONG, 4)]),
    ('- {name: a, label: А, relevant: "${b} = 1"}', [(Kind.REFERENCE_UNKNOWN, 4)]),
    ('- {name: a, label: А, relevant: "${b} = 1"}\n- {name: b, label: Б}', [(Kind.REFERENCE_LATER, 4)]),
    ('- name: a\n  label: А\n  constraint: "foo(.)"', [(Kind.EXPRESSION, 6)]),
    (" []", [(Kind.VALUE_WRONG, 3)]),
    ("\n".join(f"- {{name: q{number}, label: А}}" for number in range(301)), [(Kind.VALUE_WRONG, 3)]),
])
def test_a_mistake_is_named_by_its_line(tmp_path: Path, questions: str, wrong: list[tuple[Kind, int]]) -> None:
    assert read(tmp_path, questions) == (None, wrong)


def test_what_is_no_yaml_is_told_so(tmp_path: Path) -> None:
    assert read(tmp_path, "- {", head="") == (None, [(Kind.YAML_SYNTAX, 1)])
