"""To whom a plan gives: the units directly below its own, on the map of the plan's day."""

from datetime import date

import pytest

from planning.places.units import UnitKind
from planning.plans.territory import directly_below
from tests.conftest import FIRST_DAY, LAST_DAY, make_plan, make_unit


@pytest.fixture
def lasting(db):
    """A province that the reform left as it was, with a district before it and a commune since."""
    province = make_unit("04", "Tỉnh", "Cao Bằng", UnitKind.PROVINCE)
    make_unit("042", "Huyện", "Bảo Lâm", UnitKind.DISTRICT, province, valid_to=LAST_DAY)
    make_unit("01290", "Xã", "Bảo Lâm", UnitKind.COMMUNE, province, valid_from=FIRST_DAY)
    return province


def below(plan):
    return [unit.code for unit in directly_below(plan)]


@pytest.mark.parametrize(
    ("first_year", "issued_on", "code"),
    [
        (2025, date(2025, 1, 15), "042"),
        (2025, date(2024, 12, 20), "042"),
        (2021, date(2022, 3, 1), "042"),
        (2025, date(2025, 8, 1), "01290"),
        (2025, date(2026, 2, 1), "01290"),
        (2025, None, "01290"),
    ],
)
def test_a_province_that_never_ended_gives_on_the_map_of_the_day_it_issued(
    lasting, programme, first_year, issued_on, code
):
    plan = make_plan(lasting, programme, "04-2025", issued_on=issued_on)
    plan.first_year = first_year

    assert below(plan) == [code]


def test_a_province_that_ended_gives_to_its_districts_and_its_successor_to_communes(places, programme):
    before = make_plan(places.old_province, programme, "51-before", issued_on=date(2025, 8, 1))
    since = make_plan(places.province, programme, "51-since", issued_on=date(2025, 1, 15))

    assert (below(before), below(since)) == (["535"], ["21484", "21499"])
