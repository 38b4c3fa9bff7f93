"""Which way a target looks: as its comparator says, else as its indicator is better."""

import pytest

from indicators.judging import wants_more
from indicators.models import Comparator, Indicator, Target

MORE = {Comparator.REDUCE_BY, Comparator.REDUCE_BY_OVER, Comparator.OVER, Comparator.AT_LEAST}
LESS = {Comparator.DOWN_TO, Comparator.BELOW}


@pytest.mark.parametrize("comparator", Comparator)
@pytest.mark.parametrize("better", ["up", "down"])
def test_the_comparator_says_which_way_else_the_indicator(comparator, better):
    target = Target(comparator=comparator, indicator=Indicator(better=better))

    expected = comparator in MORE or (comparator not in LESS and better == "up")
    assert wants_more(target) is expected
