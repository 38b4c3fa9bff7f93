"""Two ways to lay out a year's results: many units stand below each other, of one unit its indicators do."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Protocol

from indicators.entry.periods.columns import PARTS
from indicators.entry.rates import DENOMINATOR, NUMERATOR, VALUE
from indicators.models import AddsUp, Indicator
from planning.documents.model import Column, RowKind
from planning.entry.tables import CellKey, EntryColumn, EntryRow
from planning.formats import roman
from planning.places.units import Unit

UNIT_WORDS = (
    Column("code", ("Mã",), "", 8),
    Column("unit", ("Đơn vị",), "", 24),
)
# By the code, which nobody reads, a workbook's row is known whatever becomes of the name.
CODE, COUNTS = "key", "counts"
INDICATOR_WORDS = (
    Column(CODE, ("Mã",), "", 9),
    Column("number", ("TT",), "", 5),
    Column("indicator", ("Chỉ tiêu",), "", 40),
    Column("measure", ("Đơn vị tính",), "", 9),
    Column(COUNTS, ("Tử số / mẫu số là",), "", 34),
)


@dataclass(frozen=True)
class Part:
    """One of the figures that make up an indicator's result: its value, or a count behind a rate."""

    indicator: Indicator
    part: str

    @property
    def key(self) -> str:
        return f"{self.indicator.code}.{self.part}"

    @property
    def is_of_a_rate(self) -> bool:
        return self.indicator.adds_up == AddsUp.RATIO


def parts_in(year: int) -> list[Part]:
    """What is entered of the indicators valid in a year: not those that the review answers."""
    indicators = Indicator.objects.valid_in(year).filter(review_numerator="").select_related("dimension")
    return [part for indicator in indicators for part in _parts_of(indicator)]


def _parts_of(indicator: Indicator) -> Iterator[Part]:
    if indicator.adds_up == AddsUp.RATIO:
        yield Part(indicator, NUMERATOR)
        yield Part(indicator, DENOMINATOR)
    yield Part(indicator, VALUE)


class Layout(Protocol):
    """Where the figures of `units` stand: each has one cell, and each cell one figure."""

    @property
    def units(self) -> Sequence[Unit]: ...
    @property
    def parts(self) -> Sequence[Part]: ...
    @property
    def words(self) -> tuple[Column, ...]: ...
    @property
    def columns(self) -> tuple[EntryColumn, ...]: ...
    @property
    def rows(self) -> tuple[EntryRow, ...]: ...

    def key(self, unit: Unit, part: Part) -> CellKey:
        """The cell of a figure."""
        ...

    def place(self, key: CellKey) -> tuple[Unit, Part]:
        """The figure of a cell."""
        ...


def layout_of(units: Sequence[Unit], year: int, own: Unit) -> Layout:
    """Of the unit `own` alone the indicators go down; else the units do."""
    parts = parts_in(year)
    return IndicatorsDown(own, parts) if list(units) == [own] else UnitsDown(units, parts)


@dataclass(frozen=True)
class UnitsDown:
    """A row for each unit, with a column for each figure of each indicator."""

    units: Sequence[Unit]
    parts: Sequence[Part]
    words = UNIT_WORDS

    @property
    def columns(self) -> tuple[EntryColumn, ...]:
        return tuple(map(_column, self.parts))

    @property
    def rows(self) -> tuple[EntryRow, ...]:
        return tuple(EntryRow(str(unit.pk), (unit.code, f"{unit.prefix} {unit.name}")) for unit in self.units)

    def key(self, unit: Unit, part: Part) -> CellKey:
        return str(unit.pk), part.key

    def place(self, key: CellKey) -> tuple[Unit, Part]:
        return self._units[key[0]], self._parts[key[1]]

    @cached_property
    def _units(self) -> dict[str, Unit]:
        return {str(unit.pk): unit for unit in self.units}

    @cached_property
    def _parts(self) -> dict[str, Part]:
        return {part.key: part for part in self.parts}


@dataclass(frozen=True)
class IndicatorsDown:
    """A row for each indicator of one unit, under the headings of the catalogue, with its counts and its value."""

    unit: Unit
    parts: Sequence[Part]
    words = INDICATOR_WORDS

    @property
    def units(self) -> Sequence[Unit]:
        return [self.unit]

    @property
    def columns(self) -> tuple[EntryColumn, ...]:
        has_counts = any(part.is_of_a_rate for part in self.parts)
        return tuple(
            EntryColumn(part, (words,), shows=0 if part == VALUE else None, width=14)
            for part, words in PARTS.items()
            if has_counts or part == VALUE
        )

    @property
    def rows(self) -> tuple[EntryRow, ...]:
        return tuple(self._rows())

    def _rows(self) -> Iterator[EntryRow]:
        indicators = [part.indicator for part in self.parts if part.part == VALUE]
        groups = groupby(indicators, key=lambda indicator: indicator.dimension)
        for place, (dimension, members) in enumerate(groups, start=1):
            labels = ("", roman(place), dimension.name, "", "")
            yield EntryRow(f"dimension-{dimension.code}", labels, RowKind.GROUP)
            for number, each in enumerate(members, start=1):
                labels = (each.code, str(number), each.name, each.unit_of_measure, _counts(each))
                yield EntryRow(each.code, labels)

    def key(self, unit: Unit, part: Part) -> CellKey:
        return part.indicator.code, part.part

    def place(self, key: CellKey) -> tuple[Unit, Part]:
        return self.unit, self._parts[key]

    @cached_property
    def _parts(self) -> dict[CellKey, Part]:
        return {self.key(self.unit, part): part for part in self.parts}


def _column(part: Part) -> EntryColumn:
    indicator = part.indicator
    if part.part == NUMERATOR:
        return EntryColumn(part.key, (indicator.name, indicator.numerator or "Tử số"))
    if part.part == DENOMINATOR:
        return EntryColumn(part.key, (indicator.name, indicator.denominator or "Mẫu số"))
    if part.is_of_a_rate:
        heading = (indicator.name, f"Tỷ lệ ({indicator.unit_of_measure})")
        return EntryColumn(part.key, heading, indicator.decimals, shows=indicator.decimals)
    return EntryColumn(part.key, (f"{indicator.name} ({indicator.unit_of_measure})",), indicator.decimals)


def _counts(indicator: Indicator) -> str:
    """`Số lao động có việc làm / Tổng số lao động`: what a rate is worked out from, as far as the catalogue says."""
    if indicator.adds_up != AddsUp.RATIO or not (indicator.numerator or indicator.denominator):
        return ""
    return f"{indicator.numerator or PARTS[NUMERATOR]} / {indicator.denominator or PARTS[DENOMINATOR]}"
