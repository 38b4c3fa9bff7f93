"""Tests in a real browser: Debian's chromium, driven by Playwright."""

import os
import shutil
import threading
import time

import pytest
from django.core.signals import request_finished, request_started

CHROMIUM = shutil.which("chromium")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(config, items):
    """Without chromium the browser tests are skipped with a reason, unless they are required."""
    if CHROMIUM or os.environ.get("BROWSER_TESTS") == "required":
        return
    here = os.path.dirname(__file__)
    for item in items:
        if str(item.path).startswith(here):
            item.add_marker(pytest.mark.skip(reason="chromium is not installed: apt-get install chromium"))


@pytest.fixture(scope="session", autouse=True)
def _allow_database_beside_the_browser():
    """Playwright's own event loop would otherwise make Django refuse the database."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    yield
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": QUIET}


@pytest.fixture(autouse=True)
def _server_at_rest(transactional_db, live_server):
    """Wait until the server has answered what the closed page still asked, before the tables are emptied."""
    under_way = set()

    def begun(**about):
        under_way.add(threading.get_ident())

    def ended(**about):
        under_way.discard(threading.get_ident())

    request_started.connect(begun)
    request_finished.connect(ended)
    yield
    quiet = 0
    for _ in range(200):
        quiet = 0 if under_way else quiet + 1
        if quiet > 2:
            break
        time.sleep(0.03)
    request_started.disconnect(begun)
    request_finished.disconnect(ended)


@pytest.fixture
def complaints(page):
    """What the browser's console says of errors and of content it was made to refuse."""
    found = []
    page.on("console", lambda message: found.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


@pytest.fixture
def sign_in(page, live_server):
    """Sign a person in through the screen."""

    def enter(username):
        page.goto(f"{live_server.url}/sign-in/")
        page.get_by_label("Tên đăng nhập").fill(username)
        page.get_by_label("Mật khẩu").fill("mot-mat-khau-dai")
        page.get_by_role("button", name="Đăng nhập").click()

    return enter
