"""Processes that are measured or that make the load, and what they have used of the machine."""

import asyncio
import os
import re
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
from aiohttp import ClientSession

HERE = Path(__file__).parents[1]
PATIENCE = 120.0
OURS = ("TELEGRAM_", "VK_", "CLOCK_", "DATABASE_", "HTTP_", "LOG_")
"""Nothing of the developer's own settings may switch on a real messenger."""
TOKEN = "1000001:" + "A" * 35
MIB = 1024 * 1024
_URL = re.compile(r"http://[\d.:]+")


class DidNotStart(RuntimeError):
    """A process has ended before it was ready; it carries what it wrote."""


@dataclass(frozen=True, slots=True)
class Running:
    """One of them, ready. `line` is what it said then."""

    process: Process
    line: str
    log: Path

    @property
    def url(self) -> str:
        """The address in its line."""
        return str(_URL.findall(self.line)[0])

    def cpu(self) -> float:
        """Seconds of processor time so far, all threads, user and system."""
        times = psutil.Process(self.process.pid).cpu_times()
        return times.user + times.system

    def rss(self) -> float:
        """MiB in memory."""
        return psutil.Process(self.process.pid).memory_info().rss / MIB

    async def said(self) -> str:
        """Its next line."""
        assert self.process.stdout
        return (await asyncio.wait_for(self.process.stdout.readline(), PATIENCE)).decode()

    async def ended(self) -> int:
        """In the ordinary way, by SIGTERM; its exit code."""
        self.process.terminate()
        await asyncio.wait_for(self.process.communicate(), PATIENCE)
        return self.process.returncode or 0


@asynccontextmanager
async def running(folder: Path, *command: str, environment: Mapping[str, str] | None = None) -> AsyncIterator[Running]:
    """`python -m <command>` until the end of the block. Raises `DidNotStart`."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    log = folder / f"{command[0]}.log"
    with log.open("ab") as errors:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", *command, cwd=folder, stdout=PIPE, stderr=errors,
            env=own | {"PYTHONPATH": str(HERE)} | dict(environment or {}))
    try:
        assert process.stdout
        line = (await asyncio.wait_for(process.stdout.readline(), PATIENCE)).decode()
        if not line:
            raise DidNotStart(log.read_text(encoding="utf-8")[-2000:])
        yield Running(process, line, log)
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


@dataclass(frozen=True, slots=True)
class Load:
    """A load server under our orders."""

    url: str
    session: ClientSession

    async def order(self, name: str, **facts: object) -> dict[str, object]:
        """Do it, and what came of it."""
        async with self.session.post(f"{self.url}/load/{name}", json=facts) as response:
            answer = await response.json()
        return answer if isinstance(answer, dict) else {"value": answer}

    async def number(self, name: str) -> float:
        """One figure of the tally."""
        found = (await self.order("brief"))[name]
        assert isinstance(found, int | float)
        return float(found)


@asynccontextmanager
async def load(folder: Path, module: str) -> AsyncIterator[Load]:
    """A load server in a process of its own."""
    async with running(folder, module) as server, ClientSession() as session:
        found = Load(server.url, session)
        await found.order("begin", url=server.url)
        yield found


@asynccontextmanager
async def service(folder: Path, url: str, telegram: Load | None = None, vk: Load | None = None,
                  settings: Mapping[str, object] | None = None, module: str = "bot") -> AsyncIterator[Running]:
    """The real service on this database, with the messengers given; `settings` by the names of their variables."""
    environment = {"DATABASE_URL": url, "HTTP_PORT": "0"}
    environment |= {name: str(value) for name, value in (settings or {}).items()}
    if telegram:
        environment |= {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_URL": telegram.url}
    if vk:
        environment |= {"VK_TOKEN": "vk-token", "VK_GROUP_ID": "1", "VK_API_URL": f"{vk.url}/method/"}
    async with running(folder, module, "run", environment=environment) as found:
        yield found
