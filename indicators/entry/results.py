"""The table of a year's results: a unit, or those directly below it, down; the indicators valid in the year across."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from django.urls import reverse

from indicators.entry.rates import (
    DENOMINATOR,
    HALF,
    NUMERATOR,
    VALUE,
    WITHOUT_COUNTS,
    WORKED_OUT,
    fault_of,
    standing_now,
)
from indicators.models import AddsUp, Indicator, Result
from indicators.reporting.answered import answered_by_reports
from indicators.results.actions import Figures, store_results
from indicators.reviews.scopes import find_review, hold_review, last_day
from planning.documents.model import Column
from planning.entry.kinds import EntryKind, provides_entry
from planning.entry.tables import CellKey, EntryCell, EntryColumn, EntryRow, EntryTable
from planning.formats import rounded
from planning.people.users import User
from planning.places.units import Unit, UnitKind
from planning.sheets.scopes import Scope

WORDS = (
    Column("code", ("Mã",), "", 8),
    Column("unit", ("Đơn vị",), "", 24),
)
FROM_REPORT = "Số liệu lấy từ báo cáo năm."


@dataclass(frozen=True)
class _Part:
    """One column: a part of an indicator's figures."""

    indicator: Indicator
    part: str

    @property
    def key(self) -> str:
        return f"{self.indicator.code}.{self.part}"


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
    units, parts = _units(scope), _parts(scope.year)
    stored = _stored(units, parts, scope.year)
    answered = answered_by_reports(units, scope.year)
    return EntryTable(
        title=f"Kết quả thực hiện các chỉ tiêu năm {scope.year}",
        words=WORDS,
        columns=tuple(_column(part) for part in parts),
        rows=tuple(EntryRow(str(unit.pk), (unit.code, f"{unit.prefix} {unit.name}")) for unit in units),
        cells=dict(_cells(units, parts, stored, answered)),
    )


def check_results(scope: Scope, table: EntryTable, values: Mapping[CellKey, Decimal | None]) -> Mapping[CellKey, str]:
    """A rate is of something, no part is larger than its whole, and a rate agrees with its counts."""
    faults = {}
    for key, value in values.items():
        row, column = key
        code, _, part = column.rpartition(".")
        if value is None or f"{code}.{NUMERATOR}" not in table.column_at:
            continue
        counts = [standing_now(table, values, (row, f"{code}.{each}")) for each in (NUMERATOR, DENOMINATOR)]
        if fault := fault_of(part, value, counts[0], counts[1], table.column_at[column].decimals):
            faults[key] = fault
    return faults


def write_results(
    scope: Scope, values: Mapping[CellKey, Decimal | None], *, by: User, at: datetime, reason: str
) -> None:
    """Store the figures of the touched units and indicators, with the totals above."""
    units = {str(unit.pk): unit for unit in _units(scope)}
    parts = {part.key: part for part in _parts(scope.year)}
    stored = _stored(units.values(), parts.values(), scope.year)
    changed: dict[tuple[int, int, int], Figures | None] = {}
    for (row, column), value in values.items():
        unit, part = units[row], parts[column]
        key = unit.pk, part.indicator.pk, scope.year
        now = changed.get(key) or _figures(stored.get((unit.pk, part.indicator.pk)))
        changed[key] = replace(now, **{part.part: value})
    store_results(changed, by=by, at=at, reason=reason)


def _units(scope: Scope) -> list[Unit]:
    """The unit itself where nothing is below it, else those directly below at the end of the year."""
    below = Unit.objects.filter(parent=scope.unit).existing_on(last_day(scope.year)).order_by("code")
    return [scope.unit] if scope.unit.kind == UnitKind.COMMUNE else list(below) or [scope.unit]


def _parts(year: int) -> list[_Part]:
    indicators = Indicator.objects.valid_in(year).filter(review_numerator="").select_related("dimension")
    return [part for indicator in indicators for part in _parts_of(indicator)]


def _parts_of(indicator: Indicator) -> Iterator[_Part]:
    if indicator.adds_up == AddsUp.RATIO:
        yield _Part(indicator, NUMERATOR)
        yield _Part(indicator, DENOMINATOR)
    yield _Part(indicator, VALUE)


def _column(part: _Part) -> EntryColumn:
    indicator = part.indicator
    if part.part == NUMERATOR:
        return EntryColumn(part.key, (indicator.name, indicator.numerator or "Tử số"))
    if part.part == DENOMINATOR:
        return EntryColumn(part.key, (indicator.name, indicator.denominator or "Mẫu số"))
    if indicator.adds_up == AddsUp.RATIO:
        heading = (indicator.name, f"Tỷ lệ ({indicator.unit_of_measure})")
        return EntryColumn(part.key, heading, indicator.decimals, shows=indicator.decimals)
    return EntryColumn(part.key, (f"{indicator.name} ({indicator.unit_of_measure})",), indicator.decimals)


def _cells(
    units: Iterable[Unit],
    parts: list[_Part],
    stored: Mapping[tuple[int, int], Result],
    answered: Collection[tuple[int, int]],
) -> Iterator[tuple[CellKey, EntryCell]]:
    for unit in units:
        for part in parts:
            key = unit.pk, part.indicator.pk
            result = stored.get(key)
            cell = _cell(part, result) if result else EntryCell()
            if key in answered:
                yield (str(unit.pk), part.key), cell._replace(lock=FROM_REPORT)
            elif result:
                yield (str(unit.pk), part.key), cell


def _cell(part: _Part, result: Result) -> EntryCell:
    entered: Decimal | None = getattr(result, part.part)
    if part.indicator.adds_up != AddsUp.RATIO:
        return EntryCell(entered)
    if part.part != VALUE:
        is_half = not result.has_counts and entered is not None
        return EntryCell(entered, warning=HALF if is_half else "")
    if result.has_counts and result.figure is not None:
        return EntryCell(rounded(result.figure, part.indicator.decimals), lock=WORKED_OUT)
    return EntryCell(entered, warning=WITHOUT_COUNTS if entered is not None else "")


def _stored(units: Iterable[Unit], parts: Iterable[_Part], year: int) -> dict[tuple[int, int], Result]:
    indicators = {part.indicator.pk for part in parts}
    rows = Result.objects.filter(unit__in=list(units), indicator__in=indicators, year=year).order_by()
    return {(row.unit_id, row.indicator_id): row for row in rows}


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
