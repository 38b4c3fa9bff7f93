"""What holds of a rate wherever it is entered: it is worked out from its counts, of something, at most the whole."""

from collections.abc import Mapping
from decimal import Decimal

from indicators.models.results import rate_of
from planning.entry.tables import CellKey, EntryTable
from planning.formats import rounded

VALUE, NUMERATOR, DENOMINATOR = "value", "numerator", "denominator"
WORKED_OUT = "Tỷ lệ được tính từ tử số và mẫu số."
WITHOUT_COUNTS = "Chưa có tử số và mẫu số: tỷ lệ này không tổng hợp được lên cấp trên."
HALF = "Cần cả tử số và mẫu số."
NOT_OF_NOTHING = "Mẫu số phải lớn hơn 0."
TOO_MUCH = "Tử số không được lớn hơn mẫu số."


def fault_of(part: str, value: Decimal, numerator: Decimal | None, denominator: Decimal | None, decimals: int) -> str:
    """What is wrong with a new value of a part of a rate, with the counts as they would be; empty where nothing is."""
    if part == DENOMINATOR and value == 0:
        return NOT_OF_NOTHING
    if numerator is None or denominator is None:
        return ""
    if part == VALUE:
        rate = rate_of(numerator, denominator)
        return "" if rate is None or rounded(rate, decimals) == value else f"{WORKED_OUT} Đề nghị để trống ô này."
    return TOO_MUCH if numerator > denominator else ""


def standing_now(table: EntryTable, values: Mapping[CellKey, Decimal | None], key: CellKey) -> Decimal | None:
    """What would stand in a cell with new values."""
    if key in values:
        return values[key]
    cell = table.cells.get(key)
    return cell.value if cell else None
