"""How far a review has come: of one commune, and of many."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from indicators.models import HouseholdReview, PovertyMovement
from indicators.reviews.books import CommuneYear, read_years
from indicators.reviews.findings import Finding, findings_of
from indicators.reviews.scopes import exists_at_the_end, review_name, reviewers
from planning.formats import number
from planning.people.reach import units_below
from planning.people.users import User
from planning.places.units import Unit, UnitQuerySet


class State(models.TextChoices):
    BLANK = "blank", "Chưa nhập"
    FAULTY = "faulty", "Còn lỗi"
    WHOLE = "whole", "Đủ, không lỗi"
    RECOGNISED = "recognised", "Đã công nhận"


@dataclass(frozen=True)
class Standing:
    """A commune's review with all that the checks say of it."""

    review: CommuneYear
    findings: Sequence[Finding]

    @property
    def name(self) -> str:
        """What an address calls the commune's review."""
        return review_name(self.review.unit, self.review.year)

    @property
    def faults(self) -> list[Finding]:
        """What must be mended before it is recognised."""
        return [finding for finding in self.findings if not finding.is_note]

    @property
    def state(self) -> State:
        if self.review.recognition:
            return State.RECOGNISED
        if self.review.is_blank:
            return State.BLANK
        return State.FAULTY if self.faults else State.WHOLE

    @property
    def words(self) -> str:
        """The state as a list shows it: `Còn 3 lỗi`. What is recognised and has come apart since says so too."""
        count = number(len(self.faults))
        if self.state == State.FAULTY:
            return f"Còn {count} lỗi"
        return f"{self.state.label}; có {count} lỗi" if self.faults else str(self.state.label)


@dataclass(frozen=True)
class Progress:
    """How many communes a review has, and how many of them were entered, are without a fault, are recognised."""

    communes: int
    entered: int
    checked: int
    recognised: int


@dataclass(frozen=True)
class ReviewLine:
    """A unit's review of a year in the list; without `progress` where there is too much to read for a list."""

    unit: Unit
    year: int
    progress: Progress | None = None


def standing_of(review: CommuneYear) -> Standing:
    """How far one commune's review has come."""
    return Standing(review, findings_of(review))


def progress_of(standings: Iterable[Standing]) -> Progress:
    """How far the reviews of some communes have come together."""
    states = [standing.state for standing in standings]
    without_fault = sum(state in (State.WHOLE, State.RECOGNISED) for state in states)
    entered = sum(state != State.BLANK for state in states)
    return Progress(len(states), entered, without_fault, states.count(State.RECOGNISED))


def lines_for(user: User | AnonymousUser, years: Iterable[int]) -> list[ReviewLine]:
    """The reviews a person has to do with: the topmost units of their reach as each year's end found them."""
    reached = units_below(user)
    tops = list(reached.filter(Q(parent=None) | ~Q(parent__in=units_below(user))).select_related("parent"))
    return [
        ReviewLine(unit, year)
        for year in sorted(years, reverse=True)
        for unit in tops
        if exists_at_the_end(unit, year)
    ]


def years_begun(user: User | AnonymousUser) -> set[int]:
    """The years of which the person sees any figures."""
    models_ = (HouseholdReview, PovertyMovement)
    return {
        year
        for model in models_
        for year in model.objects.visible_to(user).order_by().values_list("year", flat=True).distinct()
    }


def with_progress(lines: Sequence[ReviewLine], most: int) -> list[ReviewLine]:
    """The lines with their progress, in a few queries; without it where they have over `most` communes together."""
    years: dict[int, list[Unit]] = {line.year: [] for line in lines}
    communes: dict[tuple[int, int], list[Unit]] = {}
    candidates = list(_below({line.unit.pk for line in lines}))
    for line in lines:
        of_line = [unit for unit in candidates if exists_at_the_end(unit, line.year) and line.unit.pk in _chain(unit)]
        communes[line.year, line.unit.pk] = of_line
        years[line.year] += of_line
    if sum(map(len, years.values())) > most:
        return list(lines)
    read = {key: standing_of(review) for key, review in read_years(years).items()}
    return [ReviewLine(line.unit, line.year, _progress(line, communes, read)) for line in lines]


def _progress(
    line: ReviewLine, communes: Mapping[tuple[int, int], list[Unit]], read: Mapping[tuple[int, int], Standing]
) -> Progress:
    return progress_of(read[line.year, unit.pk] for unit in communes[line.year, line.unit.pk])


def _below(tops: Collection[int]) -> UnitQuerySet:
    """The units that review households below some units or among them."""
    below = Q(pk__in=tops) | Q(parent__in=tops) | Q(parent__parent__in=tops)
    return reviewers().filter(below).select_related("parent").order_by("code")


def _chain(unit: Unit) -> set[int | None]:
    """The unit and those above it."""
    return {unit.pk, unit.parent_id, unit.parent.parent_id if unit.parent else None}
