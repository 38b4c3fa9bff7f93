"""What the three forms have in common: their communes in two groups by area, and sums of what is known."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from functools import reduce
from operator import add
from typing import TypeVar

from indicators.models import Area, Recognition
from indicators.reviews.books import AREAS, CommuneYear
from indicators.reviews.findings import Form
from planning.documents.model import Column, RowKind
from planning.entry.tables import EntryCell, EntryRow
from planning.formats import number, short_date
from planning.sheets.scopes import Scope

# From a commune, an area and a number to rows; from a key, labels, a kind and the rows summed to rows.
Items = Callable[[CommuneYear, Area, str], Iterable[EntryRow]]
Sums = Callable[[str, tuple[str, ...], RowKind, Sequence[EntryRow]], Iterable[EntryRow]]
Figure = TypeVar("Figure", int, Decimal)
# The largest count a cell takes: more people than any province has.
MOST = Decimal(99_999_999)
NUMERALS = {Area.URBAN: "I", Area.RURAL: "II"}
TOTAL = "total"
TOTAL_WORDS = "Tổng cộng"
WORDS = (
    Column("position", ("STT",), "", 5),
    Column("code", ("Mã",), "", 7),
    Column("unit", ("Phường/Xã (đơn vị)",), "", 26),
)
FORM_TITLES = {
    Form.COUNTS: (
        "Tổng hợp kết quả chính thức rà soát hộ nghèo; hộ cận nghèo; "
        "hộ làm nông, lâm, ngư nghiệp có mức sống trung bình"
    ),
    Form.POOR: "Tổng hợp diễn biến hộ nghèo",
    Form.NEAR_POOR: "Tổng hợp diễn biến hộ cận nghèo",
}
# What the forms are called on screens, where the title of the first is too long.
SHORT_TITLES = FORM_TITLES | {Form.COUNTS: "Kết quả rà soát hộ nghèo, hộ cận nghèo"}
NO_NAMES = "Chỉ lưu số đếm của đơn vị; không lưu danh sách, tên hay thông tin riêng của hộ nào."


def form_title(form: Form, year: int) -> str:
    """The title of a form with its year."""
    return f"{FORM_TITLES[form]} năm {year}"


def rows_of(scope: Scope, reviews: Sequence[CommuneYear], items: Items, sums: Sums) -> list[EntryRow]:
    """The rows of a form: the communes in two groups by area, each under its sum, and the sum of all last.

    `items` makes the rows of a commune with its number in the group, `sums` those that sum some others.
    """
    rows: list[EntryRow] = []
    with_sums = has_sums(scope, reviews)
    for area in AREAS:
        here = [review for review in reviews if area in review.areas]
        made = [row for place, review in enumerate(here, start=1) for row in items(review, area, str(place))]
        if with_sums:
            rows += sums(area, (NUMERALS[area], "", group_words(area)), RowKind.GROUP, made)
        rows += made
    if with_sums:
        made = [row for row in rows if row.kind is RowKind.ITEM]
        rows += sums(TOTAL, ("", "", TOTAL_WORDS), RowKind.TOTAL, made)
    return rows


def has_sums(scope: Scope, reviews: Sequence[CommuneYear]) -> bool:
    """A form of one commune has sums only where it has two areas."""
    is_single = [review.unit for review in reviews] == [scope.unit]
    return not is_single or len(reviews[0].areas) > 1


def group_words(area: Area) -> str:
    """The heading of a group: `Khu vực nông thôn`."""
    return f"Khu vực {area.label.lower()}"


def unit_words(review: CommuneYear, area: Area) -> str:
    """The commune as a row names it; with the area where it has a row in both."""
    name = f"{review.unit.prefix} {review.unit.name}"
    return f"{name}, {group_words(area).lower()}" if len(review.areas) > 1 else name


def lock_of(review: CommuneYear) -> str:
    """Why nothing of the commune may be entered; empty while its review is open."""
    return recognised_by(review.recognition) if review.recognition else ""


def recognised_by(recognition: Recognition) -> str:
    """Why nothing may be entered any more: the decision by which the review stands."""
    document = recognition.document
    words = f"{document.short_citation} ngày {short_date(document.issued_on)}"
    return f"Kết quả năm {recognition.year} đã được công nhận theo {words}."


def known_sum(values: Iterable[Figure | None]) -> Figure | None:
    """The sum of what is known; None where nothing is."""
    known = [value for value in values if value is not None]
    return reduce(add, known) if known else None


def sum_cell(values: Iterable[Figure | None]) -> EntryCell:
    """The sum of what is known, which says so where that is not all."""
    values = list(values)
    known = [value for value in values if value is not None]
    words = f"Tính trên {number(len(known))}/{number(len(values))} đơn vị có số liệu."
    return cell_of(known_sum(known), warning=words if known and len(known) < len(values) else "")


def cell_of(value: int | Decimal | None, lock: str = "", warning: str = "") -> EntryCell:
    """A cell with a count or a rate."""
    return EntryCell(None if value is None else Decimal(value), lock=lock, warning=warning)
