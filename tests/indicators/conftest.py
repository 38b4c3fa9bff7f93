"""A province whose plan is in force, and a commune that plans after it; indicators whose results tests store."""

import pytest

from planning.places.units import GroupMembership, UnitGroup
from planning.text.templates import write_text
from tests.conftest import FIRST_DAY, make_plan
from tests.indicators.assigning import POOR, give, issue, make_province_plan, make_target
from tests.indicators.storing import counts, store


@pytest.fixture
def province_in_force(places, programme, indicator):
    """The province's plan, in force."""
    plan = make_province_plan(places, programme, indicator)
    issue(plan)
    return plan


@pytest.fixture
def commune(province_in_force, places, programme):
    """Ba Dinh's plan, without a target yet."""
    plan = make_plan(places.ba_dinh, programme, "21499-annual-2025")
    write_text(plan)
    return plan


@pytest.fixture
def assign(province_in_force, places):
    """Assign of an indicator to Ba Dinh."""

    def make(code, comparator, value=None, unit=None, plan=None, **more):
        target = make_target(plan or province_in_force, code, comparator, 999 if code == POOR else 5)
        return give(target, unit or places.ba_dinh, value, **more)

    return make


@pytest.fixture
def rate(indicator):
    """The rate of poor households, of two counts."""
    return indicator("poor-rate", "Tỷ lệ hộ nghèo", adds_up="ratio", better="down")


@pytest.fixture
def houses(indicator):
    """Houses built, which add up."""
    return indicator("houses", "Số nhà được hỗ trợ", unit="nhà", decimals=0, adds_up="sum")


@pytest.fixture
def district_group(places):
    """The former district as a group of the communes of today."""
    group = UnitGroup.objects.create(code="huyen-cu-535", name="địa bàn huyện Ba Tơ (cũ)", former_unit=places.district)
    for member in (places.ba_dinh, places.ba_to):
        GroupMembership.objects.create(group=group, unit=member, valid_from=FIRST_DAY)
    return group


@pytest.fixture
def figures(places, rate):
    """The rate before and after the communes merged."""
    store(rate, 2023, {places.old_ba_dinh: counts(40, 500), places.ba_giang: counts(25, 250)})
    store(rate, 2025, {places.ba_dinh: counts(60, 760)})
