"""Targets of groups of districts on the map of today: their communes are those on the former districts' territory."""

import pytest

from indicators.assigning.assignment import assignment_of
from indicators.forms import TargetForm
from indicators.models import Target
from indicators.reporting.account import Account
from planning.places.units import GroupMembership
from tests.conftest import LAST_DAY, make_plan
from tests.indicators.assigning import POOR, group_of_ba_to, make_province_plan, make_target, reading
from tests.indicators.reporting import make_period, reported, tell


@pytest.fixture
def province(places, programme, indicator):
    return make_province_plan(places, programme, indicator)


@pytest.fixture
def of_poor_districts(mountain_districts, places):
    """The group had the district of Ba Tơ until the district was no more; Ba Dinh lies on its territory."""
    group_of_ba_to(places)
    GroupMembership.objects.create(group=mountain_districts, unit=places.district, valid_to=LAST_DAY)
    return mountain_districts


def covered(plan, target):
    return [unit.name for unit in assignment_of(reading(plan)).covered(target)]


def test_a_target_of_districts_that_are_no_more_is_for_the_communes_on_their_territory(province, of_poor_districts):
    target = make_target(province, POOR, "reduce-by", 100, group=of_poor_districts)

    assert covered(province, target) == ["Ba Dinh"]


def test_what_is_told_of_a_target_of_districts_that_are_no_more_is_that_of_the_communes_on_their_territory(
    of_poor_districts, places, programme, built, asked
):
    asked(built, "at-least", 20, unit=places.province, group=of_poor_districts)
    year = make_period(places.province, programme)
    tell(year, built, {places.ba_dinh: reported(12), places.ba_to: reported(1)})

    [outcome] = Account(year, [places.province]).outcomes(places.province)

    assert (outcome.group, outcome.figure.figure) == (of_poor_districts, 12)


def test_a_district_that_left_the_group_before_it_ended_hands_nothing_on(province, of_poor_districts):
    GroupMembership.objects.filter(group=of_poor_districts).update(valid_to="2023-12-31")
    target = make_target(province, POOR, "reduce-by", 100, group=of_poor_districts)

    assert sorted(covered(province, target)) == ["Ba Dinh", "Ba Tơ"]


def test_a_target_of_a_former_district_is_for_its_communes(province, places):
    target = make_target(province, POOR, "reduce-by", 100, group=group_of_ba_to(places))

    assert covered(province, target) == ["Ba Dinh"]


def test_a_province_is_offered_groups_and_former_districts_on_its_territory(
    province, of_poor_districts, places, programme
):
    commune = make_plan(places.ba_dinh, programme, "21499-annual-2025")

    def offered(of):
        return [group.name for group in TargetForm(instance=Target(plan=of)).fields["group"].queryset]

    assert offered(province) == ["các huyện miền núi", "địa bàn huyện Ba Tơ (cũ)"]
    assert offered(commune) == []


def test_a_group_whose_members_nobody_has_listed_is_offered_to_a_province_alone(
    province, mountain_districts, places, programme
):
    commune = make_plan(places.ba_dinh, programme, "21499-annual-2025")

    offered = [TargetForm(instance=Target(plan=of)).fields["group"].queryset.exists() for of in (province, commune)]

    assert offered == [True, False]
