"""A proxy is told to aiohttp in the way that its kind needs."""

from aiohttp_socks import ProxyConnector

from bot.vk import proxies


async def test_each_kind_of_proxy_has_its_own_option() -> None:
    assert proxies.session_options(None) == {}
    assert proxies.session_options("http://127.0.0.1:3128") == {"proxy": "http://127.0.0.1:3128"}
    connector = proxies.session_options("socks5://127.0.0.1:1080")["connector"]
    assert isinstance(connector, ProxyConnector)
    await connector.close()
