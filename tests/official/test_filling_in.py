"""Forms filled in on the screen and by workbook, by those who may, while the report is open."""

from datetime import UTC, date, datetime
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from planning.official.models import FormFigure
from planning.tracking.submissions import Submission
from tests.official.sheets import brought_in, bytes_of, place_of, workbook_of


def figures():
    rows = FormFigure.objects.select_related("unit", "row", "column").order_by("unit__code", "row__key", "column__key")
    return [(each.row.key if each.row else "", each.column.key, each.value) for each in rows]


def save(client, address, *cells):
    sent = [dict(zip(("row", "column", "text", "base"), cell, strict=True)) for cell in cells]
    return client.post(reverse("entry-save", args=[address, "form"]), {"cells": sent}, content_type="application/json")


@pytest.fixture
def address(counts, places, name):
    return name(places.ba_dinh, counts)


def test_what_is_typed_is_stored_and_the_rate_follows(client, lan, address):
    client.force_login(lan)

    answer = save(client, address, ("-", "c1", "200", ""), ("-", "c2", "5", "")).json()

    assert figures() == [("", "c1", 200), ("", "c2", 5)]
    assert [(each["column"], each["text"]) for each in answer["follow"]] == [
        ("c1", "200"),
        ("c2", "5"),
        ("c3", "2,50"),
    ]


def test_a_zero_is_stored_and_an_emptied_cell_is_gone_but_remembered(client, lan, address, counts, places, fill):
    fill(counts, places.ba_dinh, c1=200, c2=5)
    client.force_login(lan)

    save(client, address, ("-", "c1", "0", "200"), ("-", "c2", "", "5"))

    assert figures() == [("", "c1", 0)]
    told = FormFigure.history.filter(column__key="c2").order_by("pk").values_list("history_type", "history_user")
    assert [kind for kind, _ in told] == ["+", "-"]
    assert told.last()[1] == lan.pk


def test_a_form_in_dong_takes_hundreds_of_billions(client, lan, address):
    client.force_login(lan)

    save(client, address, ("-", "c1", "100.000.000.000", ""), ("-", "c2", "99.999.999.999.999", ""))

    assert figures() == [("", "c1", 10**11), ("", "c2", 10**14 - 1)]


@pytest.mark.parametrize(
    ("column", "text", "state", "message"),
    [
        ("c1", "1,5", "invalid", "Quá nhiều chữ số thập phân; cần số nguyên."),
        ("c1", "-1", "invalid", "Giá trị không được âm."),
        ("c1", "100000000000000", "invalid", "Giá trị quá lớn."),
        ("c1", "hai", "invalid", "Không phải là số. Cách viết đúng: 1.234,5 (dấu phẩy thập phân)."),
        ("c3", "12", "locked", "Ô này được tính từ các ô khác."),
    ],
)
def test_what_cannot_stand_says_why_and_stores_nothing(client, lan, address, column, text, state, message):
    client.force_login(lan)

    (cell,) = save(client, address, ("-", column, text, "")).json()["cells"]

    assert (cell["state"], cell["message"]) == (state, message)
    assert figures() == []


def test_a_cell_worked_out_by_a_row_is_locked_and_follows(client, lan, items, places, name):
    client.force_login(lan)

    answer = save(client, name(places.ba_dinh, items), ("d1", "c1", "3", ""), ("t", "c1", "9", "")).json()

    assert [(cell["row"], cell["state"]) for cell in answer["cells"]] == [("d1", "saved"), ("t", "locked")]
    assert figures() == [("d1", "c1", 3)]


def test_sums_that_skip_blanks_follow_what_there_is(client, lan, items, places, name):
    items.sum_skips_blanks = True
    items.save()
    client.force_login(lan)

    answer = save(client, name(places.ba_dinh, items), ("d1", "c1", "3", "")).json()

    told = {(each["row"], each["column"]): each["text"] for each in answer["follow"]}
    assert (told["t", "c1"], told["t", "c2"], told["t", "c3"], told["d1", "c3"]) == ("3", "", "3,0", "3,0")


def test_the_grid_opens_the_cells_that_are_entered(client, lan, address):
    client.force_login(lan)

    page = client.get(reverse("entry-grid", args=[address, "form"]))

    cells = page.context["rows"][0].cells
    assert [(cell.is_entered, cell.is_locked) for cell in cells] == [(True, False), (True, False), (False, True)]


def test_the_form_is_sent_without_a_script_as_well(client, lan, address):
    client.force_login(lan)
    base = client.get(reverse("entry-grid", args=[address, "form"])).context["base"]

    client.post(reverse("entry-grid", args=[address, "form"]), {"base": base, "0.0": "7", "0.1": "0"})

    assert figures() == [("", "c1", 7), ("", "c2", 0)]


def test_a_province_enters_for_its_communes(client, minh, address):
    client.force_login(minh)

    save(client, address, ("-", "c1", "5", ""))

    assert figures() == [("", "c1", 5)]


