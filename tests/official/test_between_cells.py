"""What must hold between cells: told where it is entered, in the preview of a workbook and before a report is sent."""

from decimal import Decimal

import pytest
from django.urls import reverse

from indicators.models import HouseholdReview
from planning.entry.kinds import entry_kind
from planning.official.checking import problems_of_parts
from planning.official.looking import doubts_of
from planning.official.models import FormCheck
from planning.tracking.doubts import FiguresContradict, check_agrees
from tests.official.conftest import columns_of, make_form

PART = "“Thiếu nước” (2) là 9, phải không lớn hơn “Tổng số” (1) là 5."


def check(form, left, right, **more):
    return FormCheck.objects.create(form=form, key=f"k{form.checks.count() + 1}", left=left, right=right, **more)


def words(period, unit):
    return [doubt.words for doubt in doubts_of(period, unit)]


@pytest.fixture
def table(lan, counts, places, name):
    """The table a commune fills in, as it is now."""
    kind = entry_kind("form")
    return lambda: kind.table(kind.find(name(places.ba_dinh, counts), lan))


def save(client, address, column, text):
    answer = client.post(
        address,
        {"cells": [{"row": "-", "column": column, "text": text, "base": ""}]},
        content_type="application/json",
    )
    return answer.json()


def test_a_part_larger_than_its_whole_is_told_at_the_cell(counts, places, fill, table):
    check(counts, "c2", "c1")
    fill(counts, places.ba_dinh, c1=5, c2=9)

    cells = table().cells

    assert {key[1]: cell.warning for key, cell in cells.items()} == {"c1": "", "c2": PART, "c3": ""}


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [(5, 9, [PART]), (9, 9, []), (0, 0, []), (None, 9, []), (5, None, []), (10, 9, [])],
)
def test_a_blank_is_held_against_nothing(counts, places, fill, period, first, second, found):
    check(counts, "c2", "c1")
    fill(counts, places.ba_dinh, c1=first, c2=second)

    assert words(period, places.ba_dinh) == [f"Biểu số 4: {each}" for each in found]


@pytest.mark.parametrize(
    ("sign", "found"),
    [
        ("le", []),
        ("eq", ["Biểu số 4: “Thiếu nước” (2) là 3, phải bằng “Tổng số” (1) là 5."]),
        ("ge", ["Biểu số 4: “Thiếu nước” (2) là 3, phải không nhỏ hơn “Tổng số” (1) là 5."]),
    ],
)
def test_sides_stand_to_each_other_as_the_check_says(counts, places, fill, period, sign, found):
    check(counts, "c2", "c1", sign=sign)
    fill(counts, places.ba_dinh, c1=5, c2=3)

    assert words(period, places.ba_dinh) == found


def test_a_cell_is_held_against_a_count_of_the_review(counts, places, fill, period):
    check(counts, "c2", "[review:poor_households]")
    HouseholdReview.objects.create(unit=places.ba_dinh, year=2025, households=500, poor_households=8)
    fill(counts, places.ba_dinh, c2=9)

    assert words(period, places.ba_dinh) == [
        "Biểu số 4: “Thiếu nước” (2) là 9, phải không lớn hơn rà soát: số hộ nghèo là 8."
    ]


def test_a_cell_is_held_against_a_cell_of_another_form(counts, places, fill, period):
    other = make_form("khac", "units", label="Biểu số 9")
    columns_of(other, ("c1", "Hộ có giếng", "entered", "", 0))
    check(other, "c1", "[form:thieu-hut.c1]")
    fill(counts, places.ba_dinh, c1=5)
    fill(other, places.ba_dinh, c1=6)

    assert words(period, places.ba_dinh) == [
        "Biểu số 9: “Hộ có giếng” (1) là 6, phải không lớn hơn Biểu số 4, cột “Tổng số” là 5."
    ]


def test_what_is_there_of_a_sum_is_too_much_already(items, places, fill, period):
    check(items, "d1+d2", "20", column_key="c1", words="Quá 20 lao động.")
    fill(items, places.ba_dinh, d1_c1=21, d1_c2=90)

    assert words(period, places.ba_dinh) == ["Biểu số 7: Dòng “Trong tỉnh”: Quá 20 lao động."]


