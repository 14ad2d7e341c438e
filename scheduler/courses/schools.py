"""For which schools a course is, and which of them have named too few."""

from collections.abc import Iterable

from scheduler import audience
from scheduler.audience import By
from storage import nominations
from storage.courses import Course
from storage.database import Transaction
from storage.nominations import School


async def of(tx: Transaction, course: Course) -> list[int]:
    """As its audience says, by name; those that have somebody in it are for whoever counts."""
    said = audience.read(course.audience)
    groups = [value for each in said if each.by is By.GROUP for value in each.values]
    places = [int(value) for each in said if each.by is By.PLACE for value in each.values]
    return await nominations.eligible(tx, course.programme, groups=groups, places=places)


def short(course: Course, schools: Iterable[School]) -> list[School]:
    """Those that have named fewer than the quota asks for; without a quota, those that have named nobody."""
    return [each for each in schools if each.named < (course.quota_least or 1)]
