"""A province whose plan is in force, and a commune that plans after it; indicators whose results tests store."""

import pytest

from indicators.models import Target
from planning.places.units import GroupMembership, UnitGroup, UnitKind
from planning.plans.plans import Plan, PlanKind
from planning.text.templates import write_text
from tests.conftest import FIRST_DAY, make_plan, make_unit
from tests.indicators.assigning import POOR, give, issue, make_province_plan, make_target
from tests.indicators.reporting import make_period
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


@pytest.fixture
def built(indicator):
    """Houses built in a year, which add up over the years too."""
    return indicator("built", "Số nhà đã xây", unit="nhà", decimals=0, adds_up="sum", over_time="cumulative")


@pytest.fixture
def simple(places):
    """A province whose two communes were there before as well."""
    province = make_unit("14", "Tỉnh", "Sơn La", UnitKind.PROVINCE)
    one, other = (make_unit(f"0300{n}", "Xã", name, UnitKind.COMMUNE, province) for n, name in enumerate("AB"))
    return province, one, other


@pytest.fixture
def asked(simple, programme):
    """A plan of the province that asks for one thing, in force."""

    def make(indicator, comparator, number, kind=PlanKind.ANNUAL, first=2025, unit=None, **more):
        place = unit or simple[0]
        plan = make_plan(place, programme, f"{place.code}-{kind}", year=first, kind=kind)
        Plan.objects.filter(pk=plan.pk).update(last_year=2025)
        target = Target.objects.create(plan=plan, indicator=indicator, comparator=comparator, value=number, **more)
        issue(plan)
        return target

    return make


@pytest.fixture
def year(places, programme):
    """The period of 2025 of the province of the cast, which stays open whatever the clock says."""
    return make_period(places.province, programme)


@pytest.fixture
def two_asked(year, places, programme, rate, houses, indicator):
    """The province's plan in force asks a rate and a count, and not a third indicator."""
    indicator("other", "Chỉ tiêu không giao", adds_up="sum")
    plan = make_plan(places.province, programme, "51-annual-2025")
    Target.objects.create(plan=plan, indicator=rate, comparator="down-to", value="5.57")
    Target.objects.create(plan=plan, indicator=houses, comparator="at-least", value="40")
    issue(plan)
