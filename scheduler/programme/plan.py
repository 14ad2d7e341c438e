"""A roadmap as it is written into the store, wherever it was read: in a folder, or in a document somebody has sent."""

from dataclasses import dataclass

from scheduler.programme.model import Activity, Organisation, Programme, Section, owning


@dataclass(frozen=True, slots=True)
class Plan:
    """Sections and activities in their order, and the organisations among which the owners are looked for."""

    sections: tuple[Section, ...]
    activities: tuple[Activity, ...]
    organisations: tuple[Organisation, ...]

    def owning(self, activity: Activity) -> tuple[Organisation, ...]:
        """The organisations that have to do the activity, each once, in their order."""
        codes = {code for owner in activity.owners for code in owning(owner, self.organisations)}
        return tuple(one for one in self.organisations if one.code in codes)


def of(programme: Programme) -> Plan:
    """That of a folder."""
    return Plan(programme.sections, programme.activities, programme.organisations)
