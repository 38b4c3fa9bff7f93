"""What is said of targets before they are due: comparator × better × what came of it × period. All is invented."""

from datetime import date
from decimal import Decimal

import pytest

from indicators.models import Basis, Comparator
from indicators.reporting.account import Judged
from indicators.reporting.due import is_due
from indicators.reporting.judged import gap_text, judged_label, judged_words, share_text
from indicators.verdicts.under_way import gap_of, share_of
from indicators.verdicts.verdict import Verdict, verdict_of
from planning.plans.periods import PeriodKind, ReportingPeriod
from planning.plans.plans import Plan
from tests.indicators.test_verdicts import (
    BY_COMPARATOR,
    BY_COMPARATOR_RANGE,
    DOWNWARDS,
    DOWNWARDS_RANGE,
    OVER,
    OVER_RANGE,
    REACHED,
    REACHED_RANGE,
    UNDER,
    UNDER_RANGE,
    UPWARDS,
    UPWARDS_RANGE,
    cases,
    known,
    target,
)

EXCEEDED, MET, UNKNOWN, UNDER_WAY = Verdict.EXCEEDED, Verdict.MET, Verdict.UNKNOWN, Verdict.UNDER_WAY
# Of a level in part of a year: blank, zero, below, equal, above.
PART = {
    tuple(UPWARDS): [UNKNOWN, UNDER_WAY, UNDER_WAY, MET, EXCEEDED],
    tuple(DOWNWARDS): [UNKNOWN, EXCEEDED, EXCEEDED, MET, UNDER_WAY],
    tuple(OVER): [UNKNOWN, UNDER_WAY, UNDER_WAY, UNDER_WAY, MET],
    tuple(UNDER): [UNKNOWN, MET, MET, UNDER_WAY, UNDER_WAY],
    tuple(UPWARDS_RANGE): [UNDER_WAY, MET, MET, MET, EXCEEDED],
    tuple(DOWNWARDS_RANGE): [EXCEEDED, MET, MET, MET, UNDER_WAY],
    tuple(OVER_RANGE): [UNDER_WAY, UNDER_WAY, MET, MET, EXCEEDED],
    tuple(UNDER_RANGE): [EXCEEDED, MET, MET, UNDER_WAY, UNDER_WAY],
}
# Of a sum that goes on and is to stay low nothing is decided before its end.
OPEN = [UNKNOWN, *[UNDER_WAY] * 4]
STAY_LOW = {tuple(DOWNWARDS): OPEN, tuple(UNDER): OPEN}
PARTS = [PeriodKind.HALF, PeriodKind.NINE]
ENDS = {PeriodKind.HALF: date(2025, 6, 30), PeriodKind.NINE: date(2025, 9, 30)}


def of_part(table, found):
    return {comparator: tuple(found[tuple(verdicts)] for verdicts in both) for comparator, both in table.items()}


def period(kind, year=2025, first=None):
    ends_on = ENDS.get(kind, date(2025, 12, 31)).replace(year=year)
    return ReportingPeriod(kind=kind, first_year=first or year, last_year=year, ends_on=ends_on)


def plan(first=2025, last=2025):
    return Plan(first_year=first, last_year=last)


def judge(asked, kind, reached, of=None):
    due = is_due(asked, of or plan(), period(kind))
    return Judged(asked, 2025, known(reached), verdict_of(asked, known(reached), is_due=due), is_due=due)


@pytest.mark.parametrize("kind", PARTS)
@pytest.mark.parametrize(("comparator", "better", "reached", "verdict"), cases(of_part(BY_COMPARATOR, PART), REACHED))
def test_part_of_a_year_says_what_is_reached_and_calls_nothing_missed(kind, comparator, better, reached, verdict):
    assert judge(target(comparator, "5.57", better=better), kind, reached).verdict == verdict


@pytest.mark.parametrize("kind", PARTS)
@pytest.mark.parametrize(
    ("comparator", "better", "reached", "verdict"), cases(of_part(BY_COMPARATOR_RANGE, PART), REACHED_RANGE)
)
def test_part_of_a_year_and_a_range(kind, comparator, better, reached, verdict):
    assert judge(target(comparator, "5", "6", better=better), kind, reached).verdict == verdict


@pytest.mark.parametrize(("comparator", "better", "reached", "verdict"), cases(BY_COMPARATOR, REACHED))
def test_a_year_gives_full_verdicts(comparator, better, reached, verdict):
    assert judge(target(comparator, "5.57", better=better), PeriodKind.YEAR, reached).verdict == verdict


@pytest.mark.parametrize(("comparator", "better", "reached", "verdict"), cases(BY_COMPARATOR_RANGE, REACHED_RANGE))
def test_a_year_gives_full_verdicts_on_ranges(comparator, better, reached, verdict):
    assert judge(target(comparator, "5", "6", better=better), PeriodKind.YEAR, reached).verdict == verdict


