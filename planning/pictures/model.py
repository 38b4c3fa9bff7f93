"""A picture as a frozen value: what it says, in marks of series. Those who draw it receive it and nothing else."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class PictureKind(StrEnum):
    """How a picture is drawn.

    BULLETS a bar for each mark with its target as a line across; LINES a line for each series over its labels;
    BARS for each label a bar of every series; POINTS a point for each mark at its place on the map; MULTIPLES a
    small picture of lines for each series, all to one scale.
    """

    BULLETS = "bullets"
    LINES = "lines"
    BARS = "bars"
    POINTS = "points"
    MULTIPLES = "multiples"


class MarkState(StrEnum):
    """What is said of a mark besides its value: shown by its pattern or shape as well as by its colour."""

    NONE = ""
    EXCEEDED = "exceeded"
    MET = "met"
    UNDER_WAY = "under-way"
    MISSED = "missed"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Mark:
    """One figure: `text` and `target_text` are how it and its target print; a blank value is no zero and no mark.

    On a map of states, where marks have no values, `text` is what the state is called.
    `said` is what stands beside the figure, instead of what its state is called. `measure` is the unit of a mark
    whose picture has none. `start` is where the figure began; `is_down` says that lower is better.
    `key` leads to what lies behind it (the code of a unit, say); `longitude` and `latitude` are in degrees.
    """

    label: str
    value: Decimal | None
    text: str = ""
    target: Decimal | None = None
    target_text: str = ""
    state: MarkState = MarkState.NONE
    said: str = ""
    measure: str = ""
    start: Decimal | None = None
    start_text: str = ""
    is_down: bool = False
    key: str = ""
    longitude: Decimal | None = None
    latitude: Decimal | None = None


@dataclass(frozen=True)
class Series:
    """Marks that belong together: a line of a chart, the bars of one source."""

    name: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Picture:
    """A picture with its title and the unit of its values; `words` says what it shows to who does not see it.

    `subtitle` says of whom and when it is, where nothing around the picture does.
    """

    key: str
    kind: PictureKind
    title: str
    unit: str
    series: tuple[Series, ...]
    words: str
    note: str = ""
    subtitle: str = ""
