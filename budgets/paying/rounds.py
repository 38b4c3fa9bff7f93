"""Whose money is read: periods of one programme that end on one day, each with a unit and all below it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q

from budgets.paying.places import line_up
from planning.places.units import Succession, Unit
from planning.plans.periods import ReportingPeriod


@dataclass(frozen=True)
class Round:
    """The periods, and for each the unit asked for with all below it on the map of their day, itself first.

    What is known of a round is read in as many queries for many periods as for one. No unit is in two of its trees.
    """

    periods: tuple[ReportingPeriod, ...]
    trees: tuple[tuple[Unit, ...], ...]

    @property
    def period(self) -> ReportingPeriod:
        """Any of them: programme, year and last day are those of all."""
        return self.periods[0]

    @cached_property
    def units(self) -> list[Unit]:
        """All units of all trees."""
        return [unit for tree in self.trees for unit in tree]

    @cached_property
    def period_of(self) -> dict[int, int]:
        """For each unit the period in which it tells of its money."""
        return {unit.pk: each.pk for each, tree in zip(self.periods, self.trees, strict=True) for unit in tree}

    @cached_property
    def heirs(self) -> dict[int, int]:
        """For each unit, and each that one of them took over as a whole: which of them has its money now."""
        keys = {unit.pk: unit.pk for unit in self.units}
        whole = Succession.objects.filter(is_partial=False, successor__in=keys)
        return dict(whole.values_list("predecessor", "successor")) | keys


def round_of(period: ReportingPeriod, unit: Unit) -> Round:
    """The money of a unit and of all below it in a period."""
    return round_of_many([(period, unit)])


def round_of_many(asked: Sequence[tuple[ReportingPeriod, Unit]]) -> Round:
    """That of several units, each in its holder's period: of one programme and day, and none of them below another.

    A unit is taken as the one that bears its code on that day; two queries.
    """
    on_map = Unit.objects.existing_on(asked[0][0].ends_on)
    now = {unit.code: unit for unit in on_map.filter(code__in={unit.code for _, unit in asked})}
    roots = [now.get(unit.code, unit) for _, unit in asked]
    trees = {unit.pk: [unit] for unit in roots}
    below = on_map.filter(Q(parent__in=trees) | Q(parent__parent__in=trees)).exclude(pk__in=trees)
    for unit in below.select_related("parent").order_by("code"):
        trees[next(key for key in line_up(unit) if key in trees)].append(unit)
    return Round(tuple(period for period, _ in asked), tuple(tuple(trees[unit.pk]) for unit in roots))
