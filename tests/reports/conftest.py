"""The province's periods of 2025, and Ba Dinh's report on the year beside its plan in force."""

from datetime import UTC, date, datetime

import pytest

from planning.plans.periods import PeriodKind, ReportingPeriod
from planning.plans.plans import PlanKind
from planning.plans.registering import register_paper
from planning.reports.drafting import draft_report

AT = datetime(2025, 11, 20, 2, 0, tzinfo=UTC)


@pytest.fixture
def period(places, programme):
    """Make a period that the province holds: by default the year 2025."""

    def make(kind=PeriodKind.YEAR, first=2025, last=2025, **more):
        fields = {"ends_on": date(last, 12, 31), "opens_on": date(2025, 7, 1)} | more
        return ReportingPeriod.objects.create(
            slug=f"51-{kind}-{first}",
            unit=places.province,
            programme=programme,
            kind=kind,
            first_year=first,
            last_year=last,
            **fields,
        )

    return make


@pytest.fixture
def year(period):
    return period()


@pytest.fixture
def plan_in_force(plan):
    """Ba Dinh's plan, issued as number 5 on 20 August 2025."""
    plan.status, plan.number, plan.issued_on = "issued", "5", date(2025, 8, 20)
    plan.save()
    register_paper(plan)
    return plan


@pytest.fixture
def report(places, year, plan_in_force, lan):
    """The draft of Ba Dinh's monitoring report on 2025."""
    return draft_report(places.ba_dinh, year, PlanKind.MONITORING, by=lan, at=AT)
