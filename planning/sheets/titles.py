"""What stands above a table: whose figures these are, and in which unit of money."""

import re

from planning.documents.xlsx import SCOPE_LABEL
from planning.formats import same_words

SCOPE_LINE = re.compile(rf"{SCOPE_LABEL}\s*:\s*(\w+)", re.IGNORECASE)
UNIT_LINE = re.compile(r"(?:đơn vị(?: tính)?|đvt)\s*:\s*(.+)", re.IGNORECASE)
# How many đồng one of each unit is, by the names it goes under.
MONEY_UNITS = {
    "đồng": 1,
    "đ": 1,
    "vnđ": 1,
    "nghìn đồng": 10**3,
    "ngàn đồng": 10**3,
    "1000 đồng": 10**3,
    "1.000 đồng": 10**3,
    "triệu đồng": 10**6,
    "triệu": 10**6,
    "1.000.000 đồng": 10**6,
    "tỷ đồng": 10**9,
    "tỉ đồng": 10**9,
    "tỷ": 10**9,
}
UNITS_EXPECTED = "Cần một trong: đồng, nghìn đồng, triệu đồng, tỷ đồng."


def money_unit_of(words: str) -> int | None:
    """How many đồng the unit named by the words is; None where it is no unit of money."""
    return MONEY_UNITS.get(same_words(words).strip("() ."))
