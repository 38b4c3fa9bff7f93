"""The catalogue as every officer reads it."""

import pytest
from django.urls import reverse

from indicators.describing import Entry
from indicators.models import Indicator

ADDRESS = reverse("indicator-list")


def told(code):
    return dict(Entry(Indicator.objects.get(code=code)).facts)


@pytest.fixture
def rate_of_children(indicator):
    return indicator(
        "stunting",
        "Tỷ lệ trẻ em thấp còi",
        better="down",
        adds_up="ratio",
        numerator="Số trẻ em thấp còi",
        denominator="Tổng số trẻ em",
        definition="Thấp hơn chuẩn chiều cao theo tuổi.",
        population="Trẻ em",
        age_range="dưới 16 tuổi",
        territory="Xã đặc biệt khó khăn",
        valid_from=2022,
        valid_to=2026,
    )


def test_an_indicator_tells_what_it_means_and_how_it_is_put_together(rate_of_children, indicator):
    indicator("built", "Số nhà đã xây", unit="nhà", decimals=0, adds_up="sum", over_time="cumulative")
    indicator("liked", "Mức độ hài lòng", unit="điểm", decimals=1)

    assert told("stunting") == {
        "Khái niệm, cách tính": "Thấp hơn chuẩn chiều cao theo tuổi.",
        "Đối tượng tính": "Trẻ em; dưới 16 tuổi; Xã đặc biệt khó khăn",
        "Cách đo": "%, 2 chữ số sau dấu phẩy; càng thấp càng tốt",
        "Nhiều đơn vị": (
            "Tính lại: tổng số trẻ em thấp còi chia tổng số trẻ em; không cộng, không lấy trung bình các tỷ lệ."
        ),
        "Nhiều năm": "Lấy số tại ngày cuối kỳ.",
        "Áp dụng": "từ năm 2022 đến hết năm 2026",
    }
    assert told("built") == {
        "Cách đo": "nhà, số nguyên; càng cao càng tốt",
        "Nhiều đơn vị": "Cộng số của các đơn vị.",
        "Nhiều năm": "Mỗi năm tính lại từ 0; cả giai đoạn là tổng các năm.",
    }
    assert told("liked")["Nhiều đơn vị"] == "Không tổng hợp từ đơn vị cấp dưới."


def test_versions_name_each_other_and_the_years_they_are_of(rate_of_children, indicator):
    indicator("stunting-2027", "Tỷ lệ thấp còi", adds_up="ratio", replaces=rate_of_children, valid_from=2027)

    assert told("stunting")["Được thay bằng"] == "Tỷ lệ thấp còi (từ năm 2027)"
    assert told("stunting-2027")["Thay cho"] == "Tỷ lệ trẻ em thấp còi (từ năm 2022 đến hết năm 2026)"


def test_a_definition_nobody_has_held_against_its_source_says_so(client, rate_of_children, lan):
    client.force_login(lan)
    warning = "chưa đối chiếu với văn bản gốc"

    before = client.get(ADDRESS).content.decode()
    Indicator.objects.filter(pk=rate_of_children.pk).update(is_verified=True)

    assert (warning in before, warning in client.get(ADDRESS).content.decode()) == (True, False)


@pytest.mark.parametrize(
    ("query", "names"),
    [("", 2), ("?year=2026", 2), ("?year=2027", 1), ("?year=x", 2), ("?year=99999", 2)],
)
def test_the_list_is_of_a_year_or_of_all(query, names, client, rate_of_children, houses, lan):
    client.force_login(lan)

    response = client.get(ADDRESS + query)

    assert response.status_code == 200
    assert sum(len(entries) for _, entries in response.context["groups"]) == names


def test_the_list_costs_the_same_with_one_indicator_and_with_three(
    client, rate_of_children, indicator, lan, django_assert_num_queries
):
    client.force_login(lan)
    with django_assert_num_queries(4) as before:
        client.get(ADDRESS)
    later = indicator("later", "Sau", replaces=rate_of_children, valid_from=2027)
    indicator("part", "Một phần", part_of=later)

    with django_assert_num_queries(len(before)):
        client.get(ADDRESS)
