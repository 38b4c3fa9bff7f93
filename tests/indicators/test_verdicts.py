"""Whether a target is reached: comparator × better × what came of it. All figures are invented."""

from decimal import Decimal

import pytest

from indicators.models import Basis, Comparator, Indicator, Target
from indicators.verdicts.reached import reached_by
from indicators.verdicts.verdict import Verdict, verdict_of

EXCEEDED, MET, MISSED, UNKNOWN = Verdict.EXCEEDED, Verdict.MET, Verdict.MISSED, Verdict.UNKNOWN
# What is reached against a value of 5,57: nothing told, zero, less, the same, more.
REACHED = [None, "0", "5.56", "5.57", "5.58"]
# What is reached against 5 to 6: below, at its ends and inside, above.
REACHED_RANGE = ["4.99", "5", "5.5", "6", "6.01"]
UPWARDS = [UNKNOWN, MISSED, MISSED, MET, EXCEEDED]
DOWNWARDS = [UNKNOWN, EXCEEDED, EXCEEDED, MET, MISSED]
UPWARDS_RANGE = [MISSED, MET, MET, MET, EXCEEDED]
DOWNWARDS_RANGE = [EXCEEDED, MET, MET, MET, MISSED]
OVER, OVER_RANGE = [UNKNOWN, MISSED, MISSED, MISSED, MET], [MISSED, MISSED, MET, MET, EXCEEDED]
UNDER, UNDER_RANGE = [UNKNOWN, MET, MET, MISSED, MISSED], [EXCEEDED, MET, MET, MISSED, MISSED]
# Of each comparator: for an indicator that is better high, and for one that is better low.
BY_COMPARATOR = {
    Comparator.REDUCE_BY: (UPWARDS, UPWARDS),
    Comparator.REDUCE_BY_OVER: (OVER, OVER),
    Comparator.DOWN_TO: (DOWNWARDS, DOWNWARDS),
    Comparator.BELOW: (UNDER, UNDER),
    Comparator.REACH: (UPWARDS, DOWNWARDS),
    Comparator.OVER: (OVER, OVER),
    Comparator.AT_LEAST: (UPWARDS, UPWARDS),
    Comparator.ABOUT: (UPWARDS, DOWNWARDS),
    Comparator.STRIVE: (UPWARDS, DOWNWARDS),
}
BY_COMPARATOR_RANGE = {
    Comparator.REDUCE_BY: (UPWARDS_RANGE, UPWARDS_RANGE),
    Comparator.REDUCE_BY_OVER: (OVER_RANGE, OVER_RANGE),
    Comparator.DOWN_TO: (DOWNWARDS_RANGE, DOWNWARDS_RANGE),
    Comparator.BELOW: (UNDER_RANGE, UNDER_RANGE),
    Comparator.REACH: (UPWARDS_RANGE, DOWNWARDS_RANGE),
    Comparator.OVER: (OVER_RANGE, OVER_RANGE),
    Comparator.AT_LEAST: (UPWARDS_RANGE, UPWARDS_RANGE),
    Comparator.ABOUT: (UPWARDS_RANGE, DOWNWARDS_RANGE),
    Comparator.STRIVE: (UPWARDS_RANGE, DOWNWARDS_RANGE),
}


def cases(table, reached):
    return [
        pytest.param(comparator, better, each, verdict, id=f"{comparator}-{better}-{each}")
        for comparator, both in table.items()
        for better, verdicts in zip(("up", "down"), both, strict=True)
        for each, verdict in zip(reached, verdicts, strict=True)
    ]


def target(comparator, value, value_to=None, better="down", decimals=2, basis=Basis.END, baseline=None, **indicator):
    subject = Indicator(code="x", name="x", unit_of_measure="%", decimals=decimals, better=better, **indicator)
    return Target(
        indicator=subject, comparator=comparator, basis=basis, value=known(value), value_to=known(value_to),
        baseline=known(baseline),
    )  # fmt: skip


def known(text):
    return None if text is None else Decimal(text)


def by_year(**told):
    return {int(name[1:]): known(text) for name, text in told.items()}


def test_every_comparator_is_in_the_tables():
    assert set(BY_COMPARATOR) == set(BY_COMPARATOR_RANGE) == set(Comparator)


@pytest.mark.parametrize(("comparator", "better", "reached", "verdict"), cases(BY_COMPARATOR, REACHED))
def test_a_value_is_judged_as_its_comparator_says(comparator, better, reached, verdict):
    assert verdict_of(target(comparator, "5.57", better=better), known(reached)) == verdict


