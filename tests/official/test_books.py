"""What forms come to above the units that fill them in."""

from decimal import Decimal
from random import Random

import pytest

from planning.official.books import read_book
from planning.official.filling import count_forms
from planning.official.models import FormColumn, FormFigure
from planning.official.papers import over_how_many, table_of
from planning.places.units import UnitKind
from planning.tracking.filling import Filled
from planning.tracking.submissions import Submission
from tests.conftest import FIRST_DAY, make_unit
from tests.official.conftest import NOON, columns_of, make_form, rows_of


def texts(table):
    return [tuple(cell.text for cell in row.cells) for row in table.rows]


def communes(places, count, first=0):
    """So many communes of the province beside its two, numbered from a first."""
    return [
        make_unit(f"9{number:04}", "Xã", f"Mới {number}", UnitKind.COMMUNE, places.province, valid_from=FIRST_DAY)
        for number in range(first, first + count)
    ]


UNSENT = "Chưa gửi báo cáo: 2 xã (xã Ba Tơ, xã Ba Dinh); số đã nhập vẫn được tính."
CELLS = "Các đơn vị đã có số liệu nhập 3/4 ô; ô trống không cộng."


def test_the_rate_of_a_province_is_of_the_summed_counts(counts, period, places, fill):
    fill(counts, places.ba_dinh, c1=100, c2=10)
    fill(counts, places.ba_to, c1=300, c2=90)

    table = table_of(read_book(counts, period, places.province))

    assert texts(table) == [
        ("1", "Xã Ba Tơ", "300", "90", "30,00"),
        ("2", "Xã Ba Dinh", "100", "10", "10,00"),
        ("", "Tổng cộng", "400", "100", "25,00"),
    ]
    assert table.notes == (f"Đã có số liệu của 2/2 xã. {UNSENT}",)


def test_the_total_stands_first_where_the_form_says_so(counts, period, places, fill):
    counts.total_first = True
    fill(counts, places.ba_to, c1=300, c2=90)

    table = table_of(read_book(counts, period, places.province))

    assert texts(table)[0] == ("", "Tổng cộng", "300", "90", "30,00")
    assert table.rows[0].adds == (1, 2)


def test_a_zero_stays_zero_and_a_blank_stays_blank(counts, period, places, fill):
    fill(counts, places.ba_dinh, c1=50, c2=0)
    fill(counts, places.ba_to, c1=0)

    assert texts(table_of(read_book(counts, period, places.province))) == [
        ("1", "Xã Ba Tơ", "0", "", ""),
        ("2", "Xã Ba Dinh", "50", "0", "0,00"),
        ("", "Tổng cộng", "50", "0", ""),
    ]


def test_a_rate_of_a_few_over_all_is_left_out_and_said_to_be(counts, period, places, fill):
    fill(counts, places.ba_dinh, c1=50, c2=5)
    fill(counts, places.ba_to, c1=50)

    table = table_of(read_book(counts, period, places.province))

    assert texts(table)[-1] == ("", "Tổng cộng", "100", "5", "")
    assert table.notes == (
        f"Đã có số liệu của 2/2 xã. {UNSENT}",
        CELLS,
        "Tổng của số đơn vị khác: cột 2 (1/2).",
        "Ô tính ở dòng chung để trống khi các số tạo thành chưa có đủ ở cùng những đơn vị như nhau.",
    )


def test_the_head_of_a_form_says_of_how_many_units_it_is(counts, period, places, fill):
    fill(counts, places.ba_dinh, c1=50)
    Submission.objects.create(period=period, unit=places.ba_dinh, sent_at=NOON)

    book = read_book(counts, period, places.province)

    assert over_how_many(book) == [
        "Đã có số liệu của 1/2 xã.",
        "Chưa có số liệu: xã Ba Tơ.",
        "Chưa gửi báo cáo: 1 xã (xã Ba Tơ); số đã nhập vẫn được tính.",
    ]
    assert table_of(book).attached_to == "(Kỳ báo cáo năm 2025, tỉnh Quảng Ngãi, tổng của 1/2 xã)"
    assert over_how_many(read_book(counts, period, places.ba_dinh)) == []


