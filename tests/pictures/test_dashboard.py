"""Dashboards: what a unit's year looks like, for whom, and at what cost."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators.models import Indicator
from planning.people.roles import Role
from planning.places.units import Unit
from planning.plans.periods import ReportingPeriod
from planning.tracking.submissions import Submission
from tests.conftest import make_person
from tests.pictures.dashboards import PICTURES, shown
from tests.pictures.province import add_communes


def rows(client, key, **asked):
    """The cells of the table behind a picture."""
    [each] = [each for each in shown(client, **asked) if each.picture.key == key]
    return [[cell.text for _, cell in cells] for _, cells in each.rows]


def test_a_province_shows_targets_money_and_communes(signed_in):
    assert [each.picture.key for each in shown(signed_in)] == PICTURES


def test_a_zero_is_shown_as_zero_on_the_map(signed_in):
    assert rows(signed_in, "communes-map")[0] == ["Xã Thử 0", "0,00", "", "15", "108"]


def test_a_commune_that_told_nothing_is_blank(signed_in, province):
    period, rate = ReportingPeriod.objects.get(unit=province), Indicator.objects.get(code="ty-le")
    add_communes(province, [4], period, rate)

    assert rows(signed_in, "communes-map")[-1] == ["Xã Thử 4", "", "chưa có số liệu", "15", "108,4"]


def test_communes_are_shown_by_their_reports_where_that_is_asked(signed_in):
    told = rows(signed_in, "reports-map", show="reports")

    assert [row[2] for row in told] == ["đã gửi", "đã tiếp nhận", "quá hạn"]


def test_a_report_given_back_is_missed_only_after_its_day(signed_in, province):
    period = ReportingPeriod.objects.get(unit=province)
    add_communes(province, [3], period, Indicator.objects.get(code="ty-le"))
    told = []

    for day in (date(2025, 6, 1), date(2100, 1, 1)):
        Submission.objects.filter(period=period, state="returned").update(resend_by=day)
        told.append([row[2] for row in rows(signed_in, "reports-map", show="reports")])
    assert told == [
        ["đã gửi", "đã tiếp nhận", "quá hạn", "chưa gửi"],
        ["đã gửi", "đã tiếp nhận", "trả lại, chờ gửi lại", "chưa gửi"],
    ]


def test_what_is_no_measure_gives_way_to_the_usual_one(signed_in):
    assert [each.picture.key for each in shown(signed_in, show="<script>", page="x")] == PICTURES


def test_from_the_province_one_comes_to_the_commune_and_to_its_figure(signed_in):
    [on_map] = [each for each in shown(signed_in) if each.picture.key == "communes-map"]
    address, _ = next(on_map.rows)

    commune = signed_in.get(address)

    assert address == "/dashboard/90000-2025/?show=ty-le"
    assert [unit.code for unit, _ in commune.context["above"]] == ["90"]
    [bars] = [each for each in shown(signed_in) if each.picture.key == "results-bullets"]
    cell, _ = next(bars.rows)
    assert signed_in.get(cell).status_code == 200


def test_every_picture_has_words_for_who_does_not_see_it(signed_in):
    assert [each.picture.key for each in shown(signed_in) if len(each.picture.words) < 20] == []


def test_every_address_in_a_table_leads_somewhere(signed_in):
    addresses = {
        address
        for asked in ({}, {"show": "reports"})
        for each in shown(signed_in, **asked)
        for address, _ in each.rows
    }

    assert len(addresses) > 5
    assert [address for address in addresses if address and signed_in.get(address).status_code != 200] == []


@pytest.mark.parametrize(
    "address",
    [
        "/dashboard/90-2025/communes-map/0/tall.svg",
        "/dashboard/90-1999/",
        "/dashboard/khong-co/",
        "/dashboard/99-2025/",
        "/dashboard/90-2025/khong-co.svg",
        "/dashboard/90-2025/reports-map.png",
    ],
)
def test_what_is_not_there_is_not_found(signed_in, address):
    assert signed_in.get(address).status_code == 404


def test_a_neighbour_sees_nothing_of_it(client, province, tam):
    client.force_login(tam)

    assert client.get("/dashboard/90-2025/").status_code == 404
    assert client.get("/dashboard/90-2025/communes-map.svg").status_code == 404
    assert [unit.code for unit, _ in client.get("/dashboard/?year=2025").context["units"]] == ["21484"]


def test_an_officer_of_a_commune_sees_it_and_not_the_way_from_above(client, province):
    client.force_login(make_person("thu", "Thu", Role.EDITOR, Unit.objects.get(code="90001")))

    page = client.get("/dashboard/90001-2025/")

    assert page.status_code == 200
    assert page.context["above"] == []


def test_a_unit_leads_to_no_year_in_which_it_was_not_on_the_map(signed_in):
    assert signed_in.get("/dashboard/90001-2025/").context["years"] == [(2026, "90001-2026")]


def test_a_year_without_a_period_still_shows_its_communes(signed_in):
    assert [each.picture.key for each in shown(signed_in, "90-2026")] == ["communes-map", "communes-years"]


def test_the_list_finds_units_by_name_without_accents(signed_in):
    page = signed_in.get("/dashboard/", {"words": "thu 2", "year": "2025"})

    assert [unit.code for unit, _ in page.context["units"]] == ["90002"]


def test_a_year_that_is_none_is_said_so(signed_in):
    assert signed_in.get("/dashboard/", {"year": "năm nay"}).status_code == 400


@pytest.mark.parametrize("asked", [{}, {"show": "reports"}])
def test_a_dashboard_costs_the_same_with_few_communes_and_with_more(
    signed_in, province, django_assert_num_queries, asked
):
    period, rate = ReportingPeriod.objects.get(unit=province), Indicator.objects.get(code="ty-le")
    with CaptureQueriesContext(connection) as before:
        shown(signed_in, **asked)
    add_communes(province, range(3, 12), period, rate)

    with django_assert_num_queries(len(before)):
        shown(signed_in, **asked)
