"""What budgets bring to dashboards: what was paid of what there was, by project and by source."""

from collections.abc import Iterator

from django.urls import reverse

from budgets.paying.faces import by_project, by_source
from budgets.paying.paid import paid_by
from budgets.paying.pictures import bars
from budgets.paying.places import asks_for_payments
from planning.tracking.dashboards import Exhibit, Sight, exhibits
from planning.tracking.scopes import report_name


@exhibits("payments-projects", "payments-sources", position=30)
def payments(sight: Sight) -> Iterator[Exhibit]:
    """The bars of a report's appendix; each leads to the payments by project or by source."""
    if sight.period is None or not asks_for_payments(sight.period):
        return
    paid = paid_by(sight.period, sight.unit)
    address = reverse("payments", args=[report_name(sight.period, sight.unit)])
    for picture in bars(by_project(paid, paid.cube), by_source(paid, paid.cube), paid.money):
        by = picture.key.removeprefix("payments-").removesuffix("s")
        yield Exhibit(picture, {mark.key: f"{address}?by={by}" for series in picture.series for mark in series.marks})
