"""The columns of a period's results: plan, the three figures with their counts, their difference, last year."""

from indicators.entry.rates import DENOMINATOR, NUMERATOR, VALUE
from indicators.models import Told
from planning.entry.tables import EntryColumn

PLAN, BELOW, DIFFERENCE, LAST = "plan", "below", "difference", "last"
PARTS = {NUMERATOR: "Tử số", DENOMINATOR: "Mẫu số", VALUE: "Giá trị"}
# What a unit tells itself, and what the level above writes beside it.
OWN = frozenset({Told.ESTIMATE.value, Told.REPORTED.value})
ABOVE = frozenset({Told.VETTED.value})


def column_key(told: str, part: str) -> str:
    """`reported.numerator`."""
    return f"{told}.{part}"


def field_of(column: str) -> str:
    """The field of a row that a column shows."""
    return column.replace(".", "_")


def columns(*, with_below: bool, with_counts: bool, given: str = "") -> tuple[EntryColumn, ...]:
    """All columns; a unit above communes sees what those below come to, and only rates have counts.

    `given` says by whom the targets are assigned where they are none of a plan of the unit's own.
    """
    parts = {part: words for part, words in PARTS.items() if with_counts or part == VALUE}
    told = [
        EntryColumn(column_key(each, part), (each.label, words), shows=0 if part == VALUE else None)
        for each in Told
        for part, words in parts.items()
    ]
    below = [_shown(BELOW, "Tổng hợp từ đơn vị cấp dưới")] if with_below else []
    return (
        _shown(PLAN, f"Kế hoạch năm ({given})" if given else "Kế hoạch năm"),
        *told,
        _shown(DIFFERENCE, "Chênh lệch (báo cáo - thẩm định)"),
        *below,
        _shown(LAST, "Năm trước"),
    )


def _shown(key: str, heading: str) -> EntryColumn:
    return EntryColumn(key, (heading,), shows=0, is_entered=False)
