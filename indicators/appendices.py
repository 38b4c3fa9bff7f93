"""The appendix of targets: one row a target, under the headings of the indicators."""

from collections.abc import Iterator
from itertools import groupby

from indicators.figures import comparator_words, lowered, note_words, targets_of, unit_words, with_parts
from indicators.models import Target
from planning.documents.appendices import appendix
from planning.documents.headings import indexed
from planning.documents.model import Cell, Column, Row, RowKind, Table
from planning.formats import number, roman
from planning.plans.plans import Plan, PlanKind
from planning.plans.reading import Reading

COLUMNS = indexed(
    (
        Column("number", ("TT",), "", 7),
        Column("name", ("Chỉ tiêu",), "", 42),
        Column("territory", ("Địa bàn",), "", 18),
        Column("unit", ("Đơn vị tính",), "", 10),
        Column("comparator", ("Kế hoạch", "Yêu cầu"), "", 12),
        Column("value", ("Kế hoạch", "Giá trị"), "", 11, is_number=True),
    )
)


@appendix(position=2)
def target_appendix(reading: Reading) -> Table | None:
    """Phụ lục: the plan's targets as the text lists them; none for an action plan, which plans tasks."""
    plan = reading.plan
    if plan.kind == PlanKind.ACTION:
        return None
    return Table(
        key="targets",
        title=f"CHỈ TIÊU THỰC HIỆN {plan.programme.name.upper()} {plan.period_words.upper()}",
        columns=COLUMNS,
        rows=tuple(_rows(reading.once(targets_of), whole_territory(plan))),
    )


def whole_territory(plan: Plan) -> str:
    """`Toàn xã`: the territory of a target that is for no group."""
    return f"Toàn {plan.unit.level_word}"


def _rows(targets: list[Target], whole: str) -> Iterator[Row]:
    blank = Cell()
    groups = groupby(targets, key=lambda target: target.indicator.dimension)
    for position, (dimension, group) in enumerate(groups, start=1):
        yield Row(RowKind.GROUP, (Cell(roman(position)), Cell(dimension.name), blank, blank, blank, blank))
        for place, (target, is_part) in enumerate(with_parts(list(group)), start=1):
            yield _row(place, target, whole, is_part)


def _row(place: int, target: Target, whole: str, is_part: bool) -> Row:
    name = target.indicator.name + note_words(target)
    return Row(
        RowKind.ITEM,
        (
            Cell(str(place)),
            Cell(f"Trong đó: {lowered(name)}" if is_part else name),
            Cell(f"{target.group.name[:1].upper()}{target.group.name[1:]}" if target.group else whole),
            Cell(unit_words(target)),
            Cell(comparator_words(target)),
            _value(target),
        ),
    )


def _value(target: Target) -> Cell:
    if target.value is None:
        return Cell()
    decimals = target.decimals
    if target.value_to is None:
        return Cell(number(target.value, decimals), target.value)
    return Cell(f"{number(target.value, decimals)} - {number(target.value_to, decimals)}")
