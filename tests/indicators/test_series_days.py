"""Series restated to the units of a day one names, from units of today and of before. All figures are invented."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from planning.places.reorganising import NewUnit, merge
from planning.places.units import Reorganisation, UnitKind
from tests.conftest import LAST_DAY, make_unit
from tests.indicators.storing import RESTATED, counts, series_of, store, value

NOW = datetime(2026, 1, 5, 8, tzinfo=UTC)


@pytest.fixture
def poor(indicator):
    return indicator("poor", "Số hộ nghèo", unit="hộ", decimals=0, adds_up="sum")


@pytest.fixture
def earlier(places, keeper, rate):
    """Ba Giang was itself made of two communes in 2022."""
    olds = [
        make_unit(f"2150{n}", "Xã", name, UnitKind.COMMUNE, places.district) for n, name in ((1, "Ba A"), (2, "Ba B"))
    ]
    places.ba_giang.valid_from = date(2022, 1, 1)
    places.ba_giang.save()
    merger = Reorganisation.objects.create(code="2022", name="Sắp xếp năm 2022", effective_on=date(2022, 1, 1))
    into = NewUnit("21503", "Ba Giang", "Xã", UnitKind.COMMUNE, places.district)
    unit = merge(olds, into=into, reorganisation=merger, by=keeper, at=NOW)
    unit.valid_to = LAST_DAY
    unit.save()
    store(rate, 2021, {olds[0]: counts(10, 100), olds[1]: counts(15, 150)})
    store(rate, 2023, {unit: counts(20, 240)})
    return unit


def page(client, name, **query):
    return client.get(reverse("series", args=[name]), {"indicator": "poor-rate"} | query)


def rows(response, key="series"):
    [drawn] = [each for each in response.context["tables"] if each["table"].key == key]
    return [[cell.text for cell in row.cells] for row in drawn["table"].rows]


def title(response):
    return response.context["tables"][0]["table"].title


def test_a_former_unit_is_restated_to_its_own_last_day(client, minh, earlier):
    client.force_login(minh)

    shown = page(client, "21503-2024")

    assert rows(shown)[0] == ["2021", "xã Ba Giang", "10,00", "25", "250", "2/2", RESTATED]
    assert title(shown) == "Tỷ lệ hộ nghèo theo năm, tính lại theo đơn vị ngày 30/6/2025"


def test_a_former_province_is_seen_through_its_units_of_a_day(client, minh, earlier):
    client.force_login(minh)

    of_2021 = page(client, "535-2024", day="31/12/2021", year=2021)
    of_2024 = page(client, "535-2024", day="31/12/2024", year=2021)

    assert title(of_2021) == "Tỷ lệ hộ nghèo theo năm, tính lại theo đơn vị ngày 31/12/2021"
    assert {row[1] for row in rows(of_2021, "below")[1:]} >= {"xã Ba A", "xã Ba B"}
    assert ["21503", "xã Ba Giang", "10,00", "25", "250", "2/2", RESTATED] in rows(of_2024, "below")


def test_figures_of_after_the_day_are_told_to_be_of_others(client, minh, earlier):
    client.force_login(minh)

    shown = page(client, "21501-2020", map="then", year=2023)
    below = page(client, "535-2024", day="31/12/2021", year=2023)

    assert shown.status_code == 200
    assert ["21501", "xã Ba A", "", "", "", "0/1", "Đơn vị kết thúc ngày 31/12/2021"] in rows(below, "below")


def test_what_a_province_had_after_the_day_is_of_the_units_it_had_then(places, poor, keeper):
    store(poor, 2026, {places.ba_dinh: value(5), places.ba_to: value(7)})
    merger = Reorganisation.objects.create(code="2026", name="Sắp xếp năm 2026", effective_on=date(2026, 3, 1))
    into = NewUnit("21600", "Ba Mới", "Xã", UnitKind.COMMUNE, places.province)
    unit = merge([places.ba_dinh, places.ba_to], into=into, reorganisation=merger, by=keeper, at=NOW)
    store(poor, 2026, {unit: value(11)})

    [point] = series_of(places.province, poor, [2026], date(2025, 12, 31))

    assert (point.figure, point.sums.units, point.of, point.is_incomplete) == (11, 1, 1, False)


def test_a_day_on_which_the_unit_is_not_there_is_told(client, lan, figures):
    client.force_login(lan)

    shown = page(client, "21499-2025", day="31/12/2024")
    garbage = page(client, "21499-2025", day="31/02/2024")

    assert shown.context["form"].errors["day"] == ["xã Ba Dinh chỉ có từ 01/7/2025."]
    assert garbage.context["form"].errors["day"]
    assert page(client, "21499-2025", map="then", day="31/12/2024").context["form"].is_valid()


def test_a_unit_leads_to_those_it_was_made_from_and_keeps_what_is_looked_at(client, lan, figures, places):
    client.force_login(lan)

    shown = page(client, "21499-2025", map="then", day="01/07/2025", year=2023)

    assert [unit for unit, _ in shown.context["predecessors"]] == [places.old_ba_dinh, places.ba_giang]
    assert 'href="/series/21500-2024/?indicator=poor-rate&amp;map=then"' in shown.content.decode()


def test_what_a_unit_became_is_named_also_to_who_does_not_see_it(client, hoa, figures, places):
    hoa.posts.update(unit=places.district)
    client.force_login(hoa)

    shown = page(client, "21500-2024")

    assert shown.context["successors"] == [(places.ba_dinh, "")]
    assert "địa bàn nay thuộc xã Ba Dinh." in " ".join(shown.content.decode().split())


def test_a_former_district_goes_on_as_its_group_on_days_after_its_own(
    client, minh, figures, district_group, places, rate
):
    store(rate, 2025, {places.ba_to: counts(5, 250)})
    client.force_login(minh)

    group = page(client, "535-2024", day="31/12/2025")
    own = page(client, "535-2024", day="31/12/2024")

    assert rows(group)[-1] == ["2025", "địa bàn huyện Ba Tơ (cũ)", "6,44", "65", "1.010", "2/2", ""]
    assert rows(own)[0] == ["2023", "huyện Ba Tơ", "8,67", "65", "750", "2/2", ""]


def test_a_group_is_not_seen_on_a_day_when_others_communes_are_in_it(
    client, hoa, figures, district_group, places, rate
):
    """Today the group has no commune, later those of somebody else."""
    hoa.posts.update(unit=places.district)
    district_group.memberships.update(valid_from=date(2090, 1, 1))
    store(rate, 2025, {places.ba_to: counts(5, 250)})
    client.force_login(hoa)

    shown = page(client, "535-2024", day="31/12/2090", year=2025)

    assert rows(shown) == [["2023", "huyện Ba Tơ", "8,67", "65", "750", "2/2", ""]]
    assert {row[1] for row in rows(shown, "below")} == {"huyện Ba Tơ", "xã Ba Dinh", "xã Ba Giang"}
