"""What the buttons of the roadmap with its fulfilment mean."""

from dataclasses import dataclass

from messages.buttons import Meaning, meaning


@meaning("appendix:show")
@dataclass(frozen=True, slots=True)
class ShowFulfilment(Meaning):
    """How the roadmap stands, in figures; 0 for the first programme of which something can be seen."""

    programme: int = 0


@meaning("appendix:export")
@dataclass(frozen=True, slots=True)
class ExportRoadmap(Meaning):
    """The roadmap as a file: `docx` or `xlsx`."""

    programme: int
    form: str
