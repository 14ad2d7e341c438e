"""The desk in `programme.yaml`: topics, terms, rules; each mistake with its line."""

from pathlib import Path

import pytest

from scheduler.consulting import rules
from scheduler.consulting.rules import Plan, Rule, Rules
from scheduler.programme.model import Topic
from storage.participants import Role
from tests.scheduler.programme.folder import ORGANISATIONS, YAML, book, complaints, programme, put, sound

LINES = YAML.count("\n")
DESK = """\
topics:
  reports: Отчёты и сроки
  math: {title: Математика, subject: Математика}
consultations:
  hours: 8:30 – 17:15
  answer: 8
  close: 40
  remind: 4
  give_up: 1
  plan: {individual: {hours: 90}, групповые: {count: 10}}
routing:
  - {topic: math, to: наставник, of_subject: да}
  - {municipality: mo-1, to: куратор}
  - {school: "1", to: наставник}
  - {group: Фокус-группа, to: куратор, everywhere: да}
"""


def written(folder: Path, desk: str) -> Path:
    (sound(folder) / "programme.yaml").write_text(YAML + desk, "utf-8")
    return folder


def test_a_desk_is_read_whole(tmp_path: Path) -> None:
    loaded = programme(written(tmp_path, DESK))
    assert loaded.topics == (Topic("reports", "Отчёты и сроки"), Topic("math", "Математика", "Математика"))
    assert loaded.desk == Rules(
        "08:30-17:15", 8, 40, 4, 1,
        (Rule(Role.MENTOR, topic="math", of_subject=True), Rule(Role.CURATOR, municipality="mo-1"),
         Rule(Role.MENTOR, school="1"), Rule(Role.CURATOR, group="focus", everywhere=True)),
        {"individual": Plan(hours=90), "group": Plan(count=10)})
    assert rules.read(rules.write(loaded.desk)) == loaded.desk
    assert hash(loaded) == hash(programme(tmp_path))


def test_a_file_that_says_nothing_leaves_the_rules_to_the_house(tmp_path: Path) -> None:
    loaded = programme(sound(tmp_path))
    assert (loaded.topics, loaded.desk) == ((), None)


def test_what_is_left_out_is_as_the_house_has_it(tmp_path: Path) -> None:
    assert programme(written(tmp_path, "consultations: {answer: 5}\n")).desk == Rules(answer=5)
    assert programme(written(tmp_path, "routing: [{to: эксперт}]\n")).desk == Rules(routing=(Rule(Role.EXPERT),))


