"""How tasks come to the rows of an appendix."""

from dataclasses import replace

import pytest

from messages.reports.roadmap_figures import Progress, Stand
from scheduler.fulfilment import standing
from scheduler.fulfilment.standing import Frame
from storage.fulfilment import Duty, Point
from storage.organisations import Organisation
from storage.tasks import TaskState

TODAY, NOW = "2018-06-20", 1_529_463_600
MAY_28 = 1_527_476_400
PLACES = {
    1: Organisation(1, "m", "Район", "municipality", None, 1, "Asia/Irkutsk", None),
    2: Organisation(2, "a", "Школа А", "school", 1, 1, "Asia/Irkutsk", None),
    3: Organisation(3, "b", "Школа Б", "school", 1, 1, "Asia/Kamchatka", None),
    4: Organisation(4, "i", "Институт", "institute", None, None, "Asia/Irkutsk", None),
}
POINT = Point(7, "1", "Школы", "1.1", "Провести семинар", "2018-05-21", "2018-05-30", "2018-05-30", "[]", None)
OPEN = Duty(1, 7, 2, "2018-05-30", TaskState.OPEN, None, None, 0, 0, 0)
FRAME = Frame(PLACES, {7: ("Справка",)}, lambda owners: (owners,), NOW, "Asia/Irkutsk")
LATER = replace(OPEN, due_on="2018-07-30")
DONE = replace(OPEN, state=TaskState.DONE, reported_at=MAY_28)


@pytest.mark.parametrize(("duty", "stand"), [
    (replace(OPEN, state=TaskState.ACCEPTED), Stand.ACCEPTED), (DONE, Stand.WAITING), (OPEN, Stand.LATE),
    (replace(OPEN, state=TaskState.RETURNED), Stand.LATE), (LATER, Stand.OPEN),
    (replace(LATER, state=TaskState.RETURNED), Stand.RETURNED), (replace(OPEN, due_on=None), Stand.OPEN),
    (replace(OPEN, due_on=TODAY), Stand.OPEN),
])
def test_a_task_stands_as_the_lists_say(duty: Duty, stand: Stand) -> None:
    assert standing.stand(duty, TODAY) is stand


@pytest.mark.parametrize(("stands", "starts_on", "progress"), [
    ("", "", Progress.NOBODY), ("aa", "", Progress.DONE), ("aw", "", Progress.WAITING), ("al", "", Progress.LATE),
    ("ao", "", Progress.GOING), ("or", "", Progress.OPEN), ("oo", "2018-06-21", Progress.AHEAD),
    ("oo", TODAY, Progress.OPEN), ("wo", "2018-06-21", Progress.GOING), ("a", "2018-06-21", Progress.DONE),
])
def test_a_row_stands_as_its_tasks_do(stands: str, starts_on: str, progress: Progress) -> None:
    assert standing.progress([Stand(each) for each in stands], starts_on, TODAY) is progress


def test_a_row_counts_its_organisations_their_reports_and_their_evidence() -> None:
    duties = [replace(DONE, state=TaskState.ACCEPTED, words=1, photos=2),
              replace(DONE, id=2, organisation=3, reported_at=NOW, files=3), replace(OPEN, id=3, organisation=4)]
    (part,) = standing.parts([POINT], duties, FRAME)
    row, = part.points
    assert part.title == "1. Школы"
    assert (row.total, row.done, row.accepted, row.late, row.belated) == (3, 2, 1, 1, 1)
    assert (row.first_fact, row.last_fact) == ("2018-05-28", "2018-06-20")
    assert (row.words, row.photos, row.files) == (1, 2, 3)
    assert (row.starts_on, row.due_on, row.moved_from, row.moved_at) == ("2018-05-21", "2018-05-30", "", "")
    assert (row.results, row.owners) == (("Справка",), ("[]",))


def test_a_report_has_the_day_of_the_place_that_made_it() -> None:
    late = NOW + 3600 * 11  # 22:00 in Irkutsk, the next day in Kamchatka
    (part,) = standing.parts([POINT], [replace(DONE, reported_at=late),
                                       replace(DONE, id=2, organisation=3, reported_at=late)], FRAME)
    assert (part.points[0].first_fact, part.points[0].last_fact) == ("2018-06-20", "2018-06-21")


def test_a_day_that_was_moved_says_from_which_day_and_when() -> None:
    moved = replace(POINT, due_on="2018-06-30", moved_at=MAY_28)
    back = replace(POINT, moved_at=MAY_28)
    named = replace(moved, file_due_on=None)
    dropped = replace(POINT, starts_on="2018-07-01")
    single = replace(moved, starts_on="2018-05-30")
    (part,) = standing.parts([moved, back, named, dropped, single], [], FRAME)
    days = [(each.starts_on, each.due_on, each.moved_from, each.moved_at) for each in part.points]
    assert days == [("2018-05-21", "2018-06-30", "2018-05-30", "2018-05-28"), ("2018-05-21", "2018-05-30", "", ""),
                    ("2018-05-21", "2018-06-30", "", "2018-05-28"), ("", "2018-05-30", "", ""),
                    ("2018-06-30", "2018-06-30", "2018-05-30", "2018-05-28")]


def test_organisations_with_a_day_of_their_own_are_named_by_that_day() -> None:
    longer = [replace(OPEN, id=id, organisation=id, due_on=day, extended_at=MAY_28)
              for id, day in ((2, "2018-06-10"), (3, "2018-06-05"), (4, "2018-05-30"))]
    (part,) = standing.parts([POINT], longer, FRAME)
    assert part.points[0].longer == [("Школа Б", "2018-06-05"), ("Школа А", "2018-06-10")]
    assert part.points[0].due_on == "2018-05-30"
    (own,) = standing.parts([POINT], longer[:1], replace(FRAME, single=True))
    assert own.points[0].due_on == "2018-06-10", "of one school its own day holds"


def test_sections_keep_their_order_and_a_nameless_one_goes_by_its_title() -> None:
    other = replace(POINT, id=8, section_number="Итоги", section_title="Итоги")
    untitled = replace(POINT, id=9, section_number="", section_title="Прочее")
    found = standing.parts([POINT, other, untitled, replace(POINT, id=10)], [], FRAME)
    assert [(part.title, len(part.points)) for part in found] == [("1. Школы", 2), ("Итоги", 1), ("Прочее", 1)]


def test_the_matrix_has_a_letter_for_each_row_and_places_by_municipality() -> None:
    points = [POINT, replace(POINT, id=8)]
    duties = [replace(DONE, organisation=3), replace(OPEN, activity=8, organisation=2), replace(LATER, organisation=4)]
    found = standing.matrix(points, duties, FRAME)
    assert [(place.municipality, place.title, place.stands) for place in found] == [
        ("", "Институт", "o."), ("Район", "Школа А", ".l"), ("Район", "Школа Б", "w.")]
