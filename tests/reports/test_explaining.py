"""“Explain this figure”: from a number in a text to its rule, its parts, its source, and who said so when."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from planning.documents import html
from planning.documents.archive import stored
from planning.documents.assemble import assemble
from planning.plans.plans import PlanKind
from planning.plans.reading import Reading
from planning.reports.drafting import draft_report
from planning.text.explaining import explain, last_change
from planning.tracking.submissions import Submission
from projects.models import ProjectPlan
from tests.indicators.reporting import reported, tell
from tests.reports.conftest import AT, LATER


def page_of(response):
    return response.content.decode()


def address_of(plan, name):
    return reverse("plan-figure", args=[plan.slug, name])


@pytest.fixture
def signed_in(client, lan):
    client.force_login(lan)
    return client


@pytest.fixture
def province_report(places, year, minh):
    return draft_report(places.province, year, PlanKind.MONITORING, by=minh, at=AT)


def test_each_figure_of_a_text_leads_to_its_explanation(signed_in, report):
    page = page_of(signed_in.get(report.get_absolute_url()))
    preview = page_of(signed_in.get(reverse("plan-preview", args=[report.slug])))

    for shown in (page, preview):
        assert f'href="{address_of(report, "report.period")}"' in shown
        assert f'href="{address_of(report, "document.05/KH-UBND")}"' in shown


def test_a_printed_paper_has_no_links(report):
    assert "<a " not in html.body_of(assemble(report))


def test_a_document_is_explained_by_the_register(report):
    told = explain(Reading(report), "document.05/KH-UBND")

    assert [each.text for each in told.inputs][:3] == ["05/KH-UBND", "20/8/2025", "Ủy ban nhân dân xã Ba Dinh"]
    assert told.source == "Danh mục văn bản"
    assert told.address == reverse("source-list", args=[report.slug])


def test_how_many_have_sent_is_explained_by_the_board(province_report, places, year):
    Submission.objects.create(period=year, unit=places.ba_to, sent_at=AT)

    told = explain(Reading(province_report), "report.sent")

    assert (told.text, [each.text for each in told.inputs]) == ("1 đơn vị", ["2 đơn vị", "1 đơn vị"])
    assert told.address == reverse("period", args=[year.slug])


def test_the_words_follow_how_many_have_sent(province_report, places, year):
    said = []
    for unit in (None, places.ba_to, places.ba_dinh):
        if unit:
            Submission.objects.create(period=year, unit=unit, sent_at=AT)
        said.append(assemble(province_report).paragraphs[1].text)

    assert said == [
        "Chưa có đơn vị nào trong 2 đơn vị cấp dưới gửi báo cáo.",
        "Đã có 1/2 đơn vị cấp dưới gửi báo cáo.",
        "Toàn bộ 2 đơn vị cấp dưới đã gửi báo cáo.",
    ]


def test_what_an_agency_leads_is_explained_component_by_component(plan):
    told = explain(Reading(plan), "leads.pkt")

    assert [(each.label, each.text) for each in told.inputs] == [("Dự án 1", "Dự án 1: Sinh kế")]
    assert told.at is not None


def test_who_led_what_is_found_in_as_many_queries_for_three_components_as_for_one(plan, component):
    agency, asked = plan.project_plans.get().lead, []
    for codes in ((), ("DA2", "DA2.1")):
        for code in codes:
            ProjectPlan.objects.create(plan=plan, component=component(code), lead=agency)
        with CaptureQueriesContext(connection) as queries:
            told = explain(Reading(plan), "leads.pkt")
        asked.append((len(told.inputs), len(queries)))

    assert asked == [(1, asked[0][1]), (3, asked[0][1])]


def test_the_last_change_of_rows_of_several_kinds_is_the_last_of_all(plan, year):
    year.save()

    assert last_change([plan, year])[1] == year.history.first().history_date
    assert last_change([]) == ("", None)


def test_a_name_comes_from_the_lists_of_the_house(plan):
    told = explain(Reading(plan), "unit.name")

    assert (told.label, told.text, told.source) == ("Tên đơn vị", "xã Ba Dinh", "Danh mục đơn vị hành chính")


def test_the_page_shows_the_rule_and_the_value_as_printed(signed_in, report):
    page = page_of(signed_in.get(address_of(report, "report.ends")))

    assert "Số liệu tính đến hết ngày" in page
    assert "<strong>31/12/2025</strong>" in page


def test_a_figure_nobody_can_explain_has_a_polite_page(signed_in, plan):
    response = signed_in.get(address_of(plan, "budget.total"))

    assert response.status_code == 200
    assert "chưa có lời giải thích" in page_of(response)


def test_a_name_that_is_no_figure_is_not_found(signed_in, plan):
    assert signed_in.get(address_of(plan, "khong.co")).status_code == 404


def test_a_neighbour_is_told_nothing_of_a_draft(client, tam, report):
    client.force_login(tam)

    assert client.get(address_of(report, "report.ends")).status_code == 404


def test_of_a_signed_report_what_was_signed_is_explained_and_todays_value_named(client, signed, chair, year):
    year.ends_on = datetime(2025, 12, 30, tzinfo=UTC).date()
    year.save()
    client.force_login(chair)

    response = client.get(address_of(signed, "report.ends"))

    assert (response.context["printed"], response.context["now"]) == (["31/12/2025"], ["30/12/2025"])
    assert "Dữ liệu đã thay đổi sau ngày ký." in page_of(response)


def test_an_appendix_is_explained_by_its_place(report):
    told = explain(Reading(report), "appendix.results")

    assert (told.text, told.source) == ("Phụ lục I", "Phụ lục của văn bản")


def test_a_count_of_targets_names_those_it_counts(report):
    told = explain(Reading(report), "results.count")

    assert told.text == f"{len(told.inputs)} chỉ tiêu"
    assert "Tỷ lệ hộ nghèo" in [each.label for each in told.inputs]


def test_of_a_signed_figure_its_row_then_stands_beside_its_row_now(client, told, year, places, jobs, lan):
    tell(year, jobs, {places.ba_dinh: reported(1175)}, at=LATER)
    name = next(run.figure for run in stored(told).document.runs if run.text == "1.150 người")
    client.force_login(lan)

    response = client.get(address_of(told, name))

    held = {each.label.rpartition(": ")[2]: (each.then, each.now) for each in response.context["held"]}
    assert held["Kết quả trong kỳ - Thực hiện"] == ("1.150", "1.175")
    assert "Trong phụ lục đã ký ngày 20/11/2025" in page_of(response)
