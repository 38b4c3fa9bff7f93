"""A unit without a plan of its own is asked and measured by what was assigned to it. All figures are invented."""

from datetime import date

import pytest
from django.urls import reverse

from indicators.models import Target
from indicators.reporting.account import Account
from indicators.reporting.asked import asking, indicators_asked
from indicators.reporting.asked_units import AskedUnits
from indicators.reporting.cell import look_at_cell
from indicators.reporting.evidence import is_asked
from indicators.reporting.filling import filled_results
from indicators.reporting.pictures import line_of
from indicators.reporting.tables import results_table, units_table
from indicators.verdicts.verdict import Verdict
from planning.plans.periods import PeriodKind
from planning.plans.permissions import Status
from planning.plans.plans import Plan, PlanKind
from planning.tracking.asking import asked_words
from planning.tracking.filling import Filled
from planning.tracking.scopes import report_name
from tests.conftest import make_plan
from tests.indicators.assigning import give, issue, make_communes
from tests.indicators.period_tables import table
from tests.indicators.reporting import make_period, reported, tell
from tests.indicators.storing import counts, store, value


@pytest.fixture
def assigned(two_asked, places, houses, rate):
    """What the province's plan in force assigns to Ba Dinh: of houses a count, of the rate what makes it."""
    targets = {target.indicator: target for target in Target.objects.all()}
    give(targets[houses], places.ba_dinh, 12)
    give(targets[rate], places.ba_dinh, numerator=38, denominator=760)


def outcomes(period, unit):
    return {each.indicator.code: each for each in Account(period, [unit]).outcomes(unit)}


def test_a_commune_without_a_plan_is_held_to_what_the_province_assigned(year, assigned, places, houses, rate):
    tell(year, houses, {places.ba_dinh: reported(12)})
    tell(year, rate, {places.ba_dinh: reported(39, 760)})

    found = outcomes(year, places.ba_dinh)

    assert {code: (each.annual.target.value, each.annual.verdict) for code, each in found.items()} == {
        "houses": (12, Verdict.MET),
        "poor-rate": (5, Verdict.MISSED),
    }


def test_its_own_plan_goes_before(year, assigned, places, programme, houses):
    plan = make_plan(places.ba_dinh, programme, "21499-annual-2025")
    Target.objects.create(plan=plan, indicator=houses, comparator="at-least", value=20)
    issue(plan)

    found = outcomes(year, places.ba_dinh)

    assert {code: each.annual.target.value for code, each in found.items()} == {"houses": 20}


def test_a_reduction_starts_from_the_communes_own_figure(year, places, programme, indicator):
    poor = indicator("poor", "Số hộ nghèo", unit="hộ", decimals=0, adds_up="sum")
    plan = make_plan(places.province, programme, "51-annual-2025")
    target = Target.objects.create(plan=plan, indicator=poor, comparator="reduce-by", value=100, baseline=900)
    issue(plan)
    give(target, places.ba_to, 10)
    store(poor, 2024, {places.ba_to: value(60)})
    tell(year, poor, {places.ba_to: reported(45)})

    judged = outcomes(year, places.ba_to)["poor"].annual

    assert (judged.reached, judged.verdict) == (15, Verdict.EXCEEDED)


def test_table_grid_and_figure_say_whose_targets_they_are(year, assigned, places, lan, houses):
    tell(year, houses, {places.ba_dinh: reported(12)})

    printed = results_table(Account(year, [places.ba_dinh]), places.ba_dinh, "")
    grid = table(report_name(year, places.ba_dinh), lan)

    assert [column.headings for column in printed.columns if column.key == "asked"] == [
        ("Kế hoạch", "Năm 2025 (tỉnh giao)")
    ]
    assert printed.notes[0] == (
        "Đơn vị chưa có kế hoạch năm 2025 được ban hành: mức kế hoạch theo chỉ tiêu tỉnh giao (kế hoạch năm 2025 của "
        "tỉnh Quảng Ngãi)."
    )
    assert grid.column_at["plan"].headings == ("Kế hoạch năm (tỉnh giao)",)
    assert grid.cells["houses", "plan"].value == 12
    assert look_at_cell(year, places.ba_dinh, houses).verdicts == (
        "Đạt chỉ tiêu tỉnh giao năm 2025 (đạt tối thiểu 12 nhà): đạt 12 nhà.",
    )


def test_the_table_of_units_says_how_many_are_measured_so(year, assigned, places, houses):
    units = [places.ba_to, places.ba_dinh]

    found = units_table(Account(year, units, [houses]), units, [houses], "")

    assert found.notes[-1] == "1/2 đơn vị chưa có kế hoạch năm được ban hành: so theo chỉ tiêu tỉnh giao."


def test_an_adjusted_plan_assigns_anew_only_from_its_day_on(year, assigned, places, programme, houses):
    former = Plan.objects.get(unit=places.province)
    Plan.objects.filter(pk=former.pk).update(status=Status.SUPERSEDED, issued_on=date(2025, 7, 15))
    later = make_plan(places.province, programme, "51-annual-2025-lan-2", version=2, adjusts=former)
    target = Target.objects.create(plan=later, indicator=houses, comparator="at-least", value=40)
    give(target, places.ba_dinh, 15)
    issue(later)
    half = make_period(places.province, programme, PeriodKind.HALF, ends_on=date(2025, 8, 15))
    Plan.objects.filter(pk=later.pk).update(issued_on=date(2025, 11, 1))

    before, after = outcomes(half, places.ba_dinh), outcomes(year, places.ba_dinh)

    assert (before["houses"].annual.target.value, after["houses"].annual.target.value) == (12, 15)


