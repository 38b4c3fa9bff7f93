"""What became of the sample province's plans: in agreement with its results, never more paid than there was."""

from collections import defaultdict
from datetime import date
from decimal import Decimal

import pytest
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.timezone import localdate

from budgets.models import Nature, Payment
from budgets.paying.doubts import BEYOND, SLOW, UNSETTLED, against, doubtful
from budgets.paying.paid import paid_by
from indicators.models import PeriodResult, Result
from indicators.reporting.counted import PARTS, counted_figures
from indicators.results.actions import Figures
from indicators.results.totals import rebuild_totals
from indicators.sample.results import STILL_BLANK, TRUE_ZERO
from planning.formats import MoneyUnit
from planning.places.agencies import Agency
from planning.places.units import UnitKind
from planning.plans.parts import Section
from planning.plans.periods import PeriodKind, ReportingPeriod
from planning.plans.permissions import Status
from planning.plans.plans import Plan
from planning.review.problems import obstacles, problems_of_plan
from planning.sample.parts import LAST_YEAR, LATE, UNSENT, ZERO
from planning.text.instructions import OPENING
from planning.tracking.recommendations.model import Recommendation
from planning.tracking.scopes import units_of_period
from planning.tracking.submissions import Deadline, Submission
from planning.tracking.tasks.standing import Summary, standings_in

pytestmark = pytest.mark.paper

YEAR = "MAU-year-2025"
SINGLE = [PeriodKind.HALF, PeriodKind.NINE, PeriodKind.YEAR]


def period(slug):
    return ReportingPeriod.objects.get(slug=slug)


def states(slug):
    return dict(Submission.objects.filter(period__slug=slug).values_list("unit__code", "state"))


def test_every_year_has_its_periods_and_only_those_of_the_last_year_are_open(made):
    kinds = defaultdict(list)
    for each in ReportingPeriod.objects.order_by("ends_on", "pk"):
        kinds[each.first_year, each.last_year].append((each.kind, each.locked_at is None))

    assert kinds.pop((2021, 2025)) == [("final", True)]
    assert kinds.pop((2025, 2025)) == [("half", True), ("nine", True), ("year", True)]
    assert dict(kinds) == {(year, year): [("half", False), ("year", False)] for year in range(2021, 2025)}


def test_lower_levels_are_due_before_those_above(made):
    for each in ReportingPeriod.objects.all():
        due = list(each.deadlines.order_by("due_on").values_list("level", flat=True))
        assert due == [level for level in ("commune", "district", "province") if level in due]
        assert ("district" in due) == (each.ends_on.year < LAST_YEAR or each.kind == PeriodKind.HALF)


def test_all_have_sent_for_the_years_before_and_almost_all_for_the_last(made):
    for each in ReportingPeriod.objects.exclude(locked_at=None):
        codes = units_of_period(each).values_list("code", flat=True)
        assert states(each.slug) == dict.fromkeys(codes, "accepted") | {"MAU": "sent"}
    last = states(YEAR)

    assert {unit.code for unit in units_of_period(period(YEAR))} - last.keys() == {"MAU", "MX00004"}
    assert [code for code, state in last.items() if state == "returned"] == ["MX00001"]
    assert set(last.values()) == {"sent", "returned", "accepted"}


def test_one_commune_is_late_twice_running(made):
    late = []
    for slug in ("MAU-nine-2025", YEAR):
        due_on = Deadline.objects.get(period__slug=slug, level="commune").due_on
        sent = Submission.objects.filter(period__slug=slug, unit__kind="commune").values_list("unit__code", "sent_at")
        late.append({code for code, at in sent if localdate(at) > due_on})

    assert made.sample.commune(LATE).unit.code in late[0] & late[1]


def test_what_counts_of_a_year_is_its_result(made):
    rows = PeriodResult.objects.filter(period__kind=PeriodKind.YEAR).select_related("indicator", "period")
    results = {
        (unit, indicator, year): Figures(*figures)
        for unit, indicator, year, *figures in Result.objects.values_list("unit", "indicator", "year", *PARTS)
    }
    told = {(row.unit_id, row.indicator_id, row.period.year): row for row in rows}

    assert {key: counted_figures(row) for key, row in told.items()} == {key: results[key] for key in told}
    assert {year for *_, year in told} == set(made.sample.years)
    assert any(row.reported_numerator != row.vetted_numerator for row in told.values() if row.vetted_denominator)
    assert any(row.vetted_value is None and row.vetted_denominator is None for row in told.values())
    assert list(rebuild_totals(at=timezone.now(), compare_only=True)) == []


def test_what_accumulates_never_falls_within_a_year(made):
    told = defaultdict(list)
    rows = PeriodResult.objects.filter(indicator__over_time="cumulative", period__kind__in=SINGLE)
    for row in rows.select_related("period").order_by("period__ends_on"):
        told[row.unit_id, row.indicator_id, row.period.year].append(row.counted and row.figure(row.counted))

    assert all(values == sorted(values) for values in told.values())
    assert {len(values) for values in told.values()} == {1, 2}


def test_a_true_zero_and_a_blank_are_both_there(made):
    zero, unsent = made.sample.commune(ZERO).unit, made.sample.commune(UNSENT).unit
    of_zero = PeriodResult.objects.get(period__slug=YEAR, unit=zero, indicator__code=TRUE_ZERO)

    assert of_zero.figure(of_zero.counted) == 0
    assert Result.objects.get(unit=zero, year=LAST_YEAR, indicator__code=TRUE_ZERO).value == 0
    assert not PeriodResult.objects.filter(period__slug=YEAR, unit=unsent, indicator__code=STILL_BLANK).exists()
    assert not Result.objects.filter(unit=unsent, year=LAST_YEAR, indicator__code=STILL_BLANK).exists()


