"""What a report says of its targets: figures to quote, and passages whose words follow from comparator and figures."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from indicators.judging import is_reduction, wants_more
from indicators.models import Basis, OverTime
from indicators.reporting.account import Account, Judged, Outcome
from indicators.reporting.judged import gap, judged_label, judged_words, share
from indicators.reporting.tables import count_of, name_of, verdict_on
from indicators.verdicts.under_way import SHARE_DECIMALS, passed_words
from indicators.verdicts.verdict import Verdict
from indicators.verdicts.words import asked_words, change_unit, change_words, reached_words
from indicators.words import lowered, unit_words
from planning.formats import rounded
from planning.plans.plans import Plan, PlanKind
from planning.plans.reading import Reading
from planning.text.figures import Figure, Passage, Quantity, Wording

NOTHING_ASKED = "Không có chỉ tiêu nào của kế hoạch đã ban hành để so sánh với kết quả của kỳ này."
NONE_MISSED = "Không có chỉ tiêu nào chưa đạt trong các chỉ tiêu đã có số liệu."
NO_FIGURES = "Chưa đủ số liệu để xác định chỉ tiêu chưa đạt."
# Of each verdict: of so many targets what is said where they are due, and before they are.
COUNTED = {
    Verdict.EXCEEDED: ("vượt kế hoạch", "đã vượt kế hoạch"),
    Verdict.MET: ("đạt kế hoạch", "đã đạt kế hoạch"),
    Verdict.UNDER_WAY: ("chưa đến mức kế hoạch", "chưa đến mức kế hoạch"),
    Verdict.MISSED: ("chưa đạt kế hoạch", "chưa đạt kế hoạch"),
    Verdict.UNKNOWN: ("chưa đủ số liệu", "chưa đủ số liệu"),
}
# Which of the two verdicts of a line, the name of its figures, and the kind of its plan.
SIDES: tuple[tuple[Callable[[Outcome], Judged | None], str, PlanKind], ...] = (
    (lambda outcome: outcome.annual, "plan", PlanKind.ANNUAL),
    (lambda outcome: outcome.whole, "period", PlanKind.PERIOD),
)


def account_of(plan: Plan) -> Account | None:
    """The targets of a report's unit at the end of its period; None for a plan."""
    return Account(plan.period, [plan.unit]) if plan.period else None


def outcomes_of(reading: Reading) -> list[Outcome]:
    """A report's targets with what came of them; none for a plan."""
    account = reading.once(account_of)
    return account.outcomes(reading.plan.unit) if account else []


def figure_name(outcome: Outcome) -> str:
    """`result.<key>`, the name by which the text quotes what came of a target."""
    return f"result.{outcome.key}"


def figures(reading: Reading) -> Iterator[Figure]:
    """`result.<key>` with what it is compared with, the counts of verdicts, and the three passages."""
    account = reading.once(account_of)
    if account is None:
        return
    outcomes = reading.made(outcomes_of)
    for outcome in outcomes:
        yield from _quantities(outcome)
    yield from _counts(outcomes)
    plans = {kind: plan_words(account, reading.plan, kind) for _, _, kind in SIDES}
    yield Passage("results.summary", "Tổng hợp mức độ hoàn thành chỉ tiêu", _summary(outcomes))
    yield Passage("results.list", "Kết quả từng chỉ tiêu", "\n".join(_listed(outcomes, plans)) or NOTHING_ASKED)
    yield Passage("results.missed", "Chỉ tiêu chưa đạt", "\n".join(_missed(outcomes)))


def plan_words(account: Account, report: Plan, kind: PlanKind) -> str:
    """`kế hoạch năm 2025`, `kế hoạch giai đoạn 2021-2025`: what binds the report's unit; empty where nothing does."""
    return account.binding.plan_words(report.unit, kind)


