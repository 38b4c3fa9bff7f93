"""The grid is filled in by keyboard and clipboard as a spreadsheet is."""

import re
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from tests.browser.grid.clerk import shares

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


# Rows: given, shared out, left, the group of communes, then six communes. Columns: the sum, then two lines of money.
FIRST, LAST = 4, 9


def test_the_table_is_filled_in_by_keyboard_alone_and_its_sums_follow(clerk, province):
    clerk.into(f"{FIRST}.1").press("Control+Home")
    assert clerk.where() == "4.1"
    for row in range(FIRST, LAST + 1):
        clerk.type(str(row))
        clerk.press("Tab")
        clerk.type("1")
        clerk.press("Shift+NumpadDecimal")
        clerk.type("5")
        clerk.press("Enter")
    clerk.expect_all_saved()

    assert clerk.where() == "9.2"
    assert sorted(shares(province).values()) == sorted([Decimal("1.5")] * 6 + list(map(Decimal, range(4, 10))))
    expect(clerk.total("Đã phân bổ", 1)).to_have_text("39")
    expect(clerk.total("Còn lại", 1)).to_have_text("61")
    expect(clerk.total("Đã phân bổ", 0)).to_have_text("48")


def test_the_arrows_move_between_cells_but_within_a_text_they_move_the_caret(clerk):
    clerk.into("5.1").type("123")
    clerk.press("ArrowLeft", "ArrowLeft")
    assert clerk.where() == "5.1"
    clerk.press("ArrowLeft", "ArrowLeft")
    assert clerk.where() == "5.1"
    clerk.press("ArrowUp")
    assert clerk.where() == "4.1"
    clerk.press("ArrowRight")
    assert clerk.where() == "4.2"
    clerk.press("Shift+Enter", "Control+End")
    assert clerk.where() == "9.2"
    clerk.press("Control+ArrowLeft", "Control+ArrowUp")
    assert clerk.where() == "5.1"
    clerk.press("Control+ArrowDown")
    assert clerk.where() == "9.1"
    clerk.press("Control+ArrowUp")
    assert clerk.where() == "5.1"
    clerk.press("Control+End")
    clerk.press("Shift+Tab", "Home", "End")
    assert clerk.where() == "9.2"
    clerk.press("F2", "ArrowLeft")
    assert clerk.where() == "9.1"
    clerk.press("ArrowUp", "Tab", "Enter")
    assert clerk.where() == "9.1"


def test_escape_gives_the_former_text_back(clerk, province):
    clerk.into("4.1").type("7")
    clerk.press("Enter", "ArrowUp")
    clerk.expect_state("4.1", "saved")
    clerk.type("99")
    clerk.press("Escape")
    expect(clerk.told).to_have_text("Đã lấy lại 7.")

    assert clerk.texts("4.1") == ["7"]
    clerk.press("Enter")
    clerk.expect_all_saved()
    assert list(shares(province).values()) == [7]


def test_a_figure_the_server_writes_in_another_way_is_undone_in_one_step(clerk, province):
    clerk.into("9.1").type("012,50")
    clerk.press("Enter")
    expect(clerk.cell("9.1")).to_have_value("12,5")
    clerk.press("Control+z")

    clerk.expect_all_saved()
    assert clerk.texts("9.1") == [""]
    assert shares(province) == {}


def test_a_block_from_a_spreadsheet_is_pasted_as_one_step_and_undone_as_one(clerk, province):
    clerk.into("7.1").paste('1.5\t"2,5"\tthừa\r\n-\t3\r\n"4"\t\r\nngoài\t5\r\n')

    expect(clerk.told).to_contain_text("Đã dán 6 ô. 3 ô không vừa bảng, không dán.")
    clerk.expect_state("7.1", "invalid")
    expect(clerk.counted).to_contain_text("1 ô chưa lưu, 1 ô có lỗi")
    assert clerk.texts("7.1", "7.2", "8.1", "8.2", "9.1", "9.2") == ["1.5", "2,5", "", "3", "4", ""]
    clerk.press("Control+z")
    clerk.expect_all_saved()
    assert shares(province) == {}
    clerk.press("Control+y")
    expect(clerk.counted).to_contain_text("1 ô chưa lưu, 1 ô có lỗi")
    assert sorted(shares(province).values()) == [Decimal("2.5"), 3, 4]


