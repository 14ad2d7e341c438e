"""When an answer is late; the workbook itself is looked at in tests/handlers/test_requests.py."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from scheduler.requests import table
from storage.assignments import Part
from storage.tasks import TaskState


@pytest.mark.parametrize(("state", "due_on", "moment", "days"), [
    (TaskState.DONE, "2018-05-25", "2018-05-25T23:59", 0), (TaskState.DONE, "2018-05-25", "2018-05-26T00:01", 1),
    (TaskState.ACCEPTED, "2018-05-25", "2018-05-29T12:00", 4), (TaskState.OPEN, "2018-05-25", "2018-05-29T12:00", 0),
    (TaskState.RETURNED, "2018-05-25", "2018-05-29T12:00", 0), (TaskState.DONE, None, "2018-05-29T12:00", 0)])
def test_days_are_those_of_the_school(state: TaskState, due_on: str | None, moment: str, days: int) -> None:
    at = int(datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo("Asia/Irkutsk")).timestamp())
    part = Part(1, state, due_on, at, 9, "Школа", "", "Asia/Irkutsk", "", "", None)
    assert table.days_late(part) == days
    assert table.late([part, part]) == 2 * (days > 0)
