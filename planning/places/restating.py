"""How figures go over from the units of one day to those of another: along successions, with their shares."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, Decimal

from django.db.models.expressions import RawSQL

from planning.places.units import Succession, Unit

WHOLE = Decimal(1)
# Parts of a unit's figures by the units that get them; None: there is no stated share, so they cannot be divided.
Shares = dict[int, Decimal | None]


@dataclass(frozen=True)
class Step:
    """One succession: units and reorganisation by their ids, and the day it takes effect."""

    predecessor: int
    successor: int
    on: date
    reorganisation: int = 0
    is_partial: bool = False
    share: Decimal | None = None


class Ways:
    """Successions that can be followed in both directions, generation by generation."""

    def __init__(self, steps: Iterable[Step]) -> None:
        self.into: dict[int, list[Step]] = defaultdict(list)
        self.out: dict[int, list[Step]] = defaultdict(list)
        for step in steps:
            self.into[step.successor].append(step)
            self.out[step.predecessor].append(step)

    def sources(self, unit: int, day: date) -> list[int]:
        """The units as they were on `day` from whose territory `unit` comes; itself where it was there already."""
        return sorted(self._sources(unit, day, frozenset()))

    def _sources(self, unit: int, day: date, seen: frozenset[int]) -> set[int]:
        steps = [step for step in self.into[unit] if step.on > day and step.predecessor not in seen]
        if not steps:
            return {unit}
        return set().union(*(self._sources(step.predecessor, day, seen | {unit}) for step in steps))

    def destinations(self, unit: int, day: date) -> Shares:
        """To which units of a later `day` the figures of `unit` go, and with which share.

        What is divided and put together again is whole, stated shares or not.
        """
        return self._destinations(unit, day, frozenset())

    def _destinations(self, unit: int, day: date, seen: frozenset[int]) -> Shares:
        steps = [step for step in self.out[unit] if step.on <= day and step.successor not in seen]
        if not steps:
            return {unit: WHOLE}
        parts = shares_of(steps)
        found: Shares = {}
        for step in steps:
            for target, share in self._destinations(step.successor, day, seen | {unit}).items():
                found[target] = _plus(found.get(target, Decimal(0)), _times(parts[step.successor], share))
        is_all = len(found) == 1 and (len(steps) > 1 or not steps[0].is_partial)
        return dict.fromkeys(found, WHOLE) if is_all else found

    def reorganisations(self, source: int, target: int, day: date) -> set[int]:
        """The reorganisations by which the territory of `source` came to `target` until `day`."""
        found: set[int] = set()
        for step in self.out[source]:
            if step.on <= day and self.leads(step.successor, target, day):
                found |= {step.reorganisation} | self.reorganisations(step.successor, target, day)
        return found

    def leads(self, unit: int, target: int, day: date) -> bool:
        """Whether some of the territory of `unit` belongs to `target` on `day`."""
        return unit == target or target in self.destinations(unit, day)


def shares_of(steps: Iterable[Step]) -> Shares:
    """The shares in which one unit's figures go to its successors: stated ones count when they add up to the whole."""
    steps = list(steps)
    if len(steps) == 1 and not steps[0].is_partial:
        return {steps[0].successor: WHOLE}
    stated = [step.share for step in steps if step.share is not None]
    is_stated = len(stated) == len(steps) and sum(stated) == 1
    return {step.successor: step.share if is_stated else None for step in steps}


def apportion(whole: Decimal, shares: Mapping[int, Decimal]) -> dict[int, Decimal]:
    """Divide a count by shares so that the parts have no more decimals than the whole and add up to it.

    By the largest remainders; of equal ones the first unit's comes first. Shares short of 1 leave the rest out.
    """
    quantum = min(WHOLE, WHOLE.scaleb(int(whole.normalize().as_tuple().exponent)))
    rest = WHOLE - sum(shares.values())
    wanted: dict[int | None, Decimal] = dict(sorted(shares.items()))
    if rest:
        wanted[None] = rest
    parts = {unit: (whole * share).quantize(quantum, ROUND_FLOOR) for unit, share in wanted.items()}
    missing = int((whole - sum(parts.values())) / quantum)
    by_remainder = sorted(wanted, key=lambda unit: parts[unit] - whole * wanted[unit])
    for unit in by_remainder[:missing]:
        parts[unit] += quantum
    return {unit: parts[unit] for unit in shares}


def ways_into(units: Iterable[int]) -> Ways:
    """The successions that lead to any of these units, and all that lead on from where they came, in one query.

    Without those, what is divided among these units and others would be rounded otherwise than for the others.
    """
    ids = sorted(set(units))
    if not ids:
        return Ways([])
    table, unit = Succession._meta.db_table, Unit._meta.db_table
    sql = f"""
        WITH RECURSIVE came(id) AS (
            SELECT id FROM {unit} WHERE id IN ({", ".join("%s" for _ in ids)})
            UNION
            SELECT step.predecessor_id FROM came JOIN {table} AS step ON step.successor_id = came.id
        ), went(id) AS (
            SELECT id FROM came
            UNION
            SELECT step.successor_id FROM went JOIN {table} AS step ON step.predecessor_id = went.id
        ) SELECT id FROM went"""
    rows = Succession.objects.filter(predecessor__in=RawSQL(sql, ids)).values_list(
        "predecessor", "successor", "reorganisation__effective_on", "reorganisation", "is_partial", "share"
    )
    return Ways(Step(*row) for row in rows)


def _plus(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else one + other


def _times(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else one * other
