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


class Reviewed:
    """What the reviews counted where reductions start: read at once, and worked out of those units that are asked.

    It is read from the results that the counts were worked into, which are restated where units are new.
    """

    def __init__(self, assignment: Assignment) -> None:
        concerned = [each for each in assignment.targets if is_reduction(each) and each.indicator.review_numerator]
        self._years = {target.pk: _start_year(assignment.plan, target) for target in concerned}
        years, day = sorted(set(self._years.values())), map_day(assignment.plan)
        indicators = [target.indicator for target in concerned]
        ground = Ground(indicators, assignment.units, years, day) if concerned else None
        self._series = {each.pk: Series(each, assignment.units, years, day, ground) for each in indicators}
        self._counted: dict[Place, Decimal | None] = {}

    def year(self, target: Target) -> int | None:
        """The year whose review counted what the target reduces; None where none did."""
        return self._years.get(target.pk)

    def counted(self, target: Target, unit: Unit, year: int) -> Decimal | None:
        """What there was to be reduced in a unit; None where it is not known, or not of all of it."""
        field = _reduced(target)
        place = target.pk, unit.pk, field
        if place not in self._counted:
            point = self._series[target.indicator_id].restated(unit, year)
            self._counted[place] = None if point.is_incomplete else getattr(point.sums, field)
        return self._counted[place]


def reviewed_of(reading: Reading) -> Reviewed:
    """What the reviews counted of what a plan's targets reduce."""
    return Reviewed(reading.made(assignment_of))


def _start_year(plan: Plan, target: Target) -> int:
    return target.baseline_on.year if target.baseline_on else plan.first_year - 1


def _reduced(target: Target) -> str:
    """The field of a share that says how many are to be fewer."""
    return "numerator" if target.indicator.adds_up == AddsUp.RATIO else "value"


def overreaches_of(reading: Reading) -> list[Overreach]:
    """The reductions by more than there were; nothing is said of a unit whose review is not known."""
    assignment, reviewed = reading.made(assignment_of), reading.made(reviewed_of)
    return [each for target in assignment.targets for each in _overreaches(assignment, target, reviewed)]


def _overreaches(assignment: Assignment, target: Target, reviewed: Reviewed) -> Iterator[Overreach]:
    year, field = reviewed.year(target), _reduced(target)
    if year is None:
        return
    for unit in assignment.units:
        asked: Decimal | None = getattr(assignment.share(target, unit), field, None)
        counted = None if asked is None else reviewed.counted(target, unit, year)
        if asked is not None and counted is not None and asked > counted:
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
