"""All indicators of one year, on one page."""

import pytest
from django.urls import reverse

from tests.indicators.storing import RESTATED, counts, store, value


def year_rows(response):
    return [[cell.text for cell in row.cells] for row in response.context["drawn"]["table"].rows]


def test_all_indicators_of_a_year_stand_in_one_table_and_lead_to_their_series(client, minh, places, rate, indicator):
    houses = indicator("houses", "Số nhà được hỗ trợ", unit="nhà", decimals=0, adds_up="sum")
    jobs = indicator("jobs", "Tỷ lệ lao động có việc làm", adds_up="ratio")
    store(rate, 2025, {places.ba_dinh: counts(40, 500), places.ba_to: counts(25, 250)})
    store(houses, 2025, {places.ba_dinh: value(12)})
    store(jobs, 2025, {places.ba_dinh: value("7.5")})
    client.force_login(minh)

    response = client.get(reverse("series-year", args=["51-2025"]))

    why = "Không tổng hợp được: 1/1 đơn vị chưa có tử số và mẫu số"
    rows = {row[0]: row[1:] for row in year_rows(response)}
    assert rows == {
        "Tỷ lệ hộ nghèo": ["%", "8,67", "65", "750", "2/2", ""],
        "Số nhà được hỗ trợ": ["nhà", "12", "", "", "1/2", "chưa đủ đơn vị"],
        "Tỷ lệ lao động có việc làm": ["%", "", "", "", "1/2", why],
    }
    assert '<a href="/series/51-2025/?indicator=houses&amp;year=2025">Số nhà được hỗ trợ</a>' in (
        response.content.decode()
    )


def test_a_year_of_before_is_told_of_the_unit_of_today(client, minh, places, figures):
    client.force_login(minh)

    response = client.get(reverse("series-year", args=["51-2025"]), {"year": 2023})

    assert year_rows(response) == [["Tỷ lệ hộ nghèo", "%", "8,67", "65", "750", "2/2", RESTATED]]


@pytest.mark.parametrize("year", ["x", "99999", "1999"])
def test_a_year_that_is_none_is_told(client, minh, places, rate, year):
    client.force_login(minh)

    response = client.get(reverse("series-year", args=["51-2025"]), {"year": year})

    assert (response.status_code, "drawn" in response.context) == (200, False)
    assert response.context["form"].errors


def test_many_indicators_of_a_year_cost_the_queries_of_one(
    client, minh, places, figures, indicator, django_assert_max_num_queries
):
    client.force_login(minh)
    address = reverse("series-year", args=["51-2025"])
    with django_assert_max_num_queries(15):
        client.get(address)
    for number in range(4):
        more = indicator(f"more-{number}", f"Chỉ tiêu {number}", adds_up="ratio")
        store(more, 2025, {places.ba_dinh: counts(1, 4), places.ba_to: counts(2, 4)})

    with django_assert_max_num_queries(15):
        client.get(address)
