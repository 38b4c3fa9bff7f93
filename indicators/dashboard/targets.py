"""The targets of a unit as its report shows them, and the chosen indicator over the years."""

from collections.abc import Iterator

from django.urls import reverse

from indicators.dashboard.figures import indicator_of
from indicators.reporting.account import Account
from indicators.reporting.pictures import BULLETS, LINE, bullets, line_of, poverty_line
from indicators.results.addresses import series_name
from planning.tracking.dashboards import Exhibit, Sight, exhibits
from planning.tracking.scopes import report_name


@exhibits(BULLETS, LINE, position=10)
def targets_reached(sight: Sight) -> Iterator[Exhibit]:
    """The pictures of the report's appendix; where another indicator is chosen, its line stands for that of poverty.

    Bars lead to the figure with its history, years to the series.
    """
    if sight.period is None:
        return
    account = Account(sight.period, [sight.unit])
    outcomes = account.outcomes(sight.unit)
    bars = bullets(outcomes)
    addresses = {
        each.key: reverse("period-results", args=[report_name(sight.period, sight.unit, each.indicator.code)])
        for each in outcomes
    }
    if bars:
        yield Exhibit(bars, addresses)
    chosen = indicator_of(sight)
    line = (line_of(account, sight.unit, chosen) if chosen else None) or poverty_line(account, sight.unit, outcomes)
    if line:
        asked = f"?indicator={chosen.code}" if chosen else ""
        address = reverse("series", args=[series_name(sight.unit, sight.today)]) + asked
        yield Exhibit(line, {mark.key: address for mark in line.series[0].marks})
