"""A load balancer as it stands before replicas: each request goes to one of them, by chance."""

import random
from collections import Counter
from types import TracebackType

import aiohttp
from aiohttp import web


class Balancer:
    """Listens on a port of its own while it is entered; `ports` are those of the replicas."""

    def __init__(self, ports: list[int], chance: random.Random) -> None:
        self.url = ""
        self.carried = Counter[int]()
        self._ports, self._chance = ports, chance

    async def __aenter__(self) -> "Balancer":
        site = web.Application()
        site.router.add_post("/{path:.*}", self._carry)
        self._session = aiohttp.ClientSession()
        self._runner = web.AppRunner(site, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, kind: type[BaseException] | None, problem: BaseException | None,
                        trace: TracebackType | None) -> None:
        await self._runner.cleanup()
        await self._session.close()

    async def _carry(self, request: web.Request) -> web.Response:
        port = self._chance.choice(self._ports)
        self.carried[port] += 1
        url = f"http://127.0.0.1:{port}{request.path}"
        async with self._session.post(url, data=await request.read(), headers=request.headers) as answer:
            return web.Response(status=answer.status, body=await answer.read())
