"""Desks in the browser, and the section that is written at them."""

import pytest

from planning.people.roles import Role
from planning.plans.parts import Section
from planning.text.actions import SectionIsGone
from planning.views import editor
from tests.browser.editor.desk import EXPECTED, WORDS, Desk
from tests.conftest import make_person


@pytest.fixture
def section(plan):
    Section.objects.filter(plan=plan, position=2).update(body=WORDS)
    return Section.objects.get(plan=plan, position=2)


@pytest.fixture
def desk(page, live_server, section, lan, sign_in, complaints):
    """Lan's desk; at the end of a test nothing has gone wrong in the console."""
    sign_in("lan")
    desk = Desk(page, f"{live_server.url}/plans/{section.plan.slug}/sections/2/").open()
    yield desk
    desk.rest()
    assert [each for each in complaints if not EXPECTED.search(each)] == []


@pytest.fixture
def other_desk(browser, live_server, section, places):
    """Mai's desk, in a browser of her own."""
    make_person("mai", "Mai", Role.EDITOR, places.ba_dinh)
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{live_server.url}/sign-in/")
    page.get_by_label("Tên đăng nhập").fill("mai")
    page.get_by_label("Mật khẩu").fill("mot-mat-khau-dai")
    page.get_by_role("button", name="Đăng nhập").click()
    desk = Desk(page, f"{live_server.url}/plans/{section.plan.slug}/sections/2/")
    yield desk
    desk.rest()
    context.close()


@pytest.fixture
def leave_unheard(monkeypatch):
    """Leave a page whose words reach nobody: what it may still send while it is being left is not taken either."""

    def refuse(*section, **words):
        raise SectionIsGone("Không nhận.")

    def leave(desk):
        with monkeypatch.context() as server:
            server.setattr(editor, "rewrite_section", refuse)
            desk.page.goto("about:blank")
            desk.page.wait_for_timeout(500)

    return leave
