"""What a unit should look at again in its payments before it sends, and the level above when it has them."""

from django.urls import reverse

from budgets.paying.doubts import LARGE, LOWER, OVER, UNSETTLED, against, doubtful, together
from budgets.paying.own import OwnMoney
from budgets.paying.rounds import round_of
from budgets.paying.telling import told_earlier
from planning.places.units import Unit
from planning.plans.periods import ReportingPeriod
from planning.sheets.scopes import Scope
from planning.tracking.doubts import Doubt, raises_doubts
from planning.tracking.scopes import report_name

# Slow payment is no slip of who types it: it is warned of, and told in the report.
SLIPS = (OVER, LARGE, LOWER, UNSETTLED)


@raises_doubts
def doubtful_payments(period: ReportingPeriod, unit: Unit) -> list[Doubt]:
    """One sentence for each kind of slip there is; none of them keeps from sending."""
    name = report_name(period, unit)
    own = OwnMoney(Scope(name, "", unit, may_enter=False, year=period.year, period=period))
    if not own.items:
        return []
    words, earlier = told_earlier(round_of(period, unit))
    by = against(period, own.money, words)
    names = {item.place: ", ".join(filter(None, (item.name, item.holder))) for item in own.items}
    found = doubtful({place: own.cube.places[place] for place in names}, earlier, by)
    page = reverse("payments", args=[name])
    return [Doubt(together(rows, names, by), page) for kind, rows in found.items() if kind in SLIPS]
