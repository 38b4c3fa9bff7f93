"""Figures and references stand in the lines as chips."""

import pytest
from playwright.sync_api import expect

from planning.plans.parts import Section
from tests.browser.editor.desk import body_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_figure_is_found_without_accents_and_inserted_where_one_writes(desk, section):
    desk.to_end_of(3)
    desk.type(" ")
    desk.press("Control+Space")
    dialog = desk.page.get_by_role("dialog")
    desk.type("du an 2")
    expect(dialog.get_by_role("option").first).to_contain_text("Kinh phí Dự án 2")
    desk.press("Enter")
    desk.type(" nữa")

    assert desk.lines()[2] == "- Một 1.003,5 triệu đồng nữa"
    desk.expect_saved()
    assert "- Một {{ budget.DA2 }} nữa" in body_of(section)


def test_two_braces_ask_for_a_figure_and_give_way_to_it(desk):
    desk.to_end_of(3)
    desk.type(" {{")
    desk.type("tong kinh phi")
    desk.press("Enter")

    assert desk.lines()[2] == "- Một 1.303,5 triệu đồng"


def test_leaving_the_picker_changes_nothing(desk):
    desk.to_end_of(3)
    desk.press("Control+Space", "Escape")
    desk.type("!")

    assert desk.lines()[2] == "- Một!"


def test_an_amount_is_written_in_another_unit(desk, section):
    desk.page.locator(".line .chip").first.click()
    desk.page.get_by_role("option", name="Theo tỷ đồng").click()

    assert desk.lines()[-1] == "2. Kinh phí là 1,3035 tỷ đồng."
    desk.expect_saved()
    assert "{{ budget.total | tỷ }}" in body_of(section)


def test_a_chip_is_passed_in_one_step_deleted_in_one_and_chosen_from_the_keyboard(desk):
    desk.to_end_of(5)
    desk.press("ArrowLeft", "ArrowLeft")
    desk.type("đúng ")
    assert desk.lines()[-1] == "2. Kinh phí là đúng 1.303,5 triệu đồng."

    desk.press("Alt+Enter", "ArrowDown", "Enter")
    assert desk.lines()[-1] == "2. Kinh phí là đúng 1.303.500.000 đồng."

    desk.press("Backspace")
    assert desk.lines()[-1] == "2. Kinh phí là đúng ."


def test_a_chip_is_moved_by_cutting_and_pasting(desk, section):
    desk.to_end_of(5)
    desk.press("ArrowLeft", "Shift+ArrowLeft", "Control+x")
    assert desk.lines()[-1] == "2. Kinh phí là ."

    desk.to_end_of(3)
    desk.press("Control+v")
    assert desk.lines()[2] == "- Một1.303,5 triệu đồng"
    desk.expect_saved()
    assert "- Một{{ budget.total }}" in body_of(section)


def test_an_unknown_figure_is_named_as_such_in_words(desk):
    desk.to_end_of(3)
    desk.paste(" {{ khong.co }}")

    chip = desk.page.locator(".line .chip-unknown")
    assert chip.inner_text() == "không rõ: khong.co"
    assert "Không có số liệu" in chip.get_attribute("title")


def test_a_reference_names_its_line_and_follows_it(desk, section):
    desk.to_end_of(3)
    desk.type(", xem ")
    desk.page.get_by_role("button", name="Dẫn chiếu").click()
    desk.type("kinh phi")
    desk.press("Enter")
    assert desk.lines()[2] == "- Một, xem khoản 2 Mục I"

    desk.to_end_of(2)
    desk.press("Enter")
    desk.type("Thêm")
    assert desk.lines()[3] == "- Một, xem khoản 3 Mục I"
    desk.expect_saved()
    assert "{{ ref.kinh-phi-la-1-303 }}" in body_of(section)
    assert body_of(section).endswith("{#kinh-phi-la-1-303}")


def test_a_marked_line_of_another_section_can_be_referred_to(desk, plan):
    Section.objects.filter(plan=plan, position=3).update(body="II. KHÁC\n1. Dòng kia {#dong-kia}")
    desk.open().to_end_of(3)
    desk.press("Control+k")
    desk.type("dong kia")
    desk.press("Enter")

    assert desk.lines()[2] == "- Mộtkhoản 1 Mục II"


def test_a_line_is_marked_for_reference(desk, section):
    desk.to_end_of(2)
    desk.page.get_by_role("button", name="Đánh dấu dòng").click()

    desk.expect_saved()
    assert "1. Chung {#chung}" in body_of(section)


@pytest.mark.parametrize("width", [1366, 390])
def test_the_editor_and_its_picker_fit_the_screen(desk, width):
    desk.page.set_viewport_size({"width": width, "height": 800})
    desk.page.get_by_role("button", name="Chèn số liệu").click()

    assert desk.page.evaluate("document.documentElement.scrollWidth") <= width
    box = desk.page.get_by_role("dialog").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
