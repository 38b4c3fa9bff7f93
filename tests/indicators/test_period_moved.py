"""A report that changed after it was vetted is marked until somebody has looked. All figures are invented."""

from decimal import Decimal

import pytest
from django.urls import reverse

from indicators.models import PeriodResult, Result
from indicators.reporting.cell import look_at_cell
from indicators.reporting.tracing import tellings_of
from planning.review.problems import problems_of_plan
from planning.tracking.doubts import doubts_about
from planning.tracking.scopes import report_name
from tests.indicators.period_tables import save, table
from tests.indicators.reporting import reported, row_of, tell, vetted
from tests.indicators.test_report_results import report_on

WORDS = "Báo cáo đã thay đổi sau thẩm định: lúc thẩm định 12, nay 14."


@pytest.fixture
def moved(year, places, houses, two_asked):
    """Ba Dinh told 12, was found to have 11, and corrected itself to 14."""
    tell(year, houses, {places.ba_dinh: reported(12)})
    tell(year, houses, {places.ba_dinh: vetted(11)})
    tell(year, houses, {places.ba_dinh: reported(14)})


def answer(client, year, unit, indicator, words):
    return client.post(
        reverse("period-result-vetted", args=[report_name(year, unit, indicator.code)]), {"answer": words}
    )


@pytest.mark.parametrize(
    ("before", "found", "after", "has_moved"),
    [
        (reported(12), vetted(11), reported(12), False),
        (reported(12), vetted(11), reported(13), True),
        (reported(12), vetted(11), reported(11), False),
        (reported(12), vetted(11), reported(None), True),
        (reported(None), vetted(11), reported(12), True),
        (reported(12), vetted(None), reported(13), False),
        (reported(4, 50), vetted(3, 50), reported(4, 60), True),
        (reported(4, 50), vetted(3, 50), reported(4, 50), False),
    ],
)
def test_what_changed_after_vetting_has_moved(year, places, rate, before, found, after, has_moved):
    for change in (before, found, after):
        tell(year, rate, {places.ba_dinh: {**dict.fromkeys(change), **change}})

    row = row_of(year, places.ba_dinh, rate)

    assert (row.has_moved if row else False) == has_moved


def test_the_old_vetted_figure_counts_and_everybody_is_told(client, moved, year, places, lan, minh, houses):
    own = table(report_name(year, places.ba_dinh), lan)
    vetting = table(report_name(year, places.province, "houses"), minh, "period-vetting")
    client.force_login(lan)
    page = client.get(reverse("period-results", args=[report_name(year, places.ba_dinh)]))

    assert Result.objects.get().value == 11
    assert own.cells["houses", "vetted.value"].warning == WORDS
    assert own.alerts == ("Báo cáo đã thay đổi sau thẩm định ở 1 dòng: Số nhà được hỗ trợ.",)
    assert own.notes[-1] == f"Số nhà được hỗ trợ: {WORDS}"
    assert vetting.alerts[-1] == (
        "Báo cáo đã thay đổi sau thẩm định ở 1 dòng: Xã Ba Dinh. Nhập số thẩm định mới; hoặc lấy số mới, giữ số thẩm "
        "định ở trang “Kết quả chỉ tiêu” của đơn vị."
    )
    assert page.context["doubtful"] == [(places.ba_dinh, houses, WORDS)]
    assert look_at_cell(year, places.ba_dinh, houses).moved == WORDS


def test_the_page_of_the_report_tells_it_too(moved, year, places, houses):
    [doubt] = [each for each in doubts_about(year, places.ba_dinh) if WORDS in each.words]

    assert (doubt.words, doubt.stops) == (f"“Số nhà được hỗ trợ”: {WORDS}", False)
    assert doubt.address == reverse("period-results", args=[report_name(year, places.ba_dinh, "houses")])


def test_who_vets_takes_the_new_figure(client, moved, year, places, minh, houses):
    client.force_login(minh)

    answer(client, year, places.ba_dinh, houses, "take")

    row = row_of(year, places.ba_dinh, houses)
    assert (row.vetted_value, row.has_moved, Result.objects.get().value) == (14, False, 14)


def test_who_vets_keeps_theirs_and_the_history_says_so(client, moved, year, places, minh, houses):
    client.force_login(minh)

    answer(client, year, places.ba_dinh, houses, "keep")

    row = row_of(year, places.ba_dinh, houses)
    last = tellings_of(year, places.ba_dinh, houses)[0]
    assert (row.vetted_value, row.seen_value, row.has_moved) == (11, 14, False)
    assert (last.told, last.text, last.by, last.source) == ("Thẩm định", "11 nhà", "Minh", "Giữ số thẩm định")


def test_a_new_vetted_figure_in_the_grid_is_an_answer_too(client, moved, year, places, minh, houses):
    client.force_login(minh)

    save(
        client,
        report_name(year, places.province, "houses"),
        (places.ba_dinh.pk, "vetted.value", "13"),
        kind="period-vetting",
        base="11",
    )

    assert not row_of(year, places.ba_dinh, houses).has_moved


def test_only_the_level_above_answers(client, moved, year, places, lan, hoa, minh, houses, rate):
    for person, unit, indicator, words, status in (
        (lan, places.ba_dinh, houses, "take", 403),
        (minh, places.ba_dinh, houses, "nothing", 404),
        (minh, places.ba_to, houses, "take", 404),
    ):
        client.force_login(person)
        assert answer(client, year, unit, indicator, words).status_code == status

    assert PeriodResult.objects.get().vetted_value == Decimal(11)


def test_a_locked_period_takes_no_answer(client, moved, year, places, minh, houses):
    type(year).objects.update(locked_at="2025-12-30T00:00Z")
    client.force_login(minh)

    assert answer(client, year, places.ba_dinh, houses, "take").status_code == 403


def test_the_check_of_the_report_warns(moved, year, places, houses):
    problems = {each.rule: each for each in problems_of_plan(report_on(year, places.province))}

    found = problems["result-moved"]
    assert (found.message, found.is_note) == (
        "Chỉ tiêu “Số nhà được hỗ trợ”: báo cáo đã thay đổi sau thẩm định ở xã Ba Dinh.",
        True,
    )
