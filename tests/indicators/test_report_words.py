"""What warnings, explanations, grids and dashboards say of what is told. All figures are invented."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from indicators.entry.periods.kinds import PERIOD_RESULTS
from indicators.models import Indicator, Target
from indicators.reporting.pacing import pace_of, targets_of_the_year
from indicators.reporting.sayings import NONE_MISSED, figures
from planning.people.roles import Role
from planning.places.units import Unit, UnitKind
from planning.plans.periods import PeriodKind
from planning.plans.reading import Reading
from planning.text.explaining import explain
from tests.conftest import LAST_DAY, make_person, make_plan, make_unit
from tests.indicators.assigning import issue
from tests.indicators.reporting import NOW, make_period, reported, tell, vetted
from tests.indicators.storing import store, value
from tests.indicators.test_report_results import report_on

TODAY = date(2025, 8, 1)


def warned(units=None):
    return list(targets_of_the_year(units or Unit.objects.all(), TODAY))


def test_half_a_year_that_some_units_have_not_told_yet_is_not_warned_of(simple, programme, asked, built):
    province, one, other = simple
    asked(built, "at-least", 100)
    half = make_period(province, programme, PeriodKind.HALF)
    tell(half, built, {one: reported(12)})
    incomplete = warned()

    tell(half, built, {other: reported(0)})

    assert (incomplete, [each.unit for each in warned()]) == ([], [province])


def make_provinces(programme, built, numbers):
    for number in numbers:
        province = make_unit(f"7{number}", "Tỉnh", f"P{number}", UnitKind.PROVINCE)
        commune = make_unit(f"7{number}001", "Xã", "A", UnitKind.COMMUNE, province)
        plan = make_plan(province, programme, f"7{number}-2025")
        Target.objects.create(plan=plan, indicator=built, comparator="at-least", value=50)
        issue(plan)
        tell(make_period(province, programme, PeriodKind.HALF), built, {commune: reported(3)})


def test_more_holders_of_periods_cost_no_more_queries(programme, built):
    make_provinces(programme, built, [0])
    with CaptureQueriesContext(connection) as one:
        warned()

    make_provinces(programme, built, range(1, 4))
    with CaptureQueriesContext(connection) as many:
        found = warned()

    assert len(found) == 4
    assert len(many) == len(one)


@pytest.mark.parametrize("comparator", ["down-to", "reduce-by"])
def test_a_pace_the_wrong_way_is_told_as_what_it_is(comparator):
    rate = Indicator(code="x", name="Tỷ lệ hộ nghèo", unit_of_measure="%", decimals=2, better="down", adds_up="ratio")
    target = Target(indicator=rate, comparator=comparator, value=Decimal(5), baseline=Decimal(10))

    words = pace_of(target, {2020: Decimal(10), 2021: Decimal(11), 2022: Decimal(12)}, 2021, 2025).words

    assert "bình quân mỗi năm tăng 1,00 điểm %; còn 3 năm, mỗi năm cần giảm" in words


@pytest.mark.parametrize(
    ("comparator", "told", "words"),
    [
        ("below", 5, "bằng mức kế hoạch, chưa xuống dưới."),
        ("over", 5, "bằng mức kế hoạch, chưa vượt trên."),
        ("down-to", 7, "còn cao hơn kế hoạch {{ result.built.down-to.plan.short }}."),
        ("at-least", 3, "còn thiếu {{ result.built.at-least.plan.short }}."),
    ],
)
def test_how_far_a_target_is_missed_is_said_in_its_own_direction(
    simple, programme, asked, built, comparator, told, words
):
    province, one, other = simple
    asked(built, comparator, 5)
    year = make_period(province, programme)
    tell(year, built, {one: reported(told), other: reported(0)})

    [missed] = [each for each in figures(Reading(report_on(year, province))) if each.name == "results.missed"]

    assert missed.source.endswith(words)


def test_a_sum_that_is_low_enough_so_far_is_not_among_those_missed(simple, programme, asked, built):
    province, one, other = simple
    asked(built, "down-to", 20)
    half = make_period(province, programme, PeriodKind.HALF)
    tell(half, built, {one: reported(7), other: reported(3)})

    [missed] = [each for each in figures(Reading(report_on(half, province))) if each.name == "results.missed"]

    assert missed.source == NONE_MISSED


def test_the_figure_that_counts_is_explained_by_who_gave_it(simple, programme, asked, built, lan, minh):
    province, one, other = simple
    asked(built, "at-least", 50)
    asked(built, "at-least", 50, unit=one)
    year = make_period(province, programme)
    tell(year, built, {one: reported(12), other: reported(3)}, by=lan)
    tell(year, built, {one: vetted(5)}, by=minh)
    estimates = {one: {"estimate_value": 4}, province: {"estimate_value": 9}}
    tell(year, built, estimates, by=lan, at=NOW + timedelta(days=1))

    of_commune = explain(Reading(report_on(year, one)), "result.built.at-least")
    of_province = explain(Reading(report_on(year, province)), "result.built.at-least")

    assert (of_commune.source, of_commune.by, of_commune.at) == ("Số thẩm định của cấp trên.", "Minh", NOW)
    assert (of_province.text, of_province.by, of_province.at) == (
        "8 nhà",
        "Minh (xã A, sau cùng trong 2 đơn vị đã nhập)",
        NOW,
    )


def test_the_grid_shows_no_reduction_beside_a_level(simple, programme, asked, rate):
    province, *_ = simple
    asked(rate, "reduce-by", "2.21")
    year = make_period(province, programme)

    table = PERIOD_RESULTS.table(PERIOD_RESULTS.find(f"{year.slug}__{province.code}", editor_of(province)))

    assert table.cells["poor-rate", "plan"].value is None


def editor_of(unit):
    return make_person("quan", "Quân", Role.EDITOR, unit)


@pytest.fixture
def former(programme):
    """A province with two communes of one name in two districts, gone in July 2025; one of the code of the first."""
    province = make_unit("14", "Tỉnh", "Sơn La", UnitKind.PROVINCE)
    districts = [
        make_unit(code, "Huyện", name, UnitKind.DISTRICT, province, valid_to=LAST_DAY)
        for code, name in (("116", "Một"), ("117", "Hai"))
    ]
    communes = [
        make_unit(f"0300{place}", "Xã", "Tân Lập", UnitKind.COMMUNE, district, valid_to=LAST_DAY)
        for place, district in enumerate(districts)
    ]
    make_unit("03000", "Phường", "Mới", UnitKind.COMMUNE, province, valid_from=date(2025, 7, 1))
    return province, communes


def exhibit_of(client, name, key):
    page = client.get(reverse("dashboard", args=[name]) + "?show=built")
    return next(each for each in page.context["shown"] if each.picture.key == key)


def test_communes_of_one_name_are_told_apart_and_lead_each_to_its_own(former, client, built):
    province, communes = former
    store(built, 2024, {communes[0]: value(1), communes[1]: value(2)})
    client.force_login(editor_of(province))

    shown = exhibit_of(client, "14-2024", "communes-years")

    assert {address: cells[0][1].text for address, cells in shown.rows} == {
        "/dashboard/03000-2024/?show=built": "Xã Tân Lập (huyện Một)",
        "/dashboard/03001-2024/?show=built": "Xã Tân Lập (huyện Hai)",
    }
    assert "2 xã, phường, đặc khu" in shown.picture.words


def test_a_commune_that_is_gone_by_the_years_end_leads_to_what_it_told(former, client, programme, built):
    province, communes = former
    half = make_period(province, programme, PeriodKind.HALF, ends_on=LAST_DAY)
    tell(half, built, {communes[0]: reported(1), communes[1]: reported(3)})
    client.force_login(editor_of(province))

    shown = exhibit_of(client, "14-2025", "communes-map")
    found = {code: client.get(address) for code, address in shown.exhibit.addresses.items()}

    assert {code: page.context["scope"].unit for code, page in found.items()} == {
        "03000": communes[0],
        "03001": communes[1],
    }
    assert shown.picture.title == "Số nhà đã xây 6 tháng 2025 của các xã, phường, đặc khu thuộc tỉnh Sơn La"


def test_small_pictures_draw_no_line_to_half_a_year_of_what_accumulates(former, client, programme, built):
    province, communes = former
    store(built, 2024, {communes[0]: value(20)})
    tell(make_period(province, programme, PeriodKind.HALF, ends_on=LAST_DAY), built, {communes[0]: reported(1)})
    client.force_login(editor_of(province))

    shown = exhibit_of(client, "14-2025", "communes-years")

    assert [mark.label for mark in shown.picture.series[0].marks] == ["2021", "2022", "2023", "2024"]
