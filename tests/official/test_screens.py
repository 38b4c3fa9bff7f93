"""The pages of forms: who sees what, and the same figures on the screen, in the workbook and on paper."""

from datetime import date, timedelta
from io import BytesIO

import openpyxl
import pdfplumber
import pytest
from django.urls import reverse

from planning.people.roles import Role
from planning.plans.periods import ReportingPeriod
from tests.conftest import make_person
from tests.official.test_books import communes

PAGES = ("form", "form-xlsx", "form-docx", "form-pdf")


@pytest.fixture
def filled(counts, places, fill):
    """Two communes: one with a zero, one with a blank."""
    fill(counts, places.ba_dinh, c1=1200, c2=0)
    fill(counts, places.ba_to, c1=300)
    return counts


def shown(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_a_period_leads_to_the_forms_of_ones_own_unit(client, lan, counts, period, name):
    client.force_login(lan)

    page = client.get(reverse("form-list"))

    assert [(unit.code, scope) for _, unit, scope in page.context["lines"]] == [("21499", "51-year-2025__21499")]


def test_without_a_post_below_one_looks_at_the_unit_that_holds_the_period(client, keeper, period):
    client.force_login(keeper)

    page = client.get(reverse("form-list"))

    assert [unit.code for _, unit, _ in page.context["lines"]] == ["51"]


@pytest.mark.parametrize(("person", "codes"), [("lan", ["21499", "21500"]), ("minh", ["51"]), ("tam", [])])
def test_a_period_of_before_leads_to_the_units_ones_own_took_over(client, person, codes, former, request):
    client.force_login(request.getfixturevalue(person))

    lines = client.get(reverse("form-list")).context["lines"]

    assert [(unit.code, unit.valid_to.year) for _, unit, _ in lines] == [(code, 2025) for code in codes]


def test_whoever_has_a_post_in_a_unit_of_before_is_told_what_it_became(client, places, former, period):
    person = make_person("cu", "Người cũ", Role.EDITOR, places.old_ba_dinh)
    client.force_login(person)

    page = client.get(reverse("form-list"))

    assert [(str(line.unit), [str(unit) for unit, _ in line.successors]) for line in page.context["former"]] == [
        (str(places.old_ba_dinh), [str(places.ba_dinh)])
    ]
    assert [unit for _, unit, _ in page.context["lines"]] == [places.old_ba_dinh]


def test_the_forms_of_a_unit_of_before_lead_to_those_of_the_one_after_it(client, lan, places, counts, former, period):
    client.force_login(lan)

    page = client.get("/forms/51-year-2024__21499/")

    assert [line.successors for line in page.context["former"]] == [((places.ba_dinh, "/forms/51-year-2025__21499/"),)]
    assert client.get("/forms/51-year-2025__21499/").context["former"] == []


def test_no_link_of_the_list_leads_nowhere(client, lan, minh, keeper, former, period):
    for person in (lan, minh, keeper):
        client.force_login(person)
        names = [name for _, _, name in client.get(reverse("form-list")).context["lines"]]
        assert {name.partition("__")[0] for name in names} == {former.slug, period.slug}
        assert {client.get(reverse("form", args=[name])).status_code for name in names} == {200}


def test_periods_beyond_the_first_page_are_on_the_next(client, lan, period, places, programme):
    ReportingPeriod.objects.bulk_create(
        ReportingPeriod(
            slug=f"51-adhoc-{day}",
            unit=places.province,
            programme=programme,
            kind="adhoc",
            first_year=2025,
            last_year=2025,
            ends_on=date(2025, 8, 1) + timedelta(days=day),
            opens_on=date(2025, 8, 1),
        )
        for day in range(60)
    )
    client.force_login(lan)

    first, second = (client.get(reverse("form-list"), {"page": page}).context["lines"] for page in (1, 2))

    assert (len(first), [name for _, _, name in second]) == (60, ["51-adhoc-0__21499"])


def test_the_list_costs_the_same_with_one_period_and_with_two(client, lan, period, request, django_assert_num_queries):
    client.force_login(lan)
    client.get(reverse("form-list"))
    with django_assert_num_queries(7) as before:
        client.get(reverse("form-list"))
    request.getfixturevalue("former")

    with django_assert_num_queries(len(before)):
        client.get(reverse("form-list"))


def test_the_forms_of_a_unit_tell_how_far_each_is(client, lan, counts, items, fill, places):
    fill(counts, places.ba_dinh, c1=0)
    client.force_login(lan)

    lines = client.get("/forms/51-year-2025__21499/").context["lines"]

    assert [(line["form"].code, line["filled"].given, line["filled"].asked) for line in lines] == [
        ("lao-dong", 0, 4),
        ("thieu-hut", 1, 2),
    ]
    assert lines[1]["entry"] == "/entry/51-year-2025__21499__thieu-hut/form/"


def test_a_province_sees_its_communes_and_enters_nothing_of_its_own(client, minh, counts, period):
    client.force_login(minh)

    page = client.get("/forms/51-year-2025__51/")

    assert [(line["entry"], line["told"]) for line in page.context["lines"]] == [("", (0, 2))]
    assert [unit.code for unit, _ in page.context["below"]] == ["21484", "21499"]


def test_a_period_without_forms_says_so(client, lan, period):
    client.force_login(lan)

    assert "Kỳ này chưa có biểu mẫu nào đang dùng." in client.get("/forms/51-year-2025__21499/").content.decode()


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    ("person", "commune", "province"), [("lan", 200, 404), ("hoa", 200, 404), ("minh", 200, 200), ("tam", 404, 404)]
)
def test_a_form_is_seen_from_its_unit_and_from_above(
    page, person, commune, province, client, filled, places, name, request
):
    client.force_login(request.getfixturevalue(person))

    answers = [
        client.get(reverse(page, args=[name(unit, filled)])).status_code for unit in (places.ba_dinh, places.province)
    ]

    assert answers == [commune, province]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    "wrong", ["51-year-2025__21499__khong-co", "khong-co__21499__thieu-hut", "51-year-2025__99999__x"]
)
def test_what_is_not_there_is_not_found(page, wrong, client, minh, filled, period):
    client.force_login(minh)

    assert client.get(reverse(page, args=[wrong])).status_code == 404


