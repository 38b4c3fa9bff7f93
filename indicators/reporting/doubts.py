"""What is doubtful in the figures of some units for a period, held against what is known of each."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from indicators.models import HouseholdReview, Indicator, OverTime, PeriodResult, Told
from indicators.reporting.account import Account, Outcome
from indicators.reporting.asked import is_from_review, is_part_of_year
from indicators.reporting.plausible import Doubt, Known, doubts_about
from indicators.results.actions import BLANK, Figures
from indicators.results.adding import Sums
from indicators.reviews.books import whole_sum
from planning.formats import number
from planning.places.units import Unit, UnitKind

# Reviews older than so many years tell nothing of how many households there are.
YEARS = 2


@dataclass(frozen=True)
class Reviewed:
    """How many households and persons the latest review of a commune counted."""

    households: int | None = None
    persons: int | None = None


class Doubts:
    """The doubts about what the units of an account told; reviews are read once for all its communes."""

    def __init__(self, account: Account) -> None:
        self.account = account

    def told(self, unit: Unit, indicator: Indicator, told: Told) -> list[Doubt]:
        """About one of the three figures that the unit has itself."""
        row = self.account.rollup.own(unit, indicator)
        return self.about(unit, indicator, figures_told(row, told)) if row else []

    def counted(self, unit: Unit, indicator: Indicator) -> list[Doubt]:
        """About the figure the unit told that counts."""
        row = self.account.rollup.own(unit, indicator)
        return self.told(unit, indicator, row.counted) if row and row.counted else []

    def of_outcome(self, unit: Unit, outcome: Outcome) -> list[Doubt]:
        """About what a unit comes to, be it a sum; nothing of groups and of what the review answers."""
        figure, before = outcome.figure, outcome.before
        if outcome.group or figure.figure is None or is_from_review(outcome.indicator, self.account.period):
            return []
        known = self._known(unit, outcome.indicator, BLANK if before.is_incomplete else _figures(before.sums))
        return doubts_about(outcome.indicator, _figures(figure.sums), known)

    def about(self, unit: Unit, indicator: Indicator, figures: Figures) -> list[Doubt]:
        """About figures of a unit, stored or about to be."""
        if is_from_review(indicator, self.account.period):
            return []
        before = self.account.past(unit, indicator, self.account.period.year - 1)
        known = self._known(unit, indicator, BLANK if before.is_incomplete else _figures(before.sums))
        return doubts_about(indicator, figures, known)

    def _known(self, unit: Unit, indicator: Indicator, before: Figures) -> Known:
        period, reviewed = self.account.period, self._reviews.get(unit.pk, Reviewed())
        is_part = indicator.over_time == OverTime.CUMULATIVE and is_part_of_year(period)
        return Known(period.year - 1, before, reviewed.households, reviewed.persons, is_part)

    @cached_property
    def _reviews(self) -> Mapping[int, Reviewed]:
        communes = [unit.pk for unit in self.account.units if unit.kind == UnitKind.COMMUNE]
        return _latest_reviews(communes, self.account.period.year) if communes else {}


def _latest_reviews(communes: Collection[int], year: int) -> Mapping[int, Reviewed]:
    """What the last reviews until a year counted, over all areas of each commune (id)."""
    rows: dict[int, dict[int, list[HouseholdReview]]] = defaultdict(lambda: defaultdict(list))
    for row in HouseholdReview.objects.of(communes, range(year - YEARS, year + 1)).order_by():
        rows[row.unit_id][row.year].append(row)
    latest = {unit: of_years[max(of_years)] for unit, of_years in rows.items()}
    return {
        unit: Reviewed(whole_sum(row.households for row in found), whole_sum(row.persons for row in found))
        for unit, found in latest.items()
    }


def figures_told(row: PeriodResult, told: Told) -> Figures:
    """One of the three figures of a row with its counts."""
    return Figures(getattr(row, f"{told}_value"), *row.counts(told))


def _figures(sums: Sums) -> Figures:
    return Figures(sums.value, sums.numerator, sums.denominator)


def looked_at_again(account: Account, units: Collection[Unit]) -> Iterator[tuple[Unit, Indicator, str]]:
    """What some units told of the account's indicators that should be looked at again, and why."""
    doubts = Doubts(account)
    for unit in units:
        for indicator in account.rollup.indicators.values():
            row = account.rollup.own(unit, indicator)
            found = [*doubts.told(unit, indicator, Told.REPORTED), *doubts.counted(unit, indicator)]
            words = [doubt.words for doubt in found]
            words += [moved_words(row, indicator)] if row and row.has_moved else []
            if words:
                yield unit, indicator, " ".join(dict.fromkeys(words))


def moved_words(row: PeriodResult, indicator: Indicator) -> str:
    """What is to be said of a report that changed after it was vetted: the figure of then and that of now."""
    then, now = (
        "để trống" if each is None else number(each, indicator.decimals)
        for each in (row.seen, row.figure(Told.REPORTED))
    )
    return f"Báo cáo đã thay đổi sau thẩm định: lúc thẩm định {then}, nay {now}."
