"""Pictures as a document bears them: its own caption stands over each, so the drawing leaves title and note away."""

from dataclasses import replace
from functools import lru_cache
from struct import unpack

from planning.pictures.drawing import png_of, svg_of
from planning.pictures.model import Picture

# Points to the inch: of what is printed, and of a screen.
DPI, SCREEN = 200, 96
# So many drawings are kept: the PDF, the Word file and the workbook of one document draw the same pictures.
KEPT = 32


@lru_cache(maxsize=KEPT)
def svg_under_caption(picture: Picture, *, is_landscape: bool) -> bytes:
    """For HTML and PDF."""
    return svg_of(_bare(picture), is_landscape=is_landscape)


@lru_cache(maxsize=KEPT)
def png_under_caption(picture: Picture, *, is_landscape: bool) -> bytes:
    """For Word and workbooks, which take no SVG everywhere."""
    return png_of(_bare(picture), DPI, is_landscape=is_landscape)


def size_of(png: bytes) -> tuple[float, float]:
    """The width and the height of a picture on a screen of 96 points to the inch."""
    width, height = unpack(">II", png[16:24])
    return width * SCREEN / DPI, height * SCREEN / DPI


def _bare(picture: Picture) -> Picture:
    return replace(picture, title="", unit="", note="")
