"""Numbers and dates as Vietnamese documents write them."""

from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.utils import formats as django_formats

from planning.formats import (
    MoneyUnit,
    NotANumber,
    amount,
    fold,
    long_date,
    nfc,
    number,
    parse_number,
    point_letter,
    roman,
    rounded,
    same_words,
    short_date,
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1.001", "1001"),
        ("2,21", "2.21"),
        ("365.665", "365665"),
        ("1.234.567,89", "1234567.89"),
        ("0", "0"),
        ("0,00", "0.00"),
        (" 12 ", "12"),
        ("1 234", "1234"),
        ("\u22125", "-5"),
    ],
)
def test_a_number_is_read_in_vietnamese_form(typed, meant):
    assert parse_number(typed) == Decimal(meant)


def test_a_zero_has_no_sign():
    assert number(parse_number("-0")) == "0"
    assert number(parse_number("-0,00"), 2) == "0,00"
    assert number(Decimal("-0.004"), 2) == "0,00"


@pytest.mark.parametrize(
    "typed", ["", "-", "1.32%", "1.5", "0.125", "012.500", "12.34", "1,234,567", "1.0000", "mười", "1e5", "½", "1,2,3"]
)
def test_what_is_no_vietnamese_number_is_refused(typed):
    with pytest.raises(NotANumber):
        parse_number(typed)


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        ("365665", None, "365.665"),
        ("2.21", 2, "2,21"),
        ("33.5", 2, "33,50"),
        ("1303.500", None, "1.303,5"),
        ("0", None, "0"),
        ("100", None, "100"),
        ("1000000", None, "1.000.000"),
    ],
)
def test_a_number_is_written_in_vietnamese_form(value, decimals, written):
    assert number(Decimal(value), decimals) == written


def test_an_amount_is_written_to_its_last_dong():
    assert amount(1_234_567, MoneyUnit.MILLION) == "1,234567"
    assert amount(1_234_567, MoneyUnit.DONG) == "1.234.567"
    assert amount(1_166_086_000_000, MoneyUnit.BILLION) == "1.166,086"


def test_an_amount_has_the_decimals_of_those_beside_it_and_a_zero_none():
    assert amount(62_490_000_000, MoneyUnit.BILLION, 3) == "62,490"
    assert amount(62_490_500_000, MoneyUnit.BILLION, 3) == "62,4905"
    assert amount(0, MoneyUnit.BILLION, 3) == "0"


def test_a_date_takes_a_zero_before_days_below_ten_and_the_first_two_months():
    assert short_date(date(2022, 7, 29)) == "29/7/2022"
    assert short_date(date(2022, 1, 8)) == "08/01/2022"
    assert long_date(date(2024, 12, 5)) == "ngày 05 tháng 12 năm 2024"


@pytest.mark.parametrize(("exact", "told"), [("0.125", "0,13"), ("0.135", "0,14"), ("-0.125", "-0,13"), ("2", "2,00")])
def test_a_half_is_rounded_up_wherever_a_figure_is_told(exact, told):
    value = Decimal(exact)

    assert number(value, 2) == number(rounded(value, 2), 2) == told


def test_a_number_longer_than_any_amount_is_still_written():
    assert number(Decimal(10) ** 40, 2).endswith("000,00")


def test_the_fifth_of_november_is_not_read_as_may():
    assert forms.DateField().clean("05/11/2026") == date(2026, 11, 5)


def test_django_groups_digits_the_vietnamese_way():
    assert django_formats.number_format(Decimal("1234567.5"), 1, use_l10n=True, force_grouping=True) == "1.234.567,5"


def test_points_are_lettered_with_the_vietnamese_alphabet():
    letters = [point_letter(place) for place in range(1, 25)]

    assert "".join(letters[:8]) == "abcdđegh"
    assert letters[22:] == ["y", "aa"]


def test_parts_and_appendices_have_roman_numbers():
    assert [roman(n) for n in (1, 4, 9, 14, 39)] == ["I", "IV", "IX", "XIV", "XXXIX"]


def test_names_are_found_without_accents_or_case():
    assert fold("Xã  Đắk HÀ") == "xa dak ha"


def test_headings_are_the_same_words_whatever_their_dashes_case_and_composition():
    assert same_words("Kinh te\u0302\u0301 – Xã hội :") == same_words("KINH TẾ - XÃ HỘI")


def test_text_is_kept_in_one_composed_form():
    assert nfc("ngh\u0065\u0300o \r\n  bền vững  \r\n") == "nghèo\n  bền vững"
