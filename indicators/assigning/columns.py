"""The columns of the table of assigned targets: for each target the fields a unit is given."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from indicators.assigning.assignment import COUNTS, Assignment
from indicators.judging import is_reduction
from indicators.models import AddsUp, Target
from indicators.words import target_key, target_name, unit_words
from planning.entry.tables import EntryColumn

PERCENT = Decimal(100)


@dataclass(frozen=True)
class ShareColumn:
    """A column: `field` is that of AssignedTarget which it fills; `key` is `<target>/<field>`.

    `is_ratio` tells of the target's indicator whether it is a rate of two counts, `is_range` whether units are given
    ranges of the target.
    """

    target: Target
    field: str
    headings: tuple[str, ...]
    key: str
    is_ratio: bool
    decimals: int
    is_range: bool = False

    @property
    def is_count(self) -> bool:
        """Whether the column holds counts behind a rate."""
        return self.field in COUNTS

    @property
    def printed(self) -> tuple[str, ...]:
        """The headings on paper, where both ends of a range stand in one cell."""
        if self.field == "value" and self.is_range:
            return (*self.headings[:-1], f"Mức giao ({unit_words(self.target)})")
        return self.headings

    @property
    def entry(self) -> EntryColumn:
        """The column as it is filled in; a rate shows the decimals of its indicator."""
        is_percent = self.target.indicator.unit_of_measure == "%" and not self.is_count
        return EntryColumn(
            self.key,
            self.headings,
            self.decimals,
            shows=self.decimals if is_percent else None,
            most=PERCENT if is_percent else None,
            width=11,
        )


def column_key(target: str, field: str) -> str:
    """The key of a column, by the key of its target."""
    return f"{target}/{field}"


def columns_of(assignment: Assignment, targets: Iterable[Target]) -> list[ShareColumn]:
    """The columns of some targets of an assignment."""
    return [column for each in targets for column in share_columns(each, is_range=assignment.has_ranges(each))]


def share_columns(target: Target, *, is_range: bool) -> list[ShareColumn]:
    """The columns of a target: the counts first where it is a rate, and both ends where it is given in ranges."""
    name, is_ratio = target_key(target), target.indicator.adds_up == AddsUp.RATIO
    return [
        ShareColumn(
            target,
            field,
            headings,
            column_key(name, field),
            is_ratio,
            0 if field in COUNTS else target.indicator.decimals,
            is_range,
        )
        for field, headings in _fields(target, is_range=is_range)
    ]


def _fields(target: Target, *, is_range: bool) -> Iterator[tuple[str, tuple[str, ...]]]:
    name, unit = target_name(target), unit_words(target)
    is_rate = target.indicator.adds_up == AddsUp.RATIO
    if is_rate:
        yield "numerator", (name, _numerator(target))
        yield "denominator", (name, target.indicator.denominator or "Mẫu số")
    if is_range:
        yield "value", (name, f"Từ ({unit})")
        yield "value_to", (name, f"Đến ({unit})")
    elif is_rate:
        yield "value", (name, f"{'Mức giảm' if is_reduction(target) else 'Tỷ lệ'} ({unit})")
    else:
        yield "value", (f"{name} ({unit})",)


def _numerator(target: Target) -> str:
    """`Số hộ nghèo giảm`: of a reduction the numerator counts what is taken off."""
    words = target.indicator.numerator or "Tử số"
    return f"{words} giảm" if is_reduction(target) else words