def test_a_range_is_filled_down_copied_and_cleared(clerk, province):
    clerk.into("4.2").type("3")
    clerk.press("Shift+Tab")
    clerk.type("2")
    clerk.press("Shift+ArrowDown", "Shift+ArrowDown", "Shift+ArrowRight", "Control+d")
    clerk.expect_all_saved()
    assert clerk.texts("4.1", "4.2", "6.1", "6.2", "7.1") == ["2", "3", "2", "3", ""]
    assert len(shares(province)) == 6

    clerk.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    clerk.press("Control+c")
    assert clerk.clipboard().split() == ["2", "3"] * 3
    clerk.press("Delete")
    clerk.expect_all_saved()
    expect(clerk.total("Đã phân bổ", 0)).to_have_text("")
    assert shares(province) == {}
    clerk.press("Control+Home", "Control+Shift+z", "Control+z", "ArrowDown", "Control+d")
    clerk.expect_all_saved()
    assert len(shares(province)) == 6
    clerk.press("Control+Home", "Control+Shift+ArrowDown", "Control+Shift+ArrowDown")
    clerk.paste("1.5\n0.25\n")
    expect(clerk.told).to_contain_text("Đã dán 6 ô. Số viết kiểu Anh (1,234.5) đã đổi")
    clerk.expect_all_saved()
    assert clerk.texts("4.1", "5.1", "8.1", "9.1") == ["1,5", "0,25", "1,5", "0,25"]


def test_a_range_is_chosen_to_the_end_of_a_row_and_of_the_table(clerk, province):
    clerk.into("4.1").press("Shift+End")
    expect(clerk.told).to_have_text("Đã chọn 2 ô.")
    clerk.press("Shift+Home")
    clerk.press("Control+Shift+End")
    expect(clerk.told).to_have_text("Đã chọn 12 ô.")

    clerk.into("4.1").type("12")
    clerk.press("Shift+Home")
    assert clerk.page.locator("td.is-chosen").count() == 0
    clerk.type("5")
    clerk.press("Enter")
    clerk.expect_all_saved()
    assert list(shares(province).values()) == [5]


def test_typing_into_a_cell_that_was_clicked_twice_replaces_its_figure(clerk):
    clerk.into("5.1").type("21")
    clerk.press("Enter")
    clerk.box("5.1").click()
    clerk.expect_all_saved()
    clerk.box("5.1").click()

    clerk.type("2")

    assert clerk.texts("5.1") == ["2"]


def test_a_range_is_drawn_with_the_mouse_over_cells_that_are_open_and_computed(clerk, province):
    clerk.into("4.1").type("2")
    clerk.press("Tab")
    clerk.type("3")
    clerk.press("Enter")
    clerk.expect_all_saved()
    clerk.cell("4.1").hover()
    clerk.page.mouse.down()
    clerk.cell("5.2").hover()
    clerk.cell("7.2").hover()
    clerk.page.mouse.up()
    clerk.cell("9.2").hover()
    expect(clerk.told).to_have_text("Đã chọn 8 ô.")
    clerk.press("Control+d")

    clerk.expect_all_saved()
    assert clerk.texts("4.1", "4.2", "7.1", "7.2", "8.1") == ["2", "3", "2", "3", ""]
    assert clerk.where() == "4.1"


def test_what_cannot_be_stored_says_why_and_is_found_by_a_key(clerk, province):
    clerk.into("4.1").type("1.5")
    clerk.press("Enter")
    clerk.expect_state("4.1", "invalid")
    clerk.type("100,5")
    clerk.press("Enter")
    clerk.expect_state("5.1", "invalid")

    expect(clerk.cell("4.1")).to_have_accessible_description(re.compile("Không phải là số"))
    expect(clerk.cell("4.1")).to_have_attribute("aria-invalid", "true")
    expect(clerk.cell("5.1")).to_have_accessible_description(re.compile("Vượt|vượt"))
    expect(clerk.counted).to_contain_text("2 ô chưa lưu, 2 ô có lỗi")
    clerk.press("F8")
    assert clerk.where() == "4.1"
    clerk.page.get_by_role("button", name="Đến ô có lỗi tiếp theo").click()
    assert clerk.where() == "5.1"
    clerk.type("99")
    clerk.press("Escape", "Escape", "F8", "Escape", "Escape")
    clerk.expect_all_saved()
    assert shares(province) == {}
