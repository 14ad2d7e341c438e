"""The rooms see titles and links of what is switched on, and the title of what is not."""

from bot.capabilities import CAPABILITIES
from bot.registry import Registry, titles
from tests.loopback.memory import MemoryMessenger


def test_it_names_what_is_switched_on_with_its_title_and_link() -> None:
    registry = Registry([MemoryMessenger("telegram"), MemoryMessenger("vk")])
    assert [registry.title(name) for name in registry.names()] == ["Telegram", "ВКонтакте"]
    assert registry.link("vk", "ABC") == "https://memory.invalid/?start=ABC"


def test_a_messenger_that_was_switched_off_keeps_its_title_and_has_no_link() -> None:
    registry = Registry([])
    assert (registry.title("vk"), registry.link("vk", "ABC")) == ("ВКонтакте", "")


def test_every_messenger_that_we_can_serve_has_a_title() -> None:
    assert titles().keys() >= CAPABILITIES.keys()
