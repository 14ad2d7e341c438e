"""Lists of people are read as schools keep them: any order, usual headings, captions, merged cells."""

import io
from collections.abc import Sequence

import pytest
from openpyxl import Workbook

from scheduler.programme import mistakes, organisations, people_list
from scheduler.programme.mistakes import Found
from scheduler.programme.model import Level, Organisation
from scheduler.programme.people_list import Listed
from storage.participants import Role
from tests.scheduler.programme.folder import Rows

ZONE = "Asia/Irkutsk"
REGISTER = organisations.known((
    Organisation("iro", "Институт развития образования", Level.INSTITUTE, None, (), ZONE),
    Organisation("osa", "Осинский район", Level.MUNICIPALITY, None, (), ZONE),
    Organisation("city", "г. Братск", Level.MUNICIPALITY, None, (), ZONE),
    Organisation("bil", "МБОУ «Бильчирская СОШ»", Level.SCHOOL, "osa", (), ZONE),
    Organisation("o5", "МБОУ СОШ № 5", Level.SCHOOL, "osa", (), ZONE),
    Organisation("b5", "МБОУ СОШ № 5", Level.SCHOOL, "city", (), ZONE),
    Organisation("b19", "МБОУ «СОШ № 19»", Level.SCHOOL, "city", (), ZONE),
))
HEAD = ("№ п/п", "Муниципалитет", "Образовательная организация", "Должность", "Фамилия", "Имя", "Отчество", "Телефон")


def _book(rows: Rows, merged: Sequence[str] = (), title: str = "Лист1") -> bytes:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    for area in merged:
        sheet.merge_cells(area)
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _read(rows: Rows, merged: Sequence[str] = (), title: str = "Лист1") -> tuple[tuple[Listed, ...], Found]:
    found = Found()
    return people_list.read_bytes("Список.xlsx", _book(rows, merged, title), REGISTER, found), found


def _told(rows: Sequence[Listed]) -> list[tuple[str, tuple[Role, ...], str]]:
    return [(row.name, row.roles, row.organisation.code) for row in rows]


def test_a_list_with_a_title_merged_cells_and_column_numbers_is_read() -> None:
    rows, found = _read([
        ("Список участников проекта",),
        (),
        HEAD,
        tuple(range(1, 9)),
        (1, "Осинский район", "Бильчирская СОШ", "директор", "Озерин", "Баир", "Олегович", "8 902 555-01-01"),
        (2, None, "СОШ №5", "учитель физики", "Кедрова", "Анна", None, None),
        HEAD,
        (3, "г. Братск", "СОШ №5", "зам. директора по УВР", "Ангарин", "Олег", "Ильич", "нет"),
        (None, None, "Итого: 3 человека"),
    ], ["A1:H1", "B5:B6"])
    assert found.all() == ()
    assert _told(rows) == [
        ("Озерин Баир Олегович", (Role.DIRECTOR,), "bil"),
        ("Кедрова Анна", (Role.TEACHER,), "o5"),
        ("Ангарин Олег Ильич", (Role.DIRECTOR,), "b5"),
    ]
    assert [(row.phone, row.subjects) for row in rows] == [("+79025550101", ()), ("", ("физика",)), ("", ())]


@pytest.mark.parametrize("caption", [("Осинский район",), ("Осинский муниципальный район", None, None)])
def test_a_caption_says_whose_people_follow(caption: tuple[object, ...]) -> None:
    rows, found = _read([("ФИО педагога", "Школа", "Роль"), caption, ("Кедрова Анна", "СОШ 5", "учитель"),
                         ("г. Братск",), ("Ангарин Олег", "СОШ 5", "учитель")])
    assert found.all() == ()
    assert [row.organisation.code for row in rows] == ["o5", "b5"]


def test_a_caption_may_be_a_school_and_a_sheet_a_municipality() -> None:
    rows, found = _read([("Ф.И.О.", "ОО", "Роль"), ("СОШ № 5",), ("Кедрова Анна", None, "учитель")], (), "Братск")
    assert found.all() == ()
    assert _told(rows) == [("Кедрова Анна", (Role.TEACHER,), "b5")]


def test_coordinators_are_of_the_municipality_in_their_row() -> None:
    rows, found = _read([
        ("Муниципальное образование", "Ф. И. О. (полностью)", "Место работы", "Должность"),
        ("Осинский", "Кедрова Анна Петровна", "Управление образования", "муниципальный координатор"),
        ("Братск", "Ангарин Олег Ильич", None, "муниципальный координатор"),
    ])
    assert found.all() == ()
    assert [(row.organisation.code, row.roles) for row in rows] == [
        ("osa", (Role.COORDINATOR,)), ("city", (Role.COORDINATOR,))]


def test_a_director_who_teaches_has_both_roles() -> None:
    rows, _ = _read([("ФИО", "Школа", "Должность"), ("Озерин Баир", "bil", "директор, учитель истории")])
    assert (rows[0].roles, rows[0].subjects) == ((Role.DIRECTOR, Role.TEACHER), ("история",))


