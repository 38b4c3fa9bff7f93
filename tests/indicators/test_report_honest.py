"""What a report does not claim: a part is no whole, a result is entered once. All figures are invented."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from indicators.models import Indicator, Result, ResultTotal, Target
from indicators.reporting.account import Account
from indicators.reporting.cell import look_at_cell
from indicators.reporting.filling import filled_results
from indicators.reporting.pictures import bullets, line_of
from indicators.reporting.sayings import sentence
from indicators.reporting.tables import results_table
from indicators.verdicts.reached import reached_by
from indicators.verdicts.verdict import Verdict
from planning.places.units import Succession, UnitKind
from planning.plans.periods import PeriodKind, ReportingPeriod
from planning.plans.plans import Plan, PlanKind
from planning.plans.programmes import Programme
from planning.tracking.filling import Filled
from tests.conftest import LAST_DAY, make_plan, make_unit
from tests.indicators.assigning import issue
from tests.indicators.reporting import make_period, reported, tell, vetted
from tests.indicators.storing import counts, store, value

NAMES = {PlanKind.ANNUAL: "kế hoạch năm 2025", PlanKind.PERIOD: "kế hoạch giai đoạn 2021-2025"}


@pytest.fixture
def poor(indicator):
    return indicator("poor-count", "Số hộ nghèo", unit="hộ", decimals=0, adds_up="sum", better="down")


def outcome_of(period, unit):
    [outcome] = Account(period, [unit]).outcomes(unit)
    return outcome


def test_what_some_units_told_is_neither_compared_with_last_year_nor_judged(simple, programme, asked, poor):
    province, one, other = simple
    asked(poor, "reduce-by", 50)
    store(poor, 2024, {one: value(100), other: value(110)})
    year = make_period(province, programme)
    tell(year, poor, {one: reported(95)})

    outcome = outcome_of(year, province)

    assert (outcome.change, outcome.annual.reached, outcome.annual.verdict) == (None, None, Verdict.UNKNOWN)
    assert sentence(outcome, NAMES) == (
        "Số hộ nghèo: {{ result.poor-count.reduce-by }} (tổng hợp từ {{ result.poor-count.reduce-by.units | số }}/"
        "{{ result.poor-count.reduce-by.of | số }} đơn vị), chưa đủ số liệu để so với kế hoạch năm 2025 "
        "(giảm {{ result.poor-count.reduce-by.plan }})"
    )


@pytest.mark.parametrize(
    ("comparator", "number", "verdict"),
    [
        ("at-least", 12, Verdict.MET),
        ("at-least", 11, Verdict.EXCEEDED),
        ("at-least", 13, Verdict.UNKNOWN),
        ("over", 11, Verdict.MET),
        ("down-to", 100, Verdict.UNKNOWN),
    ],
)
def test_of_some_units_only_what_is_enough_already_is_decided(
    simple, programme, asked, built, comparator, number, verdict
):
    province, one, _ = simple
    asked(built, comparator, number)
    year = make_period(province, programme)
    tell(year, built, {one: reported(12)})

    assert outcome_of(year, province).annual.verdict == verdict


def test_a_year_before_of_some_units_is_not_compared_with_either(simple, programme, asked, poor):
    province, one, other = simple
    asked(poor, "reduce-by", 5)
    store(poor, 2024, {one: value(100)})
    year = make_period(province, programme)
    tell(year, poor, {one: reported(95), other: reported(95)})

    outcome = outcome_of(year, province)

    assert (outcome.change, outcome.annual.verdict) == (None, Verdict.UNKNOWN)


def test_pictures_say_over_how_many_units_a_sum_is(simple, programme, asked, poor):
    province, one, other = simple
    asked(poor, "down-to", 200)
    store(poor, 2024, {one: value(100), other: value(110)})
    year = make_period(province, programme)
    tell(year, poor, {one: reported(95)})
    account = Account(year, [province])

    line = line_of(account, province, poor)

    assert bullets(account.outcomes(province)) is None
    assert line.words == "Số hộ nghèo: năm 2024 210 hộ; năm 2025 (1/2 đơn vị) 95 hộ (kế hoạch 200 hộ)."
    assert line.note == "Số đơn vị ghi trong ngoặc: mới tổng hợp từ chừng ấy đơn vị, chưa phải số của cả địa bàn."
    assert [[(mark.label, mark.text) for mark in series.marks] for series in line.series] == [
        [("2024", "210 hộ"), ("2025 (1/2 đơn vị)", "")],
        [("2025 (1/2 đơn vị)", "95 hộ")],
    ]


def test_bullets_say_over_how_many_units_a_sum_is_that_is_enough_already(simple, programme, asked, built):
    province, one, _ = simple
    asked(built, "at-least", 10)
    year = make_period(province, programme)
    tell(year, built, {one: reported(12)})

    picture = bullets(Account(year, [province]).outcomes(province))

    assert picture.words == "Số nhà đã xây (1/2 đơn vị): 12 nhà (vượt), kế hoạch đạt tối thiểu 10 nhà."
    assert picture.note.endswith("mới tổng hợp từ chừng ấy đơn vị, chưa phải số của cả địa bàn.")


def test_a_report_on_several_years_takes_the_last_year_from_its_results(simple, programme, asked, built):
    province, one, other = simple
    asked(built, "at-least", 100, PlanKind.PERIOD, 2021)
    for year in range(2021, 2026):
        store(built, year, {one: value(10), other: value(10)})
    final = make_period(province, programme, PeriodKind.FINAL, first_year=2021)

    outcome = outcome_of(final, province)

    assert (outcome.figure.figure, outcome.whole.reached, outcome.whole.verdict) == (20, 100, Verdict.MET)


def test_a_midterm_before_the_years_end_takes_nothing_from_its_results_or_review(simple, programme, asked, indicator):
    province, one, other = simple
    rate = indicator("poor-rate", "Tỷ lệ hộ nghèo", adds_up="ratio", better="down", review_numerator="poor_households")
    asked(rate, "down-to", 5, PlanKind.PERIOD, 2021)
    midterm = make_period(
        province, programme, PeriodKind.MIDTERM, 2023, ends_on=date(2023, 6, 30), first_year=2021, last_year=2025
    )
    store(rate, 2023, {one: counts(30, 760), other: counts(40, 240)})
    before = outcome_of(midterm, province)

    tell(midterm, rate, {one: reported(50, 760), other: reported(50, 240)}, at=timezone.now())

    assert (before.figure.figure, before.whole.verdict) == (None, Verdict.UNKNOWN)
    assert outcome_of(midterm, province).figure.figure == 10


def test_who_tells_nothing_in_the_report_on_a_year_stands_by_the_result_of_the_year(simple, programme, asked, built):
    province, one, other = simple
    asked(built, "at-least", 50)
    store(built, 2025, {one: value(30), other: value(30)})
    year = make_period(province, programme)
    untold = outcome_of(year, province)

    tell(year, built, {one: reported(31)})
    told = outcome_of(year, province)

    assert (untold.figure.figure, untold.reported.figure, untold.annual.verdict) == (60, 60, Verdict.EXCEEDED)
    assert (told.figure.figure, told.figure.sums.units) == (61, 2)
    assert ResultTotal.objects.get(unit=province, year=2025).figure == 61
    assert look_at_cell(year, other, built).source == "Số do đơn vị báo cáo trong kết quả năm 2025."
    assert filled_results(year, [province, one, other])[other.pk] == Filled(0, 1)


def test_a_result_of_the_year_is_none_of_half_a_year(simple, programme, asked, built):
    province, one, other = simple
    asked(built, "at-least", 50)
    store(built, 2025, {one: value(30), other: value(30)})

    assert outcome_of(make_period(province, programme, PeriodKind.HALF), province).figure.figure is None


def test_a_district_that_opens_its_own_round_changes_nothing_of_what_the_province_fixed(programme, houses):
    province = make_unit("14", "Tỉnh", "Sơn La", UnitKind.PROVINCE)
    district = make_unit("116", "Huyện", "A", UnitKind.DISTRICT, province, valid_to=LAST_DAY)
    commune = make_unit("03001", "Xã", "Cũ", UnitKind.COMMUNE, district, valid_to=LAST_DAY)
    year = make_period(province, programme, year=2024)
    tell(year, houses, {commune: reported(12)})
    ReportingPeriod.objects.filter(pk=year.pk).update(locked_at=timezone.now())

    tell(make_period(district, programme, year=2024), houses, {commune: reported(40)})

    assert Result.objects.get(unit=commune, year=2024).value == 12


@pytest.fixture
def two_rounds(places, programme):
    """The rounds on one year of two programmes."""
    other = Programme.objects.create(code="CT-2", name="Khác", first_year=2025, last_year=2030, level_labels=["A"])
    second = ReportingPeriod(
        unit=places.province, programme=other, kind=PeriodKind.YEAR, slug="51-other-2025", first_year=2025,
        last_year=2025, ends_on=date(2025, 12, 31), opens_on=date(2025, 1, 1),
    )  # fmt: skip
    second.save()
    return make_period(places.province, programme), second


def test_what_a_locked_round_has_fixed_another_does_not_overwrite(two_rounds, places, houses):
    first, second = two_rounds
    tell(first, houses, {places.ba_dinh: reported(5)})
    ReportingPeriod.objects.filter(pk=first.pk).update(locked_at=timezone.now())

    tell(second, houses, {places.ba_dinh: reported(9)})
    tell(second, houses, {places.ba_dinh: reported(None)})

    assert Result.objects.get().value == 5


@pytest.mark.parametrize("same", [5, 7])
def test_what_one_round_takes_back_another_still_tells(two_rounds, places, houses, same):
    first, second = two_rounds
    tell(second, houses, {places.ba_dinh: reported(same)})
    tell(first, houses, {places.ba_dinh: reported(5)})

    tell(first, houses, {places.ba_dinh: reported(None)})

    assert Result.objects.get().value == same


def test_a_rate_that_would_add_up_over_years_is_refused(rate):
    rate.over_time = "cumulative"
    with pytest.raises(ValidationError) as refused:
        rate.full_clean()

    with pytest.raises(IntegrityError), transaction.atomic():
        Indicator.objects.filter(pk=rate.pk).update(over_time="cumulative")

    assert list(refused.value.message_dict) == ["over_time"]


def test_rates_are_never_added_over_years():
    subject = Indicator(code="x", name="x", unit_of_measure="%", decimals=2, adds_up="ratio", over_time="cumulative")
    asked = Target(indicator=subject, comparator="reach", value=Decimal(90))

    assert reached_by(asked, {2024: Decimal(50), 2025: Decimal(60)}, 2024, 2025) is None


def test_half_a_year_stands_apart_from_the_line_of_years(simple, programme, asked, built):
    province, one, other = simple
    asked(built, "at-least", 20)
    for year in (2023, 2024):
        store(built, year, {one: value(200), other: value(10)})
    whole = make_plan(province, programme, "14-whole", year=2021, kind=PlanKind.PERIOD)
    Plan.objects.filter(pk=whole.pk).update(last_year=2025)
    issue(whole)
    half = make_period(province, programme, PeriodKind.HALF)
    tell(half, built, {one: reported(12), other: reported(3)})

    line = line_of(Account(half, [province]), province, built)

    assert line.words == ("Số nhà đã xây: năm 2023 210 nhà; năm 2024 210 nhà; 6 tháng 2025 15 nhà (kế hoạch 20 nhà).")
    assert line.note == "Số năm 2025 mới tính đến hết ngày 15/7/2025, không nối với số của cả năm."
    assert [[mark.text for mark in series.marks] for series in line.series] == [["210 nhà", "210 nhà", ""], ["15 nhà"]]


@pytest.fixture
def grown(places, programme, built, rate):
    """A province that took in another, still bound by the plan it made before; what it told."""
    other = make_unit("62", "Tỉnh", "Kon Tum", UnitKind.PROVINCE, valid_to=LAST_DAY)
    Succession.objects.create(reorganisation=places.reform, predecessor=other, successor=places.province)
    plan = make_plan(places.old_province, programme, "51-2025")
    Target.objects.create(plan=plan, indicator=built, comparator="at-least", value=100)
    Target.objects.create(plan=plan, indicator=rate, comparator="down-to", value=12)
    issue(plan)
    year = make_period(places.province, programme)
    tell(year, built, {places.ba_dinh: reported(60), places.ba_to: reported(60)})
    tell(year, rate, {places.ba_dinh: reported(10, 100), places.ba_to: reported(10, 100)})
    return Account(year, [places.province])


def test_counts_of_a_province_that_grew_are_not_judged_by_the_plan_it_had_before(places, grown):
    table = results_table(grown, places.province, "Kết quả")

    assert {row.cells[1].text: row.cells[-1].text for row in table.rows[1:]} == {
        "Số nhà đã xây": "",
        "Tỷ lệ hộ nghèo": "Vượt",
    }
    assert (
        "Số nhà đã xây: mức kế hoạch “đạt tối thiểu 100 nhà” là của tỉnh Quảng Ngãi trước sắp xếp, "
        "không so với số của cả đơn vị." in table.notes
    )


def test_the_column_of_what_was_reported_holds_no_vetted_figure_of_a_group(
    places, programme, built, asked, district_group
):
    asked(built, "at-least", 5, unit=places.province, group=district_group)
    year = make_period(places.province, programme)
    tell(year, built, {places.ba_dinh: reported(12) | vetted(5), places.ba_to: reported(1)})

    outcome = outcome_of(year, places.province)

    assert [point.figure for point in (outcome.reported, outcome.vetted, outcome.figure)] == [13, 6, 6]
