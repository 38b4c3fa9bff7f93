"""Numbers, amounts and dates as Vietnamese documents write them, and how they are read back. Nowhere else.

It lies below the rooms because text, documents and spreadsheets all need it.
"""

import re
import unicodedata
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal

from django.db import models

# The letters of a point (điểm); đ has a place of its own, f j w z are not Vietnamese letters.
POINT_LETTERS = "abcdđeghiklmnopqrstuvxy"
ROMAN = [(10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]
PLAIN_NUMBER = re.compile(r"[+-]?\d+(,\d+)?")
GROUPED_NUMBER = re.compile(r"[+-]?[1-9]\d{0,2}(\.\d{3})+(,\d+)?")


class NotANumber(ValueError):
    """The text is not a number in Vietnamese form."""


class MoneyUnit(models.TextChoices):
    """The unit in which amounts are shown; they are stored in đồng."""

    DONG = "dong", "đồng"
    MILLION = "million", "triệu đồng"
    BILLION = "billion", "tỷ đồng"

    @property
    def factor(self) -> int:
        return {"dong": 1, "million": 10**6, "billion": 10**9}[self.value]


def parse_number(text: str) -> Decimal:
    """Read `1.001` as one thousand and one, `2,21` as a decimal; a dot that groups no thousands is refused.

    Raises NotANumber for anything else, blanks included: what a blank means is the caller's to say.
    """
    bare = unicodedata.normalize("NFC", text).replace("\u2212", "-")
    bare = "".join(bare.split())
    if GROUPED_NUMBER.fullmatch(bare) or PLAIN_NUMBER.fullmatch(bare):
        value = Decimal(bare.replace(".", "").replace(",", "."))
        return value or abs(value)
    raise NotANumber(text)


def rounded(value: Decimal, decimals: int) -> Decimal:
    """The value to some decimals, a half away from zero as officers round: 0,125 is 0,13."""
    context = Context(prec=max(28, value.adjusted() + decimals + 2), rounding=ROUND_HALF_UP)
    return value.quantize(Decimal(1).scaleb(-decimals), context=context)


def number(value: Decimal | int, decimals: int | None = None) -> str:
    """Write 1234.5 as `1.234,5`; `decimals` fixes the digits after the comma, without it all that count stand."""
    value = Decimal(value) if decimals is None else rounded(Decimal(value), decimals)
    # A zero has no sign, from whichever side it was rounded.
    text = f"{value or abs(value):,f}"
    if decimals is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


def decimals_of(value: Decimal) -> int:
    """How many digits after the comma a number needs."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def amount(dong: Decimal | int, unit: MoneyUnit, decimals: int = 0) -> str:
    """Write an amount of đồng in `unit`, to its last đồng: what is printed always adds up.

    With `decimals` it has at least so many, as the amounts beside it; a zero has none.
    """
    exact = in_unit(dong, unit)
    return number(exact, max(decimals, decimals_of(exact)) if exact else 0)


def in_unit(dong: Decimal | int, unit: MoneyUnit) -> Decimal:
    """Return an amount of đồng as a number of `unit`, exactly."""
    return Decimal(dong) / unit.factor


def short_date(day: date) -> str:
    """`29/7/2022`: days below 10 and months 1 and 2 take a zero, as in the body of a document."""
    return f"{day.day:02}/{_month(day)}/{day.year}"


def long_date(day: date) -> str:
    """`ngày 05 tháng 12 năm 2024` (Decree 30/2020/NĐ-CP, Appendix I)."""
    return f"ngày {day.day:02} tháng {_month(day)} năm {day.year}"


def _month(day: date) -> str:
    return f"{day.month:02}" if day.month < 3 else str(day.month)


def roman(number_: int) -> str:
    """1 → `I`; for parts of a document and for appendices."""
    text = ""
    for value, sign in ROMAN:
        count, number_ = divmod(number_, value)
        text += sign * count
    return text


def point_letter(position: int) -> str:
    """1 → `a`, 5 → `đ`; past the alphabet the letters double (`aa`)."""
    rounds, place = divmod(position - 1, len(POINT_LETTERS))
    return POINT_LETTERS[place] * (rounds + 1)


def fold(text: str) -> str:
    """Lower case without accents, for searching: `Đắk Hà` → `dak ha`."""
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


def same_words(text: str) -> str:
    """A form in which two spellings of one heading or name are equal: NFC, case, spaces and dashes folded."""
    text = unicodedata.normalize("NFC", text).casefold().replace("\u2013", "-").replace("\u2014", "-")
    return re.sub(r"\s*-\s*", "-", " ".join(text.split())).strip(" :;.,")


def nfc(text: str) -> str:
    """One form for one text: composed letters, one kind of line end, no blanks at the ends of lines."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()
