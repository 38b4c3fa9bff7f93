"""The table of a year's results, of a unit or of those directly below it: its checks, and how it is stored."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from django.urls import reverse

from indicators.entry.rates import DENOMINATOR, NUMERATOR, fault_of, standing_now
from indicators.entry.results.cells import cells_of, stored_of
from indicators.entry.results.layouts import CODE, COUNTS, layout_of
from indicators.models import Result
from indicators.reporting.answered import answered_by_reports
from indicators.results.actions import Figures, store_results
from indicators.reviews.scopes import find_review, hold_review, last_day
from planning.entry.kinds import EntryKind, provides_entry
from planning.entry.tables import CellKey, EntryTable
from planning.people.users import User
from planning.places.units import Unit, UnitKind
from planning.sheets.scopes import Scope


def _title(scope: Scope) -> Scope:
    return replace(scope, title=f"Kết quả chỉ tiêu năm {scope.year}, {scope.unit.full_name}")


def find_results(name: str, user: User) -> Scope:
    """The results `<code of the unit>-<year>`; raises NoSuchScope."""
    return _title(find_review(name, user))


def hold_results(scope: Scope, user: User) -> Scope:
    """Lock the units of the table until the transaction ends; raises ScopeIsNotOpen."""
    return _title(hold_review(scope, user))


def results_table(scope: Scope) -> EntryTable:
    """What is stored for the year; indicators that the review answers are not entered here."""
    layout = layout_of(_units(scope), scope.year, scope.unit)
    answered = answered_by_reports(layout.units, scope.year)
    return EntryTable(
        title=f"Kết quả thực hiện các chỉ tiêu năm {scope.year}",
        words=layout.words,
        columns=layout.columns,
        rows=layout.rows,
        cells=dict(cells_of(layout, scope.year, answered)),
        keys=frozenset({CODE}),
        asides=frozenset({COUNTS}),
    )


def check_results(scope: Scope, table: EntryTable, values: Mapping[CellKey, Decimal | None]) -> Mapping[CellKey, str]:
    """A rate is of something, no part is larger than its whole, and a rate agrees with its counts.

    In both layouts a rate and its counts stand in one row, and the key of a column ends in the part it is.
    """
    faults = {}
    for (row, column), value in values.items():
        if value is None:
            continue
        code, dot, part = column.rpartition(".")
        counts = [standing_now(table, values, (row, f"{code}{dot}{each}")) for each in (NUMERATOR, DENOMINATOR)]
        rule = table.rule(table.row_at[row], table.column_at[column])
        if fault := fault_of(part, value, counts[0], counts[1], rule.decimals):
            faults[row, column] = fault
    return faults


def write_results(
    scope: Scope, values: Mapping[CellKey, Decimal | None], *, by: User, at: datetime, reason: str
) -> None:
    """Store the figures of the touched units and indicators, with the totals above."""
    layout = layout_of(_units(scope), scope.year, scope.unit)
    stored = stored_of(layout.units, layout.parts, scope.year)
    changed: dict[tuple[int, int, int], Figures | None] = {}
    for cell, value in values.items():
        unit, part = layout.place(cell)
        key = unit.pk, part.indicator.pk, scope.year
        now = changed.get(key) or _figures(stored.get((unit.pk, part.indicator.pk)))
        changed[key] = replace(now, **{part.part: value})
    store_results(changed, by=by, at=at, reason=reason)


def _units(scope: Scope) -> list[Unit]:
    """The unit itself where nothing is below it, else those directly below at the end of the year."""
    below = Unit.objects.filter(parent=scope.unit).existing_on(last_day(scope.year)).order_by("code")
    return [scope.unit] if scope.unit.kind == UnitKind.COMMUNE else list(below) or [scope.unit]


def _figures(result: Result | None) -> Figures:
    return Figures(result.value, result.numerator, result.denominator) if result else Figures()


RESULTS = provides_entry(
    EntryKind(
        key="results",
        title="Kết quả chỉ tiêu năm",
        table=results_table,
        write=write_results,
        check=check_results,
        page=lambda scope: reverse("series", args=[scope.name]),
        size=lambda scope: len(_units(scope)),
        find=find_results,
        hold=hold_results,
        hints=(
            "Với tỷ lệ, nhập tử số và mẫu số; tỷ lệ được tính. Tỷ lệ không có tử số, mẫu số thì không tổng hợp được.",
            "Chỉ tiêu lấy từ kết quả rà soát hộ nghèo không nhập ở đây; ô đã có trong báo cáo năm sửa ở báo cáo.",
        ),
    )
)
