"""Part `fuzz`: odd updates by the hundred thousand through the readers and reception of the real application."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from benchmarks import tables, town
from benchmarks.odd import PEOPLE, Odd
from benchmarks.processes import MIB
from benchmarks.sizes import Scale
from benchmarks.tables import Line
from bot.app import App
from bot.capabilities import CAPABILITIES
from bot.telegram import reader as telegram
from bot.vk import reader as vk
from messages.messenger import Batch, FileUnavailable, Outcome, Parcel, Sent
from messages.updates import IncomingFile, Pressed, Unreadable, Update
from scheduler.clock import SystemClock
from storage.database import open_database

TITLE = "Odd updates, valid and broken, through readers and reception"
SEED = 2018
AT_ONCE = 100
FLAT = 15.0
"""MiB that memory may grow by between a fifth of the work and its end."""
BOT, GROUP = "1000001", 1
FILE_KEPT = b"content"


class Mute:
    """A messenger that has nobody at its other end: it takes everything and says nothing of its own."""

    def __init__(self, channel: str) -> None:
        self.channel = channel
        self.capabilities = CAPABILITIES[channel]

    async def open(self) -> None:
        """Nothing to prove."""

    async def close(self) -> None:
        """Nothing to release."""

    async def receive(self, position: str) -> Batch:
        return Batch((), position)

    async def send(self, parcel: Parcel) -> Outcome:
        return Sent("1")

    async def send_many(self, parcels: Sequence[Parcel]) -> list[Outcome]:
        return [Sent("1") for _ in parcels]

    async def acknowledge(self, press: Pressed, notice: str = "") -> None:
        """Nobody waits."""

    async def fetch(self, file: IncomingFile) -> bytes:
        """Half of the files can be had."""
        if len(file.name) % 2:
            raise FileUnavailable("gone")
        return FILE_KEPT

    async def profile(self, user: str) -> str:
        return ""

    def invite_link(self, code: str) -> str:
        return ""


class Complaints(logging.Handler):
    """What was logged as an error, and where from."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(self.format(record))


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What became of them."""

    read: int
    unreadable: int
    crashes: list[str]
    complaints: list[str]
    early: float
    late: float
    seconds: float


async def run(folder: Path, scale: Scale) -> list[Line]:
    """Once; the seed is always the same."""
    found = await fed(folder, scale.odd)
    for complaint in [*found.crashes, *found.complaints][:3]:
        logging.getLogger(__name__).warning("%s", complaint)
    return [
        Line(f"of {scale.odd} updates, seed {SEED}", f"{found.read} acts of people, {found.unreadable} laid aside"),
        Line("crashes", f"{len(found.crashes)}", "", "0", not found.crashes),
        Line("errors in the log", f"{len(found.complaints)}", "", "0", not found.complaints),
        tables.at_most("memory, MiB more at the end than at 20 %", f"{found.early:.1f} → {found.late:.1f} MiB",
                       found.late - found.early, FLAT),
        Line("updates a second", f"{scale.odd / found.seconds:.0f}/s"),
    ]


async def fed(folder: Path, number: int) -> Outcomes:
    """So many through the application, in batches, one channel after the other."""
    store = await town.build(f"sqlite:///{folder}/fuzz.db", PEOPLE // 2)
    database = await open_database(store.url)
    complaints = Complaints()
    logging.getLogger().addHandler(complaints)
    clock = SystemClock()
    lines = {channel: Mute(channel) for channel in ("telegram", "vk")}
    app = App(database, list(lines.values()), clock)
    odd, early, begun = Odd(SEED), 0.0, clock.monotonic()
    crashes: list[str] = []
    read = unreadable = 0
    try:
        for place in range(0, number, AT_ONCE):
            channel = "vk" if place // AT_ONCE % 2 else "telegram"
            try:
                updates = batch(odd, channel)
                unreadable += sum(isinstance(each, Unreadable) for each in updates)
                read += len(updates)
                await app.reception.receive(lines[channel], Batch(updates, str(place)))
            except Exception as crash:
                crashes.append(repr(crash))
            if not early and place >= number // 5:
                early = weight()
        return Outcomes(read - unreadable, unreadable, crashes, complaints.heard, early, weight(),
                        clock.monotonic() - begun)
    finally:
        logging.getLogger().removeHandler(complaints)
        await app.stop()
        await database.close()


def batch(odd: Odd, channel: str) -> tuple[Update | Unreadable, ...]:
    """As the channel's reader makes them out."""
    make: Callable[[], Update | Unreadable]
    if channel == "telegram":
        def make() -> Update | Unreadable:
            return telegram.read(odd.telegram(), BOT)
    else:
        def make() -> Update | Unreadable:
            return vk.read(odd.vk(), GROUP)
    return tuple(make() for _ in range(AT_ONCE))


def weight() -> float:
    """MiB of this process."""
    return psutil.Process().memory_info().rss / MIB
