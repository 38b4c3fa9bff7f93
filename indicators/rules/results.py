"""What must hold of a report's results before it is signed, and what is worth a look."""

from collections.abc import Iterator

from indicators.models import Told
from indicators.reporting.account import Outcome
from indicators.reporting.doubts import Doubts
from indicators.reporting.moved import moved_below
from indicators.reporting.sayings import account_of, outcomes_of
from indicators.reporting.tables import name_of
from indicators.results.points import names
from indicators.words import lowered
from planning.formats import number, rounded
from planning.plans.reading import Reading
from planning.review.problems import Problem, rule

PLACE = "Kết quả chỉ tiêu"


@rule
def a_report_has_its_results(reading: Reading) -> Iterator[Problem]:
    """A target without a figure is said to be unknown; whoever signs should know that."""
    for outcome in reading.made(outcomes_of):
        if outcome.printed is None:
            reason = f": {lowered(outcome.figure.reason)}" if outcome.figure.reason else "."
            words = f"Chỉ tiêu “{name_of(outcome)}”: chưa có số liệu{reason}"
            yield Problem("result-blank", PLACE, words, is_note=True)


@rule
def all_units_have_told(reading: Reading) -> Iterator[Problem]:
    """A sum over some of the units is not the figure of all; the report says so, and so does the check."""
    for outcome in reading.made(outcomes_of):
        figure = outcome.figure
        if figure.figure is not None and figure.is_incomplete:
            told = f"{number(figure.sums.units)}/{number(figure.of)}"
            words = f"Chỉ tiêu “{name_of(outcome)}”: mới tổng hợp từ {told} đơn vị."
            yield Problem("result-incomplete", PLACE, words, is_note=True)


@rule
def what_was_vetted_is_what_was_reported(reading: Reading) -> Iterator[Problem]:
    """Where the level above has found another figure, that one is printed; somebody should say why they differ."""
    for outcome in reading.made(outcomes_of):
        if words := _difference(outcome):
            yield Problem("result-vetted-otherwise", PLACE, words, is_note=True)


def _difference(outcome: Outcome) -> str:
    decimals = outcome.indicator.decimals
    pair = [
        None if each.figure is None else rounded(each.figure, decimals) for each in (outcome.reported, outcome.vetted)
    ]
    if None in pair or pair[0] == pair[1]:
        return ""
    reported, vetted = (number(each, decimals) for each in pair if each is not None)
    note = f" Ghi chú: {outcome.own.note}" if outcome.own and outcome.own.note else ""
    return f"Chỉ tiêu “{name_of(outcome)}”: đơn vị báo cáo {reported}, thẩm định {vetted}.{note}"


@rule
def what_changed_after_vetting_is_looked_at_again(reading: Reading) -> Iterator[Problem]:
    """An old vetted figure must not hide a corrected report: whoever vets takes the new one or keeps theirs."""
    account, period = reading.once(account_of), reading.plan.period
    if account is None or period is None:
        return
    indicators = {each.indicator.pk: each.indicator for each in reading.made(outcomes_of)}
    moved = moved_below(period, reading.plan.unit, indicators)
    for indicator, units in moved.items():
        words = f"Chỉ tiêu “{indicators[indicator].name}”: báo cáo đã thay đổi sau thẩm định ở {names(units)}."
        yield Problem("result-moved", PLACE, words, is_note=True)


@rule
def figures_are_plausible(reading: Reading) -> Iterator[Problem]:
    """What is out of proportion is no fault by itself; but nobody should sign it unseen. A rate above all is one."""
    account = reading.once(account_of)
    doubts = Doubts(account) if account else None
    for outcome in reading.made(outcomes_of) if doubts else ():
        for doubt in doubts.of_outcome(reading.plan.unit, outcome) if doubts else ():
            words = f"Chỉ tiêu “{name_of(outcome)}”: {lowered(doubt.words)}"
            yield Problem("result-doubtful", PLACE, words, is_note=not doubt.is_impossible)


@rule
def a_whole_is_not_entered_beside_its_parts(reading: Reading) -> Iterator[Problem]:
    """Once all units below have told, their sum is printed, and another figure of the unit itself is not."""
    account = reading.once(account_of)
    for outcome in reading.made(outcomes_of) if account else ():
        own, printed = outcome.own, outcome.printed
        told = own.figure(Told(own.counted)) if own and own.counted else None
        if told is None or printed is None or rounded(told, outcome.indicator.decimals) == printed:
            continue
        entered, shown = (number(each, outcome.indicator.decimals) for each in (told, printed))
        words = f"Chỉ tiêu “{name_of(outcome)}”: đơn vị nhập {entered}, báo cáo in số tổng hợp của cấp dưới {shown}."
        yield Problem("result-not-the-sum", PLACE, words, is_note=True)
