"""Two officers of one unit who begin the same paper at one moment: the second is told of it. On PostgreSQL only."""

from datetime import date

import pytest
from django.db import transaction

from planning.plans.plans import Plan, PlanKind
from planning.reports.drafting import ReportExists, draft_report
from planning.text.drafting import PlanExists, draft
from tests.reports.conftest import AT
from tests.writers import PATIENCE, needs_several_writers

pytestmark = [
    needs_several_writers,
    pytest.mark.django_db(transaction=True),
]


def test_a_report_begun_by_two_is_begun_once(places, period, lan, second):
    year = period(ends_on=date(2025, 12, 31))

    def begin():
        return draft_report(places.ba_dinh, year, PlanKind.MONITORING, by=lan, at=AT)

    with transaction.atomic():
        first = begin()
        other = second(begin)

    with pytest.raises(ReportExists):
        other.result(PATIENCE)
    assert Plan.objects.get() == first


def test_a_plan_begun_by_two_is_begun_once(places, programme, lan, second):
    def begin():
        return draft(places.ba_dinh, programme, PlanKind.ANNUAL, 2026, 2026, by=lan, at=AT)

    with transaction.atomic():
        first = begin()
        other = second(begin)

    with pytest.raises(PlanExists):
        other.result(PATIENCE)
    assert Plan.objects.get() == first
