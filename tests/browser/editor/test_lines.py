"""Lines are written as in Word, with the numbers they have in print."""

import re

import pytest

from tests.browser.editor.desk import WORDS, body_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_lines_stand_with_the_numbers_they_have_in_print(desk):
    assert desk.lines() == ["I. MỤC TIÊU", "1. Chung", "- Một", "- Hai", "2. Kinh phí là 1.303,5 triệu đồng."]


def test_numbers_go_on_from_the_section_before_and_agree_with_the_plan_page(page, desk, plan, section):
    desk.page.goto(desk.address.replace("/2/", "/3/"))
    drawn = [each for each in desk.lines() if re.match(r"[IVX]+\. |[0-9]+\. ", each)]

    page.goto(desk.address.replace("/sections/2/", "/"))
    printed = [" ".join(each.split()) for each in page.locator("#section-3 p").all_inner_texts()]
    assert drawn[0].startswith("II. ")
    assert set(drawn) <= set(printed)


def test_enter_splits_and_backspace_joins_and_numbers_follow(desk, section):
    desk.to_end_of(2)
    desk.press("Enter")
    desk.type("Riêng")
    assert desk.lines()[1:3] == ["1. Chung", "2. Riêng"]
    assert desk.lines()[-1].startswith("3. Kinh phí")

    desk.to_start_of(3)
    desk.press("Backspace")
    assert desk.lines()[1] == "1. ChungRiêng"
    assert desk.lines()[-1].startswith("2. Kinh phí")
    desk.expect_saved()
    assert body_of(section) == WORDS.replace("II.", "I.").replace("Chung", "ChungRiêng")


@pytest.mark.parametrize(
    ("typed", "line"),
    [("- gạch", "- gạch"), ("a) điểm", "a) điểm"), ("1. khoản", "3. khoản"), ("I. phần", "II. phần"), ("+ x", "+ x")],
)
def test_a_marker_typed_at_the_start_gives_the_line_its_level(desk, typed, line):
    desk.to_end_of(5)
    desk.press("Enter", "Enter")
    desk.type(typed)

    assert desk.lines()[-1] == line


def test_a_marker_one_means_as_words_comes_back_by_undoing(desk, section):
    desk.to_end_of(5)
    desk.press("Enter", "Enter")
    desk.type("- ")
    desk.press("Control+z")
    desk.type("5 độ")

    assert desk.lines()[-1] == "- 5 độ"
    desk.expect_saved()
    assert body_of(section).endswith("\n\\- 5 độ")


def test_tab_and_shift_tab_change_the_level_of_the_selected_lines(desk):
    desk.to_start_of(3)
    desk.press("Shift+ArrowDown", "Shift+End", "Shift+Tab")
    assert desk.lines()[2:4] == ["a) Một", "b) Hai"]

    desk.press("Tab", "Tab")
    assert desk.lines()[2:4] == ["+ Một", "+ Hai"]


def test_lines_move_and_are_deleted_and_all_is_undone_and_done_again(desk):
    before = desk.lines()
    desk.to_end_of(2)
    desk.press("Alt+ArrowDown", "Alt+ArrowDown")
    assert desk.lines()[1:4] == ["- Một", "- Hai", "1. Chung"]

    desk.page.get_by_role("button", name="Xóa dòng").click()
    assert len(desk.lines()) == 4
    after = desk.lines()

    desk.press("Control+z", "Control+z", "Control+z")
    assert desk.lines() == before
    desk.press("Control+y", "Control+y", "Control+y")
    assert desk.lines() == after


def test_typing_is_undone(desk):
    desk.to_end_of(3)
    desk.type(" thêm")
    desk.press("Control+z")

    assert desk.lines()[2] == "- Một"


def test_a_selection_over_lines_is_replaced_by_what_is_typed(desk):
    desk.to_start_of(3)
    desk.press("Shift+ArrowDown", "Shift+End")
    desk.type("x")

    assert desk.lines()[1:4] == ["1. Chung", "- x", "2. Kinh phí là 1.303,5 triệu đồng."]


def test_lines_pasted_from_word_become_lines_of_plain_words(desk, section):
    desk.to_end_of(2)
    desk.press("Enter")
    desk.paste("1.\tMột vie\u0302\u0323c\r\na)\tĐiểm\r\n•\tDấu tròn\r\n\r\nĐoạn thường")

    assert desk.lines()[2:6] == ["2. Một việc", "a) Điểm", "- Dấu tròn", "Đoạn thường"]
    assert desk.page.locator(".writing-lines b").count() == 0


def test_words_pasted_into_a_line_stay_in_it(desk):
    desk.to_end_of(3)
    desk.paste(" 1.463 hộ")

    assert desk.lines()[2] == "- Một 1.463 hộ"


def test_vietnamese_composing_is_not_disturbed(desk, section):
    desk.to_end_of(3)
    client = desk.page.context.new_cdp_session(desk.page)
    for letters in ("v", "vi", "vie", "viê", "việ", "việc"):
        client.send(
            "Input.imeSetComposition", {"text": letters, "selectionStart": len(letters), "selectionEnd": len(letters)}
        )
    client.send("Input.insertText", {"text": "việc"})
    desk.type(" gì")

    assert desk.lines()[2] == "- Mộtviệc gì"
    desk.expect_saved()
    assert "- Mộtviệc gì" in body_of(section)


def test_letters_retyped_by_an_input_method_come_out_right(desk):
    desk.to_end_of(3)
    desk.type(" tie")
    desk.press("Backspace")
    desk.page.keyboard.insert_text("ê")
    desk.press("Backspace")
    desk.page.keyboard.insert_text("ế")
    desk.type("n")

    assert desk.lines()[2] == "- Một tiến"


def test_the_keyboard_leaves_the_editor(desk):
    desk.to_end_of(3)
    desk.press("Escape", "Tab")

    assert desk.page.evaluate("document.activeElement.tagName") == "SUMMARY"
