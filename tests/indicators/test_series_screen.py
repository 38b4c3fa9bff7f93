"""The screen of series: whose figures one sees, on which map, and the table of the units below. Invented figures."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from indicators.results.actions import Figures
from planning.places.reorganising import NewUnit, merge
from planning.places.units import GroupMembership, Reorganisation, Succession, UnitKind
from tests.conftest import FIRST_DAY, LAST_DAY, make_unit
from tests.indicators.storing import RESTATED, counts, store


def page(client, name, **query):
    return client.get(reverse("series", args=[name]), query)


def texts(response, key):
    [drawn] = [each for each in response.context["tables"] if each["table"].key == key]
    return [[cell.text for cell in row.cells] for row in drawn["table"].rows]


def test_the_years_of_a_merged_commune_on_both_maps(client, lan, figures):
    client.force_login(lan)

    today = page(client, "21499-2025", indicator="poor-rate", map="today", year=2023)
    then = page(client, "21499-2025", indicator="poor-rate", map="then", year=2023)

    assert texts(today, "series") == [
        ["2023", "xã Ba Dinh", "8,67", "65", "750", "2/2", RESTATED],
        ["2024", "xã Ba Dinh", "", "", "", "0/2", ""],
        ["2025", "xã Ba Dinh", "7,89", "60", "760", "1/1", ""],
    ]
    assert texts(then, "series")[:2] == [
        ["2023", "xã Ba Dinh", "8,00", "40", "500", "1/1", ""],
        ["2023", "xã Ba Giang", "10,00", "25", "250", "1/1", ""],
    ]


def test_the_communes_of_a_province_stand_under_their_former_district(client, minh, places, figures, district_group):
    client.force_login(minh)

    response = page(client, "51-2025", indicator="poor-rate", map="today", year=2023)

    assert texts(response, "below") == [
        ["51", "tỉnh Quảng Ngãi", "8,67", "65", "750", "2/2", RESTATED],
        ["", "địa bàn huyện Ba Tơ (cũ)", "8,67", "65", "750", "2/3", f"chưa đủ đơn vị; {RESTATED}"],
        ["21484", "xã Ba Tơ", "", "", "", "0/1", ""],
        ["21499", "xã Ba Dinh", "8,67", "65", "750", "2/2", RESTATED],
    ]


def test_as_they_were_the_districts_stand_under_the_province_of_their_time(client, minh, places, figures):
    client.force_login(minh)

    response = page(client, "51-2025", indicator="poor-rate", map="then", year=2023)

    assert texts(response, "below") == [
        ["51", "tỉnh Quảng Ngãi", "8,67", "65", "750", "2/2", ""],
        ["535", "huyện Ba Tơ", "8,67", "65", "750", "2/2", ""],
    ]


def test_what_several_provinces_of_that_time_come_to_is_labelled_also_beside_their_districts(
    client, minh, places, figures, rate
):
    kon_tum = make_unit("62", "Tỉnh", "Kon Tum", UnitKind.PROVINCE, valid_to=LAST_DAY)
    commune = make_unit("23000", "Xã", "Đăk Hà", UnitKind.COMMUNE, kon_tum, valid_to=LAST_DAY)
    Succession.objects.create(reorganisation=places.reform, predecessor=kon_tum, successor=places.province)
    store(rate, 2023, {commune: counts(10, 250)})
    client.force_login(minh)

    response = page(client, "51-2025", indicator="poor-rate", map="then", year=2023)

    assert texts(response, "below") == [
        ["51", "tỉnh Quảng Ngãi", "7,50", "75", "1.000", "3/3", RESTATED],
        ["23000", "xã Đăk Hà", "4,00", "10", "250", "1/1", ""],
        ["535", "huyện Ba Tơ", "8,67", "65", "750", "2/2", ""],
    ]
    assert response.context["tables"][1]["table"].notes == ("(1) Sắp xếp năm 2025",)


def test_a_former_district_is_seen_through_the_communes_of_today(client, minh, figures, district_group, places, rate):
    store(rate, 2025, {places.ba_to: counts(5, 250)})
    client.force_login(minh)

    response = page(client, "535-2024", indicator="poor-rate", map="today", year=2025)

    assert texts(response, "series")[-1] == ["2025", "địa bàn huyện Ba Tơ (cũ)", "6,44", "65", "1.010", "2/2", ""]
    assert [row[1] for row in texts(response, "below")] == ["địa bàn huyện Ba Tơ (cũ)", "xã Ba Tơ", "xã Ba Dinh"]


def test_whoever_does_not_see_the_communes_of_today_sees_a_former_district_as_it_was(
    client, hoa, places, figures, district_group, rate
):
    hoa.posts.update(unit=places.district)
    store(rate, 2025, {places.ba_to: counts(5, 250)})
    client.force_login(hoa)

    of_member = page(client, "21499-2025", indicator="poor-rate")
    response = page(client, "535-2024", indicator="poor-rate", map="today")
    sheet = client.get(reverse("series-workbook", args=["535-2024"]), {"indicator": "poor-rate", "map": "today"})

    assert of_member.status_code == 404
    assert texts(response, "series") == [["2023", "huyện Ba Tơ", "8,67", "65", "750", "2/2", ""]]
    assert [row[1] for row in texts(response, "below")] == ["huyện Ba Tơ", "xã Ba Dinh", "xã Ba Giang"]
    told = [cell.value for row in load_workbook(BytesIO(sheet.content)).worksheets[0].iter_rows() for cell in row]
    assert 1010 not in told
    assert 760 not in told


def test_a_former_commune_shows_what_it_reported_and_where_its_territory_went(client, lan, figures, places):
    client.force_login(lan)

    response = page(client, "21500-2024", indicator="poor-rate", map="today")

    assert texts(response, "series") == [["2023", "xã Ba Giang", "10,00", "25", "250", "1/1", ""]]
    assert response.context["tables"][0]["table"].title.endswith("theo đơn vị ngày 30/6/2025")
    assert [unit for unit, _ in response.context["successors"]] == [places.ba_dinh]


def test_a_merger_to_come_can_be_looked_at_before(client, keeper, figures, places, rate):
    year = timezone.localdate().year + 1
    draft = Reorganisation.objects.create(code="d", name="Đợt tới", effective_on=date(year, 1, 1))
    into = NewUnit("21700", "Ba Sau", "Xã", UnitKind.COMMUNE, places.province)
    unit = merge([places.ba_dinh], into=into, reorganisation=draft, by=keeper, at=timezone.now())
    client.force_login(keeper)

    response = page(client, f"{unit.code}-{year}", indicator="poor-rate")

    note = "tính lại theo địa giới mới (2)"
    assert texts(response, "series")[-1] == ["2025", "xã Ba Sau", "7,89", "60", "760", "1/1", note]
    assert response.context["tables"][0]["table"].notes == ("(1) Sắp xếp năm 2025", "(2) Đợt tới")


def test_a_rate_without_counts_says_why_there_is_no_total(client, minh, places, rate):
    store(rate, 2025, {places.ba_dinh: Figures(Decimal("8.5")), places.ba_to: counts(5, 250)})
    client.force_login(minh)

    response = page(client, "51-2025", indicator="poor-rate", year=2025)

    assert texts(response, "below")[0][2:] == [
        "", "", "", "2/2", "Không tổng hợp được: 1/2 đơn vị chưa có tử số và mẫu số",
    ]  # fmt: skip
    assert [row[2] for row in texts(response, "below")[1:]] == ["2,00", "8,50"]


def test_the_workbook_holds_what_the_screen_shows(client, lan, figures):
    client.force_login(lan)

    response = client.get(reverse("series-workbook", args=["21499-2025"]), {"indicator": "poor-rate", "year": 2023})

    sheet = load_workbook(BytesIO(response.content)).worksheets[0]
    cells = [[cell.value for cell in row] for row in sheet.iter_rows() if row[0].value == "2023"]
    assert cells == [["2023", "xã Ba Dinh", 8.67, 65, 750, "2/2", RESTATED]]


def test_one_finds_the_units_one_may_see_and_no_others(client, lan, places):
    client.force_login(lan)

    mine = client.get(reverse("series-list"), {"words": "ba"})
    other = page(client, "51-2025")

    assert [unit for unit, _ in mine.context["lines"]] == [places.ba_dinh, places.old_ba_dinh, places.ba_giang]
    assert [name for _, name in mine.context["lines"]][1:] == ["21499-2024", "21500-2024"]
    assert other.status_code == 404


def test_a_unit_that_never_saw_a_31_december_has_an_address_of_its_own(client, minh, places, rate):
    short = make_unit(
        "70001", "Xã", "Ba Ngắn", UnitKind.COMMUNE, places.old_province, valid_from=date(2024, 3, 1),
        valid_to=date(2024, 11, 30),
    )  # fmt: skip
    make_unit(
        "70001", "Xã", "Ba Dài", UnitKind.COMMUNE, places.old_province, valid_from=date(2024, 12, 1), valid_to=LAST_DAY
    )
    store(rate, 2024, {short: counts(1, 4)})
    client.force_login(minh)

    found = client.get(reverse("series-list"), {"words": "70001"})
    names = {unit.name: name for unit, name in found.context["lines"]}
    shown = page(client, names["Ba Ngắn"], indicator="poor-rate")

    assert names == {"Ba Ngắn": "70001-2024-11-30", "Ba Dài": "70001-2024"}
    assert shown.context["scope"].unit == short
    assert texts(shown, "series") == [["2024", "xã Ba Ngắn", "25,00", "1", "4", "1/1", ""]]
    assert client.get(reverse("series-workbook", args=[names["Ba Ngắn"]])).status_code == 200
    assert page(client, "70001-2024-13-99").status_code == 404


@pytest.mark.parametrize("query", ["indicator=x", "map=x", "year=x", "year=99999", "indicator=%00", "year=1999"])
def test_garbage_in_the_query_is_told_and_breaks_nothing(client, lan, figures, query):
    client.force_login(lan)

    response = client.get(f"{reverse('series', args=['21499-2025'])}?{query}")

    assert response.status_code == 200
    assert response.context["form"].errors
    assert client.get(f"{reverse('series-workbook', args=['21499-2025'])}?{query}").status_code == 404


def test_without_any_indicator_or_figure_the_screen_still_answers(client, lan, rate):
    client.force_login(lan)

    assert page(client, "21499-2025").context["is_empty"]
    rate.delete()
    assert page(client, "21499-2025").status_code == 200


@pytest.mark.parametrize("seen", ["today", "then"])
def test_a_province_of_many_communes_costs_the_queries_of_one(
    client, minh, places, rate, district_group, seen, django_assert_max_num_queries
):
    client.force_login(minh)
    rows = {places.ba_dinh: counts(40, 500)}
    for number in range(4):
        unit = make_unit(
            f"2900{number}", "Xã", f"Số {number}", UnitKind.COMMUNE, places.province, valid_from=FIRST_DAY
        )
        GroupMembership.objects.create(group=district_group, unit=unit, valid_from=FIRST_DAY)
        rows[unit] = counts(1, 10)

    store(rate, 2025, dict(list(rows.items())[:1]))
    with django_assert_max_num_queries(31):
        page(client, "51-2025", indicator="poor-rate", map=seen, year=2025)
    store(rate, 2025, rows)
    store(rate, 2022, {places.old_ba_dinh: counts(40, 500), places.ba_giang: counts(25, 250)})
    with django_assert_max_num_queries(31):
        page(client, "51-2025", indicator="poor-rate", map=seen, year=2025)