@pytest.mark.parametrize(("person", "answer"), [("hoa", 403), ("tam", 404)])
def test_who_may_not_enter_does_not(client, person, answer, address, request):
    client.force_login(request.getfixturevalue(person))

    assert save(client, address, ("-", "c1", "5", "")).status_code == answer
    assert figures() == []


@pytest.mark.parametrize("person", ["lan", "minh"])
def test_a_report_that_was_sent_is_closed_to_all(client, person, address, period, places, request):
    Submission.objects.create(period=period, unit=places.ba_dinh, sent_at=datetime(2025, 12, 1, tzinfo=UTC))
    client.force_login(request.getfixturevalue(person))

    assert save(client, address, ("-", "c1", "5", "")).status_code == 403
    assert figures() == []


def test_a_locked_period_is_closed(client, lan, address, period):
    period.locked_at = datetime(2025, 12, 20, tzinfo=UTC)
    period.save()
    client.force_login(lan)

    assert save(client, address, ("-", "c1", "5", "")).status_code == 403


def test_a_unit_of_a_level_that_does_not_fill_it_in_has_no_grid(client, minh, counts, places, name):
    client.force_login(minh)

    assert client.get(reverse("entry-grid", args=[name(places.province, counts), "form"])).status_code == 404


@pytest.mark.parametrize(
    "change", [{"is_in_use": False}, {"applies_to": date(2024, 12, 31)}, {"period_kinds": ["half"]}]
)
def test_a_form_that_is_not_for_the_period_is_not_there(client, lan, address, counts, change):
    type(counts).objects.filter(pk=counts.pk).update(**change)
    client.force_login(lan)

    assert client.get(reverse("entry-grid", args=[address, "form"])).status_code == 404
    assert client.get(reverse("form", args=[address])).status_code == 404


def test_a_workbook_goes_out_and_comes_back(client, lan, address):
    client.force_login(lan)
    workbook = workbook_of(client, address)
    sheet = workbook.worksheets[0]
    row = place_of(sheet, "Xã Ba Dinh")
    sheet.cell(row, 3).value, sheet.cell(row, 4).value = 40, 0

    outcome, answer = brought_in(client, address, bytes_of(workbook))

    assert (outcome.problems, answer.status_code, answer.url) == ((), 302, reverse("form", args=[address]))
    assert figures() == [("", "c1", 40), ("", "c2", 0)]


def test_a_workbook_left_as_it_was_changes_nothing(client, lan, address, counts, places, fill):
    fill(counts, places.ba_dinh, c1=0, c2=5)
    client.force_login(lan)

    outcome, _ = brought_in(client, address, bytes_of(workbook_of(client, address)))

    assert (outcome.problems, outcome.writes) == ((), ())
    assert figures() == [("", "c1", 0), ("", "c2", 5)]


def test_the_sums_of_a_workbook_are_formulas_and_cells_that_follow_are_closed(client, lan, items, places, name, fill):
    fill(items, places.ba_dinh, d1_c1=1, d1_c2=2, d2_c1=3, d2_c2=4)
    client.force_login(lan)

    sheet = workbook_of(client, name(places.ba_dinh, items)).worksheets[0]

    first, total = place_of(sheet, "Trong tỉnh"), place_of(sheet, "Cộng")
    assert str(sheet.cell(first, 5).value).startswith("=IF(COUNT(")
    assert str(sheet.cell(total, 3).value).startswith("=IF(COUNT(")
    assert [sheet.cell(first, place).protection.locked for place in (3, 4, 5)] == [False, False, True]


def height_of(workbook, words):
    sheet = workbook.worksheets[0]
    return sheet.row_dimensions[place_of(sheet, words)].height


def test_a_bold_heading_over_a_narrow_column_has_room_for_all_its_lines(client, lan, address, counts):
    counts.columns.filter(key="c2").update(headings="Hộ nghèo | Hộ không có khả năng lao động", width=12)
    client.force_login(lan)

    height = height_of(workbook_of(client, address), "Hộ không có khả năng lao động (2)")

    assert height > 48


def test_an_index_that_tells_a_formula_has_room_for_its_lines(client, lan, address, counts):
    counts.columns.filter(key="c3").update(width=14, content="100*c2/c1")
    counts.columns.exclude(key="c3").update(width=30)
    client.force_login(lan)

    content = client.get(reverse("form-xlsx", args=[address])).content

    assert height_of(openpyxl.load_workbook(BytesIO(content)), "3=100*2/1") > 16


def test_filling_in_costs_the_same_with_one_cell_and_with_three(
    client, lan, items, places, name, django_assert_max_num_queries, django_assert_num_queries
):
    client.force_login(lan)
    address = name(places.ba_dinh, items)
    with django_assert_max_num_queries(40) as one:
        save(client, address, ("d1", "c1", "1", ""))

    with django_assert_num_queries(len(one)):
        save(client, address, ("d1", "c2", "2", ""), ("d2", "c1", "5", ""), ("d2", "c2", "5", ""))
