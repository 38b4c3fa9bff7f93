"""The targets a sentence may quote, and the passage that lists them all."""

from collections.abc import Iterator
from itertools import groupby

from indicators.models import REDUCTIONS, Comparator, Target
from planning.plans.plans import Plan
from planning.plans.reading import Reading
from planning.text.figures import Figure, Passage, Quantity, provides_figures


def targets_of(plan: Plan) -> list[Target]:
    """A plan's targets in the order of the document."""
    return list(Target.objects.of_plan(plan).with_names())


def unit_words(target: Target) -> str:
    """The unit a target's value is in: a rate is reduced by percentage points."""
    unit = target.indicator.unit_of_measure
    return "điểm %" if unit == "%" and target.comparator in REDUCTIONS else unit


def target_key(target: Target) -> str:
    """`<indicator>.<comparator>`, with the group where the target is for one: unique within a plan."""
    key = f"{target.indicator.code}.{target.comparator}"
    return f"{key}.{target.group.code}" if target.group else key


def figure_name(target: Target) -> str:
    """`target.<key>`, the name by which the text quotes the target's value."""
    return f"target.{target_key(target)}"


@provides_figures
def target_figures(reading: Reading) -> Iterator[Figure]:
    """A quantity for each target (two where it is a range) and `targets.list`, a point for each heading."""
    targets = reading.once(targets_of)
    for target in targets:
        yield from _quantities(target)
    yield Passage("targets.list", "Danh sách chỉ tiêu", "\n".join(_listed(targets)))


def _quantities(target: Target) -> Iterator[Figure]:
    if target.comparator == Comparator.STRIVE and target.value is None:
        return
    name, label = figure_name(target), str(target)
    yield Quantity(name, label, target.value, target.indicator.decimals, unit_words(target))
    if target.value_to is not None:
        upper = Quantity(f"{name}.to", label, target.value_to, target.indicator.decimals, unit_words(target))
        yield upper


def _listed(targets: list[Target]) -> Iterator[str]:
    for dimension, group in groupby(targets, key=lambda target: target.indicator.dimension):
        yield f"a) {dimension.name}:"
        *others, last = group
        yield from (f"- {sentence(target)};" for target in others)
        yield f"- {sentence(last)}."


def sentence(target: Target) -> str:
    """`Tỷ lệ hộ nghèo (các huyện miền núi) giảm {{ … }}`, in the comparator's words."""
    where = f" ({target.group.name})" if target.group else ""
    subject = f"{target.indicator.name}{where}"
    if target.comparator == Comparator.STRIVE and target.value is None:
        return f"Phấn đấu: {subject[0].lower()}{subject[1:]}"
    quote = f"{{{{ {figure_name(target)} }}}}"
    if target.value_to is not None:
        quote = f"{{{{ {figure_name(target)} | số }}}} đến {{{{ {figure_name(target)}.to }}}}"
    return f"{subject} {target.get_comparator_display()} {quote}"
