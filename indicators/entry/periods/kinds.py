"""The two tables of a period: a unit's report, and the vetting of one indicator of all units below."""

from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from functools import partial

from django.urls import reverse

from indicators.entry.periods.cells import cells
from indicators.entry.periods.columns import column_key, columns, field_of
from indicators.entry.periods.lines import (
    INDICATORS,
    KEYS,
    UNITS,
    Line,
    find_results,
    find_vetting,
    hold_results,
    hold_vetting,
    lines_of_report,
    lines_of_vetting,
    vetted_units,
)
from indicators.entry.periods.remarks import account_over, alerts_above, doubtful_changes, remarks_under
from indicators.entry.rates import DENOMINATOR, NUMERATOR, fault_of, standing_now
from indicators.models import AddsUp
from indicators.reporting.actions import Changes, store_period_results
from indicators.reporting.carrying import PeriodKey
from planning.documents.model import Column
from planning.entry.kinds import EntryKind, provides_entry
from planning.entry.tables import CellKey, EntryRow, EntryTable
from planning.people.users import User
from planning.places.units import UnitKind
from planning.plans.plans import PlanKind
from planning.sheets.scopes import Scope
from planning.tracking.scopes import report_name

Lines = Callable[[Scope], list[Line]]
Values = Mapping[CellKey, Decimal | None]
OF_A_RATE = "Với tỷ lệ, nhập tử số và mẫu số; tỷ lệ được tính. Không có thì ghi 0; chưa biết thì để trống."
SINCE_JANUARY = "Chỉ tiêu cộng dồn: số từ đầu năm đến ngày cuối kỳ. Chỉ tiêu mức: số tại ngày cuối kỳ."


def page_of(scope: Scope) -> str:
    """The address of the report's results."""
    return reverse("period-results", args=[report_name(scope.reported, scope.unit)])


def table_of(lines_of: Lines, words: tuple[Column, ...], scope: Scope) -> EntryTable:
    """What is stored for the lines, and what stands beside it."""
    lines = lines_of(scope)
    account = account_over(scope, lines)
    units, indicators = account.units, account.asked
    return EntryTable(
        title=scope.title,
        words=words,
        columns=columns(
            with_below=any(unit.kind != UnitKind.COMMUNE for unit in units),
            with_counts=any(indicator.adds_up == AddsUp.RATIO for indicator in indicators),
            given=account.binding.given_words(scope.unit, PlanKind.ANNUAL),
        ),
        rows=tuple(EntryRow(line.key, line.labels) for line in lines),
        cells=cells(scope, lines, account),
        notes=tuple(remarks_under(scope, lines, account)),
        alerts=tuple(alerts_above(scope, lines, account)),
        keys=KEYS,
    )


def check(lines_of: Lines, scope: Scope, table: EntryTable, values: Values) -> Mapping[CellKey, str]:
    """A rate is of something, no part is larger than its whole, and a rate agrees with its counts."""
    lines = {line.key: line for line in lines_of(scope)}
    faults = {}
    for key, value in values.items():
        indicator = lines[key[0]].indicator
        told, _, part = key[1].partition(".")
        if value is None or indicator.adds_up != AddsUp.RATIO:
            continue
        numerator, denominator = (
            standing_now(table, values, (key[0], column_key(told, count))) for count in (NUMERATOR, DENOMINATOR)
        )
        if fault := fault_of(part, value, numerator, denominator, indicator.decimals):
            faults[key] = fault
    return faults


def write(lines_of: Lines, scope: Scope, values: Values, *, by: User, at: datetime, reason: str) -> None:
    """Store the figures touched, and the results of the year that follow from them."""
    lines = {line.key: line for line in lines_of(scope)}
    changes: dict[PeriodKey, dict[str, Decimal | str | None]] = {}
    for (row, column), value in values.items():
        line = lines[row]
        key = scope.reported.pk, line.unit.pk, line.indicator.pk
        changes.setdefault(key, {})[field_of(column)] = value
    stored: Mapping[PeriodKey, Changes] = changes
    store_period_results(stored, by=by, at=at, reason=reason)


PERIOD_RESULTS = provides_entry(
    EntryKind(
        key="period-results",
        title="Kết quả chỉ tiêu trong kỳ",
        table=partial(table_of, lines_of_report, INDICATORS),
        write=partial(write, lines_of_report),
        check=partial(check, lines_of_report),
        page=page_of,
        size=lambda scope: len(lines_of_report(scope)),
        find=find_results,
        hold=hold_results,
        figures="result",
        notes=partial(doubtful_changes, lines_of_report),
        hints=(
            OF_A_RATE,
            SINCE_JANUARY,
            "Đơn vị nhập ước thực hiện và thực hiện; cột thẩm định do cấp trên nhập. Chỉ tiêu lấy từ kết quả rà soát "
            "hộ nghèo không nhập trong báo cáo năm.",
        ),
    )
)
PERIOD_VETTING = provides_entry(
    EntryKind(
        key="period-vetting",
        title="Thẩm định kết quả của các đơn vị",
        table=partial(table_of, lines_of_vetting, UNITS),
        write=partial(write, lines_of_vetting),
        check=partial(check, lines_of_vetting),
        page=page_of,
        size=lambda scope: vetted_units(scope).count(),
        find=find_vetting,
        hold=hold_vetting,
        figures="result",
        notes=partial(doubtful_changes, lines_of_vetting),
        hints=(
            "Mỗi dòng là một đơn vị trực tiếp cấp dưới; chỉ nhập các cột thẩm định.",
            OF_A_RATE,
            "Ô thẩm định để trống thì số đơn vị báo cáo được dùng.",
        ),
    )
)
