"""A reorganisation that is being prepared, and indicators whose figures it leaves alone."""

import pytest

from planning.places.units import Reorganisation
from tests.places.rearranging import FIRST


@pytest.fixture
def draft(db):
    return Reorganisation.objects.create(code="2027", name="Sắp xếp năm 2027", effective_on=FIRST)


@pytest.fixture
def rate(indicator):
    return indicator("poor-rate", "Tỷ lệ hộ nghèo", adds_up="ratio", better="down")


@pytest.fixture
def houses(indicator):
    return indicator("houses", "Số nhà được hỗ trợ", unit="nhà", decimals=0, adds_up="sum")
