"""Pictures as files: the same bytes for the same picture, on every machine with the same font."""

from collections.abc import Callable
from io import BytesIO

from matplotlib import rcParams
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from planning.pictures import bars, bullets, lines, multiples, points
from planning.pictures.model import Picture, PictureKind
from planning.pictures.sheet import LYING, NARROW, UPRIGHT

# Letters as outlines: the same in every browser and on paper. Names inside a file come from what is drawn alone.
rcParams.update({"svg.fonttype": "path", "svg.hashsalt": "pictures", "hatch.linewidth": 0.7})

DRAWN: dict[PictureKind, Callable[[Picture, float], Figure]] = {
    PictureKind.BULLETS: bullets.draw,
    PictureKind.LINES: lines.draw,
    PictureKind.BARS: bars.draw,
    PictureKind.POINTS: points.draw,
    PictureKind.MULTIPLES: multiples.draw,
}


class PictureIsSilent(ValueError):
    """A picture that says nothing to who does not see it is not drawn."""


def svg_of(picture: Picture, *, is_landscape: bool = False, is_narrow: bool = False) -> bytes:
    """The picture as wide as the text of an upright page of A4, of a lying one, or as a phone; with title and note.

    Raises PictureIsSilent where it has no words.
    """
    file = BytesIO()
    figure = _figure(picture, NARROW if is_narrow else LYING if is_landscape else UPRIGHT)
    FigureCanvasSVG(figure).print_svg(file, metadata={"Date": None, "Creator": None, "Title": picture.title})
    return file.getvalue()


def png_of(picture: Picture, dpi: int = 200, *, is_landscape: bool = False) -> bytes:
    """The same picture in points, for what takes no SVG; raises as `svg_of`."""
    file = BytesIO()
    figure = _figure(picture, LYING if is_landscape else UPRIGHT)
    figure.set_dpi(dpi)
    FigureCanvasAgg(figure).print_png(file, metadata={"Software": None, "Title": picture.title})
    return file.getvalue()


def _figure(picture: Picture, width: float) -> Figure:
    if not picture.words.strip():
        raise PictureIsSilent(picture.key)
    return DRAWN[picture.kind](picture, width)