def _quantities(outcome: Outcome) -> Iterator[Figure]:
    name, label = figure_name(outcome), name_of(outcome)
    indicator, decimals = outcome.indicator, outcome.indicator.decimals
    measure, points = indicator.unit_of_measure, change_unit(indicator)
    difference = None if outcome.change is None else abs(outcome.change)
    before = outcome.before.figure
    yield Quantity(name, label, outcome.printed, decimals, measure)
    yield Quantity(
        f"{name}.before",
        f"{label}, năm trước",
        None if before is None else rounded(before, decimals),
        decimals,
        measure,
    )
    yield Quantity(f"{name}.difference", f"{label}, chênh lệch so với {outcome.since}", difference, decimals, points)
    yield Quantity(f"{name}.units", f"{label}, số đơn vị có số liệu", Decimal(outcome.figure.sums.units), 0, "đơn vị")
    yield Quantity(f"{name}.of", f"{label}, số đơn vị phải có số liệu", Decimal(outcome.figure.of), 0, "đơn vị")
    for side, part, _ in SIDES:
        if judged := side(outcome):
            yield from _asked_quantities(judged, f"{name}.{part}", label)


def _asked_quantities(judged: Judged, name: str, label: str) -> Iterator[Figure]:
    """What a plan asks, what was reached of it, how much is missing, and the verdict in a word."""
    target, unit = judged.target, unit_words(judged.target)
    if target.value is not None:
        yield Quantity(name, f"{label}, kế hoạch", target.value, target.decimals, unit)
    if target.value_to is not None:
        yield Quantity(f"{name}.to", f"{label}, kế hoạch", target.value_to, target.decimals, unit)
    if judged.verdict:
        yield Wording(f"{name}.verdict", f"{label}, so với kế hoạch", judged_label(judged))
    if judged.reached is not None:
        reached = rounded(judged.reached, target.indicator.decimals)
        told = abs(reached) if is_reduction(target) else reached
        yield Quantity(f"{name}.reached", f"{label}, đã thực hiện", told, target.indicator.decimals, unit)
    if (part := share(judged)) is not None:
        yield Quantity(f"{name}.share", f"{label}, tỷ lệ so với kế hoạch", part, SHARE_DECIMALS, "%")
    if (short := gap(judged)) is not None:
        words = "còn thiếu" if wants_more(target) else "còn cao hơn kế hoạch"
        unit = change_unit(target.indicator)
        yield Quantity(f"{name}.short", f"{label}, {words}", short, target.indicator.decimals, unit)


def _counts(outcomes: Sequence[Outcome]) -> Iterator[Figure]:
    judged = [each for each in outcomes if verdict_on(each)]
    yield Quantity("results.count", "Số chỉ tiêu có mức kế hoạch", Decimal(len(judged)), 0, "chỉ tiêu")
    for verdict, (words, _) in COUNTED.items():
        yield Quantity(f"results.count.{verdict}", f"Số chỉ tiêu {words}", count_of(judged, verdict), 0, "chỉ tiêu")


def _summary(outcomes: Sequence[Outcome]) -> str:
    """How many targets are reached, only what there is; of targets that are not due, of which plan they are."""
    counting = [judged for each in outcomes if (judged := each.annual or each.whole) and judged.verdict]
    is_open = any(not judged.is_due for judged in counting)
    plan = (" năm" if any(each.annual for each in outcomes) else " giai đoạn") if is_open else ""
    told = [
        f"{{{{ results.count.{verdict} }}}} {words[is_open]}{plan if verdict is not Verdict.UNKNOWN else ''}"
        for verdict, words in COUNTED.items()
        if count_of(outcomes, verdict)
    ]
    return f"Trong {{{{ results.count }}}} có mức kế hoạch: {', '.join(told)}." if told else NOTHING_ASKED


def _listed(outcomes: Sequence[Outcome], plans: dict[PlanKind, str]) -> Iterator[str]:
    for dimension, group in groupby(outcomes, key=lambda outcome: outcome.indicator.dimension):
        yield f"a) {dimension.name}:"
        *others, last = [sentence(each, plans) for each in group]
        yield from (f"- {words};" for words in others)
        yield f"- {last}."


def sentence(outcome: Outcome, plans: dict[PlanKind, str]) -> str:
    """`Tỷ lệ hộ nghèo {{ … }}, giảm {{ … }} so với năm 2024, vượt kế hoạch năm 2025 (giảm {{ … }})`."""
    parts = [_figure_words(outcome), _change_words(outcome)]
    parts += [_verdict_words(outcome, side(outcome), part, plans[kind]) for side, part, kind in SIDES]
    words = ", ".join(filter(None, parts))
    return f"Tại {outcome.group.name}, {lowered(words)}" if outcome.group else words


