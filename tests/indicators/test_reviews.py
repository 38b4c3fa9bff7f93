"""The household review: whose it is, what its forms show, and what entering them does. All figures are invented."""

import pytest

from indicators.models import HouseholdReview, Measure, PovertyClass, PovertyMovement
from planning.entry.kinds import EntryRefused, entry_kind
from planning.entry.saving import CellState, Typed, save_typed
from planning.places.units import UnitKind
from tests.conftest import make_unit
from tests.indicators.reviewing import (
    BA_DINH,
    COUNTS,
    NOW,
    ROW,
    counted,
    enter,
    messages,
    moved,
    recognised,
    reviewed,
    table_of,
    texts,
    ward_of,
)


@pytest.fixture
def ward(places):
    return ward_of(places.province)


def test_form_1_groups_the_communes_by_area_and_ends_with_the_sum(places, ward, minh):
    table = table_of("review-1", "51-2025", minh)

    assert [row.labels for row in table.rows] == [
        ("I", "", "Khu vực thành thị"),
        ("1", "21172", "Phường Trương Quang Trọng"),
        ("II", "", "Khu vực nông thôn"),
        ("1", "21484", "Xã Ba Tơ"),
        ("2", "21499", "Xã Ba Dinh"),
        ("", "", "Tổng cộng"),
    ]


def test_a_district_of_last_year_has_its_communes_and_an_island_reviews_itself(places, minh):
    make_unit("536", "Huyện", "Lý Sơn", UnitKind.DISTRICT, places.old_province, valid_to="2025-06-30")

    names = [[row.labels[2] for row in table_of("review-1", name, minh).rows] for name in ("535-2024", "536-2024")]

    assert names == [
        ["Khu vực thành thị", "Khu vực nông thôn", "Xã Ba Dinh", "Xã Ba Giang", "Tổng cộng"],
        ["Huyện Lý Sơn"],
    ]


def test_a_province_adds_up_counts_and_works_out_its_rates_from_them(places, minh):
    counted(places.ba_dinh, households=500, poor_households=40)
    counted(places.ba_to, households=250, poor_households=25)

    table = table_of("review-1", "51-2025", minh)

    columns = ("households", "poor_households", "poor_households_rate")
    assert texts(table, ROW, *columns) == ["500", "40", "8,00"]
    assert texts(table, "total", *columns) == ["750", "65", "8,67"]
    assert texts(table, "rural", *columns) == ["750", "65", "8,67"]
    assert texts(table, "urban", *columns) == ["", "", ""]


def test_a_rate_of_the_province_leaves_out_who_lacks_a_count_and_says_so(places, minh):
    counted(places.ba_dinh, households=500, poor_households=40)
    counted(places.ba_to, poor_households=25)

    table = table_of("review-1", "51-2025", minh)

    assert texts(table, "total", "households", "poor_households", "poor_households_rate") == ["500", "65", "8,00"]
    assert table.cells["total", "poor_households_rate"].warning == "Tính trên 1/2 đơn vị có đủ hai số đếm."


def test_each_rate_has_its_own_denominator(places, lan):
    minority = {"minority_households": 200, "minority_poor_households": 30, "minority_persons": 900}
    counted(places.ba_dinh, **COUNTS, **minority)

    table = table_of("review-1", BA_DINH, lan)

    rates = ("poor_households_rate", "poor_persons_rate", "minority_poor_households_rate")
    assert texts(table, ROW, *rates) == ["8,00", "9,00", "15,00"]


def test_a_rate_half_way_is_rounded_up(places, lan):
    counted(places.ba_dinh, households=800, poor_households=1)

    assert texts(table_of("review-1", BA_DINH, lan), ROW, "poor_households_rate") == ["0,13"]


def test_a_form_of_one_commune_has_its_rows_and_no_sums(places, lan):
    assert [row.key for row in table_of("review-1", BA_DINH, lan).rows] == [ROW]
    assert [row.labels[-1] for row in table_of("review-2", BA_DINH, lan).rows] == ["Hộ", "Nhân khẩu"]


def test_the_closing_follows_from_the_movements_of_households_and_of_persons(places, lan):
    reviewed(places.ba_dinh)

    closings = [
        texts(table_of(form, BA_DINH, lan), f"{ROW}-{measure}", "closing")
        for form in ("review-2", "review-3")
        for measure in ("households", "persons")
    ]

    assert closings == [["40"], ["180"], ["30"], ["120"]]


def test_a_closing_is_blank_while_a_movement_is_and_no_fault_is_made_of_it(places, lan):
    counted(places.ba_dinh, poor_households=40, households=500)
    moved(places.ba_dinh, PovertyClass.POOR, Measure.HOUSEHOLDS, (100, None, 5, None, None, None, None, None))

    assert texts(table_of("review-2", BA_DINH, lan), f"{ROW}-households", "closing") == [""]
    assert [words for words in messages(places.ba_dinh) if "uối kỳ" in words] == []


def test_a_sum_over_some_of_the_communes_says_of_how_many_it_is(places, minh):
    counted(places.ba_dinh, households=500)
    moved(places.ba_dinh, PovertyClass.POOR, Measure.HOUSEHOLDS, (100, 1, 5, 0, 0, 0, 0, 0))

    counts, moves = (table_of(form, "51-2025", minh).cells for form in ("review-1", "review-2"))

    words = "Tính trên 1/2 đơn vị có số liệu."
    assert [counts["total", name].warning for name in ("households", "poor_households")] == [words, ""]
    assert [moves["total-households", name].warning for name in ("above_line", "closing")] == [words, words]


