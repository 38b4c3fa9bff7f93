"""The plans on which a report reports: those in force for its period, and their papers."""

from planning.plans.in_force import plan_in_force
from planning.plans.legal import LegalDocument
from planning.plans.plans import Plan, PlanKind
from planning.plans.registering import paper_of


def plans_reported_on(report: Plan) -> list[Plan]:
    """The annual plan of a report on one year, then the plan of the period and the action plan; none where none is."""
    kinds = [PlanKind.PERIOD, PlanKind.ACTION]
    if report.first_year == report.last_year:
        kinds.insert(0, PlanKind.ANNUAL)
    on = report.period.ends_on if report.period else None
    found = (plan_in_force(report.unit, report.programme, kind, report.last_year, on=on) for kind in kinds)
    return [plan for plan in found if plan is not None]


def papers_reported_on(report: Plan) -> list[LegalDocument]:
    """Their papers, as far as the register has them."""
    papers = (paper_of(plan) for plan in plans_reported_on(report))
    return [paper for paper in papers if paper is not None]
