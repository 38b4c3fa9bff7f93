"""Whoever changes figures that a level above has printed already is told so before they save or send."""

from datetime import date

import pytest
from django.urls import reverse

from planning.plans.permissions import Status
from planning.plans.plans import Plan, PlanKind
from planning.reports.printed import printed_above
from planning.tracking.scopes import report_name
from tests.conftest import make_plan
from tests.tracking.matrix import add_task, in_force
from tests.tracking.rounds import opened

PRINTED = "Số liệu của đơn vị đã in trong báo cáo giám sát số 12"


@pytest.fixture
def period(places, programme, minh):
    return opened(places.province, programme, minh)


@pytest.fixture
def paper(places, programme, period):
    """The province's report of the period, issued."""
    paper = make_plan(places.province, programme, "bao-cao-tinh", kind=PlanKind.MONITORING, period=period)
    Plan.objects.filter(pk=paper.pk).update(status=Status.ISSUED, number="12", issued_on=date(2025, 12, 20))
    paper.refresh_from_db()
    return paper


def test_a_report_in_force_of_a_level_above_is_found_and_no_draft(places, period, paper):
    assert printed_above(period, places.ba_dinh) == [paper]
    assert printed_above(period, places.province) == []

    Plan.objects.filter(pk=paper.pk).update(status=Status.DRAFT)
    assert printed_above(period, places.ba_dinh) == []


def test_it_is_told_where_figures_are_typed_and_where_they_are_sent(client, places, period, paper, plan, lan):
    add_task(in_force(plan))
    name = report_name(period, places.ba_dinh)
    pages = [
        reverse("task-progress-edit", args=[name]),
        reverse("entry-grid", args=[name, "payments"]),
        reverse("entry-grid", args=[name, "period-results"]),
        reverse("period-unit", args=[period.slug, places.ba_dinh.code]),
    ]

    client.force_login(lan)
    shown = [client.get(page).content.decode().count(PRINTED) for page in pages]

    assert shown == [1, 1, 1, 1]


def test_who_only_reads_is_not_told(client, places, period, paper, hoa):
    client.force_login(hoa)

    page = client.get(reverse("period-unit", args=[period.slug, places.ba_dinh.code])).content.decode()

    assert PRINTED not in page
