"""The targets a sentence may quote, and the passage that lists them all."""

from collections.abc import Iterator
from itertools import groupby

from indicators.models import REDUCTIONS, Basis, Comparator, Target
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


REACHES = "đạt"
# The verb a sentence has before a target's value, and the limit it sets.
WORDS = {
    Comparator.REDUCE_BY: ("giảm", ""),
    Comparator.REDUCE_BY_OVER: ("giảm", "trên"),
    Comparator.DOWN_TO: ("xuống còn", ""),
    Comparator.BELOW: ("xuống dưới", ""),
    Comparator.REACH: (REACHES, ""),
    Comparator.OVER: (REACHES, "trên"),
    Comparator.AT_LEAST: (REACHES, "tối thiểu"),
    Comparator.ABOUT: (REACHES, "khoảng"),
    Comparator.STRIVE: (REACHES, "phấn đấu"),
}
SPANS = {Basis.YEAR: "trong năm", Basis.AVERAGE: "mỗi năm"}
MEASURES = ("Tỷ lệ", "Số")


@provides_figures
def target_figures(reading: Reading) -> Iterator[Figure]:
    """Each target's value (`.to` the end of a range, `.from` where it starts); `targets.list`, a point a heading."""
    targets = reading.once(targets_of)
    for target in targets:
        yield from _quantities(target)
    yield Passage("targets.list", "Danh sách chỉ tiêu", "\n".join(_listed(targets)))


def _quantities(target: Target) -> Iterator[Figure]:
    if _is_wish(target):
        return
    name, label, decimals, unit = figure_name(target), str(target), target.decimals, unit_words(target)
    yield Quantity(name, label, target.value, decimals, unit)
    if target.value_to is not None:
        yield Quantity(f"{name}.to", label, target.value_to, decimals, unit)
    if target.baseline is not None:
        yield Quantity(f"{name}.from", f"{label}, đầu kỳ", target.baseline, decimals, target.indicator.unit_of_measure)


def _is_wish(target: Target) -> bool:
    return target.comparator == Comparator.STRIVE and target.value is None


def _listed(targets: list[Target]) -> Iterator[str]:
    for dimension, group in groupby(targets, key=lambda target: target.indicator.dimension):
        yield f"a) {dimension.name}:"
        *others, last = _sentences(list(group))
        yield from (f"- {words};" for words in others)
        yield f"- {last}."


def _sentences(targets: list[Target]) -> list[str]:
    """A sentence for each target; what is part of the one before stands in its sentence: `…, trong đó …`."""
    sentences: list[str] = []
    wholes: set[int] = set()
    for target in targets:
        if target.indicator.part_of_id in wholes:
            sentences[-1] += f", trong đó {_lowered(sentence(target))}"
            continue
        sentences.append(sentence(target))
        wholes = {target.indicator_id}
    return sentences


def sentence(target: Target) -> str:
    """`Tại các huyện miền núi, tỷ lệ hộ nghèo giảm {{ … }}`: what, by how much, and of whom where a note says so."""
    note = f" ({_lowered(target.note.rstrip(' .'))})" if target.note else ""
    words = _assertion(target) + note
    return f"Tại {target.group.name}, {_lowered(words)}" if target.group else words


def _assertion(target: Target) -> str:
    """A measure reaches its value; a share of people comes before them; of anything else the number follows."""
    name = target.indicator.name
    if _is_wish(target):
        return f"Phấn đấu: {_lowered(name)}"
    verb, limit = WORDS[Comparator(target.comparator)]
    value = _value_words(target, limit)
    if name.startswith(MEASURES) or verb != REACHES:
        return f"{name} {_start_words(target)}{verb} {value}"
    if target.indicator.unit_of_measure == "%":
        return f"{value[0].upper()}{value[1:]} {_lowered(name)}"
    return f"{name}: {value}"


def _value_words(target: Target, limit: str) -> str:
    """`bình quân trên {{ … }} mỗi năm`."""
    quote = f"{{{{ {figure_name(target)} }}}}"
    if target.value_to is not None:
        quote = f"{{{{ {figure_name(target)} | số }}}} đến {{{{ {figure_name(target)}.to }}}}"
    average = "bình quân" if target.basis == Basis.AVERAGE else ""
    words = (average, limit, quote, SPANS.get(Basis(target.basis), ""))
    return " ".join(word for word in words if word)


def _start_words(target: Target) -> str:
    if target.baseline is None or target.comparator in REDUCTIONS:
        return ""
    return f"từ {{{{ {figure_name(target)}.from }}}} "


def _lowered(words: str) -> str:
    return f"{words[0].lower()}{words[1:]}"
