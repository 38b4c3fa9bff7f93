"""What is out of proportion is said and not refused. All figures are invented."""

from decimal import Decimal

import pytest
from django.urls import reverse

from indicators.models import HouseholdReview, Indicator
from indicators.reporting.plausible import Known, doubts_about
from indicators.results.actions import BLANK, Figures
from planning.entry.kinds import entry_kind
from planning.entry.screen import standing_of
from planning.plans.periods import PeriodKind
from planning.review.problems import obstacles, problems_of_plan
from planning.tracking.scopes import report_name
from tests.indicators.period_tables import save, states, table
from tests.indicators.reporting import make_period, reported, tell
from tests.indicators.storing import counts, store, value
from tests.indicators.test_report_results import report_on

RATE = Indicator(
    name="Tỷ lệ hộ nghèo", unit_of_measure="%", decimals=2, adds_up="ratio",
    numerator="Số hộ nghèo", denominator="Tổng số hộ",
)  # fmt: skip
SHARE = Indicator(name="Tỷ lệ lao động qua đào tạo", unit_of_measure="%", decimals=1, adds_up="not")
HOUSES = Indicator(name="Số hộ được hỗ trợ nhà ở", unit_of_measure="hộ", adds_up="sum")
WORKERS = Indicator(name="Số người có việc làm", unit_of_measure="người", adds_up="sum")
MODELS = Indicator(name="Mô hình", unit_of_measure="mô hình", adds_up="sum")


def figures(amount=None, numerator=None, denominator=None):
    return Figures(*(None if each is None else Decimal(str(each)) for each in (amount, numerator, denominator)))


@pytest.mark.parametrize(
    ("indicator", "now", "before", "more", "expected"),
    [
        (HOUSES, figures(), figures(100), {}, []),
        (HOUSES, figures(0), figures(100), {}, []),
        (HOUSES, figures(120), figures(100), {"households": 500, "persons": 90}, []),
        (RATE, figures(None, 40, 500), figures(None, 50, 490), {"households": 500}, []),
        (HOUSES, figures(-1), BLANK, {}, ["Giá trị -1 nhỏ hơn 0."]),
        (RATE, figures(None, 9, 4), BLANK, {}, ["Tử số 9 lớn hơn mẫu số 4."]),
        (SHARE, figures("100.1"), BLANK, {}, ["Tỷ lệ 100,1% lớn hơn 100%."]),
        (SHARE, figures(100), BLANK, {}, []),
        (HOUSES, figures(999), figures(100), {}, []),
        (HOUSES, figures(1000), figures(100), {}, ["Giá trị 1.000 gấp 10 lần trở lên so với năm 2024 (100)."]),
        (HOUSES, figures(11), figures(100), {}, []),
        (
            HOUSES,
            figures(10),
            figures(100),
            {},
            ["Giá trị 10 chỉ bằng một phần mười trở xuống so với năm 2024 (100)."],
        ),
        (HOUSES, figures(10), figures(100), {"is_part_of_year": True}, []),
        (MODELS, figures(12), figures(1), {}, []),
        (MODELS, figures(12), figures(0), {}, []),
        (
            RATE,
            figures(None, 350, 500),
            figures(None, 35, 500),
            {},
            ["Giá trị 70,00 gấp 10 lần trở lên so với năm 2024 (7,00)."],
        ),
        (
            RATE,
            figures(None, 350, 5000),
            figures(None, 35, 500),
            {},
            ["Mẫu số 5.000 gấp 10 lần trở lên so với năm 2024 (500)."],
        ),
        (HOUSES, figures(501), BLANK, {"households": 500}, ["Giá trị 501 lớn hơn tổng số hộ đã rà soát (500)."]),
        (HOUSES, figures(500), BLANK, {"households": 500}, []),
        (WORKERS, figures(501), BLANK, {"households": 500}, []),
        (
            WORKERS,
            figures(2001),
            BLANK,
            {"persons": 2000},
            ["Giá trị 2.001 lớn hơn tổng số nhân khẩu đã rà soát (2.000)."],
        ),
        (MODELS, figures(9999), BLANK, {"households": 500, "persons": 2000}, []),
        (
            RATE,
            figures(None, 40, 700),
            BLANK,
            {"households": 500},
            ["Mẫu số 700 lớn hơn tổng số hộ đã rà soát (500)."],
        ),
    ],
)
def test_a_figure_out_of_proportion_is_doubted_in_words(indicator, now, before, more, expected):
    found = doubts_about(indicator, now, Known(2024, before, **more))

    assert [doubt.words for doubt in found] == expected


