"""QR pictures of links."""

import segno

from messages.reports import qr


def test_a_link_becomes_a_png_of_its_own() -> None:
    one, other = qr.png("https://t.me/b?start=A"), qr.png("https://t.me/b?start=B")
    assert one.startswith(b"\x89PNG")
    assert one != other
    assert one == qr.png("https://t.me/b?start=A")


def test_a_long_link_still_fits() -> None:
    assert not segno.make("https://vk.me/" + "x" * 60 + "?ref=2345678922", error="m", micro=False).is_micro
    assert qr.png("https://vk.me/" + "x" * 60 + "?ref=2345678922")
