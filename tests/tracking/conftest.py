"""What the tests of tracking begin with."""

import pytest

from tests.tracking.rounds import opened


@pytest.fixture
def period(places, programme, minh):
    """The province's annual period of 2025, open since October."""
    return opened(places.province, programme, minh)
