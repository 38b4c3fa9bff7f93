"""An officer corrects a figure in the browser, and every place follows."""

import io

import pdfplumber
import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def printed_words(page, live_server, plan):
    response = page.request.get(f"{live_server.url}/plans/{plan.slug}/plan.pdf")
    with pdfplumber.open(io.BytesIO(response.body())) as book:
        return " ".join(" ".join(sheet.extract_text() for sheet in book.pages).split())


def test_a_corrected_budget_line_is_followed_by_sentence_subtotal_table_and_total(
    page, live_server, plan, lan, sign_in, complaints
):
    sign_in("lan")
    page.get_by_role("link", name="Xã Ba Dinh").click()
    page.get_by_role("link", name="Kinh phí", exact=True).click()
    page.locator('a[href$="/budget/DA2.1/central-investment/"]').click()
    page.get_by_label("Số tiền (triệu đồng)").fill("2.468")
    page.get_by_role("button", name="Lưu").click()

    assert page.get_by_role("status").inner_text().startswith("Đã lưu: Tiểu dự án 1 - Dự án 2")
    words = printed_words(page, live_server, plan)
    assert "Tổng kinh phí dự kiến năm 2025 là 2.770,5 triệu đồng" in words
    assert "ngân sách trung ương 2.768 triệu đồng (vốn đầu tư phát triển 2.468 triệu đồng" in words
    assert "TỔNG SỐ 2.770,5 2.768 2.468 300" in words
    assert "2 Dự án 2: Đào tạo 2.470,5 2.468 2.468" in words
    assert "2.1 Tiểu dự án 1: Dạy nghề 2.468 2.468 2.468" in words
    for old in ("1.001", "1.303,5", "1.003,5", "1.301"):
        assert old not in words
    assert complaints == []


@pytest.mark.parametrize("size", [(1366, 768), (390, 844)])
def test_every_page_of_a_plan_fits_the_screen_and_breaks_no_policy(
    page, live_server, plan, lan, sign_in, complaints, size
):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    sign_in("lan")

    for path in (
        "",
        "check/",
        "preview/",
        "budget/",
        "targets/",
        "sections/1/",
        "header/",
        "targets/add/",
        "budget/add/",
    ):
        page.goto(f"{live_server.url}/plans/{plan.slug}/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0], path

    assert complaints == []


def test_a_target_is_corrected_with_the_keyboard_alone(page, live_server, plan, lan, sign_in):
    sign_in("lan")
    page.goto(f"{live_server.url}/plans/{plan.slug}/targets/ty-le-ngheo.down-to/")
    page.get_by_label("Giá trị", exact=True).focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("4,25")
    page.keyboard.press("Enter")

    page.wait_for_url("**/targets/")
    assert page.locator("td.number").first.inner_text() == "4,25"
