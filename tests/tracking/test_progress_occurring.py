"""When a task is to be done: every timing, with and without its years, with and without a day written out."""

from datetime import date

import pytest

from planning.plans.occurring import occurrence_in, occurrences, recurs, span_of
from planning.plans.periods import ReportingPeriod
from planning.plans.plans import Plan
from planning.plans.tasks import Task
from planning.tracking.tasks.leads import leads_of


def task(timing, first=None, last=None, following=None, due_on=None, plan=(2021, 2025)):
    return Task(
        plan=Plan(first_year=plan[0], last_year=plan[1]),
        timing=timing,
        first_year=first,
        last_year=last,
        next_last_year=following,
        due_on=due_on,
    )


def period(ends_on, first_year=None):
    year = ends_on.year
    return ReportingPeriod(kind="year", first_year=first_year or year, last_year=year, ends_on=ends_on)


def is_asked_in(given, period):
    return occurrence_in(given, span_of(period)) is not None


def ends(*years):
    return [date(year, 12, 31) for year in years]


@pytest.mark.parametrize(
    ("given", "due"),
    [
        (task("yearly"), ends(2021, 2022, 2023, 2024, 2025)),
        (task("yearly", plan=(2025, 2025)), ends(2025)),
        (task("yearly", first=2024), ends(2024, 2025)),
        (task("yearly", due_on=date(2021, 6, 30), plan=(2021, 2022)), [date(2021, 6, 30), date(2022, 6, 30)]),
        (task("yearly", due_on=date(2024, 2, 29), plan=(2024, 2025)), [date(2024, 2, 29), date(2025, 2, 28)]),
        (task("two-yearly"), ends(2021, 2023, 2025)),
        (task("two-yearly", first=2022), ends(2022, 2024)),
        (task("two-yearly", due_on=date(2022, 11, 15)), [date(2022, 11, 15), date(2024, 11, 15)]),
        (task("two-yearly", plan=(2025, 2025)), ends(2025)),
        (task("year", first=2022), ends(2022)),
        (task("year"), ends(2025)),
        (task("year", first=2022, due_on=date(2022, 3, 31)), [date(2022, 3, 31)]),
        (task("period", first=2021, last=2025), ends(2025)),
        (task("period", first=2023), ends(2025)),
        (task("period", first=2021, last=2025, due_on=date(2023, 6, 30)), [date(2023, 6, 30)]),
        (task("two-periods", first=2021, last=2025, following=2030), ends(2025, 2030)),
        (task("two-periods", first=2021, last=2025), ends(2025)),
        (
            task("two-periods", first=2021, last=2025, following=2030, due_on=date(2028, 5, 1)),
            [date(2025, 12, 31), date(2028, 5, 1)],
        ),
    ],
)
def test_a_task_is_due_as_its_time_says(given, due):
    assert [each.due_on for each in occurrences(given)] == due


@pytest.mark.parametrize(
    ("given", "years"),
    [
        (task("yearly"), {2021, 2022, 2023, 2024, 2025}),
        (task("two-yearly"), {2021, 2023, 2025}),
        (task("two-yearly", first=2022), {2022, 2024}),
        (task("year", first=2022), {2022}),
        (task("period", first=2022, last=2024), {2022, 2023, 2024}),
        (task("period", first=2021, last=2025, due_on=date(2022, 6, 30)), {2021, 2022}),
        (task("two-periods", first=2021, last=2022, following=2024), {2021, 2022, 2023, 2024}),
    ],
)
def test_a_task_is_asked_after_in_the_years_in_which_it_is_to_be_done(given, years):
    asked = {year for year in range(2019, 2029) if is_asked_in(given, period(date(year, 12, 31)))}

    assert asked == years


@pytest.mark.parametrize("ends_on", [date(2025, 6, 30), date(2025, 9, 30), date(2025, 12, 31)])
def test_what_recurs_is_asked_after_in_every_period_of_its_year(ends_on):
    assert is_asked_in(task("yearly"), period(ends_on))


def test_a_period_of_several_years_asks_after_all_of_them():
    assert is_asked_in(task("year", first=2022), period(date(2025, 12, 31), first_year=2021))
    assert not is_asked_in(task("year", first=2025), period(date(2023, 12, 31), first_year=2021))


def test_only_what_is_done_again_and_again_recurs():
    assert [recurs(task(timing)) for timing in ("yearly", "two-yearly", "year", "period", "two-periods")] == [
        True, True, False, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Sở Y tế", ["Sở Y tế"]),
        ("Sở Y tế; Sở Tài chính", ["Sở Y tế", "Sở Tài chính"]),
        ("Sở Y tế, Sở Tài chính", ["Sở Y tế", "Sở Tài chính"]),
        ("Sở Y tế\nUBND các huyện, thị xã, thành phố", ["Sở Y tế", "UBND các huyện, thị xã, thành phố"]),
        ("Sở Văn hóa, Thể thao và Du lịch", ["Sở Văn hóa, Thể thao và Du lịch"]),
        ("Các sở, ban, ngành", ["Các sở, ban, ngành"]),
        ("Sở Y tế; sở y tế.", ["Sở Y tế"]),
        ("", []),
    ],
)
def test_leads_are_told_apart_where_the_words_plainly_part_them(words, names):
    assert leads_of(words) == names
