"""What Word documents, workbooks and bundles share: zip packages of XML in which nothing is of the moment."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

# The earliest moment a zip can hold: the same document makes the same bytes, whenever it is drawn.
NO_MOMENT = datetime(1980, 1, 1)
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def legible(text: str) -> str:
    """The text without the characters that XML cannot hold."""
    return NOT_IN_XML.sub("", text)


def packed(parts: Iterable[tuple[str, bytes | Iterable[bytes]]]) -> bytes:
    """A zip of these parts, in order; equal parts make equal bytes, whole or in pieces that come one by one."""
    buffer = BytesIO()
    with ZipFile(buffer, "w") as package:
        for name, content in parts:
            part = ZipInfo(name, NO_MOMENT.timetuple()[:6])
            part.external_attr, part.compress_type = 0o644 << 16, ZIP_DEFLATED
            with package.open(part, "w") as file:
                for piece in [content] if isinstance(content, bytes) else content:
                    file.write(piece)
    return buffer.getvalue()


# What belongs where in a part: marks in the order in which they stand, each with the pieces that take its place.
Inside = Sequence[tuple[bytes, Iterable[bytes]]]


def repacked(content: bytes, inside: Mapping[str, Inside] | None = None) -> bytes:
    """The same zip without the moment at which a library packed it, and with what belongs inside of some parts."""
    inside = inside or {}
    with ZipFile(BytesIO(content)) as package:
        return packed((name, _filled(package.read(name), inside.get(name, ()))) for name in package.namelist())


def _filled(content: bytes, inside: Inside) -> bytes | Iterator[bytes]:
    return _pieces(content, inside) if inside else content


def _pieces(content: bytes, inside: Inside) -> Iterator[bytes]:
    for mark, pieces in inside:
        before, _, content = content.partition(mark)
        yield before
        yield from pieces
    yield content
