"""Dashboards draw in the browser with no commune, one and 170, without a complaint, and fit the screen."""

import pytest

from planning.people.roles import Role
from tests.conftest import make_person
from tests.pictures.province import make_province

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

IMAGES = "[...document.images].map(image => image.complete && image.naturalWidth > 0)"
SCROLLS = "document.documentElement.scrollWidth > window.innerWidth"


# Which drawing each picture shows, and how high the smallest letters (of 10 of its own pixels) are on the screen.
DRAWINGS = """[...document.querySelectorAll(".dashboard-drawing img")].map(
    image => [/(\\w+)\\.svg/.exec(image.currentSrc)[1], 10 * image.clientWidth / image.naturalWidth])"""


def images_drawn(page):
    """Whether each picture has come and has a width, the ones further down once they are reached."""
    for image in page.locator("img").all():
        image.scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    return page.evaluate(IMAGES)


# Of many communes some have told nothing yet, and no target is judged by a part.
@pytest.mark.parametrize(("count", "pictures"), [(0, [4, 3]), (1, [5, 4]), (170, [4, 3])])
def test_a_dashboard_draws_with_any_number_of_communes(
    page, live_server, programme, fund, indicator, sign_in, complaints, count, pictures
):
    province = make_province(count, programme, fund, indicator)
    make_person("quan", "Quân", Role.VIEWER, province)
    sign_in("quan")

    drawn = {}
    for asked in ("", "?show=reports"):
        page.goto(f"{live_server.url}/dashboard/90-2025/{asked}")
        drawn[asked] = images_drawn(page)
    page.goto(f"{live_server.url}/dashboard/90-2025/communes-map.svg")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{live_server.url}/dashboard/90-2025/?page=2")

    assert [len(each) for each in drawn.values()] == pictures
    assert [each for each in drawn.values() if not all(each)] == []
    assert page.evaluate(SCROLLS) is False
    assert complaints == []


def test_a_phone_shows_drawings_of_its_own_with_letters_one_can_read(
    page, live_server, programme, fund, indicator, sign_in
):
    province = make_province(30, programme, fund, indicator)
    make_person("quan", "Quân", Role.VIEWER, province)
    sign_in("quan")

    shown = {}
    for width in (1366, 390):
        page.set_viewport_size({"width": width, "height": 844})
        page.goto(f"{live_server.url}/dashboard/90-2025/")
        images_drawn(page)
        shown[width] = page.evaluate(DRAWINGS)

    assert {width: {drawn for drawn, _ in each} for width, each in shown.items()} == {1366: {"wide"}, 390: {"narrow"}}
    assert [each for each in shown.values() if min(high for _, high in each) < 11] == []


def test_the_table_behind_a_picture_opens_by_keyboard_and_leads_on(
    page, live_server, programme, fund, indicator, sign_in, complaints
):
    province = make_province(3, programme, fund, indicator)
    make_person("quan", "Quân", Role.VIEWER, province)
    sign_in("quan")
    page.get_by_text("Số liệu", exact=True).click()
    page.get_by_role("link", name="Bảng theo dõi").click()
    page.get_by_role("link", name="Tỉnh Thử, năm 2025").click()

    behind = page.locator("section", has_text="của các xã").locator("summary").first
    behind.focus()
    page.keyboard.press("Enter")
    page.get_by_role("rowheader", name="Xã Thử 1").get_by_role("link").first.click()

    assert page.get_by_role("heading", level=1).inner_text() == "Xã Thử 1, năm 2025"
    assert complaints == []
