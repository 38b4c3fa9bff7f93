"""The counterpart in an officer's words: a row of the table on the page of money, and a note of the check."""

from dataclasses import dataclass

from budgets.counterpart import Check
from budgets.models import Rounding
from budgets.standing import signed
from planning.formats import MoneyUnit, amount, number


@dataclass(frozen=True)
class CheckRow:
    """A check as the screen shows it."""

    name: str
    rate: str
    rounding: str
    expected: str
    entered: str
    share: str
    difference: str
    tolerance: str
    verdict: str
    is_within: bool
    is_part: bool
    document: str
    note: str


def check_row(check: Check, unit: MoneyUnit) -> CheckRow:
    """The row of a check, in the plan's unit of money."""
    return CheckRow(
        name=check.nature.label if check.nature else check.source,
        rate=f"{number(check.percent)} % {check.of}",
        rounding=_rounding_words(check, unit),
        expected=amount(check.expected, unit),
        entered="" if check.entered is None else amount(check.entered, unit),
        share=check.share_words,
        difference=signed(check.difference, unit),
        tolerance=amount(check.tolerance, unit),
        verdict=_verdict(check),
        is_within=check.is_within,
        is_part=check.nature is not None,
        document=check.document,
        note=check.note,
    )


def _rounding_words(check: Check, unit: MoneyUnit) -> str:
    """How what is due was rounded, and from what: `bỏ phần lẻ dưới 1 triệu đồng, từ 43,55`."""
    to = f"{amount(check.rounding_unit, unit)} {unit.label}"
    words = {
        None: "cộng các ngân sách",
        Rounding.EXACT: "không làm tròn",
        Rounding.NEAREST: f"làm tròn đến {to}",
        Rounding.DOWN: f"bỏ phần lẻ dưới {to}",
    }[check.rounding]
    return words if check.exact == check.expected else f"{words}, từ {amount(check.exact, unit)}"


def _verdict(check: Check) -> str:
    if check.is_within and check.difference:
        return "Trong mức cho phép"
    if check.is_within:
        return "Đúng tỷ lệ" if check.exact == check.expected else "Đúng số phải có sau khi làm tròn"
    return "Cao hơn tỷ lệ quy định" if check.difference > 0 else "Thấp hơn tỷ lệ quy định"


def note_words(check: Check, unit: MoneyUnit) -> str:
    """What whoever signs should know of a counterpart that is not what its rate calls for."""
    has = "chưa có" if check.entered is None else f"có {amount(check.entered, unit)} (bằng {check.share_words})"
    due = f"tỷ lệ quy định {number(check.percent)} % {check.of}, phải có {amount(check.expected, unit)}"
    return f"{check.name} {has}; {due}; chênh lệch {signed(check.difference, unit)} {unit.label}."
