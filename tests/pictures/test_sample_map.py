"""The sample province lies in the open sea, each of its units apart from the others."""

import pytest

from planning.plans.programmes import Programme
from planning.sample.map import lay_out
from planning.sample.parts import Sample, Size
from planning.sample.places import new_province, plan_places


@pytest.fixture
def sample():
    """A hundred communes, laid out and not saved."""
    made = Sample(Size(communes=100, years=1, seed=1), Programme(), new_province())
    plan_places(made)
    lay_out(made)
    return made


def points(places):
    return [(place.unit.longitude, place.unit.latitude) for place in places]


def test_no_two_units_of_a_map_lie_at_one_point(sample):
    for level in (sample.districts, sample.former, sample.communes):
        assert len(set(points(level))) == len(level)


def test_the_sample_lies_far_from_the_country(sample):
    assert max(abs(degree) for point in points(sample.communes) for degree in point) < 5


def test_a_commune_of_today_lies_where_a_former_one_did(sample):
    assert set(points(sample.communes)) <= set(points(sample.former))