@pytest.mark.parametrize(("comparator", "better", "reached", "verdict"), cases(BY_COMPARATOR_RANGE, REACHED_RANGE))
def test_a_range_is_judged_as_its_comparator_says(comparator, better, reached, verdict):
    assert verdict_of(target(comparator, "5", "6", better=better), known(reached)) == verdict


@pytest.mark.parametrize("comparator", Comparator)
@pytest.mark.parametrize("reached", [None, "0", "3"])
def test_without_a_number_there_is_no_verdict(comparator, reached):
    assert verdict_of(target(comparator, None), known(reached)) is None


@pytest.mark.parametrize("comparator", Comparator)
def test_a_target_of_zero_is_a_number(comparator):
    assert verdict_of(target(comparator, "0", better="up"), Decimal("0.001")) == verdict_of(
        target(comparator, "0", better="up"), Decimal(0)
    )


@pytest.mark.parametrize(
    ("reached", "verdict"), [("5.5749", MET), ("5.5651", MET), ("5.575", MISSED), ("5.5649", EXCEEDED)]
)
def test_what_prints_as_5_57_does_not_miss_5_57(reached, verdict):
    assert verdict_of(target(Comparator.DOWN_TO, "5.57"), Decimal(reached)) == verdict


@pytest.mark.parametrize(
    ("reached", "verdict"), [("94", MISSED), ("95", MET), ("100", MET), ("105", MET), ("106", EXCEEDED)]
)
def test_about_leaves_the_room_that_the_indicator_gives(reached, verdict):
    about = target(Comparator.ABOUT, "100", better="up", decimals=0, about_within=Decimal(5))

    assert verdict_of(about, Decimal(reached)) == verdict


@pytest.mark.parametrize(
    ("basis", "years", "year", "reached"),
    [
        (Basis.END, by_year(y2020="9.04", y2023="6.001"), 2023, "3.04"),
        (Basis.YEAR, by_year(y2020="9.04", y2022="7.5", y2023="6.001"), 2023, "1.5"),
        (Basis.AVERAGE, by_year(y2020="9", y2022="7.5", y2023="6"), 2023, "1"),
        (Basis.END, by_year(y2020=None, y2023="6"), 2023, None),
        (Basis.END, by_year(y2020="9"), 2023, None),
        (Basis.END, by_year(y2020="9", y2021="9.5"), 2021, "-0.5"),
    ],
)
def test_a_reduction_is_counted_from_before_the_plan(basis, years, year, reached):
    found = reached_by(target(Comparator.REDUCE_BY, "1", basis=basis), years, 2021, year)

    assert found == known(reached)


def test_a_reduction_is_counted_from_the_plans_own_baseline():
    years = by_year(y2024="8", y2025="5.57")

    assert reached_by(target(Comparator.REDUCE_BY, "2.21", baseline="7.92"), years, 2025, 2025) == Decimal("2.35")


@pytest.mark.parametrize(
    ("over_time", "basis", "reached"),
    [
        ("cumulative", Basis.END, "60"),
        ("cumulative", Basis.YEAR, "30"),
        ("cumulative", Basis.AVERAGE, "20"),
        ("level", Basis.END, "30"),
        ("level", Basis.YEAR, "30"),
        ("level", Basis.AVERAGE, "20"),
    ],
)
def test_what_accumulates_adds_up_over_the_years_and_a_level_is_the_last_one(over_time, basis, reached):
    asked = target(Comparator.AT_LEAST, "100", better="up", basis=basis, over_time=over_time, adds_up="sum")

    assert reached_by(asked, by_year(y2021="10", y2022="20", y2023="30"), 2021, 2023) == Decimal(reached)


@pytest.mark.parametrize(("asked", "reached"), [("40", "40"), ("41", None)])
def test_a_sum_with_an_unknown_year_is_known_only_once_it_is_enough(asked, reached):
    jobs = target(Comparator.AT_LEAST, asked, better="up", over_time="cumulative", adds_up="sum")

    assert reached_by(jobs, by_year(y2021="10", y2022=None, y2023="30"), 2021, 2023) == known(reached)


def test_rates_are_never_averaged():
    rate = target(Comparator.REACH, "60", better="up", basis=Basis.AVERAGE, adds_up="ratio")

    assert reached_by(rate, by_year(y2021="50", y2022="70"), 2021, 2022) is None