@pytest.fixture
def reviewed(places):
    HouseholdReview.objects.create(unit=places.ba_dinh, year=2024, households=760, persons=3000)


@pytest.fixture
def households(indicator):
    return indicator("households", "Số hộ được hỗ trợ", unit="hộ", decimals=0, adds_up="sum")


def test_the_grid_warns_at_the_cell_and_stores_it(client, year, places, lan, minh, households, reviewed):
    client.force_login(lan)
    name = report_name(year, places.ba_dinh)

    saved = save(client, name, ("households", "reported.value", "761"))

    assert states(saved) == ["saved"]
    words = "Giá trị 761 lớn hơn tổng số hộ đã rà soát (760)."
    assert table(name, lan).cells["households", "reported.value"].warning == words
    seen = table(report_name(year, places.province, "households"), minh, "period-vetting")
    standing = standing_of(seen, seen.row_at[str(places.ba_dinh.pk)], seen.column_at["reported.value"])
    assert (standing.state, standing.is_locked) == ("warning", True)
    assert standing.note.startswith(words)


def test_a_workbook_is_told_before_it_is_written(year, places, lan, households, reviewed):
    kind = entry_kind("period-results")
    scope = kind.find(report_name(year, places.ba_dinh), lan)

    notes = list(kind.notes(scope, {("households", "reported.value"): Decimal(761)}))

    assert notes == ["Cần xem lại: Số hộ được hỗ trợ, thực hiện: Giá trị 761 lớn hơn tổng số hộ đã rà soát (760)."]


def test_counts_of_a_workbook_are_judged_with_what_stands_beside_them(year, places, lan, rate, reviewed):
    store(rate, 2024, {places.old_ba_dinh: counts(3, 500), places.ba_giang: counts(2, 260)})
    tell(year, rate, {places.ba_dinh: {"reported_denominator": 760}})
    kind = entry_kind("period-results")
    scope = kind.find(report_name(year, places.ba_dinh), lan)

    notes = list(kind.notes(scope, {("poor-rate", "reported.numerator"): Decimal(76)}))

    assert notes == [
        "Cần xem lại: Tỷ lệ hộ nghèo, thực hiện: Giá trị 10,00 gấp 10 lần trở lên so với năm 2024 (0,66)."
    ]


def test_the_level_above_sees_whose_figures_to_look_at_again(client, year, places, minh, households, reviewed):
    tell(year, households, {places.ba_dinh: reported(761), places.ba_to: reported(5)})
    client.force_login(minh)

    page = client.get(reverse("period-results", args=[report_name(year, places.province)]))

    assert page.context["doubtful_below"] == [
        (places.ba_dinh, households, "Giá trị 761 lớn hơn tổng số hộ đã rà soát (760).")
    ]


def test_the_check_of_a_report_tells_what_is_doubtful_and_refuses_what_cannot_be(year, places, households, indicator):
    share = indicator("share", "Tỷ lệ lao động qua đào tạo", decimals=1, adds_up="not")
    store(households, 2024, {places.old_ba_dinh: value(30), places.ba_giang: value(20)})
    tell(year, households, {places.ba_dinh: reported(500)})
    tell(year, share, {places.ba_dinh: reported(101)})

    problems = [each for each in problems_of_plan(report_on(year, places.ba_dinh)) if each.rule == "result-doubtful"]

    assert [each.message for each in problems] == [
        "Chỉ tiêu “Số hộ được hỗ trợ”: giá trị 500 gấp 10 lần trở lên so với năm 2024 (50).",
        "Chỉ tiêu “Tỷ lệ lao động qua đào tạo”: tỷ lệ 101,0% lớn hơn 100%.",
    ]
    assert obstacles(problems) == problems[1:]


def test_half_a_year_is_not_expected_to_bring_a_tenth(places, programme, lan, built):
    store(built, 2024, {places.old_ba_dinh: value(60), places.ba_giang: value(40)})
    half = make_period(places.province, programme, PeriodKind.HALF)
    tell(half, built, {places.ba_dinh: reported(5)})

    assert table(report_name(half, places.ba_dinh), lan).cells["built", "reported.value"].warning == ""
