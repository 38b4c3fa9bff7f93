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
TABLE_SPANS = {Basis.END: "", Basis.YEAR: "trong năm", Basis.AVERAGE: "bình quân mỗi năm"}
MEASURES = ("Tỷ lệ ", "Số ")


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


def with_parts(targets: list[Target]) -> Iterator[tuple[Target, bool]]:
    """Each target, and whether its indicator is part of the one that stands before it."""
    whole = None
    for target in targets:
        is_part = whole is not None and target.indicator.part_of_id == whole
        if not is_part:
            whole = target.indicator_id
        yield target, is_part


def _sentences(targets: list[Target]) -> list[str]:
    """A sentence for each target; a part stands in the sentence of its whole: `…, trong đó …`."""
    sentences: list[str] = []
    for target, is_part in with_parts(targets):
        if is_part:
            sentences[-1] += f", trong đó {lowered(sentence(target))}"
        else:
            sentences.append(sentence(target))
    return sentences


def sentence(target: Target) -> str:
    """`Tại các huyện miền núi, tỷ lệ hộ nghèo giảm {{ … }}`: what, by how much, and of whom where a note says so."""
    words = _assertion(target) + note_words(target)
    return f"Tại {target.group.name}, {lowered(words)}" if target.group else words


def note_words(target: Target) -> str:
    """` (gồm cả du lịch)`: what a note adds to the name of the indicator."""
    return f" ({lowered(target.note.rstrip(' .'))})" if target.note else ""


def comparator_words(target: Target) -> str:
    """`giảm bình quân mỗi năm`, as a table says it beside the value."""
    return " ".join((target.get_comparator_display(), TABLE_SPANS[Basis(target.basis)])).strip()


def _assertion(target: Target) -> str:
    """A measure reaches its value; a share of people comes before them; of anything else the number follows."""
    name = target.indicator.name
    if _is_wish(target):
        return f"Phấn đấu: {lowered(name)}"
    verb, limit = WORDS[Comparator(target.comparator)]
    value = _value_words(target, limit)
    if name.startswith(MEASURES) or verb != REACHES:
        return f"{name} {_start_words(target)}{verb} {value}"
    if target.indicator.unit_of_measure == "%":
        return f"{value[0].upper()}{value[1:]} {lowered(name)}"
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


def lowered(words: str) -> str:
    """The words as they go on after others; an abbreviation keeps its capitals."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]
