"""What surveys have brought, as far as somebody may see it: who has answered, what was said how often, the sheets."""

from dataclasses import dataclass

from storage.database import Transaction


@dataclass(frozen=True, slots=True)
class Asking:
    """A wave of which somebody may see something."""

    wave: int
    survey: int
    title: str
    wave_title: str
    opens_on: str
    closes_on: str
    anonymous: int
    kind: str


@dataclass(frozen=True, slots=True)
class Survey:
    """What was asked; `questions` is JSON."""

    id: int
    code: str
    title: str
    version: str
    questions: str
    programme: int
    edition: int


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of the sheets of an organisation, or of a municipality, are finished."""

    organisation: int
    title: str
    asked: int
    done: int


@dataclass(frozen=True, slots=True)
class Missing:
    """Somebody who has still to answer."""

    participant: int
    name: str
    phone: str
    place: str
    municipality: str
    has_joined: int


@dataclass(frozen=True, slots=True)
class Counted:
    """How often an answer, which is JSON, was given."""

    question: str
    value: str
    number: int


@dataclass(frozen=True, slots=True)
class Filled:
    """A sheet, without its answers."""

    sheet: int
    person: str
    place: str
    municipality: str
    about: str
    begun_at: int | None
    finished_at: int | None


@dataclass(frozen=True, slots=True)
class OneAnswer:
    """An answer, which is JSON."""

    sheet: int
    question: str
    value: str


async def any_wave(tx: Transaction, participant: int, today: str) -> bool:
    """Whether somebody may look at results at all: by their roles, and because something has opened."""
    return await tx.run("results.any", participant=participant, today=today)


async def waves(tx: Transaction, participant: int, today: str) -> list[Asking]:
    """Those that have opened and ask somebody whom this person oversees, the newest first."""
    return await tx.all(Asking, "results.waves", participant=participant, today=today)


async def waves_of_survey(tx: Transaction, survey: int, today: str) -> list[Asking]:
    """All of its askings that have opened, the oldest first."""
    return await tx.all(Asking, "results.waves_of_survey", survey=survey, today=today)


async def survey(tx: Transaction, id: int) -> Survey | None:
    return await tx.one(Survey, "results.survey", survey=id)


async def sees(tx: Transaction, wave: int, participant: int) -> int:
    """2: single answers; 1: the names of those who are missing; 0: counts; -1: nothing at all."""
    found = await tx.value("results.sees", wave=wave, participant=participant)
    return -1 if found is None else int(found)


async def municipalities(tx: Transaction, wave: int, participant: int) -> list[Rate]:
    return await tx.all(Rate, "results.rates", wave=wave, participant=participant, municipality=0)


async def schools(tx: Transaction, wave: int, participant: int, municipality: int) -> list[Rate]:
    return await tx.all(Rate, "results.rates", wave=wave, participant=participant, municipality=municipality)


async def missing(tx: Transaction, wave: int, participant: int, organisation: int = 0) -> list[Missing]:
    """Who has still to answer; 0 for all organisations that this person oversees, or one, or a municipality."""
    return await tx.all(Missing, "results.missing", wave=wave, participant=participant, organisation=organisation)


async def tallies(tx: Transaction, wave: int, participant: int, organisation: int = 0,
                  question: str = "", *, sees: int = 0) -> list[Counted]:
    """How often each answer was given, of all questions or of one; where this person `sees` at least so much."""
    return await tx.all(Counted, "results.tallies", wave=wave, participant=participant, organisation=organisation,
                        question=question, sees=sees)


async def finished(tx: Transaction, wave: int, participant: int, organisation: int = 0) -> int:
    """How many sheets those answers come from."""
    return await tx.integer("results.finished", wave=wave, participant=participant, organisation=organisation)


async def sheets(tx: Transaction, wave: int, participant: int, organisation: int = 0) -> list[Filled]:
    """The sheets whose single answers this person may see."""
    return await tx.all(Filled, "results.sheets", wave=wave, participant=participant, organisation=organisation)


async def answers(tx: Transaction, wave: int) -> list[OneAnswer]:
    """All answers of a wave; show those of `sheets` only."""
    return await tx.all(OneAnswer, "results.answers", wave=wave)
