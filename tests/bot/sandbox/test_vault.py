"""Files in memory."""

import pytest

from bot.sandbox.vault import Vault, kind_of
from messages.updates import FileKind


def test_a_file_is_found_by_its_ref() -> None:
    vault = Vault("b1")
    kept = vault.keep(FileKind.DOCUMENT, "Отчёт.txt", "text/plain", b"abc")
    assert vault.find(kept.ref) is kept
    assert kept.described().size == 3
    assert vault.find("b0-file-1") is None


def test_the_oldest_leave_when_there_is_too_much() -> None:
    vault = Vault("b1", capacity=5)
    old, middle, new = (vault.keep(FileKind.DOCUMENT, "x", "", body) for body in (b"aaa", b"bb", b"c"))
    assert vault.find(old.ref) is None
    assert vault.find(middle.ref) is middle
    assert vault.find(new.ref) is new


def test_one_file_may_fill_the_vault() -> None:
    vault = Vault("b1", capacity=5)
    assert vault.find(vault.keep(FileKind.DOCUMENT, "x", "", b"aaaaaaaa").ref)


@pytest.mark.parametrize(
    ("mime", "size", "kind"),
    [
        ("image/jpeg", 9, FileKind.PHOTO),
        ("image/png", 11 * 1024 * 1024, FileKind.DOCUMENT),
        ("image/svg+xml", 9, FileKind.DOCUMENT),
        ("text/html", 9, FileKind.DOCUMENT),
        ("audio/ogg", 9, FileKind.VOICE),
        ("audio/mpeg", 9, FileKind.DOCUMENT),
    ],
)
def test_light_pictures_are_photos_and_recordings_voices(mime: str, size: int, kind: FileKind) -> None:
    assert kind_of(mime, size) is kind
