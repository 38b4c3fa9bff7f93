"""How what is assigned stands against a plan's own target: enough, short, more, or not to be told yet."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from indicators.assigning.assignment import Assignment, assignment_of
from indicators.assigning.together import cannot_words, figure_of, together_of
from indicators.judging import Span, excess, shortfall, wants_more
from indicators.models import AddsUp, Target
from indicators.words import difference_words
from planning.places.units import Unit
from planning.plans.reading import Reading


class Verdict(StrEnum):
    """What can be said of the sum; all but SHORT need no word with anyone."""

    NONE = "none"
    UNKNOWN = "unknown"
    OPEN = "open"
    SHORT = "short"
    ENOUGH = "enough"
    OVER = "over"


@dataclass(frozen=True)
class Standing:
    """A target against its shares: `total` is what they come to, `gap` by how much they are short or more.

    Without the counts behind rates the verdict `is_of_each` where each unit by itself is given enough, or too little.
    """

    target: Target
    total: Decimal | None
    difference: Decimal | None
    given: int
    missing: int
    lacking: int
    verdict: Verdict
    gap: Decimal | None = None
    is_of_each: bool = False

    @property
    def is_short(self) -> bool:
        """Whether less is assigned than the plan itself sets."""
        return self.verdict is Verdict.SHORT

    @property
    def words(self) -> str:
        """The verdict as an officer says it: `thiếu 1,20 điểm %`."""
        if self.is_of_each:
            told = f"; không tính được mức chung: {cannot_words(self.target, self.lacking)}"
            less = "kém" if self.is_short else "không kém"
            return f"{'thiếu' if self.is_short else 'đủ'}: mọi đơn vị được giao {less} mức của kế hoạch{told}"
        match self.verdict:
            case Verdict.NONE:
                return "chưa giao"
            case Verdict.UNKNOWN if self.target.value is None:
                return "chưa kết luận được: kế hoạch chưa ghi mức"
            case Verdict.UNKNOWN:
                return f"không cộng được: {cannot_words(self.target, self.lacking)}"
            case Verdict.OPEN:
                return f"chưa kết luận được: còn {self.missing} đơn vị chưa giao"
            case Verdict.ENOUGH:
                return "đủ"
        gap = difference_words(self.gap or Decimal(0), self.target)
        return f"thiếu {gap}" if self.verdict is Verdict.SHORT else f"vượt {gap}"


def standings_of(reading: Reading) -> list[Standing]:
    """How each of a plan's targets stands against what is assigned of it."""
    assignment = reading.made(assignment_of)
    return [standing_of(assignment, target) for target in assignment.targets]


def standing_of(assignment: Assignment, target: Target) -> Standing:
    """How one target stands."""
    units = assignment.covered(target)
    together = together_of(assignment, target, units)
    sums, total = together.sums, together.figure
    own = Span.of(target.value, target.value_to)
    given = _given(assignment, target, units)
    missing = len(units) - sums.units
    if given is None or own is None:
        of_each = None if missing else _of_each(assignment, target, units, own)
        verdict = of_each or (Verdict.UNKNOWN if sums.units else Verdict.NONE)
        told = (total, None, sums.units, missing, sums.lacking)
        return Standing(target, *told, verdict, is_of_each=of_each is not None)
    verdict, gap = _verdict(target, own, given, missing)
    more = wants_more(target)
    difference = None if total is None else given.weakest(more) - own.weakest(more)
    return Standing(target, total, difference, sums.units, missing, sums.lacking, verdict, gap)


def _of_each(assignment: Assignment, target: Target, units: list[Unit], own: Span | None) -> Verdict | None:
    """What holds of a rate of all whatever their counts are: it lies between the lowest and the highest of them."""
    if own is None or target.indicator.adds_up != AddsUp.RATIO:
        return None
    shares = [assignment.share(target, unit) for unit in units]
    spans = [Span.of(share.figure, share.value_to) for share in shares if share]
    short = [shortfall(own, span, wants_more(target)) > 0 for span in spans if span]
    if not short or len(short) < len(spans):
        return None
    return Verdict.SHORT if all(short) else None if any(short) else Verdict.ENOUGH


def _given(assignment: Assignment, target: Target, units: list[Unit]) -> Span | None:
    """What the shares come to, from the low ends of ranges to the high ones."""
    total = figure_of(target, assignment.sums(target, units))
    if target.indicator.adds_up == AddsUp.RATIO:
        return Span.of(total, None)
    return Span.of(total, assignment.column_sum(target, "value_to", units))


def _verdict(target: Target, own: Span, given: Span, missing: int) -> tuple[Verdict, Decimal | None]:
    """While units are missing, nothing is said of a rate, and of a sum that must stay low only that it does not."""
    more = wants_more(target)
    adds = target.indicator.adds_up == AddsUp.SUM
    short, over = shortfall(own, given, more), excess(own, given, more)
    if missing and not (adds and (more or short > 0)):
        return Verdict.OPEN, None
    if short > 0:
        return Verdict.SHORT, short
    return (Verdict.OVER, over) if over > 0 else (Verdict.ENOUGH, None)
