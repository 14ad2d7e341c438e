"""Foreseen years, made by hand: some people, some messages, some gaps."""

from collections.abc import Sequence
from datetime import datetime

from scheduler.foresight.foreseen import Foreseen, Gaps, Heard, Span
from storage.outbox import Lane
from storage.participants import Role
from storage.rehearsed import EXPECTED, Dateless, Deadline, Deserted, Listed, Ownerless

ZONE = "Asia/Irkutsk"
NO_GAPS = Gaps([], [], [], [])
GAPS = Gaps([Deadline("1.1", "Семинар", "2018-06-01", 3), Deadline("1.2", "Отчёт", "2018-06-11", 2),
             Deadline("1.3", "План", "2018-06-12", 1)],
            [Dateless("2.1", "Встречи", 5)], [Ownerless("3.1", "Ничьё", ""), Ownerless("3.2", "Чьё-то", "Все")],
            [Deserted("СОШ № 6", "Осинский район", 2)])
RATES = {"telegram": 25.0, "vk": 1.0}


def at(written: str, offset: str = "+08:00") -> int:
    """An instant in Irkutsk, like `2018-05-16 09:00`."""
    return int(datetime.fromisoformat(f"{written.replace(' ', 'T')}:00{offset}").timestamp())


def person(id: int, name: str = "", role: Role = Role.DIRECTOR, *, zone: str = ZONE, joined: bool = True,
           homes: int = 1) -> Listed:
    name = name or f"Иванова Мария {id}"
    return Listed(id, name, role, "СОШ № 5", "Осинский район", zone, 1 if joined else None, homes)


def heard(when: str, who: int | None, channel: str = "telegram", *, kind: str = "digest", lane: Lane = Lane.REMINDER,
          chat: str = "") -> Heard:
    return Heard(at(when), who, chat, channel, lane, kind, "=Доброе утро!")


def year(people: Sequence[Listed], messages: Sequence[Heard], gaps: Gaps = NO_GAPS, *, joined_only: bool = False,
         rewound: bool = False) -> Foreseen:
    span = Span(1, "Программа", ZONE, at("2018-05-16 00:00"), at("2018-07-31 23:59"), joined_only, rewound)
    return Foreseen(span, {each.id: each for each in people}, messages, gaps, RATES)


BUSY = year(
    [person(1), person(2, role=Role.TEACHER, joined=False), person(3, role=Role.CURATOR), person(4, homes=0)],
    [heard("2018-05-16 09:00", 1), heard("2018-05-16 09:00", 2, EXPECTED), heard("2018-05-17 09:00", 1),
     *[heard("2018-05-17 10:00", 3, "vk")] * 4, heard("2018-05-18 10:00", None, "vk", kind="chat", chat="Чат школ")],
    GAPS)
EMPTY = year([person(1)], [])
