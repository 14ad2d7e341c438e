"""Deep links of invites, by messenger: made from the bot's name in the settings, or by asking the messenger for it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bot import running
from bot.settings import Settings
from messages.messenger import ChannelProblem, Messenger
from scheduler.clock import Clock

CHANNELS = ("telegram", "vk", "max")
"""In the order of the columns."""
Link = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Links:
    """How each messenger links to a code; `nameless` tells why some cannot."""

    by_channel: Mapping[str, Link]
    nameless: Mapping[str, str] = field(default_factory=dict)

    def of(self, channel: str, code: str) -> str:
        """The link, or nothing."""
        link = self.by_channel.get(channel)
        return link(code) if link else ""


async def find(settings: Settings, clock: Clock) -> Links:
    """Ask only those messengers that are switched on and have no name in the settings."""
    links, nameless = _named(settings), {}
    for messenger in running.messengers(settings, clock):
        if messenger.channel not in links:
            try:
                links[messenger.channel] = await _asked(messenger)
            except ChannelProblem as problem:
                nameless[messenger.channel] = str(problem)
    return Links(links, nameless)


def _named(settings: Settings) -> dict[str, Link]:
    """https://core.telegram.org/bots/features#deep-linking and VK's `ref` of a dialogue's address."""
    links: dict[str, Link] = {}
    if bot := settings.telegram_bot:
        links["telegram"] = lambda code: f"https://t.me/{bot}?start={code}"
    if group := settings.vk_group:
        links["vk"] = lambda code: f"https://vk.me/{group}?ref={code}"
    return links


async def _asked(messenger: Messenger) -> Link:
    try:
        await messenger.open()
    finally:
        await messenger.close()
    return messenger.invite_link
