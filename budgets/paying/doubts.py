"""What of payments is worth a second look though it may well be so; what cannot stand at all is in `limits`."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.utils import timezone

from budgets.paying.pace import gone_by, settled_by, watch_of
from budgets.paying.places import PERCENT_DECIMALS, ZERO, Place
from budgets.paying.sums import Sums
from planning.formats import MoneyUnit, amount, number
from planning.plans.periods import PeriodKind, ReportingPeriod

LOWER, OVER, BEYOND, SLOW, UNSETTLED, LARGE = "lower", "over", "beyond", "slow", "unsettled", "large"
# The cell that a doubt is told at.
FIELDS = {LOWER: "paid", OVER: "paid", BEYOND: "paid", SLOW: "paid", UNSETTLED: "settled", LARGE: "carried_in"}
# What several cells of one kind are called together, and what the amount is that they come to.
TOGETHER = {
    OVER: ("có số giải ngân và chuyển nguồn vượt vốn được sử dụng", "vượt"),
    LARGE: ("có số năm trước chuyển sang lớn bất thường", "vượt"),
    LOWER: ("có giải ngân lũy kế thấp hơn kỳ trước", "thấp hơn"),
    BEYOND: ("giải ngân vượt số được giao trong năm", "vượt"),
    SLOW: ("giải ngân chậm so với thời gian của năm", "chưa giải ngân"),
    UNSETTLED: ("chưa quyết toán và chuyển nguồn hết", "còn"),
}
# So many times what was given makes it likely that đồng were typed for triệu đồng.
LARGE_TIMES = 10
# A note names so many, and counts the rest.
SHOWN = 3


class Doubt(NamedTuple):
    """A kind of doubt, and how many đồng it is about."""

    kind: str
    dong: Decimal


@dataclass(frozen=True)
class Against:
    """What payments are held against: `gone` is the part of the year gone by, `before` an earlier period's words.

    `is_settled_by_now` says that the day by which the year's money is settled or carried over is past.
    """

    gone: Decimal
    behind: int
    is_of_a_year: bool
    is_settled_by_now: bool
    money: MoneyUnit
    before: str


def against(period: ReportingPeriod, money: MoneyUnit, before: str, today: date | None = None) -> Against:
    """For the figures of a period, as it is looked at today; one query."""
    behind, is_of_a_year = watch_of(period.programme).behind, period.kind == PeriodKind.YEAR
    is_settled = (today or timezone.localdate()) > settled_by(period.year)
    return Against(gone_by(period.ends_on), behind, is_of_a_year, is_settled, money, before)


def doubts_of(sums: Sums, earlier: Decimal | None, by: Against) -> Iterator[Doubt]:
    """What is doubtful about one place; `earlier` is what an earlier period of the year said was paid of it."""
    paid, available, out = sums.paid, sums.available or ZERO, sums.carried_out or ZERO
    left = available - (paid or ZERO) - out
    if sums.given and sums.carried_in and sums.carried_in >= LARGE_TIMES * sums.given:
        yield Doubt(LARGE, sums.carried_in - sums.given)
    if paid is not None and earlier is not None and paid < earlier:
        yield Doubt(LOWER, earlier - paid)
    if left < 0:
        yield Doubt(OVER, -left)
    elif paid is not None:
        if paid > (sums.given or ZERO):
            yield Doubt(BEYOND, paid - (sums.given or ZERO))
        if available and by.gone - (available - left) * 100 / available >= by.behind:
            yield Doubt(SLOW, left)
    if sums.settled is not None and _is_closed(sums, by) and sums.settled + out < available:
        yield Doubt(UNSETTLED, available - sums.settled - out)


def _is_closed(sums: Sums, by: Against) -> bool:
    """Whether nothing more is to come: annual reports are due before the money is settled.

    Before that day only whoever also tells what goes over to the next year has closed their books.
    """
    return by.is_of_a_year and (by.is_settled_by_now or sums.carried_out is not None)


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
    """What goes over may be blank: that is no zero."""
    out, settled, available = sums.carried_out, sums.settled or ZERO, sums.available or ZERO
    over = ", chưa ghi số chuyển nguồn," if out is None else f" và chuyển nguồn {amount(out, by.money)} cộng lại"
    sides = f"Quyết toán {amount(settled, by.money)}{over}"
    less = f"thấp hơn vốn được sử dụng {_dong(available - settled - (out or ZERO), by)}"
    return f"{sides} {less}: phần này chưa quyết toán và chưa chuyển nguồn."


def _large(sums: Sums, earlier: Decimal, by: Against) -> str:
    came, given = amount(sums.carried_in or ZERO, by.money), _dong(sums.given or ZERO, by)
    times = f"gấp từ {LARGE_TIMES} lần số được giao trong năm ({given})"
    return f"Số năm trước chuyển sang {came} {times}: xem lại đơn vị tính."


def _dong(dong: Decimal, by: Against) -> str:
    return f"{amount(dong, by.money)} {by.money.label}"


WORDS: Mapping[str, Callable[[Sums, Decimal, Against], str]] = {
    LOWER: _lower,
    OVER: _over,
    BEYOND: _beyond,
    SLOW: _slow,
    UNSETTLED: _unsettled,
    LARGE: _large,
}


@dataclass(frozen=True)
class Doubtful:
    """A place in doubt, with its sums and what it is held against."""

    place: Place
    doubt: Doubt
    sums: Sums
    earlier: Decimal | None


def doubtful(places: Mapping[Place, Sums], earlier: Mapping[Place, Decimal], by: Against) -> dict[str, list[Doubtful]]:
    """The places in doubt by kind, the gravest kind first, of each what most money is in first."""
    found: dict[str, list[Doubtful]] = {kind: [] for kind in TOGETHER}
    for place, sums in places.items():
        for doubt in doubts_of(sums, earlier.get(place), by):
            found[doubt.kind].append(Doubtful(place, doubt, sums, earlier.get(place)))
    for rows in found.values():
        rows.sort(key=lambda each: -each.doubt.dong)
    return {kind: rows for kind, rows in found.items() if rows}


def together(rows: Sequence[Doubtful], names: Mapping[Place, str], by: Against) -> str:
    """Places in doubt of one kind in a note: how many, of how much, and the first by name, each with its sentence."""
    kind = rows[0].doubt.kind
    what, much = TOGETHER[kind]
    dong = _dong(sum((each.doubt.dong for each in rows), ZERO), by)
    told = " ".join(f"{names[each.place]}: {doubt_words(kind, each.sums, each.earlier, by)}" for each in rows[:SHOWN])
    more = f" Và {number(len(rows) - SHOWN)} khoản khác." if len(rows) > SHOWN else ""
    return f"{number(len(rows))} khoản {what} ({much} {dong}). {told}{more}"
