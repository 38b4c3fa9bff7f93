"""What the report before offers: the words people wrote in it, with figures of today, and its figures beside these."""

import pytest
from django.urls import reverse

from planning.plans.parts import Section
from planning.plans.periods import PeriodKind
from planning.plans.plans import Plan, PlanKind
from planning.plans.reading import Reading
from planning.reports.drafting import draft_report
from planning.reports.former import report_before, take_over, words_of_people
from planning.review.problems import problems_of
from tests.reports.conftest import LATER

HEADING = "KHÓ KHĂN, ĐỀ XUẤT"


def write_under(report, heading, words):
    section = next(each for each in Section.objects.of_plan(report) if heading in each.body)
    section.body = f"V. {heading}\n{words}"
    section.save()


@pytest.fixture
def before(report, lan):
    """Ba Dinh's report on 2025, in which Lan wrote of difficulties, and of the period by name."""
    write_under(report, HEADING, "Thiếu vốn {{ report.period }}.\n- Thiếu người")
    return report


@pytest.fixture
def next_report(before, period, places, lan):
    """The draft on 2026."""
    next_year = period(first=2026, last=2026)
    return draft_report(places.ba_dinh, next_year, PlanKind.MONITORING, by=lan, at=LATER)


def body_with(report, words):
    return next((each.body for each in Section.objects.of_plan(report) if words in each.body), "")


def test_the_report_before_is_of_the_same_kind_and_occasion(next_report, before, period, places, lan):
    half = period(PeriodKind.HALF, slug="51-half-2026", first=2026, last=2026)
    draft_report(places.ba_dinh, half, PlanKind.MONITORING, by=lan, at=LATER)

    assert report_before(next_report, lan) == before
    assert report_before(before, lan) is None


def test_of_a_report_only_what_people_wrote_is_offered(before):
    assert [(each.heading, each.source) for each in words_of_people(before)] == [
        (HEADING, "Thiếu vốn {{ report.period }}.\n- Thiếu người")
    ]


def test_what_is_taken_over_stands_under_its_heading_and_asks_to_be_looked_over(next_report, before, lan):
    assert take_over(next_report, before, [0], by=lan, at=LATER) == 1

    body = body_with(next_report, "Thiếu người")
    first, asking, *words = body.split("\n")
    assert (first, words) == (f"I. {HEADING}", ["Thiếu vốn {{ report.period }}.", "- Thiếu người"])
    assert "lời dưới đây lấy từ báo cáo năm 2025, sửa xong hãy bỏ dòng này" in asking
    stands = [each for each in problems_of(Reading(next_report)) if each.rule == "to-be-written"]
    assert [each for each in stands if "lời dưới đây" in each.message and not each.is_note] != []


def test_words_whose_heading_is_gone_keep_it(next_report, before, lan):
    section = next(each for each in Section.objects.of_plan(next_report) if HEADING in each.body)
    section.delete()

    take_over(next_report, before, [0], by=lan, at=LATER)

    assert HEADING in body_with(next_report, "Thiếu người")


def test_nothing_chosen_changes_nothing(next_report, before, lan):
    bodies = [each.body for each in Section.objects.of_plan(next_report)]

    assert take_over(next_report, before, [], by=lan, at=LATER) == 0
    assert [each.body for each in Section.objects.of_plan(next_report)] == bodies


def test_the_page_offers_the_words_as_they_read_now_and_takes_what_is_chosen(client, next_report, before, lan):
    client.force_login(lan)
    address = reverse("former-words", args=[next_report.slug])

    offered = client.get(address)
    taken = client.post(address, {"words": ["0", "x", "99"]})

    assert offered.context["offered"] == [(HEADING, ["Thiếu vốn năm 2026.", "- Thiếu người"])]
    assert taken.url == next_report.get_absolute_url()
    assert "Thiếu người" in body_with(next_report, "Thiếu người")


def test_a_viewer_takes_nothing_over(client, next_report, hoa):
    client.force_login(hoa)

    assert client.post(reverse("former-words", args=[next_report.slug]), {"words": ["0"]}).status_code == 403


def test_the_figures_of_two_years_stand_side_by_side(client, next_report, before, lan):
    client.force_login(lan)

    page = client.get(reverse("former-figures", args=[next_report.slug]))

    assert page.context["before"] == before
    assert all(each.old.text and each.new.text for _, figures in page.context["parts"] for each in figures)


def test_a_plan_has_no_report_before(client, plan, lan):
    client.force_login(lan)

    page = client.get(reverse("former-figures", args=[plan.slug]))

    assert page.status_code == 200
    assert Plan.objects.reports().count() == 0
    assert page.context["before"] is None
