"""Whether a reminder that lies ahead must be written anew. Pure."""

from scheduler.workdays import Rhythm
from storage.reminders import Outcome, Reminder


def differs(row: Reminder | None, fire_at: int, rhythm: Rhythm) -> bool:
    """Whether what stands, if anything, is not what should.

    One that has fired fires again only if its date has moved: then its new day is later than the old one.
    """
    if row is None or row.outcome == Outcome.CANCELLED:
        return True
    if row.closed_at is None:
        return row.fire_at != fire_at
    return rhythm.day(fire_at) > rhythm.day(row.closed_at)
