"""What forms take from elsewhere: indicators, the review, money, other forms."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from budgets.models import Payment
from indicators.models import HouseholdReview, PeriodResult, Result
from planning.official.books import read_book
from planning.official.models import FormRow
from planning.official.papers import table_of
from planning.official.sources import ask, ask_together, words_of
from planning.plans.permissions import Status
from planning.plans.plans import Plan
from tests.conftest import make_plan
from tests.official.conftest import columns_of, make_form, rows_of


def answer(period, unit, *references):
    found = ask(period, [unit], references)
    return [found.get((unit.pk, reference)) for reference in references]


PARTS = [f"indicator:ty-le.{part}" for part in ("value", "numerator", "denominator", "estimate")]


@pytest.fixture
def rate(indicator):
    return indicator("ty-le", "Tỷ lệ", adds_up="ratio")


def test_what_nobody_told_is_unknown(period, places, rate):
    assert answer(period, places.ba_dinh, *PARTS, "review:households", "budget:paid") == [None] * 6


def test_the_vetted_figure_counts_before_the_reported_one(period, places, rate):
    PeriodResult.objects.create(
        period=period,
        unit=places.ba_dinh,
        indicator=rate,
        estimate_value=9,
        reported_numerator=1,
        reported_denominator=4,
        vetted_numerator=0,
        vetted_denominator=5,
    )

    assert answer(period, places.ba_dinh, *PARTS) == [0, 0, 5, 9]


def test_an_estimate_is_no_result(period, places, rate):
    PeriodResult.objects.create(period=period, unit=places.ba_dinh, indicator=rate, estimate_value=9)

    assert answer(period, places.ba_dinh, *PARTS) == [None, None, None, 9]


def test_of_a_year_the_results_count_where_nothing_was_told_for_the_period(period, places, rate):
    Result.objects.create(unit=places.ba_dinh, indicator=rate, year=2025, numerator=1, denominator=8)
    PeriodResult.objects.create(
        period=period, unit=places.ba_to, indicator=rate, reported_numerator=1, reported_denominator=2
    )

    assert answer(period, places.ba_dinh, PARTS[0]) == [Decimal("12.5")]
    assert answer(period, places.province, PARTS[0]) == [20]


def test_results_of_the_year_are_none_of_its_first_half(period, places, rate):
    Result.objects.create(unit=places.ba_dinh, indicator=rate, year=2025, value=3)
    period.kind = "half"

    assert answer(period, places.ba_dinh, PARTS[0]) == [None]


@pytest.fixture
def told(period, places, indicator):
    """Two communes with a count and with a rate of ten and of twenty in a hundred."""
    count, rate = indicator("so-ho", "Số hộ", adds_up="sum"), indicator("ho-ngheo", "Tỷ lệ", adds_up="ratio")

    def tell(lacking=False):
        for unit, first in ((places.ba_dinh, 5), (places.ba_to, 7)):
            row = {"period": period, "unit": unit}
            PeriodResult.objects.create(**row, indicator=count, estimate_value=first, reported_value=first + 1)
        counts = {"reported_numerator": 20, "reported_denominator": 300}
        PeriodResult.objects.create(
            period=period, unit=places.ba_dinh, indicator=rate, reported_numerator=10, reported_denominator=100
        )
        PeriodResult.objects.create(
            period=period, unit=places.ba_to, indicator=rate, **({"reported_value": 20} if lacking else counts)
        )

    return tell


@pytest.mark.parametrize("kind", ["half", "year"])
def test_the_levels_above_see_the_roll_up_of_a_period(kind, period, places, told):
    period.kind = kind
    period.save()
    told()
    asked = ["so-ho.estimate", "so-ho.value", "ho-ngheo.value", "ho-ngheo.numerator", "ho-ngheo.denominator"]

    figures = answer(period, places.province, *(f"indicator:{each}" for each in asked))

    assert figures == [12, 14, Decimal("7.5"), 30, 400]


@pytest.mark.parametrize("kind", ["half", "year"])
def test_the_frame_of_results_of_a_province_is_that_of_its_communes(kind, period, places, told):
    period.kind = kind
    period.save()
    told()
    form = make_form("khung", "fixed", levels=["province", "commune"])
    columns_of(
        form, ("c1", "Ước", "source", "indicator:*.estimate", 0), ("c2", "Kết quả", "source", "indicator:*.value", 2)
    )
    form.columns.update(adds=False)
    rows_of(form, ("d1", "Số hộ", "item", ""), ("d2", "Tỷ lệ", "item", ""))
    for key, code in (("d1", "so-ho"), ("d2", "ho-ngheo")):
        FormRow.objects.filter(form=form, key=key).update(subject=code)

    rows = table_of(read_book(form, period, places.province)).rows

    assert [[cell.text for cell in row.cells[1:]] for row in rows] == [["Số hộ", "12", "14,00"], ["Tỷ lệ", "", "7,50"]]


def rates_of(period, unit):
    form = make_form("ty-le", "units")
    columns_of(form, ("c1", "Tỷ lệ", "source", "indicator:ho-ngheo.value", 2))
    return [row.cells[2].text for row in table_of(read_book(form, period, unit)).rows]


def test_a_rate_of_all_is_of_the_counts_of_all_and_no_sum_of_rates(period, places, told):
    told()

    assert rates_of(period, places.province) == ["6,67", "10,00", "7,50"]


def test_a_rate_of_all_is_blank_where_a_unit_told_no_counts(period, places, told):
    told(lacking=True)

    assert rates_of(period, places.province) == ["20,00", "10,00", ""]


def test_a_count_of_the_review_is_of_town_and_country(period, places):
    for area, households in (("rural", 40), ("urban", 0)):
        HouseholdReview.objects.create(unit=places.ba_dinh, year=2025, area=area, households=households)

    assert answer(period, places.ba_dinh, "review:households", "review:persons") == [40, None]


@pytest.fixture
def pay(period, places, programme, component, sources, fund):
    """Give money by a plan in force, and tell what was paid of it."""

    def make(code, source, nature, given, paid, unit=places.ba_dinh):
        slug = f"{unit.code}-annual-2025-moi"
        plan = Plan.objects.filter(slug=slug).first() or make_plan(unit, programme, slug)
        fund(plan, code, source, nature, given)
        Plan.objects.filter(pk=plan.pk).update(status=Status.ISSUED)
        Payment.objects.create(
            period=period,
            unit=unit,
            component=component(code),
            source=sources[source],
            nature=nature,
            given=given,
            paid=paid,
        )

    return make


def test_money_is_of_a_component_with_all_below_it_and_of_a_source_with_all_below_it(period, places, pay):
    pay("DA1", "central", "recurrent", 10, 0)
    pay("DA2.1", "central", "investment", 100, 30)
    pay("DA2.2", "local-commune", "recurrent", 1000, None)

    asked = ["paid", "given/DA2", "paid/DA2/central", "given//local", "given///recurrent", "paid/DA2.2", "paid/DA1"]

    assert answer(period, places.ba_dinh, *(f"budget:{each}" for each in asked)) == [30, 1100, 30, 1000, 1010, None, 0]


def test_money_is_that_of_the_report_whoever_told_of_it_and_loans_stand_apart(period, places, sources, pay):
    sources["credit"].is_counted = False
    sources["credit"].save()
    pay("DA1", "central", "recurrent", 100, 60)
    pay("DA1", "credit", "recurrent", 1000, 7)
    pay("DA2.1", "central", "investment", 10, None, places.province)
    Payment.objects.filter(given=100).update(given=90)

    assert answer(period, places.province, "budget:given", "budget:paid", "budget:paid//credit") == [110, 60, 7]
    assert answer(period, places.ba_dinh, "budget:given", "budget:paid", "budget:given//credit") == [100, 60, 1000]


def test_money_of_a_unit_and_of_one_below_it_is_added_once(period, places, pay):
    pay("DA1", "central", "recurrent", 100, 60)
    pay("DA2.1", "central", "investment", 10, 3, places.province)

    found = ask_together(period, [places.province, places.ba_dinh], ["budget:given", "budget:paid"])

    assert found == {"budget:given": 110, "budget:paid": 63}


def test_figures_of_another_form_are_those_that_were_entered(period, places, counts, items, fill):
    fill(counts, places.ba_dinh, c1=7)
    fill(items, places.ba_dinh, d1_c2="2.5")

    assert answer(period, places.ba_dinh, "form:thieu-hut.c1", "form:thieu-hut.c2", "form:lao-dong.d1.c2") == [
        7,
        None,
        Decimal("2.5"),
    ]


def test_a_form_of_sources_shows_money_in_its_unit_and_each_rows_own_indicator(period, places, rate, pay):
    pay("DA1", "central", "recurrent", 1_500_000, 600_000)
    PeriodResult.objects.create(
        period=period, unit=places.ba_dinh, indicator=rate, reported_numerator=1, reported_denominator=3
    )
    form = make_form("khung", "fixed")
    columns_of(
        form,
        ("c1", "Kết quả", "source", "indicator:*.value", 2),
        ("c2", "Giao (triệu đồng)", "source", "budget:given/DA1", 1),
        ("c3", "Giải ngân (%)", "formula", "[budget:paid/DA1]*100/[budget:given/DA1]", 1),
    )
    form.columns.filter(key="c2").update(money_unit="million")
    rows_of(form, ("d1", "Tỷ lệ", "item", ""))
    FormRow.objects.filter(form=form).update(subject="ty-le")

    (row,) = table_of(read_book(form, period, places.ba_dinh)).rows

    assert [cell.text for cell in row.cells] == ["", "Tỷ lệ", "33,33", "1,5", "40,0"]


def test_sources_are_added_over_the_units_that_fill_a_form_in(period, places, pay):
    pay("DA1", "central", "recurrent", 100, 60)
    pay("DA1", "central", "recurrent", 300, 40, places.ba_to)
    form = make_form("von", "units")
    columns_of(
        form,
        ("c1", "Giao", "source", "budget:given", 0),
        ("c2", "Giải ngân", "source", "budget:paid", 0),
        ("c3", "Tỷ lệ", "formula", "c2/c1*100", 1),
    )

    rows = table_of(read_book(form, period, places.province)).rows

    assert [[cell.text for cell in row.cells[2:]] for row in rows] == [
        ["300", "40", "13,3"],
        ["100", "60", "60,0"],
        ["400", "100", "25,0"],
    ]


def test_asking_costs_the_same_for_one_unit_and_for_three(
    period, places, rate, sources, django_assert_num_queries, django_assert_max_num_queries
):
    references = {*PARTS, "review:households", "budget:paid/DA1", "form:thieu-hut.c1"}
    with django_assert_max_num_queries(30) as one:
        ask(period, [places.ba_dinh], references)

    with django_assert_num_queries(len(one)):
        ask(period, [places.ba_dinh, places.ba_to, places.province], references)


@pytest.mark.usefixtures("sources")
def test_money_is_called_by_its_project_source_and_nature_in_words():
    asked = ["budget:paid", "budget:given/DA2.1/central/recurrent", "budget:carried_in//credit"]

    with CaptureQueriesContext(connection) as queries:
        words = words_of(asked)

    assert words == {
        "budget:paid": "kinh phí giải ngân",
        "budget:given/DA2.1/central/recurrent": (
            "kinh phí được giao, dự án DA2.1, nguồn ngân sách trung ương, vốn sự nghiệp"
        ),
        "budget:carried_in//credit": "kinh phí năm trước chuyển sang, nguồn vốn tín dụng",
    }
    assert len(queries) == 1
