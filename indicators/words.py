"""What a target is called in tables and sentences, and the order in which a plan's targets stand."""

from collections.abc import Iterator
from decimal import Decimal

from indicators.models import REDUCTIONS, Basis, Target
from planning.formats import number
from planning.plans.plans import Plan

TABLE_SPANS = {Basis.END: "", Basis.YEAR: "trong năm", Basis.AVERAGE: "bình quân mỗi năm"}


def targets_of(plan: Plan) -> list[Target]:
    """A plan's targets in the order of the document."""
    return list(Target.objects.of_plan(plan).with_names())


def unit_words(target: Target) -> str:
    """The unit a target's value is in: a rate is reduced by percentage points."""
    unit = target.indicator.unit_of_measure
    return "điểm %" if unit == "%" and target.comparator in REDUCTIONS else unit


def quantity_words(value: Decimal, target: Target) -> str:
    """`5,57%`, `0,65 điểm %`: a value in the unit of a target."""
    unit = unit_words(target)
    shown = number(value, target.indicator.decimals)
    return f"{shown}%" if unit == "%" else f"{shown} {unit}"


def difference_words(value: Decimal, target: Target) -> str:
    """`0,65 điểm %`, `10 hộ`: how far two values of a target lie apart; rates differ by percentage points."""
    words = quantity_words(value, target)
    return f"{words[:-1]} điểm %" if unit_words(target) == "%" else words


def target_key(target: Target) -> str:
    """`<indicator>.<comparator>`, with the group where the target is for one: unique within a plan."""
    key = f"{target.indicator.code}.{target.comparator}"
    return f"{key}.{target.group.code}" if target.group else key


def target_name(target: Target) -> str:
    """`Tỷ lệ hộ nghèo giảm, các huyện miền núi`: a target told apart from the others of its plan."""
    name = f"{target.indicator.name} {target.get_comparator_display()}"
    return f"{name}, {target.group.name}" if target.group else name


def whole_territory(plan: Plan) -> str:
    """`Toàn xã`: the territory of a target that is for no group."""
    return f"Toàn {plan.unit.level_word}"


def with_parts(targets: list[Target]) -> Iterator[tuple[Target, bool]]:
    """Each target, and whether its indicator is part of the one that stands before it."""
    whole = None
    for target in targets:
        is_part = whole is not None and target.indicator.part_of_id == whole
        if not is_part:
            whole = target.indicator_id
        yield target, is_part


def note_words(target: Target) -> str:
    """` (gồm cả du lịch)`: what a note adds to the name of the indicator."""
    return f" ({lowered(target.note.rstrip(' .'))})" if target.note else ""


def comparator_words(target: Target) -> str:
    """`giảm bình quân mỗi năm`, as a table says it beside the value."""
    return " ".join((target.get_comparator_display(), TABLE_SPANS[Basis(target.basis)])).strip()


def lowered(words: str) -> str:
    """The words as they go on after others; an abbreviation keeps its capitals."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]
