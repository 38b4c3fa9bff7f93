"""Dashboards: what a unit's year looks like, for whom, at what cost, and what can be taken home."""

import re
from datetime import date
from io import BytesIO

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from indicators.models import Indicator
from planning.people.roles import Role
from planning.places.units import Unit
from planning.plans.periods import ReportingPeriod
from planning.tracking.submissions import Submission
from tests.conftest import make_person
from tests.indicators.reporting import reported, tell
from tests.pictures.province import add_communes, make_province

PICTURES = ["results-bullets", "payments-projects", "payments-sources", "communes-map", "communes-years"]


@pytest.fixture
def province(programme, fund, indicator):
    """A province with three communes."""
    return make_province(3, programme, fund, indicator)


@pytest.fixture
def quan(province):
    """Quân reads for the province 90."""
    return make_person("quan", "Quân", Role.VIEWER, province)


@pytest.fixture
def signed_in(client, quan):
    client.force_login(quan)
    return client


def shown(client, name="90-2025", **asked):
    return client.get(reverse("dashboard", args=[name]), asked).context["shown"]


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
    ("form", "kind", "begins"),
    [
        ("svg", "image/svg+xml; charset=utf-8", b"<?xml"),
        ("png", "image/png", b"\x89PNG"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK"),
    ],
)
def test_a_picture_is_taken_home(signed_in, form, kind, begins):
    found = {each.picture.key: signed_in.get(each.files[form]) for each in shown(signed_in)}

    assert list(found) == PICTURES
    assert {(each.status_code, each["Content-Type"], each["Cache-Control"]) for each in found.values()} == {
        (200, kind, "private, no-cache")
    }
    assert [key for key, each in found.items() if not each.content.startswith(begins)] == []


def test_a_picture_opened_by_itself_may_style_its_shapes_and_nothing_else(signed_in):
    policy = signed_in.get("/dashboard/90-2025/communes-map.svg")["Content-Security-Policy"]

    assert {"default-src 'none'", "style-src 'unsafe-inline'", "img-src 'none'"} <= set(policy.split("; "))


def test_who_has_a_picture_is_told_it_is_the_same_until_a_figure_changes(signed_in, province):
    address = "/dashboard/90-2025/communes-map.svg"
    etag = signed_in.get(address)["ETag"]

    same = signed_in.get(address, headers={"If-None-Match": etag})
    Unit.objects.filter(parent=province).update(name="Khác")
    other = signed_in.get(address, headers={"If-None-Match": etag})

    assert (same.status_code, same.content) == (304, b"")
    assert other.status_code == 200


def test_the_workbook_holds_the_numbers_as_numbers(signed_in):
    file = signed_in.get("/dashboard/90-2025/communes-map.xlsx").content

    sheet = load_workbook(BytesIO(file)).active
    found = {row[0]: row[1] for row in sheet.iter_rows(values_only=True) if str(row[0]).startswith("Xã")}

    assert found == {"Xã Thử 0": 0, "Xã Thử 1": 0.3, "Xã Thử 2": 0.6}


def test_a_number_of_the_workbook_has_the_decimals_of_its_words(signed_in, province):
    rate = Indicator.objects.get(code="ty-le")
    tell(ReportingPeriod.objects.get(unit=province), rate, {Unit.objects.get(code="90002"): reported("300", "1000")})

    sheet = load_workbook(BytesIO(signed_in.get("/dashboard/90-2025/results-bullets.xlsx").content)).active

    [row] = [row for row in sheet.iter_rows() if row[0].value == "Tỷ lệ hộ nghèo"]
    assert [(cell.value, cell.number_format) for cell in row[1:4]] == [
        ("%", "General"),
        (10.1, "#,##0.00"),
        (5.57, "#,##0.00"),
    ]


def test_pictures_of_the_sample_say_that_it_is_invented(signed_in, province):
    real = signed_in.get("/dashboard/90-2025/communes-map.svg").content
    Unit.objects.filter(pk=province.pk).update(is_sample=True)

    sample = signed_in.get("/dashboard/90-2025/communes-map.svg").content

    assert len(sample) > len(real)


def drawings(client, key="communes-map", **asked):
    """Where the page has a picture drawn, by its width."""
    [each] = [each for each in shown(client, **asked) if each.picture.key == key]
    return {width: each.files[width] for width in ("wide", "narrow")}


def test_a_page_draws_its_pictures_from_the_figures_it_has_worked_out(signed_in, django_assert_num_queries):
    addresses = drawings(signed_in)

    # The session and the person, nothing else.
    with django_assert_num_queries(2):
        drawn = signed_in.get(addresses["wide"])

    assert drawn["Cache-Control"] == "private, max-age=86400, immutable"


def test_a_phone_has_the_same_picture_drawn_narrower(signed_in):
    wide, narrow = (signed_in.get(address).content for address in drawings(signed_in).values())

    assert [width_of(each) for each in (wide, narrow)] == [453.543307, 243.779528]


def width_of(svg):
    return float(re.search(rb'<svg [^>]*width="([0-9.]+)pt"', svg)[1])


def test_what_is_no_longer_kept_is_worked_out_and_what_has_changed_is_not_remembered(signed_in, province):
    address = drawings(signed_in)["wide"]
    before = signed_in.get(address)
    cache.clear()

    again = signed_in.get(address)
    Unit.objects.filter(parent=province).update(name="Khác")
    changed = signed_in.get(address)

    assert (again.content, again["Cache-Control"]) == (before.content, before["Cache-Control"])
    assert changed.content != before.content
    assert changed["Cache-Control"] == "private, no-cache"


def test_the_figures_of_one_person_are_kept_for_no_other(client, signed_in, tam):
    address = drawings(signed_in)["wide"]

    client.force_login(tam)

    assert client.get(address).status_code == 404


@pytest.mark.parametrize("form", ["svg", "png", "xlsx"])
def test_a_file_is_called_by_unit_year_and_what_it_shows(signed_in, form):
    [each] = [each for each in shown(signed_in) if each.picture.key == "payments-projects"]

    name = signed_in.get(each.files[form])["Content-Disposition"]

    assert name.endswith(f'filename="tinh-thu-2025-giai-ngan-theo-du-an.{form}"')


def test_a_file_says_itself_whose_figures_it_shows_and_whence_they_are(signed_in):
    sheet = load_workbook(BytesIO(signed_in.get("/dashboard/90-2025/payments-projects.xlsx").content)).active
    words = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell]

    assert "Giải ngân theo dự án, Tỉnh Thử, năm 2025" in words
    assert "Đã giải ngân (triệu đồng)" in words
    assert [each for each in words if each.startswith("Nguồn")] == [
        "Nguồn: báo cáo năm 2025 của tỉnh Thử, số liệu đến hết ngày 31/12/2025."
    ]


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
