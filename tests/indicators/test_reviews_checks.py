"""What the checks of the household review find, and what they let pass. All figures are invented."""

import pytest

from indicators.models import HouseholdReview, Measure, PovertyClass, PovertyMovement
from indicators.reviews.actions import take_over_openings
from indicators.reviews.books import read_year
from indicators.reviews.findings import CHECKS, findings_of, obstacles
from planning.entry.kinds import entry_kind
from planning.places.units import Succession
from tests.indicators.reviewing import (
    COUNTS,
    MOVEMENTS,
    NOW,
    ROW,
    counted,
    messages,
    moved,
    recognised,
    reviewed,
    table_of,
)

POOR, NEAR_POOR = PovertyClass.POOR, PovertyClass.NEAR_POOR
HOUSEHOLDS, PERSONS = Measure.HOUSEHOLDS, Measure.PERSONS


def change_counts(unit, **counts):
    HouseholdReview.objects.filter(unit=unit, year=2025).update(**counts)


def change_moves(unit, of, measure, **moves):
    PovertyMovement.objects.filter(unit=unit, year=2025, poverty_class=of, measure=measure).update(**moves)


def before(places, ba_dinh=(55, 245), ba_giang=(0, 0), year=2024):
    """The poor households and persons of the two communes that were merged, at the end of last year."""
    for unit, (households, persons) in ((places.old_ba_dinh, ba_dinh), (places.ba_giang, ba_giang)):
        counted(unit, year, poor_households=households, poor_persons=persons)


def test_a_whole_review_has_nothing_to_mend(places):
    reviewed(places.ba_dinh)

    assert messages(places.ba_dinh) == []


def test_a_review_that_was_not_begun_has_no_faults_yet(places):
    assert messages(places.ba_dinh) == []


def test_every_check_says_what_it_is_for():
    assert [each.title for each in CHECKS if not each.find.__doc__] == []
    assert len({each.title for each in CHECKS}) == len(CHECKS)


@pytest.mark.parametrize(
    ("of", "measure", "words"),
    [
        (POOR, HOUSEHOLDS, "Hộ: cuối kỳ theo diễn biến là 41, theo biểu 1 là 40."),
        (POOR, PERSONS, "Nhân khẩu: cuối kỳ theo diễn biến là 181, theo biểu 1 là 180."),
        (NEAR_POOR, HOUSEHOLDS, "Hộ: cuối kỳ theo diễn biến là 31, theo biểu 1 là 30."),
        (NEAR_POOR, PERSONS, "Nhân khẩu: cuối kỳ theo diễn biến là 121, theo biểu 1 là 120."),
    ],
)
def test_the_movement_of_each_class_and_measure_must_lead_to_the_count(of, measure, words, places):
    reviewed(places.ba_dinh)
    change_moves(places.ba_dinh, of, measure, opening=MOVEMENTS[of, measure][0] + 1)

    assert messages(places.ba_dinh) == [words]


def test_what_does_not_agree_is_marked_in_both_forms(places, lan):
    reviewed(places.ba_dinh)
    change_moves(places.ba_dinh, POOR, HOUSEHOLDS, opening=56)

    words = "Hộ: cuối kỳ theo diễn biến là 41, theo biểu 1 là 40."
    assert table_of("review-1", "21499-2025", lan).cells[ROW, "poor_households"].warning == words
    assert table_of("review-2", "21499-2025", lan).cells[f"{ROW}-households", "closing"].warning == words
    assert table_of("review-3", "21499-2025", lan).cells[f"{ROW}-households", "closing"].warning == ""


def test_who_leaves_the_poor_for_the_near_poor_must_arrive_there(places):
    reviewed(places.ba_dinh)
    change_moves(places.ba_dinh, POOR, HOUSEHOLDS, to_other_class=9, above_line=11)
    change_moves(places.ba_dinh, NEAR_POOR, PERSONS, to_other_class=8, above_line=51)

    assert messages(places.ba_dinh) == [
        "Hộ: biểu 2 có 9 chuyển sang hộ cận nghèo, biểu 3 ghi nhận 8.",
        "Nhân khẩu: biểu 3 có 8 chuyển sang hộ nghèo, biểu 2 ghi nhận 9.",
    ]


def test_households_have_persons_and_persons_a_household(places):
    reviewed(places.ba_dinh)
    change_counts(places.ba_dinh, average_households=100, average_persons=99)

    assert messages(places.ba_dinh) == [
        "Số khẩu hộ làm nông, lâm, ngư nghiệp có mức sống trung bình (99) không phù hợp với 100 hộ."
    ]


def test_the_classes_together_are_no_more_than_all(places):
    reviewed(places.ba_dinh)
    change_counts(places.ba_dinh, average_households=431, average_persons=1000)

    assert messages(places.ba_dinh) == ["Tổng các nhóm hộ là 501, nhiều hơn 500 (hộ)."]


def test_more_cannot_leave_than_were_there(places):
    reviewed(places.ba_dinh)
    change_moves(places.ba_dinh, POOR, HOUSEHOLDS, above_line=60)

    assert messages(places.ba_dinh) == [
        "Hộ: số giảm lớn hơn số đầu kỳ cộng số tăng; số cuối kỳ là -8.",
        "Hộ: cuối kỳ theo diễn biến là -8, theo biểu 1 là 40.",
    ]


