"""What is typed into a grid is not lost: without a line, without a session, beside another person, at leaving."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.grid.clerk import Clerk, shares, sign_in, signed_in, write

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


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
    beside = Clerk(clerk.page.context.new_page(), clerk.address).open()
    expect(beside.page.get_by_role("alert")).to_contain_text("Có 2 ô chưa lưu từ lần trước.")
    beside.page.close()
    assert clerk.texts("4.1", "5.1") == ["", ""]
    clerk.page.get_by_role("button", name="Khôi phục").click()
    clerk.expect_all_saved()
    assert sorted(shares(province).values()) == [5, 6]
    assert clerk.kept() == 0


def test_a_session_that_has_ended_is_told_and_keeps_the_figures_for_who_typed_them(clerk, context, province, mai):
    context.clear_cookies(name="sessionid")
    clerk.into("4.1").type("5")
    clerk.press("Enter")

    expect(clerk.told).to_contain_text("Phiên làm việc đã hết")
    expect(clerk.page.get_by_role("link", name="Đăng nhập ở cửa sổ mới")).to_be_visible()
    assert clerk.kept() == 1
    assert shares(province) == {}

    signed_in(context, clerk.address, mai)
    clerk.page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(clerk.told).to_contain_text("Trình duyệt này nay do Mai đăng nhập, không phải người đã mở trang")
    assert shares(province) == {}

    context.clear_cookies(name="sessionid")
    again = context.new_page()
    sign_in(again, clerk.address, "minh")
    again.close()
    clerk.page.evaluate("window.dispatchEvent(new Event('focus'))")
    clerk.expect_all_saved()
    assert list(shares(province).values()) == [5]


def test_what_was_typed_last_is_saved_although_one_leaves_at_once(clerk, province):
    asked = []
    clerk.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    clerk.into("4.1").type("5")
    clerk.page.locator("#grid-end").get_by_role("link", name="Quay lại").click()
    clerk.page.wait_for_url("**/allocation/")
    for _ in range(100):
        if shares(province):
            break
        clerk.page.wait_for_timeout(50)

    assert list(shares(province).values()) == [5]
    assert asked == []
    clerk.open()
    assert clerk.texts("4.1") == ["5"]
    assert clerk.page.get_by_role("alert").count() == 0


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


def test_neither_giving_up_nor_undoing_takes_away_what_another_person_wrote(clerk, minh, province):
    write(province, minh, "4.1", "10")
    clerk.into("4.1").type("11")
    clerk.press("Enter")
    clerk.expect_state("4.1", "conflict")
    clerk.press("Control+z")
    clerk.expect_all_saved()
    assert clerk.texts("4.1") == ["10"]

    clerk.type("12")
    clerk.press("Tab")
    clerk.expect_state("4.1", "saved")
    write(province, minh, "4.1", "13")
    clerk.type("2")
    clerk.press("Tab")
    expect(clerk.cell("4.1")).to_have_value("13")
    clerk.press("Control+z", "Control+z")
    expect(clerk.told).to_contain_text("1 ô đã có số khác, giữ nguyên.")
    clerk.expect_all_saved()
    assert list(shares(province).values()) == [13]