def test_only_the_editors_of_an_open_report_are_led_to_the_grid(client, lan, hoa, filled, places, name):
    grid = reverse("entry-grid", args=[name(places.ba_dinh, filled), "form"])
    pages = {}
    for person in (lan, hoa):
        client.force_login(person)
        pages[person] = client.get(reverse("form", args=[name(places.ba_dinh, filled)])).content.decode()

    assert f'href="{grid}">Nhập số liệu</a>' in pages[lan]
    assert f'href="{grid}">Xem bảng nhập</a>' in pages[hoa]


def test_screen_workbook_and_paper_agree_and_a_blank_is_no_zero(client, minh, filled, places, name):
    client.force_login(minh)
    scope = name(places.province, filled)
    expected = [
        ["1", "Xã Ba Tơ", "300", "", ""],
        ["2", "Xã Ba Dinh", "1.200", "0", "0,00"],
        ["", "Tổng cộng", "1.500", "0", ""],
    ]

    screen = shown(client.get(reverse("form", args=[scope])).context["table"])
    sheet = openpyxl.load_workbook(
        BytesIO(client.get(reverse("form-xlsx", args=[scope])).content), data_only=True
    ).worksheets[0]
    with pdfplumber.open(BytesIO(client.get(reverse("form-pdf", args=[scope])).content)) as pdf:
        paper = [[(text or "").replace("\n", " ") for text in row] for row in pdf.pages[0].extract_table()]

    values = [[cell.value for cell in row] for row in sheet.iter_rows()]
    start = next(place for place, row in enumerate(values) if row[1] == "Xã Ba Tơ")
    assert screen == expected
    assert paper[-3:] == expected
    assert [row[2:5] for row in values[start : start + 3]] == [[300, None, None], [1200, 0, 0], [1500, 0, None]]


def test_a_real_units_paper_is_one_page_with_its_label_and_headings(client, lan, filled, places, name):
    client.force_login(lan)

    content = client.get(reverse("form-pdf", args=[name(places.ba_dinh, filled)])).content

    with pdfplumber.open(BytesIO(content)) as pdf:
        (page,) = pdf.pages
        words = page.extract_text()
        header = page.extract_table()[:3]
    assert words.splitlines()[:4] == [
        "ỦY BAN NHÂN DÂN Biểu số 4",
        "XÃ BA DINH",
        "Hộ thiếu hụt",
        "(Kỳ báo cáo năm 2025, xã Ba Dinh)",
    ]
    assert header == [
        ["TT", "Đơn vị", "Hộ nghèo", None, "Tỷ lệ (%)"],
        [None, None, "Tổng số", "Thiếu nước", None],
        ["A", "B", "1", "2", "3"],
    ]


def test_a_page_costs_the_same_with_two_communes_filled_and_with_none(
    client, minh, counts, places, name, fill, django_assert_num_queries
):
    client.force_login(minh)
    address = reverse("form", args=[name(places.province, counts)])
    client.get(address)
    with django_assert_num_queries(14) as before:
        client.get(address)
    fill(counts, places.ba_dinh, c1=1, c2=1)
    fill(counts, places.ba_to, c1=1, c2=1)

    with django_assert_num_queries(len(before)):
        client.get(address)


def test_a_page_costs_the_same_for_three_communes_and_for_170(
    client, minh, counts, places, name, fill, django_assert_num_queries
):
    client.force_login(minh)
    address = reverse("form", args=[name(places.province, counts)])
    fill(counts, communes(places, 1)[0], c1=1, c2=1)
    client.get(address)
    with django_assert_num_queries(14) as before:
        client.get(address)
    for unit in communes(places, 167, first=1):
        fill(counts, unit, c1=2, c2=1)

    with django_assert_num_queries(len(before)):
        rows = client.get(address).context["table"].rows

    assert (len(rows), [cell.text for cell in rows[-1].cells]) == (171, ["", "Tổng cộng", "335", "168", "50,15"])
