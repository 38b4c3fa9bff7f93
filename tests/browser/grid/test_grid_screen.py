"""The grid fits the screen, can be heard, shows what follows, and works as a form."""

import re

import pytest
from playwright.sync_api import expect

from budgets.models import BudgetLine
from indicators.models import Target
from tests.browser.grid.clerk import MILLION, shares, sign_in

# A screen of an office, the same made twice as large, and a telephone.
SIZES = [(1366, 768), (683, 384), (390, 844)]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_cell_has_a_name_for_who_cannot_see_the_table(clerk):
    name = "Xã Ba Tơ, Tiểu dự án 1 - Dự án 2, ngân sách trung ương, đầu tư phát triển"
    clerk.into("4.2")

    expect(clerk.cell("4.2")).to_have_accessible_name(re.compile("Dự án 2, ngân sách trung ương, đầu tư phát triển"))
    expect(clerk.cell("4.2")).to_have_accessible_name(re.compile("Đơn vị: triệu đồng$"))
    expect(clerk.page.locator("#grid-note")).to_contain_text(name.partition(",")[2])


def test_a_rate_follows_its_counts_and_is_open_again_without_them(clerk, live_server, province, indicator):
    rate = indicator("ty-le-ngheo", "Tỷ lệ hộ nghèo", adds_up="ratio", numerator="Số hộ nghèo", denominator="Số hộ")
    Target.objects.create(plan=province, indicator=rate, comparator="down-to", value=10)
    clerk.address = f"{live_server.url}/entry/{province.slug}/assignment/"
    clerk.open().into("1.0").type("5")
    clerk.press("Tab")
    clerk.type("60")
    clerk.press("Tab")
    clerk.expect_state("1.2", "locked")
    assert clerk.texts("1.2") == ["8,33"]
    expect(clerk.cell("1.2")).not_to_be_editable()
    clerk.into("1.0").paste("6\t60\t99")
    expect(clerk.told).to_contain_text("Đã dán 2 ô. 1 ô khóa hoặc tự tính, giữ nguyên.")
    expect(clerk.cell("1.2")).to_have_value("10,00")
    clerk.into("1.2")

    clerk.press("Shift+Tab", "Shift+ArrowLeft", "Delete")
    expect(clerk.cell("1.2")).to_be_editable()
    assert clerk.texts("1.0", "1.1", "1.2") == ["", "", ""]


def test_header_and_names_stay_in_sight_and_the_page_fits_the_screen(clerk):
    for width, height in SIZES:
        clerk.page.set_viewport_size({"width": width, "height": height})
        clerk.into("4.1").press("Control+End")

        assert clerk.page.evaluate("document.documentElement.scrollWidth") <= width
        frame, header, name, cell = boxes(clerk, "#grid-scroll", "th.entry-name", "#r9", 'input[name="9.2"]')
        assert round(header["top"]) in {round(frame["top"]), round(frame["top"]) + 1}
        assert round(name["left"]) >= round(frame["left"])
        assert round(name["right"]) <= round(cell["left"])
        assert round(cell["right"]) <= round(frame["right"])

    # The words of a refusal make the row above higher.
    clerk.page.set_viewport_size({"width": 683, "height": 384})
    clerk.into("8.1").type("x")
    clerk.press("Enter")
    expect(clerk.counted).to_contain_text("1 ô có lỗi")
    assert clerk.where() == "9.1"
    expect(clerk.cell("9.1")).to_be_in_viewport(ratio=0.9)


def boxes(clerk, *selectors):
    """Where things stand, all at one moment: a page may be scrolling."""
    return clerk.page.evaluate(
        """async (selectors) => {
        await new Promise(requestAnimationFrame);
        return selectors.map((each) => document.querySelector(each).getBoundingClientRect().toJSON()); }""",
        selectors,
    )


def test_without_a_script_the_form_saves(browser, address, province, minh):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, address, "minh")
    page.locator('input[name="4.1"]').fill("12")
    page.get_by_role("button", name="Lưu").click()

    expect(page.get_by_role("status")).to_have_text("Đã lưu 1 ô.")
    assert list(shares(province).values()) == [12]
    assert BudgetLine.objects.get(plan=province, nature="recurrent").shared_out == 12 * MILLION
    context.close()