@pytest.mark.parametrize("kind", PARTS)
@pytest.mark.parametrize(
    ("comparator", "better", "reached", "verdict"),
    cases(of_part(BY_COMPARATOR, PART | STAY_LOW), REACHED),
)
def test_a_sum_that_is_to_stay_low_is_open_until_its_end(kind, comparator, better, reached, verdict):
    asked = target(comparator, "5.57", better=better, over_time="cumulative", adds_up="sum")

    assert judge(asked, kind, reached).verdict == verdict


@pytest.mark.parametrize(
    ("basis", "of", "asked", "due"),
    [
        (Basis.END, plan(2021, 2025), period(PeriodKind.YEAR, 2023), False),
        (Basis.END, plan(2021, 2025), period(PeriodKind.YEAR, 2025), True),
        (Basis.AVERAGE, plan(2021, 2025), period(PeriodKind.YEAR, 2023), True),
        (Basis.YEAR, plan(2021, 2025), period(PeriodKind.YEAR, 2023), True),
        (Basis.YEAR, plan(2021, 2025), period(PeriodKind.HALF, 2025), False),
        (Basis.END, plan(2021, 2025), period(PeriodKind.MIDTERM, 2023, first=2021), True),
        (Basis.END, plan(2021, 2025), period(PeriodKind.FINAL, 2025, first=2021), True),
        (Basis.END, plan(2021, 2025), period(PeriodKind.START, 2021), False),
        (Basis.END, plan(), period(PeriodKind.ADHOC, 2025), True),
    ],
)
def test_a_target_is_due_when_its_years_are_over_or_its_plan_is_evaluated(basis, of, asked, due):
    assert is_due(target(Comparator.AT_LEAST, "5", basis=basis), of, asked) is due


LEVEL, SUM = {"adds_up": "ratio"}, {"over_time": "cumulative", "adds_up": "sum", "decimals": 0}


@pytest.mark.parametrize(
    ("comparator", "value", "value_to", "reached", "kind", "label", "words"),
    [
        ("at-least", "26", None, "12", SUM, "46,2% kế hoạch", "đạt 46,2% KH (X)"),
        ("at-least", "26", None, "0", SUM, "0,0% kế hoạch", "đạt 0,0% KH (X)"),
        ("reach", "26", None, "26", SUM, "đã đạt", "đã đạt KH (X)"),
        ("reach", "26", None, "30", SUM, "đã vượt", "đã vượt KH (X)"),
        ("reach", "20", "26", "10", SUM, "50,0% kế hoạch", "đạt 50,0% mức thấp nhất của KH (X)"),
        ("over", "26", None, "26", SUM, "99,9% kế hoạch", "đạt 99,9% KH (X)"),
        ("down-to", "26", None, "12", SUM, "46,2% kế hoạch", "bằng 46,2% KH (X)"),
        ("down-to", "26", None, "39", SUM, "150,0% kế hoạch", "bằng 150,0% KH (X)"),
        ("down-to", "0", None, "0", SUM, "trong mức kế hoạch", "đang trong mức KH (X)"),
        ("down-to", "5.57", None, "6.82", LEVEL, "còn 1,25 điểm %", "còn cách KH (X) 1,25 điểm %"),
        ("reduce-by", "2.21", None, "0.96", LEVEL, "còn 1,25 điểm %", "còn cách KH (X) 1,25 điểm %"),
        ("reduce-by", "2.21", None, "-0.5", LEVEL, "còn 2,71 điểm %", "còn cách KH (X) 2,71 điểm %"),
        ("over", "90", None, "90", LEVEL, "chưa vượt trên mức kế hoạch", "bằng mức KH, chưa vượt trên (X)"),
        ("below", "5", None, "5", LEVEL, "chưa xuống dưới mức kế hoạch", "bằng mức KH, chưa xuống dưới (X)"),
        ("at-least", "80", None, None, LEVEL, "chưa đủ số liệu", "chưa đủ số liệu để so với KH (X)"),
    ],
)
def test_how_far_a_target_has_come_is_told_as_a_share_or_as_what_is_left(
    comparator, value, value_to, reached, kind, label, words
):
    better = "up" if comparator in ("at-least", "reach", "over") else "down"
    asked = target(comparator, value, value_to, **({"better": better} | kind))

    judged = judge(asked, PeriodKind.HALF, reached)

    assert judged_label(judged) == label
    assert judged_words(judged, "KH", "X", share_text(judged), gap_text(judged)) == words


def test_what_is_not_reached_never_prints_as_the_whole():
    asked = target("at-least", "1000", better="up", over_time="cumulative", adds_up="sum", decimals=1)

    assert share_of(asked, Decimal("999.6")) == Decimal("99.9")


@pytest.mark.parametrize(
    ("comparator", "reached", "missing"),
    [("down-to", "12", None), ("down-to", "26", None), ("down-to", "30", "4"), ("below", "26", "0")],
)
def test_a_sum_within_what_it_is_to_stay_below_misses_nothing(comparator, reached, missing):
    asked = target(comparator, "26", better="down", **SUM)

    assert gap_of(asked, Decimal(reached)) == known(missing)
