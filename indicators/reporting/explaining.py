"""How a result a report quotes came about: its counts, what it is compared with, who entered it when."""

from collections.abc import Iterator

from django.urls import reverse

from indicators.reporting.cell import CellLook, look_at_cell, source_words
from indicators.reporting.sayings import account_of, figure_name, outcomes_of
from indicators.reporting.tables import name_of
from indicators.reporting.tracing import Telling, figure_text, formula
from indicators.verdicts.words import asked_text
from planning.formats import number
from planning.plans.periods import ReportingPeriod
from planning.plans.reading import Reading
from planning.text.explaining import Explanation, Input
from planning.tracking.scopes import report_name


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
    last = last_telling(look)
    sums = look.outcome.figure.sums
    return Explanation(
        label=name_of(outcome),
        text=look.text,
        formula=formula(sums.numerator, sums.denominator),
        inputs=tuple(_inputs(reading, period, look)),
        source=look.source,
        by=last.by if last else "",
        at=last.at if last else None,
        address=_address(reading, period, look.outcome.indicator.code),
    )


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
    for judged in (outcome.annual, outcome.whole):
        if judged:
            plan = judged.target.plan_id
            yield Input("Kế hoạch", asked_text(judged.target), reverse("plan", args=[slug_of(reading, plan)]))
    for unit, _, text in look.below:
        yield Input(unit.full_name, text, reverse("period-results", args=[report_name(period, unit, indicator.code)]))


def slug_of(reading: Reading, plan: int) -> str:
    """The address of one of the plans in force on which the report rests."""
    account = reading.once(account_of)
    plans = (each for of_units in (account.plans.values() if account else ()) for each in of_units.values())
    return next(each.slug for each in plans if each.pk == plan)


def _address(reading: Reading, period: ReportingPeriod, code: str) -> str:
    return reverse("period-results", args=[report_name(period, reading.plan.unit, code)])
