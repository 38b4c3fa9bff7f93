"""A period's results typed into the grid. All figures are invented."""

from decimal import Decimal

import pytest

from indicators.models import PeriodResult, Result, Target
from planning.entry.kinds import entry_kind
from planning.plans.periods import PeriodKind
from planning.tracking.scopes import report_name
from tests.indicators.assigning import make_communes
from tests.indicators.period_tables import OWN, open_columns, save, states, table
from tests.indicators.reporting import make_period, reported, row_of, tell, vetted
from tests.indicators.storing import counts, store


def test_a_commune_tells_its_counts_and_the_rate_and_the_years_result_follow(
    client, year, two_asked, lan, places, rate
):
    client.force_login(lan)
    name = report_name(year, places.ba_dinh)

    saved = save(client, name, ("poor-rate", "reported.numerator", "40"), ("poor-rate", "reported.denominator", "500"))

    cell = table(name, lan).cells["poor-rate", "reported.value"]
    assert states(saved) == ["saved", "saved"]
    assert (cell.value, cell.lock) == (8, "Tỷ lệ được tính từ tử số và mẫu số.")
    assert Result.objects.get().figure == 8


def test_only_what_the_plan_in_force_asks_is_asked(year, two_asked, lan, places):
    rows = [row.key for row in table(report_name(year, places.ba_dinh), lan).rows]

    assert rows == ["houses", "poor-rate"]


def test_without_a_plan_everything_in_use_is_asked(year, lan, places, rate, houses):
    rows = [row.key for row in table(report_name(year, places.ba_dinh), lan).rows]

    assert rows == ["houses", "poor-rate"]


def test_what_stands_beside_a_figure_is_shown_and_never_entered(year, two_asked, places, lan, houses):
    tell(year, houses, {places.ba_dinh: reported(12) | vetted(10)})

    found = table(report_name(year, places.ba_dinh), lan)

    assert found.cells["houses", "difference"].value == 2
    assert [column.key for column in found.columns if not column.is_entered] == ["plan", "difference", "last"]


def test_a_reduction_is_told_under_the_table_where_its_column_is_blank(year, two_asked, places, minh, rate):
    Target.objects.filter(indicator=rate).update(comparator="reduce-by", value="1.34", basis="year")

    found = table(report_name(year, places.province), minh)

    assert found.cells["poor-rate", "plan"].value is None
    assert found.notes[-1] == (
        "Cột kế hoạch để trống nơi kế hoạch năm không đặt một mức: Tỷ lệ hộ nghèo giảm 1,34 điểm % trong năm."
    )


def test_the_province_sees_what_its_communes_come_to(year, two_asked, places, minh, houses):
    tell(year, houses, {places.ba_dinh: reported(12), places.ba_to: reported(5), places.province: reported(1)})

    found = table(report_name(year, places.province), minh)

    assert found.cells["houses", "below"].value == 17
    assert found.cells["houses", "plan"].value == 40
    assert found.cells["houses", "reported.value"].warning == (
        "Các đơn vị cấp dưới đã báo cáo đủ: số tổng hợp được dùng, không dùng số này."
    )


def test_the_province_vets_one_indicator_of_all_communes(client, year, two_asked, places, minh, houses):
    tell(year, houses, {places.ba_dinh: reported(12), places.ba_to: reported(5)})
    client.force_login(minh)
    name = report_name(year, places.province, "houses")

    saved = save(
        client,
        name,
        (places.ba_dinh.pk, "vetted.value", "11"),
        (places.ba_to.pk, "reported.value", "9"),
        kind="period-vetting",
    )

    assert states(saved) == ["saved", "locked"]
    assert row_of(year, places.ba_dinh, houses).vetted_value == 11
    assert Result.objects.get(unit=places.ba_dinh).value == 11
    assert open_columns(name, minh, str(places.ba_to.pk), "period-vetting") == ["vetted.value"]


def test_counts_that_make_no_rate_are_refused(client, year, two_asked, places, lan):
    client.force_login(lan)
    name = report_name(year, places.ba_dinh)

    zero = save(client, name, ("poor-rate", "reported.denominator", "0"))
    larger = save(client, name, ("poor-rate", "reported.numerator", "9"), ("poor-rate", "reported.denominator", "4"))

    assert zero.json()["cells"][0]["message"] == "Mẫu số phải lớn hơn 0."
    assert {cell["message"] for cell in larger.json()["cells"]} == {"Tử số không được lớn hơn mẫu số."}
    assert not PeriodResult.objects.exists()


def test_what_the_review_answers_is_shown_locked_in_a_year_and_open_in_half_a_year(
    year, places, programme, lan, indicator
):
    poor = indicator("poor", "Tỷ lệ hộ nghèo", adds_up="ratio", review_numerator="poor_households")
    store(poor, 2025, {places.ba_dinh: counts(60, 760)})
    half = make_period(places.province, programme, PeriodKind.HALF)

    cell = table(report_name(year, places.ba_dinh), lan).cells["poor", "reported.value"]

    assert (cell.value, cell.lock) == (Decimal("7.89"), "Lấy từ kết quả rà soát hộ nghèo.")
    assert open_columns(report_name(half, places.ba_dinh), lan, "poor") == OWN


def test_the_years_grid_locks_what_the_report_answers(year, two_asked, places, lan, houses):
    tell(year, houses, {places.ba_dinh: reported(12)})

    found = table("21499-2025", lan, "results")

    cell = found.cells["houses", "value"]
    assert (cell.value, cell.lock) == (12, "Số liệu lấy từ báo cáo năm.")
    assert not found.lock(found.row_at["other"], found.column_at["value"])


@pytest.mark.parametrize("count", [1, 3])
def test_more_units_cost_no_more_queries(year, two_asked, places, minh, houses, count, django_assert_num_queries):
    communes = make_communes(places.province, count)
    tell(year, houses, {unit: reported(3) for unit in communes})
    kind = entry_kind("period-vetting")
    scope = kind.find(report_name(year, places.province, "houses"), minh)

    with django_assert_num_queries(21):
        kind.table(scope)
