"""A plan is issued, adjusted and compared in the browser, without a line of JavaScript."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def browser_context_args(browser_context_args):
    return {**browser_context_args, "java_script_enabled": False}


def test_the_chair_signs_and_the_editor_adjusts(page, live_server, plan, chair, lan, sign_in, complaints):
    sign_in("chair")
    page.goto(f"{live_server.url}{plan.get_absolute_url()}")
    page.get_by_role("link", name="Ban hành", exact=True).click()
    page.get_by_label("Số", exact=False).first.fill("5")
    page.get_by_label("Ngày ban hành").fill("20/08/2025")
    page.get_by_label("Họ tên người ký").fill("Phạm Văn A")
    page.get_by_role("button", name="Ban hành").click()
    assert page.get_by_text("Bản lưu còn nguyên vẹn").is_visible()
    page.get_by_role("button", name="Đăng xuất").click()

    sign_in("lan")
    page.goto(f"{live_server.url}/plans/{plan.slug}/")
    page.get_by_role("link", name="Lập bản điều chỉnh").click()
    page.get_by_role("button", name="Lập bản điều chỉnh").click()
    page.goto(f"{live_server.url}/plans/{plan.slug}-2/targets/ty-le-ngheo.down-to/")
    page.get_by_label("Giá trị", exact=True).fill("4,9")
    page.get_by_role("button", name="Lưu").click()
    page.get_by_role("link", name="Cũ, mới, chênh lệch").click()

    first = page.get_by_role("table").first.get_by_role("row").nth(1)
    assert first.locator("td.number").all_inner_texts() == ["5,57", "4,90", "-0,67 điểm %"]
    assert complaints == []


@pytest.mark.parametrize("size", [(1366, 768), (390, 844)])
def test_the_pages_of_the_signature_fit_the_screen(page, live_server, plan, chair, sign_in, complaints, size):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    sign_in("chair")
    for path in ("issue/", "signed/", "difference/", "adjustment/"):
        page.goto(f"{live_server.url}/plans/{plan.slug}/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0], path

    page.goto(f"{live_server.url}/plans/{plan.slug}/issue/")
    page.get_by_label("Số", exact=False).first.fill("5")
    page.get_by_label("Ngày ban hành").fill("20/08/2025")
    page.get_by_label("Họ tên người ký").fill("Phạm Văn A")
    page.get_by_role("button", name="Ban hành").click()
    plan.budget_lines.update(amount=9)
    for path in ("signed/", "difference/"):
        page.goto(f"{live_server.url}/plans/{plan.slug}/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0], path

    assert complaints == []
