"""Series of more units than a question to the database takes one by one. All figures are invented."""

from datetime import date

import pytest

from indicators.results.series import Series
from planning.places.units import Succession, Unit, UnitKind
from tests.conftest import FIRST_DAY, LAST_DAY
from tests.indicators.storing import store, value

TODAY, MANY = date(2026, 1, 5), 1_100


@pytest.fixture
def merged(places):
    """Communes of today, each of them another one before the reform."""
    former = _communes(places.district, "F", valid_to=LAST_DAY)
    present = _communes(places.province, "N", valid_from=FIRST_DAY)
    Succession.objects.bulk_create(
        Succession(reorganisation=places.reform, predecessor=old, successor=new)
        for old, new in zip(former, present, strict=True)
    )
    return former, present


def _communes(parent, letter, **days):
    return Unit.objects.bulk_create(
        Unit(code=f"{letter}{number}", prefix="Xã", name=letter, kind=UnitKind.COMMUNE, parent=parent, **days)
        for number in range(MANY)
    )


def test_a_thousand_merged_communes_cost_the_queries_of_one(merged, indicator, places, django_assert_num_queries):
    poor = indicator("poor", "Số hộ nghèo", unit="hộ", decimals=0, adds_up="sum")
    former, present = merged
    store(poor, 2023, {former[0]: value(7), former[-1]: value(9)})

    def figures(units):
        series = Series(poor, units, [2023], TODAY)
        return [series.restated(unit, 2023).figure for unit in units]

    with django_assert_num_queries(6):
        one = figures(present[:1])
    with django_assert_num_queries(6):
        many = figures(present)

    assert (one, many) == ([7], [7, *[None] * (MANY - 2), 9])