def test_the_sums_of_a_movement_keep_households_and_persons_apart(places, minh):
    reviewed(places.ba_dinh)
    reviewed(places.ba_to)

    table = table_of("review-2", "51-2025", minh)

    assert texts(table, "total-households", "opening", "above_line", "closing") == ["110", "24", "80"]
    assert texts(table, "total-persons", "opening", "above_line", "closing") == ["490", "100", "360"]
    assert texts(table, "rural-households", "opening") == ["110"]


def test_a_blank_stays_a_blank_and_a_zero_a_zero(places, lan):
    enter("review-1", BA_DINH, {(ROW, "poor_households"): 0, (ROW, "households"): None}, lan)

    row = HouseholdReview.objects.get()
    assert (row.poor_households, row.households) == (0, None)
    assert texts(table_of("review-1", BA_DINH, lan), ROW, "poor_households", "households") == ["0", ""]


def test_a_part_larger_than_its_whole_is_told_in_words(places, lan):
    counted(places.ba_dinh, households=500, poor_households=40)

    with pytest.raises(EntryRefused) as part:
        enter("review-1", BA_DINH, {(ROW, "poor_households"): 501}, lan)
    with pytest.raises(EntryRefused) as whole:
        enter("review-1", BA_DINH, {(ROW, "households"): 39}, lan)

    words = "Số hộ nghèo (501) không được nhiều hơn tổng số hộ (500)."
    assert part.value.cells == {(ROW, "poor_households"): words}
    words = "Số hộ nghèo (40) không được nhiều hơn tổng số hộ (39)."
    assert whole.value.cells == {(ROW, "households"): words}
    assert HouseholdReview.objects.get().poor_households == 40


def test_the_grid_stores_what_is_sound_and_says_what_is_not(places, lan):
    counted(places.ba_dinh, households=500, poor_households=40)
    kind = entry_kind("review-1")
    typed = [
        Typed(ROW, "poor_households", "70", "40"),
        Typed(ROW, "households", "60", "500"),
        Typed(ROW, "persons", "1.001", ""),
        Typed(ROW, "near_poor_households", "1,5", ""),
        Typed(ROW, "poor_households_rate", "3", "8,00"),
    ]

    saved = save_typed(kind, kind.find(BA_DINH, lan), typed, by=lan, at=NOW)

    assert [answer.state for answer in saved.answers] == [
        CellState.INVALID, CellState.SAVED, CellState.SAVED, CellState.INVALID, CellState.LOCKED,
    ]  # fmt: skip
    assert texts(saved.after, ROW, "poor_households", "households", "persons") == ["40", "60", "1.001"]


def test_a_number_too_large_for_people_is_refused(places, lan):
    kind = entry_kind("review-1")

    saved = save_typed(kind, kind.find(BA_DINH, lan), [Typed(ROW, "households", "99999999999", "")], by=lan, at=NOW)

    assert saved.answers[0].state == CellState.INVALID


def test_a_commune_with_both_areas_has_a_row_in_each_group(places, minh):
    counted(places.ba_dinh, area="rural", households=300, poor_households=30)
    counted(places.ba_dinh, area="urban", households=200, poor_households=5)

    table = table_of("review-1", "51-2025", minh)

    assert [row.labels[2] for row in table.rows] == [
        "Khu vực thành thị",
        "Xã Ba Dinh, khu vực thành thị",
        "Khu vực nông thôn",
        "Xã Ba Tơ",
        "Xã Ba Dinh, khu vực nông thôn",
        "Tổng cộng",
    ]
    assert texts(table, "total", "households", "poor_households", "poor_households_rate") == ["500", "35", "7,00"]


def test_writing_keeps_its_history_with_the_reason(places, lan):
    enter("review-2", BA_DINH, {(f"{ROW}-households", "opening"): 55}, lan)
    enter("review-2", BA_DINH, {(f"{ROW}-households", "opening"): 56}, lan)

    steps = PovertyMovement.history.order_by("history_id")
    assert [(step.opening, step.history_user, step.history_change_reason) for step in steps] == [
        (55, lan, "Thử"),
        (56, lan, "Thử"),
    ]


def test_a_recognised_review_is_locked_cell_by_cell(places, minh):
    reviewed(places.ba_dinh)
    recognised(places.ba_dinh)

    table = table_of("review-2", "51-2025", minh)

    lock = "Kết quả năm 2025 đã được công nhận theo Quyết định số 12/QĐ-UBND ngày 15/12/2025."
    assert table.cells[f"{ROW}-households", "opening"].lock == lock
    assert table.cells["21484-rural-households", "opening"].lock == ""
    with pytest.raises(EntryRefused) as refused:
        enter("review-1", "51-2025", {(ROW, "households"): 600, ("21484-rural", "households"): 9}, minh)
    assert refused.value.cells == {(ROW, "households"): lock}
    assert HouseholdReview.objects.get().households == 500


@pytest.mark.parametrize("form", ["review-1", "review-2", "review-3"])
def test_a_form_costs_the_same_with_one_commune_and_with_three(form, places, ward, minh, django_assert_num_queries):
    reviewed(places.ba_dinh)
    scope = entry_kind(form).find("51-2025", minh)
    with django_assert_num_queries(5):
        entry_kind(form).table(scope)

    for unit in (ward, places.ba_to):
        reviewed(unit)
        recognised(unit)

    with django_assert_num_queries(5):
        entry_kind(form).table(scope)


def test_movements_are_entered_by_class(places, lan):
    enter("review-2", BA_DINH, {(f"{ROW}-households", "opening"): 55}, lan)
    enter("review-3", BA_DINH, {(f"{ROW}-persons", "relapsed"): 4}, lan)

    stored = PovertyMovement.objects.order_by("poverty_class").values_list(
        "poverty_class", "measure", "opening", "relapsed"
    )
    assert list(stored) == [("near-poor", "persons", None, 4), ("poor", "households", 55, None)]
