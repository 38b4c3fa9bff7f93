"""Where the units of the sample province lie: around the point where both degrees are zero, in the open sea."""

from decimal import Decimal
from math import cos, pi, sin, sqrt

from planning.places.units import Unit
from planning.sample.parts import Place, Sample

# In degrees: from one district's middle to the next, how far its communes reach from it, and how fine points are.
APART, REACH, FINEST = 0.4, 0.18, Decimal("0.0001")
# Turning by this angle from one commune to the next, no two of a district come to lie close together.
TURN = pi * (3 - sqrt(5))


def lay_out(sample: Sample) -> None:
    """Give every unit a point: districts in a grid, their communes around them; today's lie where a former one did."""
    columns = max(1, round(sqrt(len(sample.districts))))
    communes: dict[int, list[Place]] = {id(district): [] for district in sample.districts}
    for commune in sample.former:
        communes[id(commune.district)].append(commune)
    for place, district in enumerate(sample.districts):
        middle = (place % columns + 0.5) * APART, (place // columns + 0.5) * APART
        _put(district.unit, *middle)
        _around(middle, communes[id(district)])
    for number, commune in enumerate(sample.communes):
        seat, _ = sample.origins[number][0]
        commune.unit.longitude, commune.unit.latitude = seat.unit.longitude, seat.unit.latitude
    _put(sample.province.unit, *_amid(sample.districts))


def _around(middle: tuple[float, float], communes: list[Place]) -> None:
    for number, commune in enumerate(communes):
        away, turned = REACH * sqrt((number + 0.5) / len(communes)), number * TURN
        _put(commune.unit, middle[0] + away * cos(turned), middle[1] + away * sin(turned))


def _amid(places: list[Place]) -> tuple[float, float]:
    """The middle of some points."""
    return (
        sum(float(each.unit.longitude or 0) for each in places) / len(places),
        sum(float(each.unit.latitude or 0) for each in places) / len(places),
    )


def _put(unit: Unit, longitude: float, latitude: float) -> None:
    unit.longitude, unit.latitude = (Decimal(repr(each)).quantize(FINEST) for each in (longitude, latitude))
