"""Headings are not lost by accident: whoever types over them is asked, and nothing is saved before they answer."""

from playwright.sync_api import expect

from tests.browser.editor.desk import WORDS, body_of

ASKED = "Lời vừa gõ hoặc dán đã thay mất đề mục “MỤC TIÊU”, “Chung”"


def type_over_all(desk, words="Xong"):
    desk.to_end_of(2)
    desk.press("Control+a")
    desk.type(words)


def test_typing_over_all_asks_before_anything_is_saved(desk, section):
    type_over_all(desk)

    expect(desk.page.get_by_role("alert")).to_contain_text(ASKED)
    desk.page.wait_for_timeout(2500)
    assert body_of(section) == WORDS


def test_the_headings_come_back_by_a_button(desk, section):
    type_over_all(desk)
    before = ["I. MỤC TIÊU", "1. Chung", "- Một", "- Hai"]

    desk.page.get_by_role("button", name="Lấy lại đề mục").click()

    assert desk.lines()[:4] == before
    expect(desk.page.get_by_role("alert")).to_have_count(0)
    assert body_of(section) == WORDS


def test_undoing_takes_the_question_away_and_saving_goes_on(desk, section):
    type_over_all(desk)
    desk.press(*["Control+z"] * 4)

    expect(desk.page.get_by_role("alert")).to_have_count(0)
    desk.to_end_of(3)
    desk.type(" việc")
    desk.expect_saved()
    assert "- Một việc" in body_of(section)


def test_who_means_it_goes_on_without_the_headings(desk, section):
    type_over_all(desk)

    desk.page.get_by_role("button", name="Đúng, bỏ đề mục").click()

    desk.expect_saved()
    assert "MỤC TIÊU" not in body_of(section)


def test_pasting_over_all_asks_too(desk):
    desk.to_end_of(2)
    desk.press("Control+a")
    desk.paste("Một\nHai\nBa\nBốn\nNăm\nSáu")

    expect(desk.page.get_by_role("alert")).to_contain_text(ASKED)


def test_rewording_cutting_and_joining_headings_ask_nothing(desk):
    desk.to_end_of(1)
    desk.type(" CHUNG")
    desk.press("Enter")
    desk.press("Backspace", "Backspace")
    desk.to_start_of(2)
    desk.press("Backspace", "Enter")

    desk.expect_saved()
    expect(desk.page.get_by_role("alert")).to_have_count(0)
