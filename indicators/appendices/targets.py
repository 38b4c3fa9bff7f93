"""The appendix of targets: one row a target, under the headings of the indicators."""

from collections.abc import Iterator
from itertools import groupby

from indicators.appendices.cells import range_cell
from indicators.models import Target
from indicators.words import (
    comparator_words,
    lowered,
    note_words,
    targets_of,
    unit_words,
    whole_territory,
    with_parts,
)
from planning.documents.appendices import appendix
from planning.documents.headings import indexed
from planning.documents.model import Cell, Column, Row, RowKind, Table
from planning.formats import number, roman, short_date
from planning.plans.plans import PlanKind
from planning.plans.reading import Reading

NUMBER = Column("number", ("TT",), "", 6)
NAME = Column("name", ("Chỉ tiêu",), "", 38)
TERRITORY = Column("territory", ("Địa bàn",), "", 16)
UNIT = Column("unit", ("Đơn vị tính",), "", 11)
COMPARATOR = Column("comparator", ("Kế hoạch", "Yêu cầu"), "", 16)
VALUE = Column("value", ("Kế hoạch", "Giá trị"), "", 13, is_number=True)


@appendix(position=2)
def target_appendix(reading: Reading) -> Table | None:
    """Phụ lục: the plan's targets as the text lists them; none for an action plan, which plans tasks, or a report."""
    plan = reading.plan
    if plan.kind == PlanKind.ACTION or plan.is_report:
        return None
    targets = reading.once(targets_of)
    start = _start(targets)
    columns = (NUMBER, NAME, TERRITORY, UNIT, *([start] if start else []), COMPARATOR, VALUE)
    return Table(
        key="targets",
        title=f"CHỈ TIÊU THỰC HIỆN {plan.programme.name.upper()} {plan.period_words.upper()}",
        columns=indexed(columns),
        rows=tuple(_rows(targets, whole_territory(plan), len(columns), start)),
    )


def _start(targets: list[Target]) -> Column | None:
    """The column of what targets start from, where one does: its heading says the day if all are of the same."""
    days = {target.baseline_on for target in targets if target.baseline is not None}
    if not days:
        return None
    day = days.pop() if len(days) == 1 else None
    return Column("baseline", (f"Đầu kỳ ({short_date(day)})" if day else "Đầu kỳ",), "", 11, is_number=True)


def _rows(targets: list[Target], whole: str, width: int, start: Column | None) -> Iterator[Row]:
    groups = groupby(targets, key=lambda target: target.indicator.dimension)
    for position, (dimension, group) in enumerate(groups, start=1):
        yield Row(RowKind.GROUP, (Cell(roman(position)), Cell(dimension.name), *[Cell()] * (width - 2)))
        for place, (target, is_part) in enumerate(with_parts(list(group)), start=1):
            yield _row(place, target, whole, is_part, start)


def _row(place: int, target: Target, whole: str, is_part: bool, start: Column | None) -> Row:
    name = target.indicator.name + note_words(target)
    return Row(
        RowKind.ITEM,
        (
            Cell(str(place)),
            Cell(f"Trong đó: {lowered(name)}" if is_part else name),
            Cell(f"{target.group.name[:1].upper()}{target.group.name[1:]}" if target.group else whole),
            Cell(unit_words(target)),
            *([_baseline(target, start)] if start else []),
            Cell(comparator_words(target)),
            range_cell(target.value, target.value_to, target.decimals),
        ),
    )


def _baseline(target: Target, column: Column) -> Cell:
    """What a target starts from, with its day where the heading does not say it."""
    if target.baseline is None:
        return Cell()
    words = number(target.baseline, target.decimals)
    day = short_date(target.baseline_on) if target.baseline_on else ""
    return Cell(words, target.baseline) if day in column.headings[0] else Cell(f"{words} ({day})")
