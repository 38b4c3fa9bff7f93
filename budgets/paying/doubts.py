"""What of payments is worth a second look though it may well be so; what cannot stand at all is in `limits`."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from budgets.paying.pace import gone_by, watch_of
from budgets.paying.places import PERCENT_DECIMALS, ZERO
from budgets.paying.sums import Sums
from planning.formats import MoneyUnit, amount, number
from planning.plans.periods import PeriodKind, ReportingPeriod

LOWER, OVER, BEYOND, SLOW, UNSETTLED = "lower", "over", "beyond", "slow", "unsettled"
# The cell that a doubt is told at.
FIELDS = {LOWER: "paid", OVER: "paid", BEYOND: "paid", SLOW: "paid", UNSETTLED: "settled"}
# What several cells of one kind are called together.
TOGETHER = {
    OVER: "có số giải ngân và chuyển nguồn vượt vốn được sử dụng",
    LOWER: "có giải ngân lũy kế thấp hơn kỳ trước",
    BEYOND: "giải ngân vượt số được giao trong năm",
    SLOW: "giải ngân chậm so với thời gian của năm",
    UNSETTLED: "chưa quyết toán và chuyển nguồn hết",
}
# A note names so many, and counts the rest.
SHOWN = 5


@dataclass(frozen=True)
class Against:
    """What payments are held against: `gone` is the part of the year gone by, `before` an earlier period's words."""

    gone: Decimal
    behind: int
    is_of_a_year: bool
    money: MoneyUnit
    before: str


def against(period: ReportingPeriod, money: MoneyUnit, before: str) -> Against:
    """For the figures of a period; one query."""
    behind = watch_of(period.programme).behind
    return Against(gone_by(period.ends_on), behind, period.kind == PeriodKind.YEAR, money, before)


def doubts_of(sums: Sums, earlier: Decimal | None, by: Against) -> Iterator[str]:
    """The kinds of doubt about one place; `earlier` is what an earlier period of the year said was paid of it."""
    paid, available, out = sums.paid, sums.available or ZERO, sums.carried_out or ZERO
    if paid is not None and earlier is not None and paid < earlier:
        yield LOWER
    if (paid or ZERO) + out > available:
        yield OVER
    elif paid is not None:
        if paid > (sums.given or ZERO):
            yield BEYOND
        if available and by.gone - (paid + out) * 100 / available >= by.behind:
            yield SLOW
    if by.is_of_a_year and sums.settled is not None and sums.settled + out < available:
        yield UNSETTLED


def doubt_words(kind: str, sums: Sums, earlier: Decimal | None, by: Against) -> str:
    """What is worth a look, in one sentence with its figures."""
    return WORDS[kind](sums, earlier or ZERO, by)


def _lower(sums: Sums, earlier: Decimal, by: Against) -> str:
    """Money can be recovered."""
    return f"Giải ngân lũy kế thấp hơn số đã báo cáo kỳ {by.before} là {_dong(earlier, by)}."


def _over(sums: Sums, earlier: Decimal, by: Against) -> str:
    """The plan, or last year's report, has changed since this was told."""
    spent = (sums.paid or ZERO) + (sums.carried_out or ZERO)
    now = f"vốn được sử dụng hiện nay chỉ còn {_dong(sums.available or ZERO, by)}"
    return f"Giải ngân và chuyển nguồn {amount(spent, by.money)} vượt số hiện có: {now}. Vui lòng sửa lại."


def _beyond(sums: Sums, earlier: Decimal, by: Against) -> str:
    """It is paid of what came over from last year."""
    given, came = amount(sums.given or ZERO, by.money), _dong(sums.carried_in or ZERO, by)
    return f"Giải ngân vượt số được giao trong năm ({given}), do có {came} năm trước chuyển sang."


def _slow(sums: Sums, earlier: Decimal, by: Against) -> str:
    percent = f"{number(sums.percent or ZERO, PERCENT_DECIMALS)}%"
    gone = f"thời gian đã qua {number(by.gone, PERCENT_DECIMALS)}% của năm"
    return f"Mới giải ngân {percent} trong khi {gone} (ngưỡng cảnh báo chậm {by.behind} điểm %)."


def _unsettled(sums: Sums, earlier: Decimal, by: Against) -> str:
    out, settled, available = sums.carried_out or ZERO, sums.settled or ZERO, sums.available or ZERO
    sides = f"Quyết toán {amount(settled, by.money)} và chuyển nguồn {amount(out, by.money)}"
    less = f"thấp hơn vốn được sử dụng {_dong(available - settled - out, by)}"
    return f"{sides} cộng lại {less}: phần này chưa quyết toán và chưa chuyển nguồn."


def _dong(dong: Decimal, by: Against) -> str:
    return f"{amount(dong, by.money)} {by.money.label}"


WORDS: Mapping[str, Callable[[Sums, Decimal, Against], str]] = {
    LOWER: _lower,
    OVER: _over,
    BEYOND: _beyond,
    SLOW: _slow,
    UNSETTLED: _unsettled,
}


def together(kind: str, count: int, named: Iterable[tuple[str, str]]) -> str:
    """Several cells of one kind in a note: how many, and the first of them by name with its sentence."""
    shown = list(named)[:SHOWN]
    told = " ".join(f"{name}: {words}" for name, words in shown)
    more = f" Và {count - len(shown)} khoản khác." if count > len(shown) else ""
    return f"{count} khoản {TOGETHER[kind]}. {told}{more}"