@pytest.mark.parametrize(("cell", "phone"), [
    ("8 (902) 555-01-01, 8 902 555 01 02", "+79025550101"),
    ("8 (39539) 3-12-34; +79025550101", "+79025550101"),
    ("моб. 89025550101", "+79025550101"),
    ("8 (39539) 3-12-34, доб. 12", "+73953931234"),
    ("—", ""),
])  # fmt: skip
def test_of_several_phones_the_mobile_one_is_taken(cell: str, phone: str) -> None:
    rows, found = _read([("ФИО", "Школа", "Роль", "Контактный телефон"), ("Озерин Баир", "bil", "директор", cell)])
    assert found.all() == ()
    assert rows[0].phone == phone


@pytest.mark.parametrize(("row", "line"), [
    (("Озерин Баир", "СОШ № 5", "директор"),
     "B2: «СОШ № 5» подходит не к одной организации или написано не так, как в organisations.xlsx. "
     "Впишите код той, о которой речь: o5 — МБОУ СОШ № 5; b5 — МБОУ СОШ № 5."),
    (("Озерин Баир", "Билчирская СОШ", "директор"),
     "B2: организации «Билчирская СОШ» нет в organisations.xlsx. Может быть, «МБОУ «Бильчирская СОШ»»?"),
    (("Озерин Баир", "bil", "бухгалтер"),
     "C2: должность «бухгалтер» не говорит, кем человек будет в программе. Добавьте столбец «Роль» и "
     "впишите роль: учитель, директор, муниципальный координатор, куратор, наставник, эксперт, наблюдатель, гость, "
     "оператор программы."),
    ((None, "bil", "директор"), "A2: ячейка пуста, а она нужна. Заполните её."),
    (("Озерин Баир", None, "директор"), "B2: ячейка пуста, а она нужна. Заполните её."),
    (("Озерин Баир", "bil", None), "C2: ячейка пуста, а она нужна. Заполните её."),
])  # fmt: skip
def test_what_is_not_sure_is_a_mistake_and_no_row(row: tuple[object, ...], line: str) -> None:
    rows, found = _read([("ФИО", "Школа", "Должность"), row])
    assert rows == ()
    assert [mistakes.line(one) for one in found.all()] == [f"Список.xlsx!Лист1!{line}"]


@pytest.mark.parametrize(("row", "line"), [
    (("Озерин Баир Ильич", "школа № 19", "директор"),
     "B2: «школа № 19» понято как «МБОУ «СОШ № 19»» (b19): других похожих нет. "
     "Если это другая организация, впишите её код."),
    (("ОзеринБаир Ильич", "b19", "директор"), "A2: в имени «ОзеринБаир Ильич», похоже, пропал пробел. Поставьте его."),
    (("Озeрин Баир Ильич", "b19", "директор"),
     "A2: в имени «Озeрин Баир Ильич» есть латинские буквы, похожие на русские: по такому имени человека не найти. "
     "Наберите его заново."),
    (("Озерин Б. И.", "b19", "директор"),
     "A2: у «Озерин Б. И.» только инициалы: обращаться по имени и отчеству не получится. Впишите полное имя."),
    (("Озерин Баир Ильич", "b19", "завуч"),
     "C2: должность «завуч» понята как роль «директор». Если нет — добавьте столбец «Роль»."),
])  # fmt: skip
def test_what_was_understood_by_its_sense_is_shown(row: tuple[object, ...], line: str) -> None:
    rows, found = _read([("ФИО", "Школа", "Должность"), row])
    assert len(rows) == 1
    assert [mistakes.line(one) for one in found.warnings()] == [f"Список.xlsx!Лист1!{line}"]


def test_a_list_without_a_column_is_told_which_one() -> None:
    rows, found = _read([("Фамилия", "Имя", "Телефон"), ("Озерин", "Баир", "")])
    assert rows == ()
    assert [mistakes.line(one) for one in found.all()] == [
        "Список.xlsx!Лист1!A1: нет столбца «Роль». Добавьте его.",
        "Список.xlsx!Лист1!A1: нет столбца «Организация (код или название)». Добавьте его."]


def test_what_is_no_workbook_is_refused() -> None:
    found = Found()
    assert people_list.read_bytes("Список.xlsx", b"no workbook", REGISTER, found) == ()
    assert [one.kind for one in found.all()] == [mistakes.Kind.XLSX_BROKEN]


def test_a_programme_without_municipalities_does_not_ask_for_them() -> None:
    town = organisations.known((Organisation("a", "СОШ № 1", Level.SCHOOL, None, (), ZONE),))
    found = Found()
    book = _book([("ФИО", "Школа", "Роль", "Район"), ("Озерин Баир", "СОШ №1", "директор", "Осинский")])
    assert [row.organisation.code for row in people_list.read_bytes("Список.xlsx", book, town, found)] == ["a"]
    assert found.all() == ()