def test_columns_are_held_in_every_row_or_in_one(items, places, fill, period):
    check(items, "c2", "c1")
    fill(items, places.ba_dinh, d1_c1=1, d1_c2=2, d2_c1=1, d2_c2=3)
    everywhere = words(period, places.ba_dinh)
    FormCheck.objects.update(row_key="d2")

    assert [each.split(":")[1] for each in everywhere] == [" Dòng “Trong tỉnh”", " Dòng “Ngoài tỉnh”", " Dòng “Cộng”"]
    assert words(period, places.ba_dinh) == [
        "Biểu số 7: Dòng “Ngoài tỉnh”: “Nữ” (2) là 3, phải không lớn hơn “Nam” (1) là 1."
    ]


def test_a_warning_keeps_nothing_from_being_saved(client, lan, counts, places, fill, name):
    check(counts, "c2", "c1")
    fill(counts, places.ba_dinh, c1=5)
    client.force_login(lan)

    answer = save(client, reverse("entry-save", args=[name(places.ba_dinh, counts), "form"]), "c2", "9")

    assert [each["state"] for each in answer["cells"]][:1] == ["saved"]


def test_a_refusal_leaves_the_cell_as_it_was(client, lan, counts, places, fill, name):
    check(counts, "c2", "c1", refuses=True)
    fill(counts, places.ba_dinh, c1=5)
    client.force_login(lan)

    answer = save(client, reverse("entry-save", args=[name(places.ba_dinh, counts), "form"]), "c2", "9")

    assert [(each["state"], each["message"]) for each in answer["cells"]][:1] == [("invalid", PART)]


def test_a_refusal_of_before_does_not_close_other_cells(lan, counts, places, fill, name):
    check(counts, "c2", "c1", refuses=True)
    fill(counts, places.ba_dinh, c1=5, c2=9)
    kind = entry_kind("form")
    scope = kind.find(name(places.ba_dinh, counts), lan)

    assert kind.check(scope, kind.table(scope), {("-", "c1"): Decimal(9)}) == {}
    assert kind.check(scope, kind.table(scope), {("-", "c1"): Decimal(8)}) == {
        ("-", "c1"): "“Thiếu nước” (2) là 9, phải không lớn hơn “Tổng số” (1) là 8."
    }


def test_a_report_with_a_refusal_is_not_sent(lan, counts, places, fill, period):
    check(counts, "c2", "c1")
    fill(counts, places.ba_dinh, c1=5, c2=9)
    check_agrees(period, places.ba_dinh)
    FormCheck.objects.update(refuses=True)

    with pytest.raises(FiguresContradict) as refusal:
        check_agrees(period, places.ba_dinh)

    assert str(refusal.value) == f"Báo cáo có số liệu mâu thuẫn, chưa gửi được. Biểu số 4: {PART}"


def test_doubts_cost_the_same_with_one_form_and_with_three(
    counts, items, places, fill, period, django_assert_num_queries
):
    check(counts, "c2", "c1")
    with django_assert_num_queries(6) as before:
        words(period, places.ba_dinh)
    check(items, "c2", "c1")
    other = make_form("khac", "units")
    columns_of(other, ("c1", "Một", "entered", "", 0))
    check(other, "c1", "5")

    with django_assert_num_queries(len(before)):
        words(period, places.ba_dinh)


def problems(form, *checks):
    return problems_of_parts(form, form.columns.all(), form.rows.all(), form.cells.all(), checks)


def test_a_check_that_cannot_be_read_is_refused_with_all_that_is_wrong(counts):
    faulty = FormCheck(key="k1", left="c2+", right="c1")
    unknown = FormCheck(key="k2", left="c9", right="[review:nothing]", row_key="d1", column_key="c8")
    bare = FormCheck(key="k3", left="1", right="2")

    assert [each.split(":")[0] for each in problems(counts, faulty, unknown, bare)] == [
        "Điều kiện k1",
        "Điều kiện k2",
        "Điều kiện k2",
        "Điều kiện k2",
        "Điều kiện k2",
        "Điều kiện k3",
    ]


def test_a_check_of_rows_is_sound(items):
    assert problems(items, FormCheck(key="k1", left="d1+d2", right="t", sign="eq")) == []


def test_a_row_is_named_by_what_stands_in_it(items, places, fill, period):
    check(items, "d1", "d2")
    fill(items, places.ba_dinh, d1_c1=3, d2_c1=1)

    assert words(period, places.ba_dinh)[0] == (
        "Biểu số 7: Dòng “Trong tỉnh”: “Trong tỉnh” là 3, phải không lớn hơn “Ngoài tỉnh” là 1."
    )
