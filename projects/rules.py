"""What must hold of who leads what."""

from collections.abc import Iterator
from datetime import date

from planning.plans.reading import Reading
from planning.review.problems import Problem, rule
from projects.models import ProjectPlan


@rule
def a_lead_exists_when_the_plan_is_made(reading: Reading) -> Iterator[Problem]:
    """An agency that no longer is, or not yet is, cannot be given a component to lead."""
    plan = reading.plan
    day = plan.issued_on or date(plan.first_year, 1, 1)
    for assigned in ProjectPlan.objects.of_plan(plan).select_related("lead", "component"):
        ended = assigned.lead.valid_to is not None and assigned.lead.valid_to < day
        if ended or (plan.issued_on and assigned.lead.valid_from and assigned.lead.valid_from > day):
            place, lead = "Phân công", f"{assigned.lead} ({assigned.component.code})"
            words = f"{lead} chưa thành lập hoặc đã thôi hoạt động khi lập kế hoạch."
            yield Problem("lead-not-in-being", place, words, tab="project-list")
