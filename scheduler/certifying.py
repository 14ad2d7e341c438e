"""A certificate as a file: what stands on it, when somebody has ordered theirs."""

import json

from messages.catalogue import Catalogue, Choice
from messages.meanings import ShowMenu
from messages.meanings_of_attendance import ShowHours
from messages.reports.figures import Certificate
from messages.updates import FileKind
from scheduler import attending
from scheduler.errands import Order
from storage import attendance
from storage.database import Transaction
from storage.errands import Errand

CERTIFICATE = "certificate"
PDF = "application/pdf"


async def certificate(tx: Transaction, errand: Errand, catalogue: Catalogue, now: int) -> Order:
    """For nobody but the one whose name stands on it."""
    facts = json.loads(errand.facts)
    found = await attendance.certificate(tx, facts["number"])
    if found is None or found.participant != errand.participant or found.erased:
        return Order(catalogue.say("certificates/not_there", [[Choice("menu", ShowMenu())]]))
    reply = catalogue.say("certificates/issued", [[Choice("hours", ShowHours()), Choice("menu", ShowMenu())]],
                          title=found.title, number=found.number, link=facts["link"])
    name = catalogue.words("certificates/paper_name", number=found.number)
    return Order(reply, _paper(found, catalogue, facts["link"]), FileKind.DOCUMENT, f"{name}.pdf", PDF)


def _paper(found: attendance.Certificate, catalogue: Catalogue, link: str) -> Certificate:
    zone = found.time_zone
    when = {"first": attending.day(found.starts_at, zone).isoformat(),
            "last": attending.last_day(found.starts_at, found.ends_at, zone).isoformat()}
    details = [catalogue.words("certificates/paper_day", **when)]
    if found.minutes:
        details.append(catalogue.words("certificates/paper_hours", minutes=found.minutes))
    return Certificate(
        found.programme, catalogue.words("certificates/paper_heading"), catalogue.words("certificates/paper_given"),
        found.name,
        catalogue.words("certificates/paper_took_part", name=found.name, kind=found.kind, title=found.title),
        catalogue.words("certificates/paper_event", title=found.title), tuple(details), found.issuer,
        catalogue.words("certificates/paper_issued", day=attending.day(found.issued_at, zone).isoformat()),
        catalogue.words("certificates/paper_number", number=found.number),
        catalogue.words("certificates/paper_how", link=link), link, found.issued_at)


ORDERINGS = {CERTIFICATE: certificate}
"""By the kind of an errand."""