def test_a_commune_that_took_another_over_whole_has_what_that_was_assigned(places, programme, year, houses):
    plan = make_plan(places.old_province, programme, "51-annual-2025-cu")
    target = Target.objects.create(plan=plan, indicator=houses, comparator="at-least", value=40)
    issue(plan)
    give(target, places.old_ba_dinh, 4)
    give(target, places.ba_giang, 3)

    assert outcomes(year, places.ba_dinh)["houses"].annual.target.value == 7


def test_a_commune_is_asked_what_was_assigned_to_it(year, assigned, places, programme, houses, rate, indicator):
    extra = indicator("extra", "Chỉ tiêu khác", adds_up="sum")
    Target.objects.create(plan=Plan.objects.get(), indicator=extra, comparator="at-least", value=1)

    asked = AskedUnits(year, [places.ba_dinh, places.ba_to])

    assert [each.code for each in asked.of(places.ba_dinh)] == ["houses", "poor-rate"]
    assert [each.code for each in asked.of(places.ba_to)] == ["extra", "houses", "poor-rate"]
    assert asked.words(places.ba_dinh) == (
        "Đơn vị chưa có kế hoạch năm 2025 được ban hành: hỏi các chỉ tiêu tỉnh giao (kế hoạch năm 2025 của tỉnh Quảng "
        "Ngãi)."
    )
    assert asked.words(places.ba_to) == "Các chỉ tiêu được hỏi theo kế hoạch năm 2025 của tỉnh Quảng Ngãi."
    assert (is_asked(year, places.ba_dinh, "extra"), is_asked(year, places.ba_to, "extra")) == (False, True)


def test_each_is_counted_by_what_it_is_asked(year, assigned, places, houses, indicator):
    extra = indicator("extra", "Chỉ tiêu khác", adds_up="sum")
    Target.objects.create(plan=Plan.objects.get(), indicator=extra, comparator="at-least", value=1)
    tell(year, houses, {places.ba_dinh: reported(1), places.ba_to: reported(2)})
    tell(year, extra, {places.ba_dinh: reported(1)})

    filled = filled_results(year, [places.ba_dinh, places.ba_to])

    assert filled == {places.ba_dinh.pk: Filled(1, 2), places.ba_to.pk: Filled(1, 3)}


def test_a_commune_is_asked_besides_for_what_only_its_own_plan_has(year, two_asked, places, programme, indicator):
    own = indicator("own", "Chỉ tiêu riêng của xã", adds_up="sum")
    plan = make_plan(places.ba_dinh, programme, "21499-annual-2025")
    Target.objects.create(plan=plan, indicator=own, comparator="at-least", value=1)
    issue(plan)

    asked = AskedUnits(year, [places.ba_dinh])

    assert [each.code for each in asked.of(places.ba_dinh)] == ["houses", "own", "poor-rate"]
    assert asked.words(places.ba_dinh).endswith("Có thêm các chỉ tiêu riêng của kế hoạch đơn vị.")


def test_without_an_annual_plan_the_five_year_plan_is_asked(year, places, programme, rate, houses):
    plan = make_plan(places.province, programme, "51-period", year=2021, kind=PlanKind.PERIOD)
    Plan.objects.filter(pk=plan.pk).update(last_year=2025)
    Target.objects.create(plan=plan, indicator=rate, comparator="down-to", value="5.57")
    issue(plan)

    found = asking(year)

    assert [each.code for each in found.indicators] == ["poor-rate"]
    assert found.words == (
        "Chưa có kế hoạch năm được ban hành: hỏi các chỉ tiêu theo kế hoạch 5 năm (giai đoạn 2021-2025)."
    )


def test_without_any_plan_the_catalogue_is_asked_and_the_opener_is_told(year, rate, houses):
    words = "Chưa có kế hoạch năm và kế hoạch 5 năm được ban hành: hỏi mọi chỉ tiêu của danh mục đang áp dụng."

    assert asking(year).words == words
    assert indicators_asked(year) == f"{words} Số chỉ tiêu: 2."
    assert indicators_asked(year) in asked_words(year)


def test_the_page_says_on_what_the_period_rests(client, year, assigned, places, lan):
    client.force_login(lan)

    page = client.get(reverse("period-results", args=[report_name(year, places.ba_dinh)]))

    assert page.context["asked"] == AskedUnits(year, [places.ba_dinh]).words(places.ba_dinh)


@pytest.mark.parametrize("count", [1, 3])
def test_more_units_cost_no_more_queries(year, two_asked, places, houses, count, django_assert_num_queries):
    communes = make_communes(places.province, count)
    target = Target.objects.get(indicator=houses)
    for unit in communes:
        give(target, unit, 3)

    with django_assert_num_queries(8):
        filled_results(year, communes)


def test_its_line_of_years_has_what_was_assigned_for_each(year, assigned, places, programme, rate):
    tell(year, rate, {places.ba_dinh: reported(39, 760)})
    store(rate, 2024, {places.old_ba_dinh: counts(40, 500), places.ba_giang: counts(20, 260)})
    before = make_plan(places.province, programme, "51-annual-2024", year=2024)
    asked = Target.objects.create(plan=before, indicator=rate, comparator="down-to", value=8)
    issue(before)
    give(asked, places.old_ba_dinh, numerator=38, denominator=500)
    give(asked, places.ba_giang, numerator=19, denominator=260)

    line = line_of(Account(year, [places.ba_dinh]), places.ba_dinh, rate)

    assert [(mark.label, mark.text, mark.target_text) for mark in line.series[0].marks] == [
        ("2024", "7,89%", "7,50%"),
        ("2025", "5,13%", "5,00%"),
    ]
    assert line.note.endswith(" Mức kế hoạch là chỉ tiêu tỉnh giao.")
