"""Whatever stands in a table, in whatever merges: nothing is lost, nothing counted twice, nothing breaks."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduler.documents import finishing
from scheduler.documents.document import Fate
from scheduler.documents.grid import Cell, Grid, Line
from scheduler.documents.walk import Walk
from scheduler.programme.mistakes import Place
from scheduler.programme.reading import Context

WORDS = ("", "", "№", "Мероприятие", "Срок", "Ответственный", "Результат", "I квартал", "сентябрь", "1", "2", "1.1",
         "х", "Раздел 1", "СЕНТЯБРЬ", "до 30.05.2018", "в течение года", "-", "-//-", "МОУО", "ДОН", "МОУО, ОО",
         "Собрать планы", "и сверить их", "Итого", "1. Не менее 7 соглашений 2. Приказ", "10:00", "Панова И.И.",
         "II ЭТАП (МАРТ)", "%", "«")
WIDTH = 5


@st.composite
def lines(draw: st.DrawFn, table: int) -> tuple[Line, ...]:
    made = []
    for number in range(draw(st.integers(0, 8))):
        place, cells, first = Place("план", str(table), str(number), number), list[Cell](), 0
        while first < WIDTH and draw(st.integers(0, 9)):
            width = draw(st.integers(1, WIDTH - first))
            text = draw(st.sampled_from(WORDS))
            mark = draw(st.sampled_from(["", "", "", "1.", "•"]))
            texts = (text,) if text else ()
            cells.append(Cell(texts, place, first, width, draw(st.booleans()), marks=(mark,) if mark else ()))
            first += width
        made.append(Line(tuple(cells), place, hidden=not draw(st.integers(0, 9))))
    return tuple(made)


@st.composite
def grids(draw: st.DrawFn) -> list[Grid]:
    return [Grid(number, "", draw(lines(number)), (1.0,) * WIDTH, ("1.1. Школы",) * draw(st.integers(0, 1)),
                 draw(st.booleans()), hidden=not draw(st.integers(0, 9))) for number in range(draw(st.integers(1, 3)))]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables=grids())
def test_every_row_is_an_activity_or_passed_over_and_never_both(tables: list[Grid]) -> None:
    context = Context(2018, 2018)
    walk = Walk(context)
    walk.through(tables)
    rows = finishing.rows(walk.drafts, context)
    own, others = {row.place for row in rows}, [each.place for each in walk.passed]
    assert len(others) == len(set(others))
    assert own.isdisjoint(others)
    assert len(own) + len(others) == sum(len(grid.lines) for grid in tables)
    hidden = {line.place for grid in tables for line in grid.lines if line.hidden}
    assert hidden == {each.place for each in walk.passed if each.fate is Fate.HIDDEN} & hidden
