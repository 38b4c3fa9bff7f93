"""The money of a commune's plan in the sample: what the province shared out to it, and its own counterpart."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from budgets.models import Allocation, BudgetLine, Stage
from planning.plans.plans import Plan
from planning.sample.parts import Sample, sample_figures
from planning.upserts import save_rows


@sample_figures(21)
def add_money_of_communes(sample: Sample, plans: Iterable[Plan], at: datetime) -> None:
    """Enter in each commune's plan, as given, what its province's latest plan shared out to it."""
    plans = [plan for plan in plans if plan.unit_id != sample.province.unit.pk]
    given = _given([plan.unit_id for plan in plans])
    rows = [
        BudgetLine(
            plan=plan,
            stage=Stage.ASSIGNED,
            component=share.line.component,
            source=share.line.source,
            nature=share.line.nature,
            amount=share.amount,
            document=share.line.document,
        )
        for plan in plans
        for share in given[plan.unit_id]
    ]
    save_rows(rows, (), by=sample.editor, at=at)


def _given(units: list[int]) -> dict[int, list[Allocation]]:
    given: dict[int, list[Allocation]] = defaultdict(list)
    shares = Allocation.objects.filter(unit__in=units).select_related(
        "line__component", "line__source", "line__document"
    )
    for share in shares.order_by("line", "pk"):
        given[share.unit_id or 0].append(share)
    return given
