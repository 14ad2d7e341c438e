"""A document as a list of plain values, for a file of JSON: what stands where, and how it was understood."""

from datetime import date
from decimal import Decimal

from scheduler.documents import wording
from scheduler.documents.document import Document, Indicator, Row

Value = str | int | float | bool
Entry = dict[str, "int | str | list[str] | list[dict[str, Value]]"]


def entries(document: Document) -> list[Entry]:
    """Its rows in their order."""
    return [_entry(row) for row in document.rows]


def _entry(row: Row) -> Entry:
    return {
        "table": row.table,
        "section": row.section,
        "number": row.number,
        "activity": row.activity,
        "deadline": row.phrase,
        "status": row.deadline.status.value,
        "start": _day(row.deadline.when.start),
        "end": _day(row.deadline.when.end),
        "recurrence": row.deadline.recurrence,
        "owners": list(row.owners),
        "result": "\n".join(row.results),
        "indicators": [_indicator(each) for each in row.indicators],
        "warnings": list(wording.warnings(row)),
    }


def _indicator(indicator: Indicator) -> dict[str, Value]:
    return {"plan": _number(indicator.plan), "unit": indicator.unit, "at_least": indicator.at_least,
            "per": indicator.per, "title": indicator.title}


def _number(plan: Decimal) -> int | float:
    return int(plan) if plan == plan.to_integral_value() else float(plan)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