def test_a_paper_says_that_nobody_has_compared_its_form_with_the_original(counts, period, places):
    counts.is_verified = False

    table = table_of(read_book(counts, period, places.ba_dinh))

    assert table.notes == ("Mẫu biểu này chưa được đối chiếu với văn bản gốc.",)


def test_a_total_of_fewer_units_says_of_how_many_at_its_cell(counts, period, places, fill):
    fill(counts, places.ba_dinh, c1=50, c2=5)
    fill(counts, places.ba_to, c1=50)

    total = table_of(read_book(counts, period, places.province)).rows[-1]

    assert [getattr(cell, "over", "") for cell in total.cells] == ["", "", "", "1/2 xã", ""]


@pytest.fixture
def movement(db):
    """Poor households when the year began, those that left poverty, and those that are left; the double of these."""
    form = make_form("giam-ngheo", "units")
    columns_of(
        form,
        ("c1", "Đầu năm", "entered", "", 0),
        ("c2", "Giảm", "entered", "", 0),
        ("c3", "Cuối năm", "formula", "c1-c2", 0),
        ("c4", "Cộng", "formula", "c1+c2", 0),
        ("c5", "Gấp đôi", "formula", "c3*2", 0),
    )
    return form


def test_what_is_taken_off_a_few_is_not_taken_off_all(movement, period, places, fill):
    fill(movement, places.ba_dinh, c1=100, c2=40)
    fill(movement, places.ba_to, c1=50)

    assert texts(table_of(read_book(movement, period, places.province))) == [
        ("1", "Xã Ba Tơ", "50", "", "", "", ""),
        ("2", "Xã Ba Dinh", "100", "40", "60", "140", "120"),
        ("", "Tổng cộng", "150", "40", "", "", ""),
    ]


def test_where_sums_skip_blanks_the_sum_of_all_is_that_of_the_rows(movement, period, places, fill):
    movement.sum_skips_blanks = True
    fill(movement, places.ba_dinh, c1=100, c2=40)
    fill(movement, places.ba_to, c1=50)

    table = table_of(read_book(movement, period, places.province))

    assert texts(table) == [
        ("1", "Xã Ba Tơ", "50", "", "50", "50", "100"),
        ("2", "Xã Ba Dinh", "100", "40", "60", "140", "120"),
        ("", "Tổng cộng", "150", "40", "", "190", ""),
    ]
    assert table.notes[:2] == (f"Đã có số liệu của 2/2 xã. {UNSENT}", CELLS)


def test_a_total_down_a_column_is_of_the_same_units_in_every_row(items, period, places, fill):
    fill(items, places.ba_dinh, d1_c1=10, d2_c1=1)
    fill(items, places.ba_to, d1_c1=100)

    (*_, second, total) = texts(table_of(read_book(items, period, places.province)))

    assert (second[2], total[2]) == ("1", "")


def test_nothing_told_is_blank_everywhere(counts, period, places):
    table = table_of(read_book(counts, period, places.province))

    assert texts(table)[-1] == ("", "Tổng cộng", "", "", "")
    assert table.notes == (f"Đã có số liệu của 0/2 xã. Chưa có số liệu: xã Ba Tơ, xã Ba Dinh. {UNSENT}",)


def test_a_form_of_fixed_rows_is_added_cell_by_cell(items, period, places, fill):
    fill(items, places.ba_dinh, d1_c1=1, d1_c2="2.5", d2_c1=3, d2_c2=4)
    fill(items, places.ba_to, d1_c1=10, d1_c2=20, d2_c1=30, d2_c2=40)

    assert texts(table_of(read_book(items, period, places.province))) == [
        ("", "Lao động", "", "", ""),
        ("", "Trong tỉnh", "11", "22,5", "33,5"),
        ("", "Ngoài tỉnh", "33", "44", "77,0"),
        ("", "Cộng", "44", "66,5", "110,5"),
    ]


