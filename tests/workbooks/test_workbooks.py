"""Workbooks as they come, each with the preview it must have."""

import pytest

from planning.entry.template import template_of
from planning.sheets.wording import Headings
from tests.workbooks.books import BOOKS
from tests.workbooks.expected import EXPECTED
from tests.workbooks.odd import ODD
from tests.workbooks.odd_expected import EXPECTED_OF_ODD
from tests.workbooks.sheets import Page, book, by_libreoffice
from tests.workbooks.tables import FULL, SCOPE, movement_table, read, table, told

# What LibreOffice writes again says the same: merged and hidden cells, formulas and texts of all kinds.
REWRITTEN = (
    "groups_and_totals_that_add_up",
    "two_rows_a_unit_with_merged_names",
    "hidden_rows_and_columns_notes_and_signatures",
)


def test_there_are_at_least_twenty_each_with_its_preview():
    assert len(BOOKS) >= 20
    assert list(BOOKS) == list(EXPECTED)


@pytest.mark.parametrize("name", BOOKS | ODD)
def test_a_workbook_has_its_preview(name):
    make, now = (BOOKS | ODD)[name]

    outcome = read(make(), now)

    assert told(outcome) == (EXPECTED | EXPECTED_OF_ODD)[name]


def test_names_like_it_are_told_of_the_first_hundred_unknown_rows():
    rows = [[f"Xã An Bình {place}", place] for place in range(1000, 1102)]

    problems = read(book(Page([["Xã, phường", "Tổng số hộ"], *rows]))).problems

    assert (len(problems), sum("Có phải: “Xã An Bình”" in problem.message for problem in problems)) == (102, 100)


def test_a_heading_that_may_be_meant_by_two_columns_is_neither():
    headings = Headings({("Vốn sự nghiệp",): "one", ("Kinh phí sự nghiệp",): "other", ("Vốn ĐTPT",): "third"})

    found = [headings.key((words,)) for words in ("Sự nghiệp", "Vốn  sự nghiệp", "Đầu tư phát triển")]

    assert found == [None, "one", "third"]


@pytest.mark.office
@pytest.mark.parametrize("name", REWRITTEN)
def test_a_workbook_that_libreoffice_has_written_says_the_same(name, tmp_path):
    make, now = BOOKS[name]

    outcome = read(by_libreoffice(make(), tmp_path), now)

    assert told(outcome) == EXPECTED[name]


@pytest.mark.office
def test_formulas_are_worked_out_by_libreoffice(tmp_path):
    make, now = BOOKS["formulas_without_results"]

    changes, problems, _ = told(read(by_libreoffice(make(), tmp_path), now))

    assert changes == ["D6 10001, Xã An Bình | Tổng số hộ: 1.200 → 1.250"]
    assert problems == ["Biểu!D7 [1.250] " + TOTAL_OF_ONE]


TOTAL_OF_ONE = "Số tổng 1.250 khác với số cộng các dòng thuộc dòng này là 4.450. Vui lòng sửa hoặc để trống ô tổng."


@pytest.mark.office
@pytest.mark.parametrize("now", [table(FULL), table(), movement_table()], ids=["full", "blank", "movements"])
def test_our_workbook_saved_by_libreoffice_changes_nothing(now, tmp_path):
    content = by_libreoffice(template_of(now, SCOPE, ()), tmp_path)

    assert told(read(content, now)) == ([], [], [])
