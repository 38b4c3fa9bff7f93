"""What Word documents, workbooks and bundles share: zip packages of XML in which nothing is of the moment."""

import re
from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

# The earliest moment a zip can hold: the same document makes the same bytes, whenever it is drawn.
NO_MOMENT = datetime(1980, 1, 1)
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def legible(text: str) -> str:
    """The text without the characters that XML cannot hold."""
    return NOT_IN_XML.sub("", text)


def packed(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip of these parts, in order; equal parts make equal bytes."""
    buffer = BytesIO()
    with ZipFile(buffer, "w") as package:
        for name, content in parts:
            part = ZipInfo(name, NO_MOMENT.timetuple()[:6])
            part.external_attr = 0o644 << 16
            package.writestr(part, content, ZIP_DEFLATED)
    return buffer.getvalue()


def repacked(content: bytes) -> bytes:
    """The same zip without the moment at which a library packed it."""
    with ZipFile(BytesIO(content)) as package:
        return packed((name, package.read(name)) for name in package.namelist())
