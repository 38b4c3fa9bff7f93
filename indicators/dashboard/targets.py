"""The targets of a unit as its report shows them, and the chosen indicator over the years."""

from collections.abc import Iterator

from django.urls import reverse

from indicators.dashboard.figures import indicator_of
from indicators.reporting.account import Account
from indicators.reporting.pictures import BULLETS, LINE, line_of, pictures_of
from indicators.results.addresses import series_name
from planning.pictures.model import Picture, PictureKind
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
    pictures = pictures_of(account, sight.unit, outcomes)
    addresses = {
        each.key: reverse("period-results", args=[report_name(sight.period, sight.unit, each.indicator.code)])
        for each in outcomes
    }
    yield from (Exhibit(each, addresses) for each in pictures if each.kind is PictureKind.BULLETS)
    if line := _line(sight, account, pictures):
        address = reverse("series", args=[series_name(sight.unit, sight.today)])
        asked = f"?indicator={sight.shown}" if indicator_of(sight) else ""
        yield Exhibit(line, {mark.key: address + asked for mark in line.series[0].marks})


def _line(sight: Sight, account: Account, pictures: tuple[Picture, ...]) -> Picture | None:
    indicator = indicator_of(sight)
    usual = next((each for each in pictures if each.kind is PictureKind.LINES), None)
    return line_of(account, sight.unit, indicator) or usual if indicator else usual