def test_organisations_may_be_named_by_their_titles(tmp_path: Path) -> None:
    rule = "{municipality: осинский район, school: сош № 2, to: куратор}"
    desk = programme(written(tmp_path, f"routing: [{rule}]\n")).desk
    assert desk
    assert desk.routing == (Rule(Role.CURATOR, municipality="mo-1", school="2"),)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("topic: math", "topic: maths", "12: темы «maths» нет в topics. Может быть, «math»?"),
        (", subject: Математика", "", "12: у темы «Математика» не назван предмет, и искать по нему (of_subject) "
         "некого. Допишите теме subject или уберите of_subject."),
        ("municipality: mo-1", "municipality: mo-11",
         "13: организации «mo-11» нет в organisations.xlsx. Может быть, «mo-1»?"),
        ("municipality: mo-1", 'municipality: "1"', "13: «1» — не муниципалитет. Впишите код муниципалитета из "
         "organisations.xlsx; для одной школы есть ключ school."),
        ('school: "1"', "school: mo-1", "14: «mo-1» — не школа. Впишите код школы из organisations.xlsx; "
         "для муниципалитета есть ключ municipality."),
        ("group: Фокус-группа", "group: фокусы",
         "15: группы «фокусы» нет в programme.yaml (groups). Добавьте её туда или поправьте слово."),
        ("mo-1, to: куратор", "mo-1, to: куратр", "13: «routing.1.to»: значение «куратр» не подходит. Нужна роль: "
         "учитель, директор, муниципальный координатор, куратор, наставник, эксперт, наблюдатель, гость или оператор "
         "программы."),
        ("mo-1, to: куратор", "mo-1, to: директор", "13: роль «директор» на вопросы не отвечает. Отвечают куратор, "
         "наставник, муниципальный координатор, эксперт и оператор программы."),
        ("mo-1, to: куратор", "mo-1", "13: не хватает ключа «routing.1.to». Добавьте его."),
        ("8:30 – 17:15", "18:00-09:00", "5: «consultations.hours»: значение «18:00-09:00» не подходит. Нужны начало и "
         "конец рабочего дня через дефис, например 09:00-18:00; конец позже начала."),
        ("8:30 – 17:15", "22:00-06:00", "5: «consultations.hours»: значение «22:00-06:00» не подходит. Нужны начало и "
         "конец рабочего дня через дефис, например 09:00-18:00; конец позже начала."),
        ("answer: 8", "answer: 0", "6: «consultations.answer»: значение «0» не подходит. Нужно целое число от 1 до "
         "9999."),
        ("answer: 8", "answer: 9.5", "6: «consultations.answer»: значение «9.5» не подходит. Нужно целое число от 1 до "
         "9999."),
        ("close: 40", "close: 7", "7: закрыть вопрос через 7 рабочих часов нельзя: на ответ дано 8. Поставьте close не "
         "меньше answer."),
        ("individual:", "личные:", "10: «consultations.plan.личные»: значение «личные» не подходит. Бывает: individual "
         "(индивидуальные), group (групповые), on_site (выездные)."),
        ("{count: 10}", "{}", "10: «consultations.plan.групповые»: такое значение не подходит. Впишите часы (hours), "
         "количество (count) или и то и другое."),
        ("Отчёты и сроки", "математика", f"3: «Математика» уже есть: programme.yaml!строка {LINES + 2}. Оставьте одну "
         "запись или измените одну из двух."),
        ("Отчёты и сроки", "я" * 201, "2: «topics.reports.title»: значение «" + "я" * 79 + "…» не подходит. "
         "Нужен текст не длиннее 200 знаков."),
        ("  remind", "  remnd", "8: ключ «consultations.remnd» не знаком. Может быть, «remind»?"),
    ],
)  # fmt: skip
def test_a_mistake_has_its_line_and_its_remedy(tmp_path: Path, old: str, new: str, line: str) -> None:
    assert old in DESK
    number, _, said = line.partition(":")
    assert complaints(written(tmp_path, DESK.replace(old, new))) == [
        f"programme.yaml!строка {LINES + int(number)}:{said}"]


def test_a_wrong_table_of_organisations_does_not_make_the_rules_wrong(tmp_path: Path) -> None:
    book(written(tmp_path, DESK) / "organisations.xlsx", put(ORGANISATIONS, "C4", "шкала"))
    assert not [line for line in complaints(tmp_path) if line.startswith("programme.yaml")]


def test_there_are_no_more_topics_than_buttons(tmp_path: Path) -> None:
    topics = [f"  t{number}: Тема {number}\n" for number in range(1, 10)]
    assert len(programme(written(tmp_path, "topics:\n" + "".join(topics[:8]))).topics) == 8
    told, = complaints(written(tmp_path, "topics:\n" + "".join(topics)))
    assert told.startswith(f"programme.yaml!строка {LINES + 10}: тем больше 8")


def test_kinds_of_help_are_read_in_their_order(tmp_path: Path) -> None:
    loaded = programme(written(tmp_path, "help:\n  courses: Курсы\n  visit: Выезд к нам\n"))
    assert loaded.help == (Topic("courses", "Курсы"), Topic("visit", "Выезд к нам"))


@pytest.mark.parametrize(("said", "line"), [
    ("  a: Курсы\n  b: курсы\n", f"3: «курсы» уже есть: programme.yaml!строка {LINES + 2}. Оставьте одну запись или "
     "измените одну из двух."),
    ("".join(f"  k{number}: Помощь {number}\n" for number in range(9)),
     "10: видов помощи больше 8: столько кнопок на экране не помещается. Объедините близкие."),
])
def test_a_mistake_in_kinds_of_help_has_its_line(tmp_path: Path, said: str, line: str) -> None:
    number, _, words = line.partition(":")
    assert complaints(written(tmp_path, f"help:\n{said}")) == [f"programme.yaml!строка {LINES + int(number)}:{words}"]
