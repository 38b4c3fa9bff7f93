"""The targets a sentence may quote, and the passage that lists them all."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from indicators.assigning.assignment import shares_of
from indicators.assigning.standing import Standing, standings_of
from indicators.judging import wants_more
from indicators.models import REDUCTIONS, Comparator, Target
from indicators.reporting import explaining, explaining_counts, sayings
from indicators.reviews import telling
from indicators.verdicts.words import REACHES, STRIVES, WORDS, value_words, verb_of
from indicators.words import lowered, note_words, target_key, target_name, targets_of, unit_words, with_parts
from planning.formats import short_date
from planning.plans.reading import Reading
from planning.text.explaining import explains
from planning.text.figures import Figure, Passage, Quantity, provides_figures


def figure_name(target: Target) -> str:
    """`target.<key>`, the name by which the text quotes the target's value."""
    return f"target.{target_key(target)}"


explains("result")(explaining.explain_result)
explains("results")(explaining_counts.explain_count)
explains("reviews")(telling.explain_review)
MEASURES = ("Tỷ lệ ", "Số ")
WHERE = "Chỉ tiêu giao cho từng đơn vị nêu tại {{ appendix.assigned }} kèm theo."


@provides_figures
def target_figures(reading: Reading) -> Iterator[Figure]:
    """Each target's value (`.to` the end of a range, `.from` where it starts); `targets.list`, a point a heading."""
    if reading.plan.is_report:
        return
    targets = reading.once(targets_of)
    for target in targets:
        yield from _quantities(target)
    yield Passage("targets.list", "Danh sách chỉ tiêu", "\n".join(_listed(targets)))


@provides_figures
def assigned_figures(reading: Reading) -> Iterator[Figure]:
    """`assigned.<key>.total` and `.units`: what is assigned of a target, to how many; `assigned.where`, a sentence."""
    if reading.plan.is_report:
        return
    is_assigned = bool(reading.once(shares_of))
    for standing in standings_of(reading) if is_assigned else ():
        if standing.given:
            yield from _assigned_quantities(standing)
    yield Passage("assigned.where", "Nơi ghi chỉ tiêu giao cho các đơn vị", WHERE if is_assigned else "")


@provides_figures
def result_figures(reading: Reading) -> Iterator[Figure]:
    """`result.<key>` of a report, and the passages that list its targets with their verdicts."""
    return sayings.figures(reading)


@provides_figures
def review_figures(reading: Reading) -> Iterator[Figure]:
    """What the household review of a report's year found: `reviews.summary` and the counts it quotes."""
    return telling.figures(reading)


def _assigned_quantities(standing: Standing) -> Iterator[Figure]:
    target = standing.target
    name, label, decimals = f"assigned.{target_key(target)}", target_name(target), target.indicator.decimals
    yield Quantity(f"{name}.total", f"{label}, tổng đã giao", standing.total, decimals, unit_words(target))
    yield Quantity(f"{name}.units", f"{label}, số đơn vị được giao", Decimal(standing.given), 0, "đơn vị")


def _quantities(target: Target) -> Iterator[Figure]:
    if _is_wish(target):
        return
    name, label, decimals, unit = figure_name(target), target_name(target), target.decimals, unit_words(target)
    yield Quantity(name, label, target.value, decimals, unit)
    if target.value_to is not None:
        yield Quantity(f"{name}.to", f"{label}, cuối khoảng", target.value_to, decimals, unit)
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


def _assertion(target: Target) -> str:
    """A measure reaches its value; a share of people comes before them; of anything else the number follows."""
    name = target.indicator.name
    is_measure, is_striven = name.startswith(MEASURES), target.comparator == Comparator.STRIVE
    if _is_wish(target):
        way = " tăng" if wants_more(target) else " giảm"
        return f"Phấn đấu{way if is_measure else ':'} {lowered(name)}"
    value = _value_words(target)
    if is_measure or WORDS[Comparator(target.comparator)][0] != REACHES:
        return f"{name} {_start_words(target)}{verb_of(target)} {value}"
    value = f"{STRIVES} {value}" if is_striven else value
    if target.indicator.unit_of_measure == "%":
        return f"{value[0].upper()}{value[1:]} {lowered(name)}"
    return f"{name}: {value}"


def _value_words(target: Target) -> str:
    """`bình quân trên {{ … }} mỗi năm`."""
    name = figure_name(target)
    if target.value_to is None:
        return value_words(target, f"{{{{ {name} }}}}")
    return value_words(target, f"{{{{ {name} | số }}}}", f"{{{{ {name}.to }}}}")


def _start_words(target: Target) -> str:
    """`từ {{ … }} (31/12/2024) `: where a level starts, and of which day that is where it is known."""
    if target.baseline is None or target.comparator in REDUCTIONS:
        return ""
    day = f" ({short_date(target.baseline_on)})" if target.baseline_on else ""
    return f"từ {{{{ {figure_name(target)}.from }}}}{day} "
