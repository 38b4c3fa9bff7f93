"""A province's table of shares in the browser, and who sits before it."""

import re

import pytest

from planning.people.roles import Role
from planning.places.units import UnitKind
from tests.browser.grid.clerk import MILLION, Clerk, sign_in
from tests.conftest import FIRST_DAY, make_person, make_plan, make_unit

# What the browser itself says of a request that a test has cut off.
EXPECTED = re.compile(r"net::ERR_(INTERNET_DISCONNECTED|FAILED)")


@pytest.fixture
def province(places, programme, fund):
    """The province's plan of 2026: 100 and 50 triệu to share out among six communes."""
    for number in range(4):
        code = f"2150{number + 1}"
        make_unit(code, "Xã", f"Xã số {number + 1}", UnitKind.COMMUNE, places.province, valid_from=FIRST_DAY)
    plan = make_plan(places.province, programme, "51-annual-2026", year=2026)
    fund(plan, "DA1", "central", "recurrent", 100 * MILLION)
    fund(plan, "DA2.1", "central", "investment", 50 * MILLION)
    return plan


@pytest.fixture
def address(live_server, province):
    return f"{live_server.url}/entry/{province.slug}/allocation/"


@pytest.fixture
def clerk(page, address, minh, complaints):
    """Minh at the table of shares; at the end of a test nothing has gone wrong in the console."""
    sign_in(page, address, "minh")
    clerk = Clerk(page, address).open()
    yield clerk
    clerk.rest()
    assert [each for each in complaints if not EXPECTED.search(each)] == []


@pytest.fixture
def other(browser, address, places):
    """Mai, who edits for the province too, in a browser of her own."""
    make_person("mai", "Mai", Role.EDITOR, places.province)
    context = browser.new_context()
    page = context.new_page()
    sign_in(page, address, "mai")
    clerk = Clerk(page, address)
    yield clerk
    clerk.rest()
    context.close()
