"""The figures of the sample province close: year by year, through the merger, and up to the province."""

from collections import defaultdict
from decimal import Decimal

import pytest
from django.db.models import F, Sum
from django.utils import timezone

from budgets.counterpart import checks_of
from budgets.models import Allocation, BudgetLine, CounterpartRate, Stage
from indicators.models import (
    ENTRIES,
    EXITS,
    AddsUp,
    AssignedTarget,
    Comparator,
    HouseholdReview,
    PovertyClass,
    PovertyMovement,
    Result,
    ResultTotal,
    Target,
)
from indicators.results.totals import rebuild_totals
from planning.places.units import GroupMembership, Succession, Unit, UnitKind
from planning.plans.permissions import Status
from planning.plans.plans import Plan, PlanKind
from planning.plans.reading import Reading
from planning.review.problems import obstacles, problems_of_plan
from planning.sample.parts import FIRST_DAY, LAST_DAY, LAST_YEAR
from tests.sample.conftest import SIZE

pytestmark = pytest.mark.paper

COUNTED = {
    ("poor", "households"): "poor_households",
    ("poor", "persons"): "poor_persons",
    ("near-poor", "households"): "near_poor_households",
    ("near-poor", "persons"): "near_poor_persons",
}


def closings():
    """What each review counted, by unit, year, class and measure."""
    return {
        (review.unit_id, review.year, *key): getattr(review, name)
        for review in HouseholdReview.objects.all()
        for key, name in COUNTED.items()
    }


def test_the_province_has_two_maps(made):
    sample = Unit.objects.filter(is_sample=True)

    assert sample.existing_on(FIRST_DAY).filter(kind=UnitKind.COMMUNE).count() == SIZE.communes
    assert not sample.existing_on(FIRST_DAY).filter(kind=UnitKind.DISTRICT).exists()
    assert sample.existing_on(LAST_DAY).filter(kind=UnitKind.COMMUNE).count() > SIZE.communes
    assert sample.existing_on(LAST_DAY).filter(kind=UnitKind.DISTRICT).count() == 4
    assert set(sample.existing_on(FIRST_DAY).values_list("prefix", flat=True)) == {
        "Tỉnh",
        "Xã",
        "Phường",
        "Đặc khu",
    }


def test_every_former_commune_goes_whole_or_in_stated_parts(made):
    shares = defaultdict(Decimal)
    for each in Succession.objects.filter(predecessor__is_sample=True):
        assert each.is_partial == (each.share is not None)
        shares[each.predecessor_id] += each.share or 1

    assert set(shares.values()) == {1}
    assert set(shares) == {place.unit.pk for place in made.sample.former}
    assert Succession.objects.filter(predecessor__is_sample=True, is_partial=True).exists()


def test_a_former_district_is_a_group_of_the_communes_on_its_land(made):
    for district in made.sample.districts:
        expected = Succession.objects.filter(predecessor__parent=district.unit).values("successor")
        members = GroupMembership.objects.filter(group__former_unit=district.unit).values("unit")
        assert set(members.values_list("unit", flat=True)) == set(expected.values_list("successor", flat=True))


def test_codes_are_unlike_those_of_real_units_and_as_long_as_a_code_may_be(made):
    codes = set(Unit.objects.filter(is_sample=True).values_list("code", flat=True))

    assert {code[0] for code in codes} == {"M"}
    assert max(map(len, codes)) <= 8
    assert not Unit.objects.filter(is_sample=False, code__in=codes).exists()


def test_every_commune_year_closes(made):
    counted = closings()
    moves = list(PovertyMovement.objects.all())

    assert len(moves) == 4 * HouseholdReview.objects.count()
    for move in moves:
        assert move.closing == counted[move.unit_id, move.year, move.poverty_class, move.measure]
        assert min(getattr(move, name) for name in (*EXITS, *ENTRIES)) >= 0


def test_who_leaves_the_poor_for_the_near_poor_arrives_there(made):
    moves = {(m.unit_id, m.year, m.measure, m.poverty_class): m for m in PovertyMovement.objects.all()}
    for (*where, poverty_class), move in moves.items():
        if poverty_class == PovertyClass.POOR:
            other = moves[*where, PovertyClass.NEAR_POOR]
            assert (move.to_other_class, move.from_other_class) == (other.from_other_class, other.to_other_class)


def test_every_year_opens_with_what_the_last_one_closed_with_also_over_the_merger(made):
    counted = closings()
    origins = defaultdict(list)
    for each in Succession.objects.filter(predecessor__is_sample=True):
        origins[each.successor_id].append((each.predecessor_id, each.share or 1))
    checked = 0
    for move in PovertyMovement.objects.filter(year__gt=SIZE.first_year):
        before = origins[move.unit_id] if move.year == LAST_YEAR else [(move.unit_id, 1)]
        key = (move.year - 1, move.poverty_class, move.measure)
        assert move.opening == sum(share * counted[unit, *key] for unit, share in before)
        checked += 1
    assert checked == 4 * (3 * len(made.sample.former) + SIZE.communes)


def test_the_poverty_of_every_commune_is_plausible_and_falls(made):
    rates = {
        year: [Decimal(100 * r.poor_households) / r.households for r in HouseholdReview.objects.filter(year=year)]
        for year in made.sample.years
    }
    whole = [
        HouseholdReview.objects.filter(year=year).aggregate(poor=Sum("poor_households"), all=Sum("households"))
        for year in made.sample.years
    ]
    of_province = [Decimal(100 * year["poor"]) / year["all"] for year in whole]

    assert all(1 < rate < 25 for year in rates.values() for rate in year)
    assert of_province == sorted(of_province, reverse=True)


