"""Results typed into the grid of a unit's year. All figures here are invented."""

import json
from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from indicators.entry.results.cells import cells_of
from indicators.entry.results.kinds import find_results, results_table
from indicators.entry.results.layouts import UnitsDown, parts_in
from indicators.models import Result
from planning.documents.model import RowKind
from planning.entry.template import template_of
from planning.sheets.kinds import sheet_kind
from planning.sheets.scopes import NoSuchScope
from planning.sheets.workbooks import open_workbook
from tests.indicators.storing import total_of


@pytest.fixture
def rate(indicator):
    return indicator("jobs-rate", "Tỷ lệ lao động có việc làm", adds_up="ratio")


def save(client, scope, *cells, base=""):
    body = {"cells": [{"row": str(row), "column": column, "text": text, "base": base} for row, column, text in cells]}
    address = reverse("entry-save", args=[scope, "results"])
    return client.post(address, json.dumps(body), content_type="application/json")


def states(response):
    return [(cell["state"], cell["message"]) for cell in response.json()["cells"]]


def test_a_commune_enters_its_counts_and_the_rate_and_the_total_follow(client, lan, places, rate):
    client.force_login(lan)

    saved = save(client, "21499-2025", ("jobs-rate", "numerator", "40"), ("jobs-rate", "denominator", "500"))

    table = results_table(find_results("21499-2025", lan))
    cell = table.cells["jobs-rate", "value"]
    assert states(saved) == [("saved", ""), ("saved", "")]
    assert (cell.value, cell.lock) == (8, "Tỷ lệ được tính từ tử số và mẫu số.")
    assert total_of(places.province, rate, 2025).figure == 8
    assert Result.history.get().history_user == lan


def test_a_province_enters_for_its_communes(client, minh, places, houses):
    client.force_login(minh)

    saved = save(
        client, "51-2025", (places.ba_dinh.pk, "houses.value", "12"), (places.ba_to.pk, "houses.value", "1.030")
    )

    assert states(saved) == [("saved", ""), ("saved", "")]
    assert total_of(places.province, houses, 2025).figure == 1042


def test_a_rate_without_counts_may_stand_and_is_warned_of(client, lan, places, rate):
    client.force_login(lan)

    save(client, "21499-2025", ("jobs-rate", "value", "7,5"))

    cell = results_table(find_results("21499-2025", lan)).cells["jobs-rate", "value"]
    assert (cell.value, cell.lock) == (Decimal("7.5"), "")
    assert cell.warning == "Chưa có tử số và mẫu số: tỷ lệ này không tổng hợp được lên cấp trên."


def test_counts_go_before_a_rate_entered_earlier_which_stands_again_without_them(client, lan, places, rate):
    client.force_login(lan)
    counts = {"numerator": "10", "denominator": "100"}
    save(client, "21499-2025", ("jobs-rate", "value", "12,3"))

    save(client, "21499-2025", *(("jobs-rate", column, text) for column, text in counts.items()))
    with_counts = Result.objects.get().figure
    for column, text in counts.items():
        save(client, "21499-2025", ("jobs-rate", column, ""), base=text)

    assert with_counts == 10
    assert Result.objects.get().figure == Decimal("12.3")
    assert total_of(places.province, rate, 2025).lacking == 1


def test_counts_that_make_no_rate_are_refused_cell_by_cell(client, lan, places, rate):
    client.force_login(lan)

    zero = save(client, "21499-2025", ("jobs-rate", "denominator", "0"))
    larger = save(client, "21499-2025", ("jobs-rate", "numerator", "9"), ("jobs-rate", "denominator", "4"))
    other = save(
        client, "21499-2025",
        ("jobs-rate", "numerator", "1"), ("jobs-rate", "denominator", "4"), ("jobs-rate", "value", "24"),
    )  # fmt: skip

    assert states(zero) == [("invalid", "Mẫu số phải lớn hơn 0.")]
    assert states(larger) == [("invalid", "Tử số không được lớn hơn mẫu số.")] * 2
    assert states(other)[2] == ("invalid", "Tỷ lệ được tính từ tử số và mẫu số. Đề nghị để trống ô này.")
    assert Result.objects.get().figure == 25


def test_clearing_all_cells_takes_the_result_away(client, lan, places, houses):
    client.force_login(lan)
    save(client, "21499-2025", ("houses", "value", "12"))

    save(client, "21499-2025", ("houses", "value", ""), base="12")

    assert Result.objects.count() == 0


def test_what_the_review_answers_and_what_is_not_in_force_is_not_entered_here(lan, places, rate, indicator):
    indicator("poor-rate", "Tỷ lệ hộ nghèo", adds_up="ratio", review_numerator="poor_households")
    indicator("old", "Chỉ tiêu cũ", adds_up="sum", valid_to=2024)

    table = results_table(find_results("21499-2025", lan))

    assert [row.key for row in table.rows if row.kind is RowKind.ITEM] == ["jobs-rate"]


def test_another_commune_finds_nothing_and_a_viewer_changes_nothing(client, tam, hoa, places, houses):
    with pytest.raises(NoSuchScope):
        find_results("21499-2025", tam)
    client.force_login(hoa)

    response = save(client, "21499-2025", ("houses", "value", "12"))

    assert response.status_code == 403
    assert Result.objects.count() == 0


def test_many_communes_cost_the_queries_of_one(minh, places, rate, houses, django_assert_num_queries):
    scope = find_results("51-2025", minh)

    with django_assert_num_queries(4):
        results_table(scope)


