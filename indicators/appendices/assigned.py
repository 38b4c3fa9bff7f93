"""The appendix of assigned targets: units down, targets across, with the sums of former districts and of all."""

from collections.abc import Iterator
from decimal import Decimal

from indicators.appendices.cells import range_cell
from indicators.assigning.assignment import Assignment, assignment_of, shares_of
from indicators.assigning.columns import ShareColumn, columns_of
from indicators.assigning.together import SUM_OF_UNITS, own_words, partial_words, together_of
from indicators.models import AddsUp, Target
from planning.documents.appendices import appendix
from planning.documents.headings import indexed
from planning.documents.model import Cell, Column, Row, RowKind, Table
from planning.formats import number, roman, rounded
from planning.places.units import Unit
from planning.plans.reading import Reading

Units = tuple[Unit, ...]
RATES = (
    "Tỷ lệ của các dòng cộng được tính từ tổng tử số và tổng mẫu số; để trống khi còn đơn vị chưa giao hoặc thiếu số "
    "đếm."
)


@appendix(position=5)
def assigned_appendix(reading: Reading) -> Table | None:
    """Phụ lục: what each unit below is given of the plan's targets; none while nothing is assigned."""
    if not reading.once(shares_of):
        return None
    assignment, plan = reading.made(assignment_of), reading.plan
    columns = columns_of(assignment, _assigned(assignment))
    kept = [column for column in columns if _is_used(assignment, column)]
    return Table(
        key="assigned",
        title=f"CHỈ TIÊU GIAO CHO CÁC ĐƠN VỊ {plan.period_words.upper()}",
        columns=indexed(_columns(kept)),
        rows=tuple(_rows(assignment, kept)),
        is_landscape=True,
        notes=_notes(assignment),
    )


def _assigned(assignment: Assignment) -> Iterator[Target]:
    given = {target for target, _ in assignment.shares}
    return (target for target in assignment.targets if target.pk in given)


def _is_used(assignment: Assignment, column: ShareColumn) -> bool:
    """Counts that nobody has given, and ends of ranges, take no column."""
    if column.field == "value":
        return True
    return assignment.column_sum(column.target, column.field, assignment.units) is not None and column.is_count


def _columns(kept: list[ShareColumn]) -> Iterator[Column]:
    yield Column("number", ("TT",), "", 5)
    yield Column("name", ("Đơn vị",), "", 20)
    for column in kept:
        yield Column(column.key, column.printed, "", 10, is_number=True)


def _rows(assignment: Assignment, columns: list[ShareColumn]) -> Iterator[Row]:
    """What the plan itself asks first, then each gathering with its sum and its units, last the sum of all."""
    places = _places(assignment)
    own = (Cell() if column.is_count else _own(column) for column in columns)
    yield Row(RowKind.TOTAL, (Cell(), Cell(own_words(assignment.plan).upper()), *own))
    for position, (gathering, units) in enumerate(zip(assignment.gatherings, places, strict=True), start=1):
        if gathering.name:
            sums = _sums(assignment, columns, gathering.units)
            yield Row(RowKind.GROUP, (Cell(roman(position)), Cell(gathering.name), *sums), units)
        for count, unit in enumerate(gathering.units, start=1):
            cells = (_cell(assignment, column, unit) for column in columns)
            yield Row(RowKind.ITEM, (Cell(str(count)), Cell(f"{unit.prefix} {unit.name}"), *cells))
    everyone = tuple(place for each in places for place in each)
    sums = _sums(assignment, columns, assignment.units)
    yield Row(RowKind.TOTAL, (Cell(), Cell(SUM_OF_UNITS.upper()), *sums), everyone)


def _own(column: ShareColumn) -> Cell:
    return range_cell(column.target.value, column.target.value_to, column.decimals)


def _places(assignment: Assignment) -> list[tuple[int, ...]]:
    """The places of the units' rows, gathering by gathering; the row of the plan itself is the first."""
    places, start = [], 1
    for gathering in assignment.gatherings:
        start += bool(gathering.name)
        places.append(tuple(range(start, start + len(gathering.units))))
        start += len(gathering.units)
    return places


def _cell(assignment: Assignment, column: ShareColumn, unit: Unit) -> Cell:
    share = assignment.share(column.target, unit)
    if share is None:
        return Cell()
    if column.is_count:
        return _number(getattr(share, column.field), 0)
    if share.has_counts and column.is_ratio:
        return _number(share.figure, column.decimals)
    return range_cell(share.value, share.value_to, column.decimals)


def _sums(assignment: Assignment, columns: list[ShareColumn], units: Units) -> Iterator[Cell]:
    for column in columns:
        target = column.target
        together = together_of(assignment, target, units)
        if column.is_count:
            count = assignment.column_sum(target, column.field, units) if together.has_total else None
            yield _number(count, 0)
            continue
        figure = together.figure
        is_range = column.is_range and target.indicator.adds_up == AddsUp.SUM and figure is not None
        top = assignment.column_sum(target, "value_to", units) if is_range else None
        yield range_cell(figure, top if top != figure else None, column.decimals)


def _number(value: Decimal | None, decimals: int) -> Cell:
    if value is None:
        return Cell()
    return Cell(number(value, decimals), rounded(value, decimals))


def _notes(assignment: Assignment) -> tuple[str, ...]:
    """That a rate of many is no sum, where the table has one; and which sums are those of a few units yet."""
    targets = list(_assigned(assignment))
    has_rates = any(target.indicator.adds_up == AddsUp.RATIO for target in targets)
    summed = [target for target in targets if target.indicator.adds_up != AddsUp.NOT]
    return tuple(filter(None, (RATES if has_rates else "", partial_words(assignment, summed))))
