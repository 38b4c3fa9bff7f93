"""What a unit should look at again in its results before it sends, and the level above when it has them."""

from django.urls import reverse

from indicators.reporting.account import Account
from indicators.reporting.asked_units import asked_of_unit
from indicators.reporting.doubts import looked_at_again
from planning.places.units import Unit
from planning.plans.periods import ReportingPeriod
from planning.tracking.doubts import Doubt, raises_doubts
from planning.tracking.scopes import report_name


@raises_doubts
def doubtful_results(period: ReportingPeriod, unit: Unit) -> list[Doubt]:
    """Figures out of proportion, and reports that changed after they were vetted; none of them keeps from sending."""
    account = Account(period, [unit], asked_of_unit(period, unit))
    return [
        Doubt(
            f"“{indicator.name}”: {words}",
            reverse("period-results", args=[report_name(period, unit, indicator.code)]),
        )
        for _, indicator, words in looked_at_again(account, [unit])
    ]
