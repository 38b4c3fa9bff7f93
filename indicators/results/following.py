"""Kept totals follow the map: who is counted for a unit above changes when units begin, end or pass on to others."""

from collections.abc import Collection
from datetime import datetime

from indicators.models import ResultTotal
from indicators.results.totals import hold_totals, parents_of, recompute
from planning.places.following import follows_units
from planning.places.units import Unit


@follows_units
def totals_follow(units: Collection[int], at: datetime) -> None:
    """Work out anew the totals of the units and of those above them, in all years of which there are any."""
    concerned = set(units)
    for unit in Unit.objects.filter(pk__in=units).select_related("parent").order_by():
        concerned.update(parents_of(unit))
    kept = ResultTotal.objects.filter(unit__in=concerned).order_by().values_list("unit", "year", "indicator")
    recompute(hold_totals(list(kept)), at=at)
