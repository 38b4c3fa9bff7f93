"""How series, states and classes look: each told from the others also in grey and by who does not see colours."""

from collections.abc import Iterable
from dataclasses import dataclass

from planning.pictures.model import Mark, MarkState

BLACK, GREY, FAINT, WHITE = "#1b2428", "#5a666b", "#d5dadc", "#ffffff"
# Behind bars: where a target is reached.
WANTED = "#dfe9d3"
NO_FIGURE = "chưa có số liệu"


@dataclass(frozen=True)
class Ink:
    """A fill with the lines across it, an edge, and the shape of a point."""

    fill: str
    edge: str
    hatch: str = ""
    shape: str = "o"


STATES = {
    MarkState.NONE: Ink("#4f93a0", "#0b3c46"),
    MarkState.EXCEEDED: Ink("#0b3c46", "#0b3c46", shape="^"),
    MarkState.MET: Ink("#6fb0bb", "#0b3c46", shape="o"),
    MarkState.UNDER_WAY: Ink("#c3ced2", GREY, shape=">"),
    MarkState.MISSED: Ink(WHITE, "#a3420c", "////", shape="v"),
    MarkState.UNKNOWN: Ink(WHITE, GREY, shape="D"),
}
STATE_WORDS = {
    MarkState.NONE: "",
    MarkState.EXCEEDED: "vượt",
    MarkState.MET: "đạt",
    MarkState.UNDER_WAY: "chưa đến mức kế hoạch",
    MarkState.MISSED: "chưa đạt",
    MarkState.UNKNOWN: NO_FIGURE,
}
# In the order of series: from light to dark and with lines across, so that neighbours differ also in grey.
FILLS = (
    Ink("#0b5c6b", "#0b3c46"),
    Ink("#bfe0e4", "#0b3c46"),
    Ink("#f3c27a", "#7a4a06", "////"),
    Ink(WHITE, "#0b3c46", "...."),
    Ink("#8c6bb1", "#3f2a5c"),
    Ink(WHITE, "#7a4a06", "xxxx"),
)
LINES = (
    Ink("#0b5c6b", "#0b5c6b", shape="o"),
    Ink("#a3420c", "#a3420c", shape="s"),
    Ink("#5c3d8f", "#5c3d8f", shape="^"),
    Ink("#7a6a00", "#7a6a00", shape="D"),
    Ink("#4d4d4d", "#4d4d4d", shape="v"),
    Ink("#0072b2", "#0072b2", shape="P"),
)
# Ordered classes: each darker than the one before, in colour and in grey.
CLASSES = ("#fbf6c5", "#b5dcc0", "#66b2bb", "#2f78a3", "#16305f")


def words_of_states(marks: Iterable[Mark]) -> dict[MarkState, str]:
    """What each state is called: of marks that have no figure but words, by these."""
    said = {mark.state: mark.text for mark in marks if mark.value is None and mark.text}
    return STATE_WORDS | said


def said_of(mark: Mark) -> str:
    """What is said of one mark: its own words, else what its state is called."""
    return mark.said or words_of_states([mark])[mark.state]


def of(inks: tuple[Ink, ...], place: int) -> Ink:
    """The ink of a series by its place; past the last they begin again."""
    return inks[place % len(inks)]


def shade(place: int, count: int) -> str:
    """The colour of a class by its place among `count`, spread over the whole scale."""
    if count < 2:
        return CLASSES[len(CLASSES) // 2]
    return CLASSES[round(place * (len(CLASSES) - 1) / (count - 1))]
