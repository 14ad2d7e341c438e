"""A position says a role where it is clear, and nothing where it is not."""

import pytest

from scheduler.programme import positions
from scheduler.programme.model import Level
from scheduler.programme.positions import Position
from storage.participants import Role

DIRECTOR, TEACHER = (Role.DIRECTOR,), (Role.TEACHER,)


@pytest.mark.parametrize(("said", "position"), [
    ("директор", Position(DIRECTOR)),
    ("И. о. директора", Position(DIRECTOR)),
    ("врио директора школы", Position(DIRECTOR)),
    ("зам. директора по УВР", Position(DIRECTOR)),
    ("Завуч", Position(DIRECTOR)),
    ("учитель", Position(TEACHER)),
    ("учитель математики", Position(TEACHER, ("математика",))),
    ("Учитель русского языка и литературы", Position(TEACHER, ("русский язык", "литература"))),
    ("учитель-логопед", Position(TEACHER)),
    ("педагог-психолог", Position(TEACHER)),
    ("директор, учитель физики", Position((Role.DIRECTOR, Role.TEACHER), ("физика",))),
    ("наставник", Position((Role.MENTOR,))),
    ("секретарь директора", Position(())),
    ("школьный координатор", Position(())),
    ("бухгалтер", Position(())),
    ("", Position(())),
])  # fmt: skip
def test_in_a_school(said: str, position: Position) -> None:
    assert positions.read(said, Level.SCHOOL) == position


@pytest.mark.parametrize(("said", "plain"), [
    ("учитель физики", True), ("Директор школы", False), ("завуч", False), ("", False)])
def test_a_position_that_begins_with_its_role_is_plain(said: str, plain: bool) -> None:
    assert positions.is_plain(said, Role.TEACHER) is plain


@pytest.mark.parametrize(("said", "level", "roles"), [
    ("муниципальный координатор", Level.MUNICIPALITY, (Role.COORDINATOR,)),
    ("директор", Level.INSTITUTE, ()),
    ("куратор", Level.INSTITUTE, (Role.CURATOR,)),
    ("куратор", Level.SCHOOL, ()),
    ("начальник управления", Level.MUNICIPALITY, ()),
    ("директор", None, DIRECTOR),
])  # fmt: skip
def test_where_it_is_counts(said: str, level: Level | None, roles: tuple[Role, ...]) -> None:
    assert positions.read(said, level).roles == roles
