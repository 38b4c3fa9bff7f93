"""What has moved since a report was issued: said on its page and where the figures are; the paper itself stays."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from indicators.models import Indicator
from indicators.reporting.moving import written_since
from planning.documents.archive import stored
from planning.plans.periods import PeriodKind
from planning.reports.moving import moved_in, since_signed
from planning.tracking.scopes import report_name
from tests.indicators.reporting import reported, tell
from tests.indicators.reviewing import counted
from tests.reports.conftest import AT, LATER


def words_of(response):
    return " ".join(response.content.decode().split())


def test_a_report_whose_figures_stand_has_nothing_to_tell(told, year, places):
    assert (since_signed(told).count, moved_in(year, places.ba_dinh, "result")) == (0, [])


def test_a_figure_that_moved_is_told_as_printed_and_as_it_is_now(told, year, places, jobs):
    tell(year, jobs, {places.ba_dinh: reported(1175)}, at=LATER)

    [moved] = moved_in(year, places.ba_dinh, "result")

    assert moved.report == told
    in_table = [each for each in moved.figures if each.of == "results"]
    assert [(each.old.text, each.new.text, each.unit) for each in in_table] == [("1.150", "1.175", "người")]
    assert "Người lao động có việc làm" in in_table[0].label


def test_money_does_not_speak_of_results(told, year, places, jobs):
    tell(year, jobs, {places.ba_dinh: reported(1175)}, at=LATER)

    assert moved_in(year, places.ba_dinh, "payments") == []


def test_the_signed_paper_stays_as_it_was(told, year, places, jobs):
    before = stored(told).document

    tell(year, jobs, {places.ba_dinh: reported(1175)}, at=LATER)

    assert stored(told).document == before


def test_a_figure_nobody_had_told_is_told_as_a_blank_that_was_printed(signed, year, places, jobs):
    tell(year, jobs, {places.ba_dinh: reported(0)}, at=LATER)

    [moved] = moved_in(year, places.ba_dinh, "result")

    assert ("", "0") in [(each.old.text, each.new.text) for each in moved.figures]


def test_the_page_of_the_report_counts_what_moved(client, told, year, places, jobs, lan):
    tell(year, jobs, {places.ba_dinh: reported(1175)}, at=LATER)
    client.force_login(lan)

    response = client.get(told.get_absolute_url())

    assert response.context["moved"].count > 0
    assert reverse("plan-difference", args=[told.slug]) in words_of(response)
    assert "bản đã ký giữ nguyên" in words_of(response)


@pytest.mark.parametrize(
    "address", [("period-results", []), ("entry-grid", ["period-results"])], ids=["results", "grid"]
)
def test_where_the_figures_are_the_report_that_printed_others_is_named(address, client, told, year, places, jobs, lan):
    name, rest = address
    page = reverse(name, args=[report_name(year, places.ba_dinh), *rest])
    client.force_login(lan)
    before = words_of(client.get(page))
    tell(year, jobs, {places.ba_dinh: reported(1175)}, at=LATER)

    after = words_of(client.get(page))

    said = "Báo cáo số 12/BC-UBND ngày 20/11/2025 đã in"
    assert (said in before, said in after) == (False, True)
    assert "đã in <strong>1.150</strong>; nay là <strong>1.175</strong>" in after


def test_what_moved_is_found_in_as_many_queries_for_two_figures_as_for_one(told, year, places, jobs):
    asked = []
    rate = Indicator.objects.get(code="ty-le-ngheo")
    for indicator, figure in ((jobs, reported(1175)), (rate, {"reported_value": "5.40"})):
        tell(year, indicator, {places.ba_dinh: figure}, at=LATER)
        with CaptureQueriesContext(connection) as queries:
            moved_in(year, places.ba_dinh, "result")
        asked.append(len(queries))

    assert asked == [asked[0]] * 2


def test_the_review_of_the_year_in_which_a_period_of_several_ends_may_move_its_results(period, places):
    midterm = period(PeriodKind.MIDTERM, 2021, 2025, ends_on=date(2023, 12, 31))
    counted(places.ba_dinh, 2025)
    before = written_since(midterm, AT)

    counted(places.ba_dinh, 2023)

    assert (before, written_since(midterm, AT)) == (False, True)