def test_no_class_is_larger_than_what_it_is_a_part_of(made):
    for review in HouseholdReview.objects.all():
        assert review.poor_households + review.near_poor_households + review.average_households <= review.households
        assert review.minority_poor_households + review.minority_near_poor_households <= review.minority_households
        assert review.poor_persons >= review.poor_households


def test_kept_totals_equal_a_recount(made):
    differences = list(rebuild_totals(at=timezone.now(), compare_only=True))
    province = made.sample.province.unit
    total = ResultTotal.objects.get(unit=province, year=2024, indicator__code="poor-rate")
    counted = HouseholdReview.objects.filter(year=2024).aggregate(poor=Sum("poor_households"), all=Sum("households"))

    assert differences == []
    assert (total.numerator, total.denominator) == (counted["poor"], counted["all"])
    assert total.units == len(made.sample.former)


def test_every_commune_has_a_result_of_almost_every_indicator(made):
    for place in made.sample.communes:
        assert Result.objects.filter(unit=place.unit, year=LAST_YEAR).count() >= 40
    assert not Result.objects.filter(indicator__adds_up=AddsUp.RATIO, denominator=None).exists()


@pytest.mark.parametrize("year", range(2021, 2026))
def test_the_counterpart_of_every_line_is_what_the_rates_call_for(made, year):
    """The province adds to all central money, the tier below to what goes below."""
    lines = BudgetLine.objects.filter(plan__slug=f"MAU-annual-{year}", stage=Stage.ASSIGNED)
    of = {(line.component_id, line.nature, line.source.code): line for line in lines.select_related("source")}
    rates = CounterpartRate.objects.filter(unit__is_sample=True, first_year__lte=year, last_year__gte=year)
    below = {rate.source.code: rate.percent for rate in rates if rate.level}

    assert (sum(rate.percent for rate in rates), list(below.values())) == (15, [5])
    for (component, nature, source), line in of.items():
        if source == "central":
            shares = line.allocations.exclude(unit=None).aggregate(total=Sum("amount"))["total"] or 0
            added = [of[each].amount for code in below if (each := (component, nature, code)) in of]
            assert of[component, nature, "local-province"].amount == line.amount / 10
            assert abs(sum(added) - shares * 5 / 100) < 10**6


def test_no_plan_has_less_or_more_counterpart_than_its_rates_call_for(made):
    plans = Plan.objects.filter(unit__is_sample=True, kind=PlanKind.ANNUAL)

    assert {plan.slug for plan in plans if not all(check.is_within for check in checks_of(Reading(plan)))} == set()
    assert all(checks_of(Reading(plan)) for plan in plans)


def test_what_is_shared_out_is_kept_and_never_more_than_was_given(made):
    kept = BudgetLine.objects.filter(plan__unit=made.sample.province.unit, stage=Stage.ASSIGNED)
    shared = dict(Allocation.objects.values_list("line").annotate(total=Sum("amount")).order_by())

    assert {line.pk: line.shared_out for line in kept if line.shared_out} == shared
    assert not kept.filter(shared_out__gt=F("amount")).exists()
    assert kept.filter(source__code="central", shared_out__lt=F("amount")).exists()
    local = kept.filter(source__code__in=["local-district", "local-commune"])
    assert not local.exclude(shared_out=F("amount")).exists()


def test_a_commune_plans_with_what_it_was_given(made):
    for place in made.sample.communes:
        plan = Plan.objects.get(unit=place.unit)
        given = Allocation.objects.filter(unit=place.unit, plan__slug="MAU-annual-2025").aggregate(t=Sum("amount"))
        assert plan.budget_lines.aggregate(t=Sum("amount")) == given


def test_what_is_asked_of_all_is_no_less_than_the_province_sets_itself(made):
    for target in Target.objects.filter(plan__slug="MAU-annual-2025"):
        assigned = AssignedTarget.objects.filter(target=target)
        assert assigned.count() == SIZE.communes
        sums = assigned.aggregate(value=Sum("value"), up=Sum("numerator"), down=Sum("denominator"))
        if target.indicator.adds_up == AddsUp.SUM:
            assert sums["value"] == target.value
        elif sums["down"] and target.comparator == Comparator.REDUCE_BY:
            assert sums["up"] * 100 / sums["down"] >= target.value
            assert target.baseline > target.value


def test_the_targets_of_the_province_start_from_its_results(made):
    plans = Plan.objects.filter(unit=made.sample.province.unit)
    found = {plan.slug: {problem.rule for problem in problems_of_plan(plan)} for plan in plans}

    assert [slug for slug, rules in found.items() if "baseline-not-the-result" in rules] == []
    assert [slug for slug, rules in found.items() if "assigned-over-review" in rules] == []


def test_only_one_commune_asks_less_than_was_assigned_and_does_not_say_why(made):
    plans = Plan.objects.filter(slug__in=made.plans)
    found = {plan.slug: {problem.rule for problem in obstacles(problems_of_plan(plan))} for plan in plans}

    assert {slug: rules for slug, rules in found.items() if rules} == {"MX00010-annual-2025": {"adopted-below"}}


def test_the_plans_of_the_province_are_issued_and_the_communes_rest_on_the_last(made):
    statuses = dict(Plan.objects.filter(unit=made.sample.province.unit).values_list("slug", "status"))

    assert {slug for slug, status in statuses.items() if status == Status.ISSUED} == {
        "MAU-period-2021-2025",
        "MAU-action-2021-2025",
        *(f"MAU-annual-{year}" for year in range(2021, 2026)),
        "MAU-monitoring-year-2024",
    }
    assert statuses["MAU-annual-2025-2"] == Status.DRAFT
    assert set(Plan.objects.filter(unit__kind=UnitKind.COMMUNE).values_list("parent__slug", flat=True)) == {
        "MAU-annual-2025"
    }
