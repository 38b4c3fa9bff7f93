"""Communes that came to another district or province than the one that took over theirs: the two stay, changed."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from planning.places.units import Succession, Unit, UnitKind


@dataclass(frozen=True)
class Move:
    """The day of a move, and the units above (ids) that gave or got by it."""

    on: date
    above: frozenset[int]


class Moves:
    """Moves by which units above communes changed while their rows stayed the same."""

    def __init__(self, moves: Iterable[Move] = ()) -> None:
        self._moves = tuple(moves)

    def touch(self, units: Collection[int], after: date, until: date) -> bool:
        """Whether any of the units gave or got a commune after one day and until another."""
        return any(after < move.on <= until and not move.above.isdisjoint(units) for move in self._moves)


def moves_among(units: Iterable[int]) -> Moves:
    """The moves from or to any of these provinces and districts, in one query."""
    # Named as lists of units: joined, all successions of the country would be looked at.
    ids = list(units)
    below = [Unit.objects.filter(**{f"{above}__in": ids}).values("pk") for above in ("parent", "parent__parent")]
    concerned = [Q(**{f"{side}__in": each}) for side in ("predecessor", "successor") for each in below]
    rows = (
        Succession.objects.filter(reduce(or_, concerned))
        .annotate(
            old_top=Coalesce("predecessor__parent__parent", "predecessor__parent"),
            new_top=Coalesce("successor__parent__parent", "successor__parent"),
        )
        .annotate(between_tops=ExpressionWrapper(_unrelated("old_top", "new_top"), BooleanField()))
        .filter(Q(between_tops=True) | _between_districts())
        .values_list(
            "reorganisation__effective_on", "between_tops", "old_top", "new_top", "predecessor__parent",
            "successor__parent",
        )
    )  # fmt: skip
    return Moves(Move(on, frozenset(above if is_far else above[2:])) for on, is_far, *above in rows)


def _unrelated(old: str, new: str) -> Combinable:
    """Condition on successions: the units above differ, and the new one did not take over the old one."""
    taken_over = Succession.objects.filter(predecessor=OuterRef(old), successor=OuterRef(new))
    return Q(**{f"{old}__isnull": False, f"{new}__isnull": False}) & ~Q(**{old: F(new)}) & ~Exists(taken_over)


def _between_districts() -> Combinable:
    both = Q(predecessor__parent__kind=UnitKind.DISTRICT, successor__parent__kind=UnitKind.DISTRICT)
    return both & _unrelated("predecessor__parent", "successor__parent")
