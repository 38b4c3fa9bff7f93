"""The cells of a period's results: what is entered, by whom, and what stands locked beside it."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from indicators.entry.periods.columns import BELOW, DIFFERENCE, LAST, OWN, PARTS, PLAN, column_key
from indicators.entry.periods.lines import Line
from indicators.entry.rates import HALF, NUMERATOR, VALUE, WITHOUT_COUNTS, WORKED_OUT
from indicators.judging import is_reduction
from indicators.models import AddsUp, Target, Told
from indicators.reporting.account import Account
from indicators.reporting.asked import is_from_review
from indicators.reporting.doubts import Doubts, moved_words
from indicators.results.points import Point
from planning.entry.tables import CellKey, EntryCell
from planning.formats import rounded
from planning.places.units import UnitKind
from planning.plans.plans import PlanKind
from planning.sheets.scopes import Scope

FROM_REVIEW = "Lấy từ kết quả rà soát hộ nghèo."
NO_COUNTS = "Chỉ tiêu này không có tử số, mẫu số."
NOT_OPEN = {
    "own": "Chỉ đơn vị báo cáo nhập số này, khi kỳ còn mở và báo cáo chưa gửi.",
    "above": "Chỉ cấp trên của đơn vị nhập số này, khi kỳ còn mở.",
}
STANDS_BELOW = "Các đơn vị cấp dưới đã báo cáo đủ: số tổng hợp được dùng, không dùng số này."


def cells(scope: Scope, lines: list[Line], account: Account) -> dict[CellKey, EntryCell]:
    """All cells of the lines: blank ones too, since each line has decimals of its own."""
    found: dict[CellKey, EntryCell] = {}
    doubts = Doubts(account)
    for line in lines:
        told = dict(_told(scope, line, account, doubts)) | dict(_shown(line, account))
        found |= {(line.key, column): cell for column, cell in told.items()}
    return found


def _told(scope: Scope, line: Line, account: Account, doubts: Doubts) -> Iterator[tuple[str, EntryCell]]:
    """The three figures with their counts, what is doubtful in them beside them."""
    reviewed = _reviewed(line, account)
    for told in Told:
        closed = "" if told in scope.opens else NOT_OPEN["own" if told in OWN else "above"]
        remarks = {} if reviewed is not None else _remarks(line, account, told, doubts)
        for part in PARTS:
            if reviewed is not None:
                value = reviewed.get(part) if told is Told.REPORTED else None
                cell = EntryCell(value, lock=FROM_REVIEW)
            else:
                cell = _entered(line, account, told, part)
            words = " ".join(filter(None, (cell.warning, *remarks.get(part, ()))))
            yield (
                column_key(told, part),
                cell._replace(lock=cell.lock or closed, decimals=_decimals(line, part), warning=words),
            )


def _remarks(line: Line, account: Account, told: Told, doubts: Doubts) -> Mapping[str, list[str]]:
    """What is to be looked at in one of the three figures, by its part; of a rate of counts at these."""
    row = account.rollup.own(line.unit, line.indicator)
    if row is None:
        return {}
    whole = NUMERATOR if line.indicator.adds_up == AddsUp.RATIO and None not in row.counts(told) else VALUE
    found: dict[str, list[str]] = {}
    for doubt in doubts.told(line.unit, line.indicator, told):
        found.setdefault(whole if doubt.part == VALUE else doubt.part, []).append(doubt.words)
    if told is Told.VETTED and row.has_moved:
        found.setdefault(whole, []).append(moved_words(row, line.indicator))
    return found


def _reviewed(line: Line, account: Account) -> Mapping[str, Decimal | None] | None:
    """What the household review has of the line; None where the line is entered."""
    if not is_from_review(line.indicator, account.period):
        return None
    point = account.rollup.point(line.unit, line.indicator)
    return {"numerator": point.sums.numerator, "denominator": point.sums.denominator, VALUE: _printed(line, point)}


def _entered(line: Line, account: Account, told: Told, part: str) -> EntryCell:
    if part != VALUE and line.indicator.adds_up != AddsUp.RATIO:
        return EntryCell(lock=NO_COUNTS)
    row = account.rollup.own(line.unit, line.indicator)
    if row is None:
        return EntryCell()
    value: Decimal | None = getattr(row, f"{told}_{part}")
    has_counts = None not in row.counts(told)
    if line.indicator.adds_up != AddsUp.RATIO or part != VALUE:
        is_half = line.indicator.adds_up == AddsUp.RATIO and not has_counts and value is not None
        return EntryCell(value, warning=HALF if is_half else _overtaken(line, account, value))
    if has_counts:
        rate = row.figure(told)
        return EntryCell(None if rate is None else rounded(rate, line.indicator.decimals), lock=WORKED_OUT)
    return EntryCell(value, warning=WITHOUT_COUNTS if value is not None else "")


def _overtaken(line: Line, account: Account, value: Decimal | None) -> str:
    """Whether those below have all told, so that the unit's own figure does not count."""
    if value is None or line.unit.kind == UnitKind.COMMUNE or line.indicator.adds_up == AddsUp.NOT:
        return ""
    below = account.rollup.below(line.unit, line.indicator)
    return STANDS_BELOW if below.sums.units and not below.is_incomplete and not below.reason else ""


def _shown(line: Line, account: Account) -> Iterator[tuple[str, EntryCell]]:
    """What the plan asks, how far vetted and reported lie apart, what those below come to, and last year."""
    decimals, row = line.indicator.decimals, account.rollup.own(line.unit, line.indicator)
    before = account.past(line.unit, line.indicator, account.period.year - 1)
    reported, vetted = (row.figure(Told.REPORTED), row.figure(Told.VETTED)) if row else (None, None)
    known = {
        PLAN: planned(line, account),
        DIFFERENCE: difference(reported, vetted, decimals),
        LAST: _printed(line, before),
    }
    if line.unit.kind != UnitKind.COMMUNE:
        known[BELOW] = _printed(line, account.rollup.below(line.unit, line.indicator))
    return ((key, EntryCell(value, decimals=decimals)) for key, value in known.items())


def difference(reported: Decimal | None, vetted: Decimal | None, decimals: int) -> Decimal | None:
    """By how much the reported figure lies above the vetted one, as both print."""
    if reported is None or vetted is None:
        return None
    return rounded(reported, decimals) - rounded(vetted, decimals)


def planned(line: Line, account: Account) -> Decimal | None:
    """The level the year's plan asks of the whole territory, where it is one number; what it takes off is none."""
    target = next((each for each in planned_targets(line, account) if not is_reduction(each)), None)
    return target.value if target and target.value_to is None else None


def planned_targets(line: Line, account: Account) -> list[Target]:
    """What the year's plan asks of the whole territory for the indicator of a line."""
    targets = account.binding.targets(line.unit, PlanKind.ANNUAL)
    return [each for each in targets if each.indicator_id == line.indicator.pk and each.group_id is None]


def _printed(line: Line, point: Point) -> Decimal | None:
    return None if point.figure is None else rounded(point.figure, line.indicator.decimals)


def _decimals(line: Line, part: str) -> int:
    return line.indicator.decimals if part == VALUE else 0