def test_no_more_is_paid_than_there_was_and_money_goes_on_from_year_to_year(made):
    province = made.sample.province.unit
    totals = {year: paid_by(period(f"MAU-year-{year}"), province).cube.total() for year in made.sample.years}

    for year, sums in totals.items():
        assert sums.paid + sums.carried_out <= sums.available
        assert sums.settled <= sums.paid
        assert sums.carried_in == (totals[year - 1].carried_out if year - 1 in totals else None)
    assert totals[LAST_YEAR].left > 0
    assert {
        row.given for row in Payment.objects.filter(given__lt=F("paid") + F("carried_out") - F("carried_in"))
    } == set()


def test_what_was_paid_never_falls_within_a_year(made):
    paid = defaultdict(list)
    for row in Payment.objects.order_by("period__ends_on").select_related("period"):
        paid[row.period.year, row.unit_id, row.agency_id, row.component_id, row.source_id, row.nature].append(row.paid)

    assert all(values == sorted(values) for values in paid.values())


def test_what_a_year_leaves_over_goes_on_whole_but_for_a_few_cells(made):
    told = Payment.objects.filter(period__kind=PeriodKind.YEAR).exclude(nature=Nature.NONE).exclude(paid=0)
    there_is = Coalesce(F("given"), Decimal(0)) + Coalesce(F("carried_in"), Decimal(0))
    spent = told.filter(settled=F("paid"), paid=there_is - Coalesce(F("carried_out"), Decimal(0)))

    assert 90 * told.count() < 100 * spent.count() < 100 * told.count()
    assert set(told.filter(carried_out__gt=0).values_list("period__last_year", flat=True)) == set(made.sample.years)
    assert not told.filter(carried_out__gt=0, unit__kind=UnitKind.DISTRICT).exists()
    assert not Payment.objects.filter(nature=Nature.NONE).exclude(settled=None, carried_out=None).exists()


@pytest.mark.parametrize("year", range(2021, 2026))
def test_an_annual_report_doubts_few_payments_and_for_what_happens_in_a_province(year, made):
    places = paid_by(period(f"MAU-year-{year}"), made.sample.province.unit).cube.places
    found = doubtful(places, {}, against(period(f"MAU-year-{year}"), MoneyUnit.MILLION, "", date(year + 1, 6, 1)))
    nothing_paid = [each.place.unit for each in found.pop(SLOW, [])]

    assert nothing_paid == ([made.sample.commune(ZERO).unit.pk] if year == LAST_YEAR else [])
    assert set(found) <= {BEYOND, UNSETTLED}
    assert all(each.sums.carried_in for each in found.get(BEYOND, []))
    assert 0 < 20 * len(found[UNSETTLED]) < len(places)
    assert 5 * len(found.get(BEYOND, [])) < len(places)


def test_no_department_leads_a_task_after_it_is_gone(made):
    province = made.sample.province.unit
    gone = Agency.objects.filter(unit=province).exclude(valid_to=None)
    names = {name for each in gone for name in (each.name, each.short_name)}
    leads = {line.name for line in Summary(tuple(standings_in(period(YEAR), [province])[province.pk])).by_agency}

    assert leads - names == leads != set()
    assert not Payment.objects.filter(agency__in=gone, period__slug=YEAR).exists()


def test_every_unit_and_agency_has_told_of_its_money_but_one(made):
    untold = {
        place.unit
        for place, sums in paid_by(period(YEAR), made.sample.province.unit).cube.places.items()
        if sums.available and sums.paid is None
    }
    assert untold == {made.sample.commune(UNSENT).unit.pk}


def test_tasks_are_done_late_stopped_overdue_and_passed_over(made):
    province = made.sample.province.unit
    found = {
        slug: {each.state_words for each in standings_in(period(slug), [province])[province.pk]}
        for slug in ("MAU-half-2023", "MAU-year-2023", "MAU-year-2024", YEAR)
    }

    assert "Đang thực hiện" in found["MAU-half-2023"]
    assert "Đã hoàn thành (chậm so với thời hạn)" in found["MAU-year-2023"]
    assert "Dừng thực hiện" in found["MAU-year-2024"]
    assert found[YEAR] == {"Đã hoàn thành", "Đang thực hiện", "Đang thực hiện (quá hạn)", "Chưa báo cáo"}


def test_recommendations_are_carried_out_or_still_open(made):
    assert set(Recommendation.objects.values_list("state", flat=True)) == {"done", "under-way", "open"}


def test_nothing_stands_in_the_way_of_signing_the_reports(made):
    reports = Plan.objects.filter(slug__in=made.reports).order_by("slug")

    assert {report.slug: report.status for report in reports} == {
        "MAU-monitoring-year-2024": Status.ISSUED,
        "MAU-monitoring-year-2025": Status.DRAFT,
        "MAU-summary-final-2021-2025": Status.DRAFT,
    }
    assert [obstacles(problems_of_plan(report)) for report in reports] == [[], [], []]
    assert not Section.objects.filter(plan__in=reports, body__contains=OPENING).exists()


def test_the_officers_of_the_sample_cannot_sign_in(made):
    officers = [made.sample.editor, made.sample.signer]

    assert [officer.has_usable_password() for officer in officers] == [False, False]
