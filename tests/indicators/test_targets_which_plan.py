"""From which of several plans above an indicator's target comes."""

from indicators.adopting.adoption import adoptions_of
from tests.conftest import make_plan
from tests.indicators.assigning import POOR, give, issue, reading


def assigned_words(plan):
    return [each.assigned_words for each in adoptions_of(reading(plan))]


def test_a_plan_that_names_the_unit_goes_before_one_that_names_its_former_units(commune, assign, places, programme):
    assign(POOR, "reduce-by", 100)
    of_district = make_plan(places.district, programme, "535-annual-2025")
    issue(of_district)
    first = assign(POOR, "reduce-by", 60, unit=places.old_ba_dinh, plan=of_district)
    give(first.target, places.ba_giang, value=50)

    assert assigned_words(commune) == ["giảm 100 hộ"]
