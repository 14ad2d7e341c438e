"""A material of the library as a programme's files name it. Pure."""

from dataclasses import dataclass, field

from storage.library import Kind


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file of the folder, whole."""

    name: str
    mime: str
    digest: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class PlannedMaterial:
    """One material. `code` is its key over all loadings, `topic` the code of a topic of questions."""

    code: str
    kind: Kind
    title: str
    about: str = ""
    link: str = ""
    file: Enclosed | None = None
    topic: str = ""
