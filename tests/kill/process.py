"""One life after another of the real service, in a process that can be killed."""

import asyncio
import os
import re
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Mapping
from pathlib import Path

from tests.kill.cradle import Cradle, Life

COMMAND = (sys.executable, "-m", "bot", "run")
HERE = Path(__file__).parents[2]
PATIENCE = 60.0
"""Real seconds for a start or an end; both take a few on a busy machine."""


class Service:
    """The process, forked by a cradle if there is one. Its stderr of all lives is gathered in one file."""

    def __init__(self, environment: Mapping[str, str], log: Path, cradle: Cradle | None = None) -> None:
        # Nothing of the developer's own settings may switch on a real messenger: see also `cwd` below.
        own = {name: value for name, value in os.environ.items() if not name.startswith(("TELEGRAM_", "VK_", "CLOCK_"))}
        self.environment = own | {"PYTHONPATH": str(HERE)} | dict(environment)
        self.log_file = log
        self._cradle = cradle
        self._process: Process | Life | None = None
        self._health = ""

    async def start(self) -> None:
        """Begin a life; returns at once."""
        self._health = ""
        if self._cradle:
            self._process = await self._cradle.begins(self.environment, self.log_file.parent, self.log_file)
            return
        with self.log_file.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *COMMAND, cwd=self.log_file.parent, env=self.environment, stdout=PIPE, stderr=log)

    async def ready(self) -> str:
        """Wait until it is up; the address of its health, "" if it ended before."""
        assert self._process
        assert self._process.stdout
        line = await asyncio.wait_for(self._process.stdout.readline(), PATIENCE)
        found = re.search(r"http://[\w.:]+/health", line.decode())
        self._health = found.group() if found else ""
        return self._health

    async def up(self) -> None:
        """Wait until it is up, if that has not been seen yet."""
        if self._process and not self._health:
            assert await self.ready(), self.log

    @property
    def pid(self) -> int:
        """The number of the process; 0 while there is none."""
        return self._process.pid if self._process else 0

    def freeze(self) -> None:
        """SIGSTOP: alive, and deaf and dumb."""
        assert self._process
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """SIGCONT: it goes on where it stood, and knows nothing of the time between."""
        assert self._process
        self._process.send_signal(signal.SIGCONT)

    def kill(self) -> None:
        """SIGKILL: no handler runs, nothing is flushed."""
        assert self._process
        self._process.kill()

    def terminate(self) -> None:
        """SIGTERM: the ordinary end."""
        assert self._process
        self._process.terminate()

    async def ended(self) -> int:
        """Wait for the end of this life; its exit code."""
        assert self._process
        await asyncio.wait_for(self._process.communicate(), PATIENCE)
        code, self._process = self._process.returncode, None
        assert code is not None
        return code

    async def cleared(self) -> None:
        """Leave no process behind."""
        if self._process:
            if self._process.returncode is None:
                self._process.kill()
            await self.ended()

    @property
    def log(self) -> str:
        """All that it has written to stderr, over all lives."""
        return self.log_file.read_text(encoding="utf-8") if self.log_file.exists() else ""
