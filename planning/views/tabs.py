"""The tabs of a paper's pages: each app brings its own screens."""

from typing import NamedTuple

from django.urls import reverse

from planning.plans.plans import Plan


class Tab(NamedTuple):
    position: int
    label: str
    url_name: str
    is_of_reports: bool = False


_tabs: list[Tab] = []


def plan_tab(position: int, label: str, url_name: str, *, is_of_reports: bool = False) -> None:
    """Add a tab that leads to `url_name`, whose one argument is the slug; a report has those alone that say so."""
    _tabs.append(Tab(position, label, url_name, is_of_reports))


def is_of_plans_alone(address: str, slug: str) -> bool:
    """Whether an address lies under a tab that a report has not, be it looked at or sent to."""
    return any(address.startswith(reverse(tab.url_name, args=[slug])) for tab in _tabs if not tab.is_of_reports)


def tabs_of(plan: Plan) -> list[Tab]:
    """The tabs from left to right."""
    return sorted(tab for tab in _tabs if tab.is_of_reports or not plan.is_report)
