"""The surveys of a programme that has been read, and their waves → the store."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from scheduler.programme.difference import Changes, K, between
from scheduler.programme.model import Programme
from scheduler.programme.words import fold
from scheduler.surveys import given, written
from scheduler.surveys.wave import Unit, Wave
from storage import events, organisations, surveys
from storage.database import Transaction
from storage.surveys import Before, Way


@dataclass(frozen=True, slots=True)
class Applied:
    """What has changed, by title."""

    surveys: Changes[str]
    waves: Changes[str]


async def apply(tx: Transaction, programme: int, read: Programme, *, now: int) -> Applied:
    """Write what is new or another, end what is gone."""
    forms = await _forms(tx, programme, read, now)
    return Applied(forms, await _waves(tx, programme, read, now))


async def _forms(tx: Transaction, programme: int, read: Programme, now: int) -> Changes[str]:
    stored = {one.code: one for one in await surveys.of_programme(tx, programme)}
    new = {one.code: one for one in read.surveys}
    facts = {code: (one.title, one.version, written.write(one.questions)) for code, one in new.items()}
    changes = between({code: (one.title, one.version, one.questions) for code, one in stored.items()}, facts)
    for code in (*changes.added, *changes.changed):
        title, version, questions = facts[code]
        await surveys.put(tx, programme=programme, code=code, title=title, version=version, questions=questions,
                          now=now)
    for code in changes.gone:
        await surveys.end(tx, stored[code].id, now=now)
    return _titled(changes, {code: one.title for code, one in (stored | new).items()})


async def _waves(tx: Transaction, programme: int, read: Programme, now: int) -> Changes[str]:
    stored = {(one.survey, one.code): one for one in await surveys.waves(tx, programme)}
    places = {each.code: each.id for each in await organisations.of_programme(tx, programme)}
    whom = await surveys.audiences(tx, programme)
    old = {key: (one.title, one.opens_on, one.closes_on, bool(one.late), one.unit, bool(one.anonymous),
                 Before(one.answered_survey, one.answered_question, one.answered_value), whom.get(one.id), one.event)
           for key, one in stored.items()}
    begun = await surveys.begun(tx, programme)
    met = {each.code: each.id for each in await events.of_programme(tx, programme)}
    new = {(one.survey, one.code): _kept(one, stored.get((one.survey, one.code)), begun) for one in read.waves}
    changes = between(old, {
        key: (one.title, one.opens.isoformat(), one.closes.isoformat(), one.late, one.unit.value, one.anonymous,
              _before(one), _whom(one, places), met.get(one.audience.attended)) for key, one in new.items()})
    for key in (*changes.added, *changes.changed):
        one = new[key]
        await surveys.put_wave(
            tx, programme=programme, survey=one.survey, code=one.code, title=one.title, late=one.late,
            unit=one.unit, anonymous=one.anonymous,
            opens_on=one.opens.isoformat(), closes_on=one.closes.isoformat(), whom=sorted(_whom(one, places)),
            answered=_before(one), event=met.get(one.audience.attended))
    for key in changes.gone:
        await surveys.end_wave(tx, stored[key].id, now=now)
    return _titled(changes, {key: one.title for key, one in (stored | new).items()})


def _kept(wave: Wave, stored: surveys.Wave | None, begun: frozenset[int]) -> Wave:
    """What was promised to those who have begun cannot be changed any more."""
    if stored is None or stored.id not in begun:
        return wave
    return replace(wave, unit=Unit(stored.unit), anonymous=bool(stored.anonymous))


def _whom(wave: Wave, places: Mapping[str, int]) -> surveys.Whom:
    whom = wave.audience
    return frozenset(
        Way(role, group, places.get(place, 0), fold(subject)) for role in whom.roles for group in whom.groups or ("",)
        for place in whom.places or ("",) for subject in whom.subjects or ("",))


def _before(wave: Wave) -> Before:
    survey, question, value = wave.audience.answered
    return Before(survey, question, given.write(value)) if survey else Before()


def _titled(changes: Changes[K], titles: Mapping[K, str]) -> Changes[str]:
    return Changes(*(tuple(titles[key] for key in keys) for keys in (changes.added, changes.changed, changes.gone)))
