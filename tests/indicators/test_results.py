"""Results of units and the totals kept above them. All figures here are invented."""

from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from indicators.models import Result, ResultTotal
from indicators.results.actions import Figures, NotARate, store_results
from indicators.results.totals import rebuild_totals, totals_of
from planning.places.units import UnitKind
from tests.conftest import make_unit
from tests.indicators.storing import NOW, counts, total_of, value


def store(rows, **more):
    """Store {(unit, indicator): figures} of 2025."""
    year = more.pop("year", 2025)
    keyed = {(unit.pk, indicator.pk, year): figures for (unit, indicator), figures in rows.items()}
    store_results(keyed, by=None, at=NOW, **more)


def test_the_rate_of_a_province_is_the_sum_of_the_counts_of_its_communes(places, rate):
    store({(places.ba_dinh, rate): counts(40, 500), (places.ba_to, rate): counts(25, 250)})

    total = total_of(places.province, rate, 2025)

    assert (total.numerator, total.denominator, total.units, total.lacking) == (65, 750, 2, 0)
    assert round(total.figure, 2) == Decimal("8.67")
    assert Result.objects.get(unit=places.ba_dinh).figure == 8


def test_values_of_communes_reach_the_district_and_the_province_of_their_time(places, houses):
    store({(places.old_ba_dinh, houses): value(12), (places.ba_giang, houses): value(30)})

    assert total_of(places.district, houses, 2025).figure == 42
    assert total_of(places.old_province, houses, 2025).figure == 42
    assert total_of(places.province, houses, 2025) is None


def test_a_district_counts_by_its_own_result_until_all_its_communes_have_one(places, houses):
    store({(places.district, houses): value(1000)})
    store({(places.ba_giang, houses): value(5)})
    by_itself = total_of(places.old_province, houses, 2025)
    store({(places.old_ba_dinh, houses): value(30)})
    by_communes = total_of(places.old_province, houses, 2025)

    assert (by_itself.figure, by_itself.units, by_itself.lacking) == (1000, 1, 0)
    assert (by_communes.figure, by_communes.units, by_communes.lacking) == (35, 2, 0)
    assert list(rebuild_totals(at=NOW, compare_only=True)) == []


def test_a_commune_that_ended_before_the_year_was_over_is_not_waited_for(places, houses):
    make_unit("21501", "Xã", "Ba Cũ", UnitKind.COMMUNE, places.district, valid_to=date(2024, 11, 30))
    store({(places.district, houses): value(1000), (places.ba_giang, houses): value(5)}, year=2024)

    store({(places.old_ba_dinh, houses): value(30)}, year=2024)

    assert total_of(places.old_province, houses, 2024).figure == 35


def test_a_rate_without_counts_leaves_no_total_and_says_how_many_lack_them(places, rate):
    store({(places.ba_dinh, rate): counts(40, 500), (places.ba_to, rate): value("7.5")})

    total = total_of(places.province, rate, 2025)

    assert (total.figure, total.lacking, total.units) == (None, 1, 2)


def test_what_does_not_add_up_has_no_total(places, indicator):
    index = indicator("index", "Chỉ số hài lòng", adds_up="not")

    store({(places.ba_dinh, index): value(80)})

    assert ResultTotal.objects.count() == 0
    assert Result.objects.get().figure == 80


def test_a_result_taken_away_leaves_its_history_and_no_total(places, houses):
    store({(places.ba_dinh, houses): value(12)})

    store({(places.ba_dinh, houses): None}, reason="Nhập nhầm")

    assert Result.objects.count() == 0
    assert total_of(places.province, houses, 2025) is None
    assert totals_of(places.province, 2025) == {}
    last = Result.history.first()
    assert (last.history_type, last.history_change_reason, last.value) == ("-", "Nhập nhầm", 12)


def test_an_unchanged_result_writes_no_history(places, houses):
    store({(places.ba_dinh, houses): value(12)})

    store({(places.ba_dinh, houses): value("12.0")})

    assert [row.history_type for row in Result.history.all()] == ["+"]


def test_a_rate_entered_before_its_counts_stays_beneath_them_and_does_not_add_up(places, rate):
    store({(places.ba_dinh, rate): Figures(Decimal("12.3"), Decimal(10), Decimal(100))})

    result = Result.objects.get()
    assert (result.value, result.figure) == (Decimal("12.3"), 10)
    assert total_of(places.province, rate, 2025).figure == 10


def test_nothing_is_a_share_of_zero(places, rate):
    with pytest.raises(NotARate):
        store({(places.ba_dinh, rate): counts(0, 0), (places.ba_to, rate): counts(1, 2)})

    assert Result.objects.count() == 0


def test_blank_is_not_zero_in_a_total(places, houses, rate):
    store({(places.ba_dinh, houses): value(0)})

    assert total_of(places.province, houses, 2025).figure == 0
    assert total_of(places.province, rate, 2025) is None


def test_the_totals_of_a_year_are_one_query(places, houses, rate, django_assert_num_queries):
    store({(places.ba_dinh, houses): value(3), (places.ba_dinh, rate): counts(1, 4)})
    store({(places.ba_dinh, houses): value(5)}, year=2024)

    with django_assert_num_queries(1):
        totals = totals_of(places.province, 2025)

    assert {key: total.figure for key, total in totals.items()} == {houses.pk: 3, rate.pk: 25}


def test_storing_costs_the_same_queries_for_one_result_and_for_many(
    places, houses, rate, django_assert_max_num_queries
):
    store({(places.ba_dinh, houses): value(1)}, year=2020)
    more = [make_unit(f"3000{n}", "Xã", f"Số {n}", UnitKind.COMMUNE, places.province) for n in range(6)]
    rows = {(unit, houses): value(n) for n, unit in enumerate(more)} | {(unit, rate): counts(1, 2) for unit in more}

    with django_assert_max_num_queries(14):
        store({(places.ba_dinh, houses): value(12)})
    with django_assert_max_num_queries(14):
        store(rows)


def test_the_check_finds_a_tampered_total_and_the_rebuild_sets_it_right(places, houses, rate):
    store({(places.ba_dinh, houses): value(12), (places.ba_dinh, rate): counts(40, 500)})
    ResultTotal.objects.filter(indicator=houses).update(value=13)
    ResultTotal.objects.filter(indicator=rate).delete()
    ResultTotal.objects.create(unit=places.old_province, indicator=houses, year=2019, value=4, units=1)

    said = StringIO()
    with pytest.raises(CommandError, match="3 số tổng hợp khác"):
        call_command("rebuild_totals", "--check", stdout=said)
    untouched = ResultTotal.objects.get(indicator=houses, year=2025).value
    call_command("rebuild_totals", stdout=StringIO())
    after = StringIO()
    call_command("rebuild_totals", "--check", stdout=after)

    assert said.getvalue().splitlines()[1] == (
        "tỉnh Quảng Ngãi (51), Số nhà được hỗ trợ, 2025: "
        "đang lưu 13 (1 đơn vị, 0 không cộng được); tính lại 12 (1 đơn vị, 0 không cộng được)"
    )
    assert untouched == 13
    assert total_of(places.province, houses, 2025).figure == 12
    assert total_of(places.province, rate, 2025).figure == 8
    assert after.getvalue().strip() == "Các số tổng hợp khớp với kết quả."


def test_a_province_without_a_unit_above_keeps_its_own_result(places, houses):
    store({(places.province, houses): value(9)})

    assert Result.objects.get().figure == 9
    assert ResultTotal.objects.count() == 0
