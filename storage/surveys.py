"""Surveys as a programme defines them; what their questions say is for the scheduler to read."""

from dataclasses import dataclass

from storage.database import Transaction


@dataclass(frozen=True, slots=True)
class Survey:
    """One of them. `questions` is JSON."""

    id: int
    code: str
    title: str
    version: str
    questions: str


async def of_programme(tx: Transaction, programme: int) -> list[Survey]:
    """Those that a programme has now, the oldest first."""
    return await tx.all(Survey, "surveys.of_programme", programme=programme)


async def put(
    tx: Transaction, *, programme: int, code: str, title: str, version: str, questions: str, now: int
) -> None:
    """Write one under its code; one that had ended begins again."""
    await tx.run("surveys.put", programme=programme, code=code, title=title, version=version, questions=questions,
                 now=now)


async def end(tx: Transaction, id: int, *, now: int) -> None:
    """It is no longer in the files; what was answered stays."""
    await tx.run("surveys.end", id=id, now=now)
