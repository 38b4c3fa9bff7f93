"""How a result a report quotes came about: its counts, what it is compared with, who entered it when."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from indicators.reporting.asked import is_from_review
from indicators.reporting.cell import CellLook, look_at_cell, source_words
from indicators.reporting.sayings import account_of, figure_name, outcomes_of
from indicators.reporting.tables import name_of
from indicators.reporting.tracing import Telling, figure_text, formula, last_below
from indicators.verdicts.words import asked_text, change_unit, change_words
from planning.formats import number
from planning.places.units import Unit
from planning.plans.periods import ReportingPeriod
from planning.plans.plans import PlanKind
from planning.plans.reading import Reading
from planning.text.explaining import Explanation, Input
from planning.tracking.scopes import report_name

DIFFERENCE = ".difference"


def explain_result(reading: Reading, name: str) -> Explanation | None:
    """The figure `result.<key>` and all that is named after it; None for what is none of the report's targets."""
    account, period = reading.once(account_of), reading.plan.period
    # A key may begin as a shorter one does: the longest that fits is meant.
    fitting = [each for each in reading.made(outcomes_of) if f"{name}.".startswith(f"{figure_name(each)}.")]
    if account is None or period is None or not fitting:
        return None
    outcome = max(fitting, key=lambda each: len(each.key))
    if outcome.group:
        text = figure_text(outcome.figure.figure, outcome.indicator)
        return Explanation(name_of(outcome), text, source=source_words(account, outcome))
    look = look_at_cell(period, reading.plan.unit, outcome.indicator)
    by, at = _told_by(period, reading.plan.unit, look)
    label, text, worked_out = _asked_for(look, name.removeprefix(figure_name(outcome)))
    return Explanation(
        label=label,
        text=text,
        formula=worked_out,
        inputs=tuple(_inputs(reading, period, look)),
        source=look.source,
        by=by,
        at=at,
        address=_address(reading, period, look.outcome.indicator.code),
    )


def _asked_for(look: CellLook, part: str) -> tuple[str, str, str]:
    """What is explained by which words, and how it is worked out: the figure, or how far it is from last year's."""
    outcome, sums = look.outcome, look.outcome.figure.sums
    if part != DIFFERENCE or outcome.change is None or outcome.printed is None:
        return name_of(outcome), look.text, formula(sums.numerator, sums.denominator)
    decimals = outcome.indicator.decimals
    now, before = (number(each, decimals) for each in (outcome.printed, outcome.printed - outcome.change))
    written = f"{number(abs(outcome.change), decimals)} {change_unit(outcome.indicator)}"
    label = f"{name_of(outcome)}, chênh lệch so với {outcome.since}"
    return label, change_words(outcome.change, written), f"{now} - {before}"


def _told_by(period: ReportingPeriod, unit: Unit, look: CellLook) -> tuple[str, datetime | None]:
    """Who told the figure and when; of a sum the last of those below, and among how many."""
    if last := last_telling(look):
        return last.by, last.at
    if not look.is_sum or is_from_review(look.outcome.indicator, period):
        return "", None
    of_sum = last_below(period, unit, look.outcome.indicator)
    if of_sum is None:
        return "", None
    whose = f"{of_sum.unit.full_name}, sau cùng trong {number(of_sum.units)} đơn vị đã nhập"
    return f"{of_sum.by} ({whose})".strip(), of_sum.at


def last_telling(look: CellLook) -> Telling | None:
    """The last change of the figure that counts; of a sum, or what a review or a year's result says, there is none."""
    own = look.outcome.own
    if own is None or own.counted is None or not look.is_own:
        return None
    return next((each for each in look.history if each.told == own.counted.label), None)


def _inputs(reading: Reading, period: ReportingPeriod, look: CellLook) -> Iterator[Input]:
    """The counts, the same figure of last year, what the plans ask, and the units below."""
    outcome, indicator = look.outcome, look.outcome.indicator
    for label, count in (
        (indicator.numerator or "Tử số", outcome.figure.sums.numerator),
        (indicator.denominator or "Mẫu số", outcome.figure.sums.denominator),
    ):
        if count is not None:
            yield Input(label, number(count))
    if outcome.before.figure is not None:
        yield Input(f"Năm {period.year - 1}", figure_text(outcome.before.figure, indicator))
    account = reading.once(account_of)
    for judged, kind in ((outcome.annual, PlanKind.ANNUAL), (outcome.whole, PlanKind.PERIOD)):
        if judged and account:
            words = account.binding.plan_words(reading.plan.unit, kind)
            plan = account.plans[kind][reading.plan.unit_id]
            yield Input(
                f"{words[:1].upper()}{words[1:]}", asked_text(judged.target), reverse("plan", args=[plan.slug])
            )
    for unit, _, text in look.below:
        yield Input(unit.full_name, text, reverse("period-results", args=[report_name(period, unit, indicator.code)]))


def _address(reading: Reading, period: ReportingPeriod, code: str) -> str:
    return reverse("period-results", args=[report_name(period, reading.plan.unit, code)])
