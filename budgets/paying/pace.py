"""How far a year has gone, and how far payment of it may lag behind: what warnings and checks of payments go by."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from budgets.models import PaymentWatch
from budgets.models.watching import BEHIND, LAST_DAYS
from planning.plans.programmes import Programme


class Watch(NamedTuple):
    """By how many points payment may lag behind the year, and in how many last days all unspent money is told."""

    behind: int = BEHIND
    last_days: int = LAST_DAYS


def watches() -> Mapping[int, Watch]:
    """What programmes have set, by their ids; the others go by `Watch()`."""
    return {each.programme_id: Watch(each.behind, each.last_days) for each in PaymentWatch.objects.all()}


def watch_of(programme: Programme) -> Watch:
    """What one programme goes by."""
    return watches().get(programme.pk, Watch())


def gone_by(day: date) -> Decimal:
    """The percentage of its year that has gone by at the end of a day."""
    first, last = date(day.year, 1, 1), date(day.year, 12, 31)
    return Decimal((day - first).days + 1) * 100 / ((last - first).days + 1)


def settled_by(year: int) -> date:
    """The last day on which payment of a year is still put into that year's accounts, which are settled then."""
    return date(year + 1, 1, 31)
