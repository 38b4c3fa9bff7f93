"""The pictures of a dashboard as files: what each holds, how it is called, for how long it is kept, and for whom."""

import re
from io import BytesIO

import pytest
from django.core.cache import cache
from openpyxl import load_workbook

from indicators.models import Indicator
from planning.places.units import Unit
from planning.plans.periods import ReportingPeriod
from tests.indicators.reporting import reported, tell
from tests.pictures.dashboards import PICTURES, shown


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
