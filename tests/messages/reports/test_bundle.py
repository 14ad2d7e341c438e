"""Files as an archive."""

import io
import zipfile

from messages.reports import apart, bundle
from messages.reports.figures import Bundle, Packed

FILES = Bundle([Packed("Осинский район/Школа № 5 - приказ.pdf", b"%PDF"), Packed("список.txt", b"")])


def test_names_and_bytes_come_out_as_they_went_in() -> None:
    archive = zipfile.ZipFile(io.BytesIO(bundle.pack(FILES)))
    assert archive.testzip() is None
    content = {name: archive.read(name) for name in archive.namelist()}
    assert content == {each.path: each.content for each in FILES.files}
    assert all(info.flag_bits & 0x800 for info in archive.infolist() if not info.filename.isascii()), "names are UTF-8"


def test_the_same_files_make_the_same_archive() -> None:
    assert bundle.pack(FILES) == bundle.pack(FILES)


async def test_it_is_made_beside_the_dialogue() -> None:
    assert await apart.make(FILES) == bundle.pack(FILES)
