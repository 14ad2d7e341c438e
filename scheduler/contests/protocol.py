"""The protocol of a contest as a Word document, for its organiser."""

import json
from collections.abc import Sequence

from messages.catalogue import Catalogue, Choice
from messages.meanings import ShowMenu
from messages.meanings_of_contests import OpenContest
from messages.reports.figures import Judged, Protocol, Scored
from messages.updates import FileKind
from scheduler.contests import judging, standing
from scheduler.contests.criteria import points
from scheduler.contests.ranking import Criterion, Place, best
from scheduler.contests.standing import Standing
from scheduler.errands import Order
from storage import contests, participants
from storage.contests import Application
from storage.database import Transaction
from storage.errands import Errand
from storage.participants import Role

PROTOCOL = "contest_protocol"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


async def protocol(tx: Transaction, errand: Errand, catalogue: Catalogue, now: int) -> Order:
    """Rights are those of now, not of when it was ordered."""
    contest = await contests.by_id(tx, json.loads(errand.facts)["contest"])
    held = {each.role for each in await participants.roles(tx, errand.participant)
            if contest and each.programme == contest.programme}
    if contest is None or not (Role.OPERATOR in held or (held and contest.author == errand.participant)):
        return Order(catalogue.say("contests/not_yours", [[Choice("menu", ShowMenu())]]))
    told = await standing.standing(tx, contest)
    reply = catalogue.say("contests/protocol", [[Choice("back", OpenContest(contest.id)), Choice("menu", ShowMenu())]],
                          contest=contest, missing=sum(each.missing for each in told.places))
    name = catalogue.words("contests/protocol_name", contest=contest)
    return Order(reply, await _written(tx, told, now), FileKind.DOCUMENT, f"{name}.docx", DOCX)


async def _written(tx: Transaction, told: Standing, now: int) -> Protocol:
    contest, homes = told.contest, await judging.bank(tx, told.contest.programme)
    places = {each.id: each.municipality_title or each.place for each in homes.experts}
    names = {each.expert: each.name for each in told.standing}
    return Protocol(
        number=contest.number, title=contest.title, programme=contest.programme_title, due_on=contest.due_on,
        judged_by=told.rules.judged_by, most=points(best(told.criteria)), each=told.rules.each,
        commission=tuple(sorted((name, places.get(id, "")) for id, name in names.items())),
        criteria=tuple(map(_criterion, told.criteria)), apart=told.rules.apart.value, seed=told.rules.seed,
        conflicts=sum(each.is_conflict for each in told.asked), reviews=sum(each.is_in for each in told.standing),
        rows=tuple(_row(each, told.application(each.application)) for each in told.places),
        left_out=tuple(_left_out(told.applications)), zone=contest.time_zone, exported_at=now)


def _criterion(each: Criterion) -> Scored:
    return Scored(each.label, f"{points(each.least)}–{points(each.most)}", points(each.weight))


def _row(place: Place, application: Application) -> Judged:
    """The totals by size: in the order in which they came they would name who gave them."""
    shared = "–".join(map(str, dict.fromkeys((place.first, place.last)))) if place.first else ""
    return Judged(shared, application.place, _title(application), application.municipality_title,
                  tuple(points(each) for each in sorted(place.totals, reverse=True)),
                  points(place.mean) if place.mean is not None else "", points(place.spread) if place.totals else "",
                  place.apart, place.missing, application.award.value)


def _title(application: Application) -> str:
    return ", ".join(filter(None, (application.person, application.title)))


def _left_out(applications: Sequence[Application]) -> list[tuple[int, str, str]]:
    return [(each.place, _title(each), each.state.value) for each in applications if each.state != "accepted"]


ORDERINGS = {PROTOCOL: protocol}
"""By the kind of an errand."""
