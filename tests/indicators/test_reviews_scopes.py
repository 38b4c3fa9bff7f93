"""Whose review a code and a year name, and who finds it."""

from datetime import date

import pytest

from indicators.models import HouseholdReview
from indicators.reviews.scopes import reviewing_units
from planning.entry.kinds import entry_kind
from planning.places.units import UnitKind
from planning.sheets.scopes import NoSuchScope, ScopeIsNotOpen
from tests.conftest import make_unit
from tests.indicators.reviewing import BA_DINH, ROW, counted, enter


def find(name, user):
    return entry_kind("review-1").find(name, user)


def test_a_code_and_a_year_name_the_unit_that_ends_the_year(places, minh):
    assert find("51-2024", minh).unit == places.old_province
    assert find("51-2025", minh).unit == places.province
    assert find("21499-2024", minh).unit == places.old_ba_dinh
    assert find("21499-2025", minh).unit == places.ba_dinh
    assert find("535-2024", minh).unit == places.district


@pytest.mark.parametrize(
    "name", ["535-2025", "21500-2025", "99999-2025", "51", "51-1025", "51-20255", "-2025", "51-x"]
)
def test_a_unit_that_did_not_see_the_end_of_the_year_has_no_review(name, places, minh):
    with pytest.raises(NoSuchScope):
        find(name, minh)


def test_a_commune_sees_its_own_review_and_those_it_took_over(places, lan, hoa):
    assert find(BA_DINH, lan).may_enter
    assert find("21500-2024", lan).may_enter
    assert not find(BA_DINH, hoa).may_enter
    for other in ("51-2025", "21484-2025"):
        with pytest.raises(NoSuchScope):
            find(other, lan)


def test_an_officer_of_another_commune_finds_nothing(places, tam):
    with pytest.raises(NoSuchScope):
        find(BA_DINH, tam)


def test_a_province_enters_for_its_communes_and_a_viewer_for_none(places, minh, hoa):
    enter("review-1", "51-2025", {(ROW, "households"): 500}, minh)

    assert HouseholdReview.objects.get().unit == places.ba_dinh
    with pytest.raises(ScopeIsNotOpen):
        enter("review-1", BA_DINH, {(ROW, "households"): 501}, hoa)


def test_the_rows_of_a_review_are_reached_as_its_unit_is(places, lan, hoa, tam, minh):
    counted(places.ba_dinh)

    assert [HouseholdReview.objects.visible_to(user).count() for user in (lan, hoa, minh, tam)] == [1, 1, 1, 0]


def test_a_commune_that_ended_before_the_year_did_is_not_reviewed_with_its_province(places, minh):
    make_unit("21999", "Xã", "Ba Ngắn", UnitKind.COMMUNE, places.province, valid_to=date(2025, 11, 30))

    assert [unit.code for unit in reviewing_units(places.province, 2025)] == ["21484", "21499"]
