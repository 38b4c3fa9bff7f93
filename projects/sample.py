"""Who leads what in the sample province: an agency of the field of each project, as real provinces assign them."""

from collections.abc import Iterable
from datetime import datetime

from planning.places.agencies import Agency
from planning.plans.plans import Plan
from planning.sample.parts import Sample, sample_figures
from planning.upserts import save_rows
from projects.models import Component, ProjectPlan
from projects.tree import tree_of


@sample_figures(10)
def add_leads(sample: Sample, plans: Iterable[Plan], at: datetime) -> None:
    """Give every component without parts a lead among the agencies of the plan's unit."""
    rows: list[ProjectPlan] = []
    for plan in plans:
        agencies = sample.agencies_on(plan.unit, at.date())
        components = [node.component for node in tree_of(plan).walk() if not node.children]
        rows += [ProjectPlan(plan=plan, component=each, lead=_lead(each, agencies)) for each in components]
    save_rows(rows, (), by=sample.editor, at=at)


def _lead(component: Component, agencies: list[Agency]) -> Agency:
    """The agency of the component's field; where there is none, the first."""
    return next((agency for agency in agencies if agency.sector == component.sector), agencies[0])
