"""One difference between two documents: of a figure, or of words."""

from dataclasses import dataclass, field

from planning.documents.model import Cell
from planning.formats import number

RATE = "%"
POINTS = "điểm %"


@dataclass(frozen=True)
class FigureChange:
    """A figure that prints otherwise: where and of what, as it was and as it is; blank where it was not or is not.

    `of` is the name by which a text quotes it, or that of the appendix in which it stands.
    """

    place: str
    label: str
    unit: str
    old: Cell
    new: Cell
    of: str = field(default="", compare=False)

    @property
    def difference(self) -> Cell:
        """The new less the old, in the figure's unit, of a rate in points; blank unless both are numbers."""
        if self.old.value is None or self.new.value is None:
            return Cell()
        value = self.new.value - self.old.value
        text = f"{'+' if value > 0 else ''}{number(value, self._decimals)}"
        return Cell(f"{text} {POINTS}") if self.unit == RATE else Cell(text, value)

    @property
    def _decimals(self) -> int | None:
        """A rate keeps its decimals; an amount has as many as it needs."""
        if self.unit not in (RATE, POINTS):
            return None
        return max(len(cell.text.partition(",")[2].rstrip(RATE)) for cell in (self.old, self.new))


@dataclass(frozen=True)
class WordChange:
    """A line that reads otherwise; `only_figures` where nothing but figures in it changed, which are listed apart."""

    place: str
    old: str
    new: str
    only_figures: bool = False


@dataclass(frozen=True)
class Comparison:
    """All differences between two documents."""

    figures: tuple[FigureChange, ...]
    words: tuple[WordChange, ...]

    @property
    def count(self) -> int:
        """How many figures and lines differ."""
        return len(self.figures) + len(self.words)

    @property
    def rewordings(self) -> tuple[WordChange, ...]:
        """The lines of which more than the figures has changed."""
        return tuple(change for change in self.words if not change.only_figures)
