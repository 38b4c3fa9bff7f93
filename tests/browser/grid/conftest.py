"""A province's table of shares in the browser, and who sits before it."""

import re

import pytest

from planning.people.roles import Role
from planning.places.units import UnitKind
from tests.browser.grid.clerk import MILLION, Clerk, signed_in
from tests.conftest import FIRST_DAY, make_person, make_plan, make_unit

# What the browser itself says of a request that a test has cut off or that is refused.
EXPECTED = re.compile(r"net::ERR_(INTERNET_DISCONNECTED|FAILED)|status of 403")


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
    signed_in(page.context, address, minh)
    clerk = Clerk(page, address).open()
    yield clerk
    clerk.rest()
    assert [each for each in complaints if not EXPECTED.search(each)] == []


@pytest.fixture
def mai(places):
    """Mai edits for the province too."""
    return make_person("mai", "Mai", Role.EDITOR, places.province)


@pytest.fixture
def other(browser, address, mai):
    """Mai in a browser of her own."""
    context = browser.new_context()
    signed_in(context, address, mai)
    clerk = Clerk(context.new_page(), address)
    yield clerk
    clerk.rest()
    context.close()
