"""What the shares of one unit contradict: each other, and what the review counted where the target starts."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from indicators.assigning.assignment import Assignment, assignment_of
from indicators.judging import is_reduction
from indicators.models import AddsUp, ReviewCount, Target
from indicators.results.series import Ground, Series
from indicators.words import target_name
from planning.formats import fold, number
from planning.places.units import Unit
from planning.plans.plans import Plan
from planning.plans.reading import Reading
from planning.plans.territory import map_day

# A count of a share, by target, unit (ids) and field.
Place = tuple[int, int, str]


@dataclass(frozen=True)
class Clash:
    """Denominators of one kind in one unit that are not the same number in all targets."""

    unit: Unit
    what: str
    counts: tuple[tuple[Target, Decimal], ...]

    @property
    def words(self) -> str:
        """`“Tổng số hộ” của xã Ba Dinh khác nhau: 1.644 (Tỷ lệ hộ nghèo giảm); 1.700 (…)`."""
        told = "; ".join(f"{number(count)} ({target_name(target)})" for target, count in self.counts)
        return f"“{self.what}” của {self.unit.full_name} khác nhau giữa các chỉ tiêu: {told}"


@dataclass(frozen=True)
class Overreach:
    """A reduction by more than the review counted where the target starts."""

    unit: Unit
    target: Target
    field: str
    asked: Decimal
    counted: Decimal
    year: int

    @property
    def words(self) -> str:
        """`giao giảm 90, nhiều hơn 80 theo kết quả rà soát năm 2024 (Số hộ nghèo)`."""
        what = ReviewCount(self.target.indicator.review_numerator).label
        return (
            f"giao giảm {number(self.asked)}, nhiều hơn {number(self.counted)} theo kết quả rà soát năm {self.year} "
            f"({what.lower()})"
        )


def clashes_of(reading: Reading) -> list[Clash]:
    """The denominators that should be one number and are several, unit by unit."""
    assignment = reading.made(assignment_of)
    return [clash for unit in assignment.units for clash in _clashes(assignment, unit)]


def _clashes(assignment: Assignment, unit: Unit) -> Iterator[Clash]:
    alike: dict[str, list[tuple[Target, Decimal]]] = defaultdict(list)
    for target in assignment.targets:
        what, share = target.indicator.denominator, assignment.share(target, unit)
        if what and share and share.denominator is not None:
            alike[fold(what)].append((target, share.denominator))
    for counts in alike.values():
        if len({count for _, count in counts}) > 1:
            yield Clash(unit, counts[0][0].indicator.denominator, tuple(counts))


def overreaches_of(reading: Reading) -> list[Overreach]:
    """The reductions by more than there were; nothing is said of a unit whose review is not known.

    What the reviews counted is read from the results they were worked into, which are restated where units are new.
    """
    assignment, plan = reading.made(assignment_of), reading.plan
    concerned = [each for each in assignment.targets if is_reduction(each) and each.indicator.review_numerator]
    if not concerned:
        return []
    years, day = sorted({_start_year(plan, target) for target in concerned}), map_day(plan)
    ground = Ground([target.indicator for target in concerned], assignment.units, years, day)
    found: list[Overreach] = []
    for target in concerned:
        series = Series(target.indicator, assignment.units, years, day, ground)
        found += _overreaches(assignment, target, series, _start_year(plan, target))
    return found


def _start_year(plan: Plan, target: Target) -> int:
    return target.baseline_on.year if target.baseline_on else plan.first_year - 1


def _overreaches(assignment: Assignment, target: Target, series: Series, year: int) -> Iterator[Overreach]:
    field = "numerator" if target.indicator.adds_up == AddsUp.RATIO else "value"
    for unit in assignment.units:
        asked: Decimal | None = getattr(assignment.share(target, unit), field, None)
        if asked is None:
            continue
        point = series.restated(unit, year)
        counted: Decimal | None = None if point.is_incomplete else getattr(point.sums, field)
        if counted is not None and asked > counted:
            yield Overreach(unit, target, field, asked, counted, year)


def marks_of(reading: Reading) -> Mapping[Place, str]:
    """What is to be looked at in the counts, each where it was entered."""
    marks = {
        (target.pk, clash.unit.pk, "denominator"): f"{clash.words}."
        for clash in reading.made(clashes_of)
        for target, _ in clash.counts
    }
    for each in reading.made(overreaches_of):
        marks[each.target.pk, each.unit.pk, each.field] = f"{each.words[:1].upper()}{each.words[1:]}."
    return marks