def test_what_is_missing_is_named_and_a_long_list_is_cut(places):
    counted(places.ba_dinh, households=500, persons=2000, poor_households=40)
    moved(places.ba_dinh, POOR, HOUSEHOLDS, (55, 8, 12, None, 2, 1, 3, None))

    missing = messages(places.ba_dinh)

    assert missing[0] == (
        "Còn trống: số khẩu nghèo, số hộ cận nghèo, số khẩu cận nghèo, "
        "số hộ làm nông, lâm, ngư nghiệp có mức sống trung bình và 1 ô khác."
    )
    assert missing[1] == "Hộ: còn trống: số hộ khác giảm, số hộ khác tăng."
    assert missing[2].endswith("vượt chuẩn cận nghèo, số hộ khác giảm và 4 ô khác.")
    assert len(missing) == 5


def test_the_minorities_are_counted_all_or_not_at_all(places):
    reviewed(places.ba_dinh)
    change_counts(places.ba_dinh, minority_households=100, minority_persons=450)

    assert messages(places.ba_dinh) == [
        "Còn trống: số hộ nghèo dân tộc thiểu số, số khẩu nghèo dân tộc thiểu số, "
        "số hộ cận nghèo dân tộc thiểu số, số khẩu cận nghèo dân tộc thiểu số."
    ]


def test_a_commune_of_two_areas_is_checked_in_each(places):
    reviewed(places.ba_dinh)
    counted(places.ba_dinh, area="urban", **COUNTS)
    for (of, measure), figures in MOVEMENTS.items():
        moved(places.ba_dinh, of, measure, figures, area="urban")
    PovertyMovement.objects.filter(area="urban", poverty_class=POOR, measure=PERSONS).update(newly_found=13)

    assert messages(places.ba_dinh) == [
        "Khu vực thành thị. Nhân khẩu: cuối kỳ theo diễn biến là 181, theo biểu 1 là 180."
    ]


def test_the_opening_of_a_merged_commune_is_the_sum_of_those_it_was_made_from(places, lan):
    before(places, (30, 140), (25, 105))
    reviewed(places.ba_dinh)

    (review,) = read_year([places.ba_dinh], 2025)

    assert (review.last.totals["poor_households"], review.last.totals["poor_persons"]) == (55, 245)
    assert review.last.is_restated
    assert messages(places.ba_dinh) == []
    table = table_of("review-2", "21499-2025", lan)
    assert table.cells[f"{ROW}-households", "opening"].above == 55


def test_an_opening_that_differs_is_worth_a_look_and_binds_once_last_year_is_recognised(places):
    before(places, (30, 140), (24, 105))
    reviewed(places.ba_dinh)
    words = "Hộ: đầu kỳ là 55, cuối kỳ cộng của 2 đơn vị trước sắp xếp là 54."

    (review,) = read_year([places.ba_dinh], 2025)
    assert [(finding.message, finding.is_note) for finding in findings_of(review)] == [(words, True)]
    assert obstacles(review) == []

    recognised(places.old_ba_dinh, 2024, "1/QĐ-UBND")
    (review,) = read_year([places.ba_dinh], 2025)
    assert obstacles(review) == []

    recognised(places.ba_giang, 2024, "2/QĐ-UBND")
    (review,) = read_year([places.ba_dinh], 2025)
    assert [finding.message for finding in obstacles(review)] == [words]


def test_a_commune_that_stayed_opens_with_its_own_closing(places):
    counted(places.ba_to, 2025, poor_households=12)

    (review,) = read_year([places.ba_to], 2026)

    assert dict(review.last.totals) == {"poor_households": 12}
    assert not review.last.is_restated


@pytest.mark.parametrize("missing", ["one commune", "one count"])
def test_an_opening_is_unknown_while_a_part_of_it_is(missing, places):
    counted(places.old_ba_dinh, 2024, poor_households=30)
    if missing == "one count":
        counted(places.ba_giang, 2024, households=200)

    (review,) = read_year([places.ba_dinh], 2025)

    assert dict(review.last.totals) == {}


def test_no_count_tells_how_a_divided_commune_is_shared_out(places):
    before(places)
    Succession.objects.filter(predecessor=places.ba_giang).update(is_partial=True)

    (review,) = read_year([places.ba_dinh], 2025)

    assert dict(review.last.totals) == {}


def test_blank_openings_are_taken_over_and_others_are_left(places, lan):
    before(places, (30, 140), (25, 105))
    moved(places.ba_dinh, POOR, PERSONS, (240, None, None, None, None, None, None, None))
    scope = entry_kind("review-2").find("21499-2025", lan)

    count = take_over_openings(scope, by=lan, at=NOW)

    rows = PovertyMovement.objects.order_by("measure").values_list("poverty_class", "measure", "opening")
    assert count == 1
    assert list(rows) == [("poor", "households", 55), ("poor", "persons", 240)]
    assert (
        PovertyMovement.history.get(history_user=lan).history_change_reason == "Lấy số cuối kỳ năm trước làm số đầu kỳ"
    )


def test_a_recognised_review_takes_nothing_over(places, lan):
    before(places)
    recognised(places.ba_dinh)

    assert take_over_openings(entry_kind("review-2").find("21499-2025", lan), by=lan, at=NOW) == 0


def test_checking_costs_the_same_for_one_commune_and_for_three(places, django_assert_num_queries):
    before(places)
    reviewed(places.ba_dinh)
    with django_assert_num_queries(4):
        read_year([places.ba_dinh], 2025)

    reviewed(places.ba_to)
    with django_assert_num_queries(4):
        reviews = read_year([places.ba_dinh, places.ba_to], 2025)
    assert [len(findings_of(review)) for review in reviews] == [0, 0]
