"""Where the lives of short proofs begin: one process has imported everything, and forks each life.

The libraries of the messengers take five seconds of a processor to be imported, which is more than most of these lives
do. What is forked runs `python -m bot run` from its first line, with an environment and files of its own. The long
proofs begin each life as an operator does.
"""

import asyncio
import gc
import importlib
import json
import os
import runpy
import signal
import socket
import subprocess
import sys
from asyncio import StreamReader
from collections.abc import Mapping
from pathlib import Path

HERE = Path(__file__).parents[2]
KNOWN = ("bot.__main__", "bot.cli.run", "bot.running", "bot.telegram.client", "bot.vk.client", "storage.sqlite",
         "storage.postgresql")
"""What a life would import before it is ready."""
ORDER = 1 << 17
"""Bytes of an order at most; an environment goes with it."""


class Life:
    """One process, as `asyncio.subprocess.Process` would show it."""

    def __init__(self, cradle: "Cradle", pid: int, stdout: StreamReader) -> None:
        self._cradle, self.pid, self.stdout = cradle, pid, stdout
        self.returncode: int | None = None

    def send_signal(self, number: int) -> None:
        """Of one that has not been waited for: its number is nobody else's."""
        if self.returncode is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    async def communicate(self) -> None:
        """Wait for its end."""
        await self.stdout.read()
        loop, ended = asyncio.get_running_loop(), asyncio.Event()
        handle = os.pidfd_open(self.pid)
        try:
            loop.add_reader(handle, ended.set)
            await ended.wait()
        finally:
            loop.remove_reader(handle)
            os.close(handle)
        self.returncode = self._cradle.told({"reap": self.pid})


class Cradle:
    """The process that forks; it ends, and all its lives with it, when we close or die."""

    def __init__(self) -> None:
        self._ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                (sys.executable, "-m", __spec__.name, str(theirs.fileno())), cwd=HERE, pass_fds=[theirs.fileno()],
                env=os.environ | {"PYTHONPATH": str(HERE), "OPENBLAS_NUM_THREADS": "1"})  # else numpy has threads

    async def begins(self, environment: Mapping[str, str], folder: Path, log: Path) -> Life:
        """A new life."""
        reader, (seen, shown) = StreamReader(), os.pipe()
        with log.open("ab") as file:
            pid = self.told({"environment": dict(environment), "folder": str(folder)}, shown, file.fileno())
        os.close(shown)
        await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader),
                                                           os.fdopen(seen, "rb"))
        return Life(self, pid, reader)

    def told(self, order: Mapping[str, object], *files: int) -> int:
        """Its answer to an order."""
        socket.send_fds(self._ours, [json.dumps(order).encode()], files)
        return int(self._ours.recv(ORDER))

    def close(self) -> None:
        self._ours.close()
        assert self._process.wait() == 0


def serve(orders: socket.socket) -> None:
    """Fork and wait as we are told; returns in each life, and at the end of the orders."""
    lives: set[int] = set()
    while True:
        told, files, _, _ = socket.recv_fds(orders, ORDER, 2)
        if not told:
            for pid in lives:
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
            return
        order = json.loads(told)
        if "reap" in order:
            lives.remove(order["reap"])
            answer = os.waitstatus_to_exitcode(os.waitpid(order["reap"], 0)[1])
        elif answer := os.fork():
            lives.add(answer)
        else:
            orders.close()
            return _live(order["environment"], order["folder"], *files)
        for file in files:
            os.close(file)
        orders.send(str(answer).encode())


def _live(environment: dict[str, str], folder: str, stdout: int, stderr: int) -> None:
    """Become `python -m bot run`."""
    for number, file in enumerate((stdout, stderr), 1):
        os.dup2(file, number)
        os.close(file)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["bot", "run"]
    runpy.run_module("bot", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    gc.disable()
    for each in KNOWN:
        importlib.import_module(each)
    gc.freeze()
    gc.enable()
    assert len([*Path("/proc/self/task").iterdir()]) == 1, "a process with threads must not be forked"
    serve(socket.socket(fileno=int(sys.argv[1])))
