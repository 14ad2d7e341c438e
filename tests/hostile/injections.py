"""Words that some machine might obey: put wherever a person may write, then read back where others read them."""

import csv
import random
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import openpyxl

from messages import buttons, meanings
from messages.visible import visible
from tests.hostile.campaign import Attempt, Campaign, Deed, Step
from tests.hostile.dialogue import stranger
from tests.hostile.world import World
from tests.loopback.contract import Shown
from tests.phone import Phone

FORMULA = ("=", "+", "-", "@", "\t", "\r")
WORDS = (
    "<b>Жирный</b>", '</code><a href="https://evil.invalid">Нажмите</a>', "<script>alert(1)</script>",
    "&lt;i&gt;Курсив&lt;/i&gt;", "Анна'); drop table participants; --", "Анна' or '1'='1", "Анна\\'; select 1 --",
    "{{ 7 * 7 }} Анна", "{{7*7}}Анна", "{% for each in x %}Анна{% endfor %}", "${7*7} #{7*7} Анна",
    "{0.__class__} %(secret)s %s Анна", '=HYPERLINK("https://evil.invalid";"Анна")', "+7*7+Анна",
    "-2+3+cmd|' /C calc'!A0 Анна", "@SUM(1+1)*cmd|' /C calc'!A0 Анна", "=1+1 Анна", "\t=1+1 Анна", "\u202eаннА\u2066",
    "Ан\u200bна\x07", "[id1|Администратор] Анна", "Анна https://evil.invalid/?x=<b>", "/start Анна", "a" * 90,
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody may write: what they do before and after, and who reads it."""

    who: str
    reader: str
    before: tuple[Step, ...]
    after: tuple[Step, ...] = ()
    reads: tuple[Step, ...] = ()
    undone: tuple[Step, ...] = ()
    begins: str = ""
    """What stands before the words, where they alone would be refused."""


OWN = {"participants": "id", "history": "actor", "consultations": "asker", "posts": "author",
       "evidence": "participant", "extensions": "participant"}
FREE = frozenset({"reminders", "tasks", "answerers", "post_letters"})
"""What a report or a question changes beside: reminders of a task done are over, a question is shown to others."""


def places(world: World) -> list[Place]:
    """Names, questions, reports, reasons."""
    task = world.ids.foreign
    done, seen = buttons.encode(meanings.MarkDone(task)), buttons.encode(meanings.ShowEvidence(task))
    undone = buttons.encode(meanings.WithdrawDone(task))
    later = buttons.encode(meanings.AskMoreTime(task))
    return [
        Place("teacher", "teacher", ((Deed.SAY, "/name"),), (), ((Deed.SAY, "/menu"),), begins="Анна "),
        Place("teacher", "curator", ((Deed.SAY, "/ask"),), ((Deed.TAP, "Отправить"),)),
        Place("other_director", "other_coordinator", ((Deed.PRESS, done),), ((Deed.TAP, "✅ Готово"),),
              ((Deed.PRESS, seen),), ((Deed.PRESS, undone),)),
        Place("other_director", "other_coordinator", ((Deed.PRESS, later), (Deed.SAY, "28.09.2018"))),
    ]


async def written(campaign: Campaign, place: Place, words: str, channel: str) -> None:
    """One attempt: it is written, and whoever reads it reads these very words."""
    world = campaign.world
    reader = Phone(world.village.stage, channel, world.user(place.reader), "Читатель")
    steps = (*place.before, (Deed.SAY, place.begins + words), *place.after)
    attempt = Attempt(place.who, steps, "", channel, OWN, FREE)
    before = _read_by(world, reader.user)
    await campaign.makes(attempt, told=frozenset({reader.user}) | watchers(world))
    for deed, what in place.reads:
        await (reader.presses(what, "1") if deed is Deed.PRESS else reader.says(what))
    author = Phone(world.village.stage, channel, world.user(place.who), "Автор")
    for _, what in place.undone:
        await author.presses(what)
    campaign.forgets()
    fresh = "\n".join(shown.text for shown in _read_by(world, reader.user) if shown not in before)
    if "49" in fresh and "49" not in words:
        campaign.score.successes.append(f"{words!r} was worked out: {fresh}")
    if fresh and visible(words) not in visible(fresh):
        campaign.score.successes.append(f"{words!r} is read as {fresh}")


def _read_by(world: World, user: str) -> list[Shown]:
    """In both messengers: a notice goes where they wrote last."""
    return [shown for loopback in world.village.stage.loopbacks.values() for shown in loopback.screen(user)]


def watchers(world: World) -> frozenset[str]:
    """Who is told of what a school does."""
    return frozenset(world.user(who) for who in ("curator", "operator", "other_coordinator", "coordinator", "observer"))


async def joined(campaign: Campaign, words: str, channel: str) -> None:
    """A name as the messenger shows it, of somebody who comes by a school's invite."""
    code, user = campaign.world.codes.staff, stranger()
    phone = Phone(campaign.world.village.stage, channel, user, words)
    await phone.follows(code)
    await phone.taps("Даю согласие")
    await phone.presses(next(payload for row in phone.last.buttons for _, payload in row if "join:join" in payload))
    read = visible(phone.last.text)  # VK is kept from making a mention of it by a sign that nobody sees
    campaign.score.add(words, [] if visible(words).split()[0] in read else [f"read as {read}"])
    campaign.forgets()


def formulas(folder: Path) -> Iterator[str]:
    """Cells of what was exported that a spreadsheet would reckon out."""
    for book in folder.glob("*.xlsx"):
        with closing(openpyxl.load_workbook(book)) as opened:
            for cell in (cell for sheet in opened for row in sheet.iter_rows() for cell in row):
                if cell.data_type == "f":
                    yield f"{book.name}!{cell.coordinate}: {cell.value}"
    for text in folder.glob("*.csv"):
        for line in csv.reader(text.read_text(encoding="utf-8-sig").splitlines(), delimiter=";"):
            yield from (f"{text.name}: {cell}" for cell in line if cell.startswith(FORMULA))


def chosen(chance: random.Random, number: int) -> Sequence[str]:
    """So many of the words, all of them before any comes again."""
    found: list[str] = []
    while len(found) < number:
        found += chance.sample(WORDS, len(WORDS))
    return found[:number]
