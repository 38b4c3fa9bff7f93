"""The table of a plan's own targets: where each starts, and what the plan asks."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from itertools import groupby

from django.urls import reverse

from indicators.adopting.adoption import of_same_time
from indicators.adopting.assigned import Assigned, assigned_to
from indicators.adopting.starting import other_starts, start_words
from indicators.judging import is_reduction
from indicators.models import NO_RANGE, Comparator, Target
from indicators.words import (
    comparator_words,
    lowered,
    note_words,
    target_key,
    targets_of,
    unit_words,
    whole_territory,
    with_parts,
)
from planning.documents.model import Column, RowKind
from planning.entry.kinds import EntryKind, provides_entry
from planning.entry.tables import CellKey, EntryCell, EntryColumn, EntryRow, EntryTable
from planning.formats import roman
from planning.people.users import User
from planning.plans.plans import Plan
from planning.plans.reading import Reading
from planning.sheets.scopes import Scope
from planning.upserts import save_rows

FIELDS = ("baseline", "value", "value_to")
WORDS = (
    Column("number", ("TT",), "", 5),
    Column("name", ("Chỉ tiêu",), "", 36),
    Column("territory", ("Địa bàn",), "", 16),
    Column("unit", ("Đơn vị tính",), "", 9),
    Column("comparator", ("Yêu cầu",), "", 12),
)
COLUMNS = (
    EntryColumn("baseline", ("Đầu kỳ",), decimals=4),
    EntryColumn("value", ("Kế hoạch", "Giá trị"), decimals=4),
    EntryColumn("value_to", ("Kế hoạch", "Đến giá trị"), decimals=4),
)
PERCENT = Decimal(100)
RISES = "Giá trị cuối khoảng phải lớn hơn giá trị đầu khoảng."
NO_TARGETS = "Kế hoạch chưa có chỉ tiêu nào; thêm chỉ tiêu trước ở thẻ “Chỉ tiêu”."


def target_table(scope: Scope) -> EntryTable:
    """A plan's targets under the headings of the document, with what the level above assigned."""
    plan = scope.plan
    reading = Reading(plan)
    targets = reading.once(targets_of)
    return EntryTable(
        title=f"CHỈ TIÊU CỦA KẾ HOẠCH {plan.period_words.upper()}",
        words=WORDS,
        columns=COLUMNS,
        rows=tuple(_rows(targets, whole_territory(plan))),
        cells=dict(_cells(targets, assigned_to(plan), reading)),
        notes=() if targets else (NO_TARGETS,),
    )


def _rows(targets: list[Target], whole: str) -> Iterator[EntryRow]:
    groups = groupby(targets, key=lambda target: target.indicator.dimension)
    for place, (dimension, members) in enumerate(groups, start=1):
        yield EntryRow(f"dimension-{dimension.code}", (roman(place), dimension.name, "", "", ""), RowKind.GROUP)
        for number, (target, is_part) in enumerate(with_parts(list(members)), start=1):
            name = target.indicator.name + note_words(target)
            labels = (
                str(number),
                f"Trong đó: {lowered(name)}" if is_part else name,
                f"{target.group.name[:1].upper()}{target.group.name[1:]}" if target.group else whole,
                unit_words(target),
                comparator_words(target),
            )
            yield EntryRow(target_key(target), labels, names=(target.indicator.name, name))


def _cells(targets: list[Target], assigned: list[Assigned], reading: Reading) -> Iterator[tuple[CellKey, EntryCell]]:
    starts = reading.made(other_starts)
    for target in targets:
        above, result = _above(target, assigned, reading.plan), starts.get(target.pk)
        warning = "" if result is None else start_words(target, result)
        for field in FIELDS:
            lock = NO_RANGE if field == "value_to" and target.comparator == Comparator.STRIVE else ""
            yield (
                (target_key(target), field),
                EntryCell(
                    getattr(target, field),
                    lock,
                    above=above.get(field),
                    warning=warning if field == "baseline" else "",
                    decimals=target.indicator.decimals,
                    most=PERCENT if target.indicator.unit_of_measure == "%" else None,
                ),
            )


def _above(target: Target, assigned: list[Assigned], plan: Plan) -> dict[str, Decimal | None]:
    """What the level above assigned, by field: only where both say it in the same way."""
    for each in assigned:
        is_same = each.target.indicator_id == target.indicator_id and not target.group_id
        in_kind = is_reduction(each.target) == is_reduction(target)
        if is_same and in_kind and each.span and of_same_time(each, target, plan):
            is_range = each.span.high != each.span.low
            return {"value": each.span.low, "value_to": each.span.high if is_range else None}
    return {}


def contradictions(scope: Scope, table: EntryTable, values: Mapping[CellKey, Decimal | None]) -> dict[CellKey, str]:
    """The ends of ranges that would not rise."""
    faults: dict[CellKey, str] = {}
    for row in {row for row, _ in values}:
        low, high = (_new_or_old(table, values, (row, field)) for field in ("value", "value_to"))
        if high is not None and (low is None or high <= low):
            faults |= {key: RISES for field in ("value", "value_to") if (key := (row, field)) in values}
    return faults


def _new_or_old(table: EntryTable, values: Mapping[CellKey, Decimal | None], key: CellKey) -> Decimal | None:
    return values[key] if key in values else table.cells[key].value


def write_targets(
    scope: Scope, values: Mapping[CellKey, Decimal | None], *, by: User, at: datetime, reason: str = ""
) -> None:
    """Store values of the plan's targets; the caller holds the plan's lock and has checked them."""
    targets = {target_key(target): target for target in targets_of(scope.plan)}
    for (row, field), value in values.items():
        setattr(targets[row], field, value)
    touched = {row for row, _ in values}
    save_rows([targets[row] for row in sorted(touched)], FIELDS, by=by, at=at, reason=reason)


TARGETS = provides_entry(
    EntryKind(
        key="targets",
        title="Chỉ tiêu của kế hoạch",
        table=target_table,
        write=write_targets,
        check=contradictions,
        page=lambda scope: reverse("target-list", args=[scope.name]),
        tab="target-list",
        hints=(
            "Mỗi dòng là một chỉ tiêu của kế hoạch; thêm, bớt chỉ tiêu hoặc đổi yêu cầu ở thẻ “Chỉ tiêu”.",
            "Chỉ ghi “Đến giá trị” khi chỉ tiêu giao theo khoảng. Giảm một tỷ lệ được ghi bằng điểm phần trăm.",
            "Ô để trống là chưa có số liệu; số 0 được ghi là 0.",
        ),
    )
)