@pytest.mark.parametrize("count", [1, 3])
def test_many_indicators_of_a_commune_cost_the_queries_of_one(
    lan, places, rate, indicator, count, django_assert_num_queries
):
    for number in range(1, count):
        indicator(f"more-{number}", f"Số {number}", adds_up="sum")
    scope = find_results("21499-2025", lan)

    with django_assert_num_queries(3):
        results_table(scope)


def in_words(table):
    """The texts of a table, row by row: what tells of the row, and its figures."""
    return [
        (*(row.labels[place] for place in table.shown_words), *texts)
        for row, texts in zip(table.rows, table.texts, strict=True)
    ]


def test_the_indicators_of_a_commune_stand_below_each_other_with_their_counts_beside_them(
    client, lan, places, houses, indicator
):
    counts = {"numerator": "Số người có việc làm", "denominator": "Số người trong độ tuổi"}
    indicator("jobs-rate", "Tỷ lệ lao động có việc làm", adds_up="ratio", position=5, **counts)
    client.force_login(lan)
    cells = [("jobs-rate", "numerator", "1.040"), ("jobs-rate", "denominator", "1.500"), ("houses", "value", "12")]
    save(client, "21499-2025", *cells)

    table = results_table(find_results("21499-2025", lan))

    assert [column.label for column in table.columns] == ["Tử số", "Mẫu số", "Giá trị"]
    assert in_words(table) == [
        ("I", houses.dimension.name, "", "", "", "", ""),
        ("1", "Số nhà được hỗ trợ", "nhà", "", "", "", "12"),
        (
            "2",
            "Tỷ lệ lao động có việc làm",
            "%",
            "Số người có việc làm / Số người trong độ tuổi",
            "1.040",
            "1.500",
            "69,33",
        ),
    ]
    assert table.cells["houses", "numerator"].lock == "Chỉ tiêu này không có tử số, mẫu số."


def test_of_a_province_each_commune_keeps_a_row(minh, places, rate, houses):
    table = results_table(find_results("51-2025", minh))

    assert [row.labels for row in table.rows] == [("21484", "Xã Ba Tơ"), ("21499", "Xã Ba Dinh")]
    assert [column.key for column in table.columns] == [
        "houses.value", "jobs-rate.numerator", "jobs-rate.denominator", "jobs-rate.value",
    ]  # fmt: skip


def read(content, scope, user):
    return sheet_kind("results").read(scope, open_workbook(content), user)


def test_a_communes_workbook_comes_back_as_it_went_and_with_what_was_filled_in(client, lan, places, rate, houses):
    client.force_login(lan)
    save(client, "21499-2025", ("jobs-rate", "numerator", "40"), ("jobs-rate", "denominator", "500"))
    scope = find_results("21499-2025", lan)
    content = sheet_kind("results").template(scope, lan)
    book = load_workbook(BytesIO(content))
    cells = [cell for line in book["Bảng số liệu"].iter_rows() for cell in line]
    row = next(cell.row for cell in cells if cell.value == "houses")
    book["Bảng số liệu"].cell(row, next(cell.column for cell in cells if cell.value == "Giá trị"), 12)
    filled = BytesIO()
    book.save(filled)

    unchanged, outcome = read(content, scope, lan), read(filled.getvalue(), scope, lan)

    assert (unchanged.problems, unchanged.writes) == ((), ())
    assert (outcome.problems, [(each.target, each.new) for each in outcome.writes]) == (
        (),
        [(("houses", "value"), Decimal(12))],
    )


def test_a_communes_workbook_of_the_former_layout_is_refused_in_plain_words(client, lan, places, rate, houses):
    client.force_login(lan)
    save(client, "21499-2025", ("jobs-rate", "numerator", "40"), ("jobs-rate", "denominator", "500"))
    scope = find_results("21499-2025", lan)
    layout = UnitsDown([places.ba_dinh], parts_in(2025))
    former = replace(
        results_table(scope),
        words=layout.words,
        columns=layout.columns,
        rows=layout.rows,
        cells=dict(cells_of(layout, 2025, ())),
    )

    outcome = read(template_of(former, scope, ()), scope, lan)

    assert outcome.writes == ()
    assert [problem.message for problem in outcome.problems] == [
        "Không tìm thấy bảng “Kết quả thực hiện các chỉ tiêu năm 2025” trong tệp. Bảng cần có cột tên và các cột số "
        "liệu với tiêu đề như trong bảng tính mẫu."
    ]


def test_what_the_counts_are_gives_way_on_a_telephone_and_is_told_with_the_row(client, lan, places, indicator):
    indicator("jobs-rate", "Lao động có việc làm", adds_up="ratio", numerator="Số người", denominator="Tổng số")
    client.force_login(lan)

    page = client.get(reverse("entry-grid", args=["21499-2025", "results"]))

    _, row = page.context["rows"]
    headings = [(heading.cell.text, heading.look) for heading in page.context["header"][0]]
    assert row.labels == (("1", ""), ("Lao động có việc làm", "name"), ("%", ""), ("Số người / Tổng số", "aside"))
    assert headings[:4] == [("TT", ""), ("Chỉ tiêu", "name"), ("Đơn vị tính", ""), ("Tử số / mẫu số là", "aside")]
    assert row.name == "Lao động có việc làm, %, Số người / Tổng số"
