"""Clerks and officers fill in the grid as they would a spreadsheet: by keyboard, by clipboard, saved as they go."""

import re
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from budgets.models import Allocation, BudgetLine
from planning.people.roles import Role
from planning.places.units import UnitKind
from tests.browser.grid import Clerk
from tests.conftest import FIRST_DAY, make_person, make_plan, make_unit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MILLION = 10**6
# What the browser itself says of a request that a test has cut off.
EXPECTED = re.compile(r"net::ERR_(INTERNET_DISCONNECTED|FAILED)")
# Rows: given, shared out, left, the group of communes, then six communes. Columns: the sum, then two lines of money.
FIRST, LAST = 4, 9


@pytest.fixture
def province(places, programme, fund):
    """The province's plan of 2026: 100 and 50 triệu to share out among six communes."""
    for number in range(4):
        code = f"2150{number + 1}"
        make_unit(code, "Xã", f"Xã số {number + 1}", UnitKind.COMMUNE, places.province, valid_from=FIRST_DAY)
    plan = make_plan(places.province, programme, "51-annual-2026", year=2026)
    fund(plan, "DA1", "central", "recurrent", 100 * MILLION)
    fund(plan, "DA2.1", "central", "investment", 50 * MILLION)
    return plan


@pytest.fixture
def address(live_server, province):
    return f"{live_server.url}/entry/{province.slug}/allocation/"


@pytest.fixture
def clerk(page, address, minh, sign_in, complaints):
    """Minh at the table of shares; at the end of a test nothing has gone wrong in the console."""
    sign_in("minh")
    clerk = Clerk(page, address).open()
    yield clerk
    clerk.rest()
    assert [each for each in complaints if not EXPECTED.search(each)] == []


@pytest.fixture
def other(browser, live_server, address, places):
    """Mai, who edits for the province too, in a browser of her own."""
    make_person("mai", "Mai", Role.EDITOR, places.province)
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{live_server.url}/sign-in/")
    page.get_by_label("Tên đăng nhập").fill("mai")
    page.get_by_label("Mật khẩu").fill("mot-mat-khau-dai")
    page.get_by_role("button", name="Đăng nhập").click()
    clerk = Clerk(page, address)
    yield clerk
    clerk.rest()
    context.close()


def shares(plan):
    """The shares stored, in triệu, by the code of the unit and the nature of the money."""
    rows = Allocation.objects.of_plan(plan).select_related("unit", "line")
    return {(row.unit.code, row.line.nature): row.amount / MILLION for row in rows}


def total(clerk, label, column):
    """A computed cell of the row with a label."""
    row = clerk.page.locator("tr", has=clerk.page.get_by_role("rowheader", name=label, exact=True))
    return row.locator("td:not(.entry-word)").nth(column)


def test_the_table_is_filled_in_by_keyboard_alone_and_its_sums_follow(clerk, province):
    clerk.into(f"{FIRST}.1").press("Control+Home")
    assert clerk.where() == "4.1"
    for row in range(FIRST, LAST + 1):
        clerk.type(str(row))
        clerk.press("Tab")
        clerk.type("1,5")
        clerk.press("Home", "ArrowLeft", "Enter")
    clerk.expect_all_saved()

    assert clerk.where() == "9.1"
    assert sorted(shares(province).values()) == sorted([Decimal("1.5")] * 6 + list(map(Decimal, range(4, 10))))
    expect(total(clerk, "Đã phân bổ", 1)).to_have_text("39")
    expect(total(clerk, "Còn lại", 1)).to_have_text("61")
    expect(total(clerk, "Đã phân bổ", 0)).to_have_text("48")


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
    clerk.press("Shift+Tab", "Home", "End")
    assert clerk.where() == "9.2"
    clerk.press("F2", "ArrowLeft")
    assert clerk.where() == "9.1"


def test_escape_gives_the_former_text_back(clerk, province):
    clerk.into("4.1").type("7")
    clerk.press("Enter", "ArrowUp")
    clerk.expect_state("4.1", "saved")
    clerk.type("99")
    clerk.press("Escape")

    assert clerk.texts("4.1") == ["7"]
    clerk.press("Enter")
    clerk.expect_all_saved()
    assert list(shares(province).values()) == [7]


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
    clerk.into("4.1").type("2")
    clerk.press("Tab")
    clerk.type("3")
    clerk.press("Shift+Tab", "Shift+ArrowRight", "Shift+ArrowDown", "Shift+ArrowDown", "Control+d")
    clerk.expect_all_saved()
    assert clerk.texts("4.1", "4.2", "6.1", "6.2", "7.1") == ["2", "3", "2", "3", ""]

    clerk.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    clerk.press("Control+c")
    assert clerk.clipboard().split() == ["2", "3"] * 3
    clerk.press("Delete")
    clerk.expect_all_saved()
    expect(total(clerk, "Đã phân bổ", 0)).to_have_text("")
    assert shares(province) == {}
    clerk.press("Control+Home", "Control+Shift+z", "Control+z", "ArrowDown", "Control+d")
    clerk.expect_all_saved()
    assert len(shares(province)) == 6


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


