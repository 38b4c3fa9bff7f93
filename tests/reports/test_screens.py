"""Reports on screen: their list, the form that starts one, and pages that call a report a report."""

import re

import pytest
from django.urls import reverse

from planning.forms.reports import DraftReportForm
from planning.plans.plans import Plan, PlanKind
from planning.reports.drafting import draft_report
from tests.budgets.paying import make_period
from tests.reports.conftest import AT


def page_of(response):
    return response.content.decode()


def visible(response):
    """What a reader sees of a page's own content, the navigation above it aside."""
    main = page_of(response).partition("<main")[2]
    return re.sub(r"<[^>]+>", " ", main)


@pytest.fixture
def signed_in(client, lan):
    client.force_login(lan)
    return client


@pytest.fixture
def drafted(report):
    """The report and the plan it reports on."""
    return report


def rows_of(response):
    return [plan.slug for plan in response.context["page"]]


def test_plans_and_reports_have_a_list_each(signed_in, drafted):
    assert rows_of(signed_in.get(reverse("report-list"))) == ["21499-monitoring-year-2025"]
    assert rows_of(signed_in.get(reverse("plan-list"))) == ["21499-annual-2025"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"words": "ba dinh"}, 1),
        ({"words": "ba to"}, 0),
        ({"year": "2025"}, 1),
        ({"year": "2024"}, 0),
        ({"kind": "monitoring"}, 1),
        ({"kind": "summary"}, 0),
        ({"kind": "vô lý"}, 1),
    ],
)
def test_reports_are_found_by_unit_year_and_kind(signed_in, drafted, asked, found):
    assert len(rows_of(signed_in.get(reverse("report-list"), asked))) == found


def test_a_neighbour_does_not_see_a_draft(client, drafted, tam):
    client.force_login(tam)

    assert rows_of(client.get(reverse("report-list"))) == []


def test_the_list_costs_as_many_queries_with_three_reports_as_with_one(
    client, drafted, places, year, minh, django_assert_num_queries
):
    client.force_login(minh)
    with django_assert_num_queries(5):
        client.get(reverse("report-list"))

    for kind in (PlanKind.MONITORING, PlanKind.EVALUATION):
        draft_report(places.province, year, kind, by=minh, at=AT)

    with django_assert_num_queries(5):
        client.get(reverse("report-list"))


def test_an_officer_drafts_a_report_for_the_period_proposed(signed_in, year, plan_in_force):
    address = reverse("report-draft")
    form = signed_in.get(address, {"period": year.slug}).context["form"]

    response = signed_in.post(address, {"unit": plan_in_force.unit_id, "period": year.pk, "kind": "monitoring"})

    assert (form.initial["period"], form.initial["unit"]) == (year, plan_in_force.unit)
    assert response.url == reverse("plan", args=["21499-monitoring-year-2025"])


def test_who_drafts_is_not_offered_periods_from_before_their_unit_began(places, programme, year, tam):
    make_period(places.province, programme, year=2024)

    form = DraftReportForm(user=tam, today=year.ends_on)

    assert list(form.fields["period"].queryset) == [year]


def test_what_cannot_be_reported_is_explained(signed_in, year, plan_in_force):
    sent = {"unit": plan_in_force.unit_id, "period": year.pk, "kind": "summary"}

    response = signed_in.post(reverse("report-draft"), sent)

    assert response.status_code == 400
    assert "Kỳ năm 2025 không có loại báo cáo này." in page_of(response)
    assert not Plan.objects.reports().exists()


def test_a_report_that_is_there_already_is_named_to_who_begins_it_again(signed_in, report):
    sent = {"unit": report.unit_id, "period": report.period_id, "kind": "monitoring"}

    response = signed_in.post(reverse("report-draft"), sent)

    assert response.status_code == 400
    assert "Đã có báo cáo giám sát năm 2025 của xã Ba Dinh." in page_of(response)
    assert Plan.objects.reports().count() == 1


@pytest.mark.parametrize("asked", ["\0", "kỳ năm", "x" * 5000, ""])
def test_a_period_that_cannot_be_is_not_proposed(signed_in, asked):
    response = signed_in.get(reverse("report-draft"), {"period": asked})

    assert response.status_code == 200
    assert "period" not in response.context["form"].initial


def test_who_only_reads_drafts_nothing(client, hoa, year):
    client.force_login(hoa)

    assert client.get(reverse("report-draft")).status_code == 403


def test_a_report_has_the_tabs_that_mean_something_for_it(signed_in, drafted):
    tabs = [tab.label for tab in signed_in.get(drafted.get_absolute_url()).context["tabs"]]

    assert tabs == ["Lời văn", "Căn cứ", "Kiểm tra", "Lịch sử", "Xem bản in"]


@pytest.mark.parametrize("name", ["plan", "plan-header", "plan-check", "plan-story", "plan-signed", "plan-adjustment"])
def test_no_page_of_a_report_calls_it_a_plan(signed_in, drafted, name):
    words = visible(signed_in.get(reverse(name, args=[drafted.slug])))

    assert "báo cáo" in words.lower()
    assert re.findall(r"\b(?:của|được|về|sửa) kế hoạch\b(?! (?:năm|giao|số))", words.lower()) == []


def test_a_report_does_not_offer_to_be_issued_by_a_decision(signed_in, drafted, plan_in_force):
    form = signed_in.get(reverse("plan-header", args=[drafted.slug])).context["form"]

    assert "issuing" not in form.fields


def test_nothing_is_entered_into_a_report(signed_in, drafted):
    assert signed_in.get(reverse("entry-grid", args=[drafted.slug, "targets"])).status_code == 404


OF_PLANS = {
    "task-list": [],
    "task-add": [],
    "task-edit": [1, 1],
    "task-remove": [1, 1],
    "target-list": [],
    "target-add": [],
    "target-edit": ["x"],
    "target-remove": ["x"],
    "target-explain": ["ho-ngheo"],
    "assignment": [],
    "budget": [],
    "budget-line-choose": [],
    "budget-stages": [],
    "budget-line": ["DA1", "x"],
    "allocation": [],
    "project-list": [],
    "project-edit": ["DA1"],
    "project-remove": ["DA1"],
}


@pytest.mark.parametrize("name", OF_PLANS)
def test_a_report_has_no_addresses_of_plans_to_look_at_or_to_send_to(signed_in, drafted, indicator, component, name):
    indicator("ho-ngheo", "Số hộ nghèo")
    address = reverse(name, args=[drafted.slug, *OF_PLANS[name]])
    sent = {"content": "Việc", "lead": "Phòng", "new_group": "Nhóm", "words": "Vì sao", "timing": "yearly"}

    statuses = {signed_in.get(address).status_code, signed_in.post(address, sent).status_code}

    assert statuses in ({404}, {404, 405})


@pytest.mark.parametrize("name", ["entry-grid", "entry-save", "sheet-template", "sheet-upload"])
def test_a_report_has_no_tables_to_enter_into(signed_in, drafted, name):
    address = reverse(name, args=[drafted.slug, "targets"])

    assert {signed_in.get(address).status_code, signed_in.post(address).status_code} in ({404}, {404, 405})


def test_a_mistaken_report_is_thrown_away(signed_in, drafted):
    response = signed_in.post(reverse("plan-discard", args=[drafted.slug]))

    assert response.url == reverse("report-list")
    assert not Plan.objects.reports().exists()
