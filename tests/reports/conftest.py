"""The province's periods of 2025, and Ba Dinh's report on the year beside its plan in force."""

import re
from datetime import UTC, date, datetime

import pytest

from indicators.models import Indicator
from planning.documents import pdf
from planning.documents.actions import issue
from planning.documents.freezing import canonical, freeze
from planning.plans.parts import Section
from planning.plans.periods import PeriodKind, ReportingPeriod
from planning.plans.plans import PlanKind
from planning.plans.registering import register_paper
from planning.reports.drafting import draft_report
from tests.indicators.reporting import reported, tell

AT = datetime(2025, 11, 20, 2, 0, tzinfo=UTC)
LATER = datetime(2025, 11, 28, 2, 0, tzinfo=UTC)


@pytest.fixture
def period(places, programme):
    """Make a period that the province holds: by default the year 2025."""

    def make(kind=PeriodKind.YEAR, first=2025, last=2025, **more):
        fields = {"ends_on": date(last, 12, 31), "opens_on": date(2025, 7, 1)} | more
        slug = fields.pop("slug", f"51-{kind}-{first}")
        return ReportingPeriod.objects.create(
            slug=slug,
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


def write_out(report):
    """Write what only people know, in few words."""
    for section in Section.objects.of_plan(report):
        section.body = re.sub(r"\[Cần viết: .*\]", "Nội dung này đã được thực hiện đầy đủ.", section.body)
        section.save()


@pytest.fixture
def written(report):
    """The report with all words that only people can write."""
    write_out(report)
    return report


@pytest.fixture
def signed(written, chair, monkeypatch):
    """The report, issued by the chair as number 12 on 25 November 2025; its pages are not laid out."""
    monkeypatch.setattr(pdf, "draw", lambda document: b"%PDF " + canonical(freeze(document)))
    issue(written, number="12", issued_on=date(2025, 11, 25), signatory="Phạm Văn A", by=chair, at=AT)
    written.refresh_from_db()
    return written


@pytest.fixture
def jobs(db):
    return Indicator.objects.get(code="viec-lam")


@pytest.fixture
def told(written, year, places, jobs, chair, monkeypatch):
    """Ba Dinh's report, issued as number 12 with 1.150 people at work."""
    monkeypatch.setattr(pdf, "draw", lambda document: b"%PDF " + canonical(freeze(document)))
    tell(year, jobs, {places.ba_dinh: reported(1150)}, at=AT)
    issue(written, number="12", issued_on=AT.date(), signatory="Phạm Văn A", by=chair, at=AT)
    written.refresh_from_db()
    return written
