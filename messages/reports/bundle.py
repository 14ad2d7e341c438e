"""Files → an archive that every system opens. Photos and documents are packed already: they only lie side by side."""

import io
import zipfile

from messages.reports.figures import Bundle

DAY = (1980, 1, 1, 0, 0, 0)
"""The same files make the same archive: when it was made tells nothing."""


def pack(bundle: Bundle) -> bytes:
    """The file."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as archive:
        for each in bundle.files:
            archive.writestr(zipfile.ZipInfo(each.path, DAY), each.content)
    return content.getvalue()