def _figure_words(outcome: Outcome) -> str:
    if outcome.printed is None:
        return f"{outcome.indicator.name}: chưa có số liệu"
    name = figure_name(outcome)
    if total := _total(outcome):
        return f"{outcome.indicator.name}: {total}"
    told = f" (tổng hợp từ {{{{ {name}.units | số }}}}/{{{{ {name}.of | số }}}} đơn vị)"
    return f"{outcome.indicator.name}: {{{{ {name} }}}}{told if outcome.figure.is_incomplete else ''}"


def _change_words(outcome: Outcome) -> str:
    words = change_words(outcome.change, f"{{{{ {figure_name(outcome)}.difference }}}}")
    return f"{words} so với {outcome.since}" if words else ""


def _total(outcome: Outcome) -> str:
    """`cộng dồn {{ … }}`: what came together over the years, in a report on several; empty of anything else."""
    judged = outcome.whole
    if outcome.annual or judged is None or judged.reached is None or judged.target.basis != Basis.END:
        return ""
    adds_up = outcome.indicator.over_time == OverTime.CUMULATIVE and not is_reduction(judged.target)
    return f"cộng dồn {{{{ {figure_name(outcome)}.period.reached }}}}" if adds_up else ""


def _verdict_words(outcome: Outcome, judged: Judged | None, part: str, plan: str) -> str:
    if judged is None or judged.verdict is None:
        return ""
    name = f"{figure_name(outcome)}.{part}"
    asked = asked_quotes(judged, name) + _reached_words(outcome, judged, name)
    part_quote = f"{{{{ {name}.share }}}}" if share(judged) is not None else ""
    gap_quote = f"{{{{ {name}.short }}}}" if gap(judged) else ""
    return judged_words(judged, plan, asked, part_quote, gap_quote)


def asked_quotes(judged: Judged, name: str) -> str:
    """`giảm {{ … }}`: what a target asks, its numbers as quotes."""
    if judged.target.value_to is None:
        return asked_words(judged.target, f"{{{{ {name} }}}}")
    return asked_words(judged.target, f"{{{{ {name} | số }}}}", f"{{{{ {name}.to }}}}")


def _reached_words(outcome: Outcome, judged: Judged, name: str) -> str:
    """What is compared, where that is neither the figure itself nor how it changed."""
    if judged.reached is None:
        return ""
    reached = rounded(judged.reached, judged.target.indicator.decimals)
    is_told = outcome.printed, None if outcome.change is None else -outcome.change
    if _total(outcome) or reached in is_told:
        return ""
    return f"; {reached_words(judged.target, judged.reached, f'{{{{ {name}.reached }}}}')}"


def _missed(outcomes: Sequence[Outcome]) -> Iterator[str]:
    missed = [each for each in outcomes if (judged := each.annual or each.whole) and gap(judged) is not None]
    if not missed:
        is_told = any(verdict_on(each) not in (None, Verdict.UNKNOWN) for each in outcomes)
        yield NONE_MISSED if is_told else NO_FIGURES
        return
    *others, last = [_missed_words(each) for each in missed]
    yield from (f"- {words};" for words in others)
    yield f"- {last}."


def _missed_words(outcome: Outcome) -> str:
    part, judged = next((part, judged) for side, part, _ in SIDES if (judged := side(outcome)))
    name = f"{figure_name(outcome)}.{part}"
    figure = "" if outcome.printed is None else f": {{{{ {figure_name(outcome)} }}}}"
    if total := _total(outcome):
        figure = f": {total}"
    elif is_reduction(judged.target) and judged.reached is not None:
        figure += f", {reached_words(judged.target, judged.reached, f'{{{{ {name}.reached }}}}')}"
    return f"{name_of(outcome)}{figure}, kế hoạch {asked_quotes(judged, name)}, {_short_words(judged, name)}"


def _short_words(judged: Judged, name: str) -> str:
    """`còn thiếu {{ … }}`, of what is to go down `còn cao hơn kế hoạch {{ … }}`; at a limit to be passed, that."""
    is_upwards = wants_more(judged.target)
    if not gap(judged):
        return f"bằng mức kế hoạch, chưa {passed_words(judged.target)}"
    return f"{'còn thiếu' if is_upwards else 'còn cao hơn kế hoạch'} {{{{ {name}.short }}}}"
