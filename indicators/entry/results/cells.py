"""The cells of a year's results: what is stored, what is worked out, and what is entered elsewhere."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal

from indicators.entry.periods.cells import NO_COUNTS
from indicators.entry.rates import DENOMINATOR, HALF, NUMERATOR, VALUE, WITHOUT_COUNTS, WORKED_OUT
from indicators.entry.results.layouts import Layout, Part, UnitsDown
from indicators.models import Result
from planning.entry.tables import BLANK, CellKey, EntryCell
from planning.formats import rounded
from planning.places.units import Unit

FROM_REPORT = "Số liệu lấy từ báo cáo năm."
# Stored results by unit and indicator (ids).
Stored = Mapping[tuple[int, int], Result]


def stored_of(units: Iterable[Unit], parts: Iterable[Part], year: int) -> Stored:
    """What the units have of the indicators in a year."""
    indicators = {part.indicator.pk for part in parts}
    rows = Result.objects.filter(unit__in=list(units), indicator__in=indicators, year=year).order_by()
    return {(row.unit_id, row.indicator_id): row for row in rows}


def cells_of(layout: Layout, year: int, answered: Collection[tuple[int, int]]) -> Iterator[tuple[CellKey, EntryCell]]:
    """The cells of a layout; `answered` are the units and indicators (ids) of which the year's report tells.

    Where indicators go down each has decimals of its own, and those that are no rates have no counts.
    """
    stored = stored_of(layout.units, layout.parts, year)
    for unit in layout.units:
        for part in layout.parts:
            key = unit.pk, part.indicator.pk
            result = stored.get(key)
            cell = _cell(part, result) if result else BLANK
            if key in answered:
                cell = cell._replace(lock=FROM_REPORT)
            yield from _placed(layout, unit, part, cell)


def _placed(layout: Layout, unit: Unit, part: Part, cell: EntryCell) -> Iterator[tuple[CellKey, EntryCell]]:
    """A figure's cell; one that says nothing is left out where its column says all."""
    if isinstance(layout, UnitsDown):
        if cell is not BLANK:
            yield layout.key(unit, part), cell
        return
    decimals = part.indicator.decimals if part.part == VALUE else 0
    yield layout.key(unit, part), cell._replace(decimals=decimals)
    if not part.is_of_a_rate:
        for count in (NUMERATOR, DENOMINATOR):
            yield layout.key(unit, Part(part.indicator, count)), EntryCell(lock=NO_COUNTS)


def _cell(part: Part, result: Result) -> EntryCell:
    entered: Decimal | None = getattr(result, part.part)
    if not part.is_of_a_rate:
        return EntryCell(entered)
    if part.part != VALUE:
        is_half = not result.has_counts and entered is not None
        return EntryCell(entered, warning=HALF if is_half else "")
    if result.has_counts and result.figure is not None:
        return EntryCell(rounded(result.figure, part.indicator.decimals), lock=WORKED_OUT)
    return EntryCell(entered, warning=WITHOUT_COUNTS if entered is not None else "")
