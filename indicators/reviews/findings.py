"""What is wrong with a commune's review, and where: the shape of a finding, and the registry of the checks."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from indicators.reviews.books import CommuneYear
from planning.entry.tables import CellKey
from planning.places.units import Unit


class Form(StrEnum):
    """The forms of the review; the values are the keys of their tables."""

    COUNTS = "review-1"
    POOR = "review-2"
    NEAR_POOR = "review-3"

    @property
    def label(self) -> str:
        """`Biểu 1`."""
        return f"Biểu {self.value[-1]}"


@dataclass(frozen=True)
class Place:
    """A cell of a form."""

    form: Form
    row: str
    column: str


@dataclass(frozen=True)
class Finding:
    """One contradiction or gap in the officer's words; a note is worth a look and does not stop a recognition."""

    message: str
    form: Form
    places: tuple[Place, ...] = ()
    is_note: bool = False


Finder = Callable[[CommuneYear], Iterator[Finding]]


@dataclass(frozen=True)
class Check:
    """One rule of the review: `title` names it on the screen, the finder's docstring explains it to us.

    A rule without a finding is kept only where it `may_tell`: of figures that are missing it says nothing.
    """

    title: str
    find: Finder
    may_tell: Callable[[CommuneYear], bool]


CHECKS: list[Check] = []


def check(title: str, may_tell: Callable[[CommuneYear], bool] = lambda review: True) -> Callable[[Finder], Finder]:
    """Register a function that yields what breaks one rule, and whether the rule has all figures it compares."""

    def register(find: Finder) -> Finder:
        CHECKS.append(Check(title, find, may_tell))
        return find

    return register


def findings_of(review: CommuneYear) -> list[Finding]:
    """All findings of a review, in the order of the checks; none while nothing is entered."""
    return [] if review.is_blank else [finding for each in CHECKS for finding in each.find(review)]


def obstacles(review: CommuneYear) -> list[Finding]:
    """The findings that keep a review from being recognised."""
    return [finding for finding in findings_of(review) if not finding.is_note]


def warnings_in(form: Form, reviews: Iterable[CommuneYear]) -> Mapping[CellKey, str]:
    """What is to be looked at in the cells of a form."""
    found: dict[CellKey, list[str]] = {}
    for review in reviews:
        for finding in findings_of(review):
            for place in finding.places:
                if place.form == form:
                    found.setdefault((place.row, place.column), []).append(finding.message)
    return {key: " ".join(dict.fromkeys(messages)) for key, messages in found.items()}


def count_row(unit: Unit, area: str) -> str:
    """The key of a commune's row in form 1."""
    return f"{unit.code}-{area}"


def movement_row(unit: Unit, area: str, measure: str) -> str:
    """The key of a commune's row in forms 2 and 3."""
    return f"{unit.code}-{area}-{measure}"
