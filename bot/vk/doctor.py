"""VK for `vekha doctor`: the token's rights, the community's settings, what its events are sent by. Changes nothing.

Asked without vkbottle, because the answers' headers are needed too.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout
from aiohttp_socks import ProxyConnectionError, ProxyError, ProxyTimeoutError

from bot.vk import answers, reader
from bot.vk.answers import NoAnswer, Refused
from bot.vk.proxies import session_options
from messages.findings import Finding, bad, clock_of, good, warning

CHANNEL = reader.CHANNEL
PUBLIC = "https://api.vk.ru/method/"
VERSION = "5.199"
TIMEOUT = ClientTimeout(total=20)
NEEDED, WANTED = ("messages",), ("photos", "docs", "manage")
"""Without the first nothing works; without the others no files go out and the settings cannot be looked at."""
WRONG_TOKEN = frozenset({5, 27, 28})
_NETWORK = (ClientError, TimeoutError, OSError, ProxyError, ProxyConnectionError, ProxyTimeoutError)
_MALFORMED = (ValueError, LookupError, TypeError, AttributeError)


class Community:
    """Asks about one community. `date` is what the last answer's header said."""

    def __init__(self, session: ClientSession, token: str, group_id: int, api_url: str | None) -> None:
        self._session, self._token, self._group_id = session, token, group_id
        self._base = (api_url or PUBLIC).rstrip("/") + "/"
        self.date = ""

    async def ask(self, method: str) -> Any:
        """One call; the token goes in the body. Raises `Refused`, `NoAnswer` and what the network raises."""
        facts = {"group_id": str(self._group_id), "access_token": self._token, "v": VERSION}
        async with self._session.post(self._base + method, data=facts) as response:
            self.date = response.headers.get("Date", "")
            return answers.read(await response.text(), self._token)["response"]


async def examine(
    token: str, *, group_id: int, api_url: str | None, proxy: str | None, webhook_url: str, real: float
) -> list[Finding]:
    """What can be found out. `webhook_url` is "" for a community that is polled; `real` is our clock."""
    async with _opened(token, group_id, api_url, proxy) as community:
        try:
            rights = await community.ask("groups.getTokenPermissions")
            group = (await community.ask("groups.getById"))["groups"][0]
            found = [good("token", channel=CHANNEL, name=f"vk.com/{group['screen_name']}"),
                     *of_rights({right["name"] for right in rights["permissions"]}),
                     *clock_of(CHANNEL, community.date, real)]
        except Refused as refused:
            name = "token_refused" if refused.code in WRONG_TOKEN else "odd_answer"
            return [bad(name, channel=CHANNEL, code=refused.code)]
        except _NETWORK as trouble:
            return [bad("out_of_reach", channel=CHANNEL, why=type(trouble).__name__)]
        except (NoAnswer, *_MALFORMED):
            return [bad("odd_answer", channel=CHANNEL, code="JSON")]
        return found + await _settings(community, webhook_url)


async def _settings(community: Community, webhook_url: str) -> list[Finding]:
    """What only a token with the right to manage may see; each look by itself, as VK may refuse any of them."""
    found: list[Finding] = []
    looks = (("groups.getSettings", of_settings), ("groups.getLongPollSettings", of_long_poll),
             *([("groups.getCallbackServers", lambda answer: of_servers(answer, webhook_url))] if webhook_url else []))
    for method, judge in looks:
        try:
            found += judge(await community.ask(method))
        except (Refused, NoAnswer, *_NETWORK, *_MALFORMED):
            found.append(warning("vk_not_shown", method=method))
    return found


def of_rights(rights: set[str]) -> list[Finding]:
    """What the token may do."""
    missing = [bad("vk_right_missing", right=right) for right in NEEDED if right not in rights]
    missing += [warning("vk_right_missing", right=right) for right in WANTED if right not in rights]
    return missing or [good("vk_rights")]


def of_settings(settings: Mapping[str, Any]) -> list[Finding]:
    """Without the bot's capabilities VK refuses all buttons: https://dev.vk.com/reference/errors, 912."""
    found = []
    if settings.get("messages") in (0, False):
        found.append(bad("vk_messages_off"))
    if settings.get("bots_capabilities") in (0, False):
        found.append(bad("vk_bots_off"))
    return found or [good("vk_settings")]


def of_long_poll(settings: Mapping[str, Any]) -> list[Finding]:
    """The long poll runs also beside a webhook, for what was missed."""
    found = []
    if not settings.get("is_enabled"):
        return [bad("vk_long_poll_off")]
    events = settings["events"]
    if missing := [name for name in reader.EVENTS if not events.get(name)]:
        judged = bad if set(missing) & set(reader.VITAL) else warning
        found.append(judged("vk_events_missing", events=", ".join(missing)))
    if settings.get("api_version", VERSION) != VERSION:
        found.append(warning("vk_version", theirs=settings["api_version"], ours=VERSION))
    return found or [good("vk_long_poll")]


def of_servers(answer: Mapping[str, Any], wanted: str) -> list[Finding]:
    """Whether VK brings us our events."""
    own = [server for server in answer["items"] if server["url"] == wanted]
    if not own:
        return [warning("webhook_differs", channel=CHANNEL)]
    if own[0]["status"] != "ok":
        return [bad("webhook_fails", channel=CHANNEL, why=str(own[0]["status"]))]
    return [good("webhook", channel=CHANNEL)]


@asynccontextmanager
async def _opened(token: str, group_id: int, api_url: str | None, proxy: str | None) -> AsyncIterator[Community]:
    async with ClientSession(timeout=TIMEOUT, **session_options(proxy)) as session:
        yield Community(session, token, group_id, api_url)
