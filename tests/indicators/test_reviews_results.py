"""The results that follow from the counts of the household review. All figures are invented."""

from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from indicators.models import Area, Result, ResultTotal
from indicators.models.catalogue import HAS_RESULTS
from indicators.results.totals import rebuild_totals
from indicators.reviews.actions import add_area, remove_area
from indicators.reviews.scopes import find_review
from tests.admin.conftest import confirm, table, upload
from tests.indicators.reviewing import BA_DINH, ROW, counted, enter, reviewed, table_of, texts
from tests.indicators.storing import NOW, store, total_of, value

INDICATORS = "indicators_indicator"


@pytest.fixture
def poor_rate(indicator):
    return indicator(
        "poor-rate", "Tỷ lệ hộ nghèo", adds_up="ratio", review_numerator="poor_households",
        review_denominator="households",
    )  # fmt: skip


def test_the_results_follow_the_counts_and_the_totals_follow_the_results(places, indicator, poor_rate, minh):
    poor = indicator("poor", "Số hộ nghèo", unit="hộ", adds_up="sum", review_numerator="poor_households")
    cells = {(ROW, "households"): 500, (ROW, "poor_households"): 40}
    cells |= {("21484-rural", "households"): 250, ("21484-rural", "poor_households"): 25}

    enter("review-1", "51-2025", cells, minh)

    rate = Result.objects.get(unit=places.ba_dinh, indicator=poor_rate, year=2025)
    assert (rate.value, rate.numerator, rate.denominator) == (None, 40, 500)
    assert Result.objects.get(unit=places.ba_dinh, indicator=poor, year=2025).value == 40
    total = ResultTotal.objects.get(unit=places.province, indicator=poor_rate, year=2025)
    assert (total.numerator, total.denominator) == (65, 750)
    assert round(total.figure, 2) == Decimal("8.67")


def test_a_result_is_the_sum_over_the_areas_of_a_commune(places, poor_rate, lan):
    counted(places.ba_dinh, area="urban", households=200, poor_households=5)

    enter("review-1", BA_DINH, {(ROW, "households"): 300}, lan)
    assert not Result.objects.exists()
    enter("review-1", BA_DINH, {(ROW, "poor_households"): 30}, lan)

    result = Result.objects.get()
    assert (result.numerator, result.denominator) == (35, 500)


def test_an_area_without_counts_leaves_the_commune_without_a_result_until_it_is_taken_out(places, poor_rate, lan):
    reviewed(places.ba_dinh)
    scope = find_review(BA_DINH, lan)
    enter("review-1", BA_DINH, {(ROW, "households"): 500}, lan)
    add_area(scope, Area.URBAN, by=lan, at=NOW)
    with_area = Result.objects.filter(unit=places.ba_dinh, indicator=poor_rate).count()

    remove_area(scope, Area.URBAN, by=lan, at=NOW)

    assert (with_area, Result.objects.get(unit=places.ba_dinh, indicator=poor_rate).figure) == (0, 8)


def test_a_count_that_is_cleared_takes_its_result_away(places, poor_rate, lan):
    enter("review-1", BA_DINH, {(ROW, "households"): 500, (ROW, "poor_households"): 40}, lan)

    enter("review-1", BA_DINH, {(ROW, "poor_households"): None}, lan)

    assert not Result.objects.exists()


def test_nothing_is_a_share_of_no_household(places, poor_rate, lan):
    enter("review-1", BA_DINH, {(ROW, "households"): 0, (ROW, "poor_households"): 0}, lan)

    assert not Result.objects.exists()
    assert texts(table_of("review-1", BA_DINH, lan), ROW, "poor_households_rate") == [""]


def test_entering_costs_the_same_for_one_commune_and_for_two(places, poor_rate, minh):
    cells = [(ROW, "households"), ("21484-rural", "households")]
    reviewed(places.ba_dinh)
    reviewed(places.ba_to)
    enter("review-1", "51-2025", dict.fromkeys(cells, 501), minh)

    with CaptureQueriesContext(connection) as one:
        enter("review-1", "51-2025", {cells[0]: 502}, minh)
    with CaptureQueriesContext(connection) as two:
        enter("review-1", "51-2025", dict.fromkeys(cells, 503), minh)

    assert len(one) == len(two)


def test_results_are_derived_anew_when_an_indicator_comes_to_take_its_counts_from_the_review(
    places, poor_rate, capsys
):
    reviewed(places.ba_dinh)
    counted(places.ba_giang, 2024, households=100, poor_households=10)

    call_command("derive_results")

    results = Result.objects.order_by("year").values_list("unit__code", "year", "numerator", "denominator")
    assert list(results) == [("21500", 2024, 10, 100), ("21499", 2025, 40, 500)]
    assert capsys.readouterr().out == "Đã tính lại kết quả của 2 lượt rà soát.\n"


@pytest.fixture
def desk(client, keeper):
    """The keeper's browser."""
    client.force_login(keeper)
    return client


def change(desk, of, **fields):
    """Send the form of an indicator in the admin with other values."""
    address = reverse("admin:indicators_indicator_change", args=[of.pk])
    form = desk.get(address).context["adminform"].form
    stored = {name: form[name].value() for name in form.fields}
    return desk.post(address, {name: value for name, value in stored.items() if value is not None} | fields)


def test_an_indicator_that_comes_to_take_its_counts_from_the_review_has_its_results_at_once(
    places, indicator, desk, keeper
):
    poor = indicator("poor", "Số hộ nghèo", unit="hộ", adds_up="sum")
    reviewed(places.ba_dinh)

    change(desk, poor, review_numerator="poor_households")

    assert (Result.objects.get().value, Result.history.get().history_user) == (40, keeper)
    assert total_of(places.province, poor, 2025).figure == 40


def test_a_file_that_lets_an_indicator_take_its_counts_from_the_review_does_the_same(places, indicator, desk):
    poor = indicator("poor", "Số hộ nghèo", unit="hộ", adds_up="sum")
    reviewed(places.ba_dinh)

    preview = upload(desk, table(["poor", "Số hộ nghèo"], headings=["Mã", "Lấy từ rà soát hộ nghèo"]), INDICATORS)
    before = Result.objects.count()
    confirm(desk, preview, INDICATORS)

    assert (before, Result.objects.get().value) == (0, 40)
    assert total_of(places.province, poor, 2025).figure == 40


@pytest.mark.parametrize("field", ["adds_up", "review_numerator"])
def test_what_results_are_made_of_does_not_change_while_there_are_some(places, houses, desk, field):
    store(houses, 2025, {places.ba_dinh: value(12)})

    refused = change(desk, houses, **{field: {"adds_up": "not", "review_numerator": "persons"}[field]})

    assert refused.context["adminform"].form.errors == {field: [HAS_RESULTS]}
    assert total_of(places.province, houses, 2025).figure == 12
    assert list(rebuild_totals(at=NOW, compare_only=True)) == []


def test_an_indicator_without_results_may_change_how_it_adds_up(houses, desk):
    assert change(desk, houses, adds_up="not").status_code == 302

    houses.refresh_from_db()
    assert houses.adds_up == "not"
