"""Office files without the clock of the machine in them: the same content, the same bytes. No content is changed."""

import io
import re
import zipfile
from datetime import date

_EMPTY_DAY = (1980, 1, 1, 0, 0, 0)  # the first a zip archive can name
_CREATED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")


def settled(content: bytes, day: date) -> bytes:
    """Return an office file whose entries, also those of sheets within it, carry no time but `day`."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as read, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as written:
        for entry in read.infolist():
            piece = read.read(entry)
            if entry.filename.endswith(".xlsx"):
                piece = settled(piece, day)
            elif entry.filename == "docProps/core.xml":
                piece = _CREATED.sub(rb"\g<1>" + f"{day}T00:00:00Z".encode() + rb"\g<2>", piece)
            kept = zipfile.ZipInfo(entry.filename, _EMPTY_DAY)
            kept.compress_type = zipfile.ZIP_DEFLATED
            written.writestr(kept, piece)
    return stream.getvalue()