def test_a_column_that_does_not_add_up_is_blank_above_its_units(items, period, places, fill):
    FormColumn.objects.filter(form=items, key="c2").update(adds=False)
    fill(items, places.ba_dinh, d1_c1=1, d1_c2=2)

    (_, row, *_) = texts(table_of(read_book(items, period, places.province)))
    (_, own, *_) = texts(table_of(read_book(items, period, places.ba_dinh)))

    assert (row, own) == (("", "Trong tỉnh", "1", "", ""), ("", "Trong tỉnh", "1", "2", "3,0"))


def test_two_rows_a_unit_are_added_each_by_itself(period, places, fill):
    form = make_form("nhom", "both", rows_heading="Xã")
    columns_of(form, ("c1", "Hộ nghèo", "entered", "", 0))
    rows_of(form, ("ho", "Hộ", "item", ""), ("khau", "Nhân khẩu", "item", ""))
    fill(form, places.ba_dinh, ho_c1=2, khau_c1=9)
    fill(form, places.ba_to, ho_c1=3, khau_c1=14)

    table = table_of(read_book(form, period, places.province))

    assert texts(table) == [
        ("1", "Xã Ba Tơ", "Hộ", "3"),
        ("", "", "Nhân khẩu", "14"),
        ("2", "Xã Ba Dinh", "Hộ", "2"),
        ("", "", "Nhân khẩu", "9"),
        ("", "Tổng cộng", "Hộ", "5"),
        ("", "", "Nhân khẩu", "23"),
    ]
    assert [row.adds for row in table.rows[-2:]] == [(0, 2), (1, 3)]


def test_the_roll_up_equals_sums_made_another_way(items, period, places, fill):
    """Figures at random, blanks among them; the sums are made from the stored rows by hand."""
    chance = Random(7)
    for unit in (places.ba_dinh, places.ba_to, *communes(places, 5)):
        cells = {
            f"{row}_{column}": chance.choice([None, 0, 1, 17, 250]) for row in ("d1", "d2") for column in ("c1", "c2")
        }
        fill(items, unit, **cells)

    book = read_book(items, period, places.province)

    for row in ("d1", "d2"):
        for column in ("c1", "c2"):
            figures = [
                figure.value
                for figure in FormFigure.objects.all()
                if (figure.row.key, figure.column.key) == (row, column)
            ]
            assert book.total.value((row, column)) == sum(figures, Decimal(0))


def test_a_commune_that_fills_the_form_in_sees_its_own_alone(counts, period, places, fill):
    fill(counts, places.ba_dinh, c1=100, c2=10)
    fill(counts, places.ba_to, c1=300, c2=90)

    book = read_book(counts, period, places.ba_dinh)

    assert book.is_own
    assert texts(table_of(book)) == [("1", "Xã Ba Dinh", "100", "10", "10,00")]


@pytest.mark.parametrize("form", ["counts", "items"])
def test_a_roll_up_costs_the_same_with_one_commune_and_with_three_more(
    form, request, period, places, django_assert_num_queries
):
    form = request.getfixturevalue(form)
    with django_assert_num_queries(6):
        table_of(read_book(form, period, places.province))
    communes(places, 3)

    with django_assert_num_queries(6):
        table_of(read_book(form, period, places.province))


def test_the_board_counts_what_is_given_of_what_is_asked(counts, items, period, places, fill):
    fill(counts, places.ba_dinh, c1=0)
    fill(items, places.ba_dinh, d1_c1=4, d2_c2=5)

    assert count_forms(period, [places.province, places.ba_dinh, places.ba_to]) == {
        places.ba_dinh.pk: Filled(3, 6),
        places.ba_to.pk: Filled(0, 6),
    }


def test_counting_costs_the_same_with_one_unit_and_with_five(counts, items, period, places, django_assert_num_queries):
    more = communes(places, 3)
    with django_assert_num_queries(5):
        count_forms(period, [places.ba_dinh])

    with django_assert_num_queries(5):
        count_forms(period, [places.ba_dinh, places.ba_to, *more])
