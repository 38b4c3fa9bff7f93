"""The registry of appendices loses none of those the apps bring."""

import pytest

from planning.documents.appendices import PlaceIsTaken, appendix


def test_two_appendices_never_stand_at_one_place():
    with pytest.raises(PlaceIsTaken):
        appendix(position=1)(lambda reading: None)
