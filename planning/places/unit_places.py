"""Where units lie, from the same package: a point in each, left blank where the package's own points contradict.

Its points of the units before July 2025 were found by name, and some belong to a namesake far away or to the whole
district; those of the units since come from maps.
"""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from math import cos, hypot, radians

from planning.places.unit_facts import UnitFact

# Latitude and longitude in degrees; of a unit by whether it is one of today's, and its code.
Point = tuple[Decimal, Decimal]
Points = dict[tuple[bool, str], Point]

# Four decimals of a degree are eleven metres.
FINEST = Decimal("0.0001")
KILOMETRES = 111.2
# An old commune lies no further from the middle of what it became: the largest of today's reach half as far.
FURTHEST = 30

LEVELS = {
    "admin_units_legacy": ("province", "district", "ward"),
    "admin_units": ("province", "ward"),
}


def read_points(connection: sqlite3.Connection) -> Points:
    """The package's points, rounded."""
    points: Points = {}
    for table, levels in LEVELS.items():
        for level in levels:
            columns = f"{level}Code, {level}Lat, {level}Lon"
            rows = connection.execute(f"SELECT DISTINCT {columns} FROM {table} WHERE {level}Lat IS NOT NULL")
            points |= {(table == "admin_units", code): (_degrees(lat), _degrees(lon)) for code, lat, lon in rows}
    return points


def with_points(facts: list[UnitFact], points: Points) -> Iterator[UnitFact]:
    """The facts with their points, in the same order; a doubtful point is no point."""
    doubtful = set(_doubtful(facts, points))
    for fact in facts:
        key = fact.valid_from is not None, fact.code
        latitude, longitude = points.get(key, (None, None)) if fact not in doubtful else (None, None)
        yield replace(fact, latitude=latitude, longitude=longitude)


def _doubtful(facts: Iterable[UnitFact], points: Points) -> Iterator[UnitFact]:
    """Old communes that share a point with another one, or lie far from all that they became."""
    heirs: dict[str, list[Point]] = defaultdict(list)
    communes = [fact for fact in facts if fact.kind == "commune"]
    for fact in communes:
        for code in fact.predecessors:
            heirs[code] += [points[True, fact.code]] if (True, fact.code) in points else []
    olds = {
        fact: points[False, fact.code] for fact in communes if (False, fact.code) in points and not fact.valid_from
    }
    shared = Counter(olds.values())
    for fact, point in olds.items():
        near = heirs[fact.code]
        if shared[point] > 1 or (near and min(_distance(point, each) for each in near) > FURTHEST):
            yield fact


def _distance(one: Point, other: Point) -> float:
    """About how many kilometres apart two points are."""
    up, across = float(one[0] - other[0]), float(one[1] - other[1])
    return KILOMETRES * hypot(up, across * cos(radians(float(one[0]))))


def _degrees(value: float) -> Decimal:
    return Decimal(str(value)).quantize(FINEST)