def test_a_cell_has_a_name_for_who_cannot_see_the_table(clerk):
    name = "Xã Ba Tơ, Tiểu dự án 1 - Dự án 2, ngân sách trung ương, đầu tư phát triển"
    clerk.into("4.2")

    expect(clerk.cell("4.2")).to_have_accessible_name(re.compile("Dự án 2, ngân sách trung ương, đầu tư phát triển"))
    expect(clerk.cell("4.2")).to_have_accessible_name(re.compile("Đơn vị: triệu đồng$"))
    expect(clerk.page.locator("#grid-note")).to_contain_text(name.partition(",")[2])


def test_figures_typed_without_a_connection_are_kept_and_sent_when_it_is_back(clerk, context, province):
    context.set_offline(True)
    clerk.into("4.1").type("5")
    clerk.press("Enter")
    expect(clerk.told).to_contain_text("Mất kết nối")
    clerk.expect_state("4.1", "changed")
    context.set_offline(False)

    clerk.expect_all_saved()
    assert list(shares(province).values()) == [5]
    assert clerk.kept() == 0


def test_unsaved_figures_are_offered_back_after_the_page_was_lost(clerk, province):
    clerk.page.on("dialog", lambda dialog: dialog.accept())
    clerk.page.route("**/save/", lambda route: route.abort())
    clerk.into("4.1").paste("5\n6\n")
    expect(clerk.told).to_contain_text("Mất kết nối")
    expect(clerk.counted).to_contain_text("2 ô chưa lưu")
    clerk.page.evaluate("() => { window.fetch = () => Promise.reject(new Error()) }")
    clerk.page.reload()
    clerk.page.unroute("**/save/")

    expect(clerk.page.get_by_role("alert")).to_contain_text("Có 2 ô chưa lưu từ lần trước.")
    assert clerk.texts("4.1", "5.1") == ["", ""]
    clerk.page.get_by_role("button", name="Khôi phục").click()
    clerk.expect_all_saved()
    assert sorted(shares(province).values()) == [5, 6]
    assert clerk.kept() == 0


def test_a_session_that_has_ended_is_told_and_keeps_the_figures(clerk, context, province):
    context.clear_cookies(name="sessionid")
    clerk.into("4.1").type("5")
    clerk.press("Enter")

    expect(clerk.told).to_contain_text("Phiên làm việc đã hết")
    expect(clerk.page.get_by_role("link", name="Đăng nhập ở cửa sổ mới")).to_be_visible()
    assert clerk.kept() == 1
    assert shares(province) == {}


def test_two_people_at_one_cell_are_shown_both_figures_and_choose(clerk, other, province):
    other.open().into("4.1").type("10")
    other.press("Enter")
    other.type("20")
    other.press("Enter")
    other.expect_all_saved()
    clerk.into("4.1").type("11")
    clerk.press("Enter")
    clerk.type("21")
    clerk.press("Enter")
    clerk.expect_state("4.1", "conflict")
    clerk.expect_state("5.1", "conflict")

    expect(clerk.cell("4.1")).to_have_accessible_description(re.compile("Người khác vừa ghi 10 vào ô này."))
    clerk.into("4.1").press("Tab")
    expect(clerk.page.get_by_role("button", name="Giữ 11 của tôi")).to_be_focused()
    clerk.press("Enter")
    clerk.page.get_by_role("button", name="Lấy 20").click()
    clerk.expect_all_saved()
    assert clerk.texts("4.1", "5.1") == ["11", "20"]
    assert sorted(shares(province).values()) == [11, 20]


@pytest.mark.parametrize("size", [(1366, 768), (390, 844)])
def test_header_and_names_stay_in_sight_and_the_page_fits_the_screen(clerk, size):
    clerk.page.set_viewport_size({"width": size[0], "height": size[1]})
    clerk.into("4.1").press("Control+End")

    assert clerk.page.evaluate("document.documentElement.scrollWidth") <= size[0]
    frame, header, name, cell = boxes(clerk, "#grid-scroll", "th.entry-name", "#r9", 'input[name="9.2"]')
    assert round(header["top"]) in {round(frame["top"]), round(frame["top"]) + 1}
    assert round(name["left"]) >= round(frame["left"])
    assert round(name["right"]) <= round(cell["left"])
    assert round(cell["right"]) <= round(frame["right"])


def boxes(clerk, *selectors):
    """Where things stand, all at one moment: a page may be scrolling."""
    script = "selectors => selectors.map(each => document.querySelector(each).getBoundingClientRect().toJSON())"
    return clerk.page.evaluate(script, selectors)


def test_without_a_script_the_form_saves(browser, live_server, address, province, minh):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.get_by_label("Tên đăng nhập").fill("minh")
    page.get_by_label("Mật khẩu").fill("mot-mat-khau-dai")
    page.get_by_role("button", name="Đăng nhập").click()
    page.locator('input[name="4.1"]').fill("12")
    page.get_by_role("button", name="Lưu").click()

    expect(page.get_by_role("status")).to_have_text("Đã lưu 1 ô.")
    assert list(shares(province).values()) == [12]
    assert BudgetLine.objects.get(plan=province, nature="recurrent").shared_out == 12 * MILLION
    context.close()
