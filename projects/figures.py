"""Who leads what, as a passage of the text."""

from collections.abc import Iterator

from planning.plans.plans import Plan
from planning.plans.reading import Reading
from planning.text.figures import Figure, Passage, provides_figures
from projects.models import ProjectPlan
from projects.tree import tree_of


def leads_of(plan: Plan) -> dict[int, str]:
    """The lead agency of each component, by the component's key."""
    assigned = ProjectPlan.objects.of_plan(plan).select_related("lead")
    return {each.component_id: each.lead.name for each in assigned}


@provides_figures
def lead_figures(reading: Reading) -> Iterator[Figure]:
    """`projects.leads`: a clause for each lead agency with the components it leads."""
    leads = reading.once(leads_of)
    led: dict[str, list[str]] = {}
    for node in reading.once(tree_of).walk():
        if agency := leads.get(node.component.pk):
            led.setdefault(agency, []).append(node.reference)
    lines = [f"- {agency}: chủ trì {'; '.join(components)}." for agency, components in led.items()]
    yield Passage("projects.leads", "Phân công chủ trì", "\n".join(lines))
