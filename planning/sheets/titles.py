"""What stands above a table: whose figures these are, and in which unit of money."""

import re

from planning.documents.xlsx import SCOPE_LABEL
from planning.formats import same_words

SCOPE_LINE = re.compile(rf"{SCOPE_LABEL}\s*:\s*(\w+)", re.IGNORECASE)
UNIT_LINE = re.compile(r"(?:đơn vị(?: tính)?|đvt)\s*:\s*(.+)", re.IGNORECASE)
# Words that no heading of a column begins with, though they stand right above one.
OPENINGS = re.compile(r"\(|(?:phụ lục|biểu|mẫu|bảng)\b.{0,12}\d|.*\bngày\b.*\btháng\b|độc lập", re.IGNORECASE)
LONGEST_HEADING, FEWEST_CAPITALS = 60, 5
# How many đồng one of each unit is, by the names it goes under.
MONEY_UNITS = {
    "đồng": 1,
    "đ": 1,
    "vnđ": 1,
    "nghìn đồng": 10**3,
    "ngàn đồng": 10**3,
    "nghìn đ": 10**3,
    "1000 đồng": 10**3,
    "1.000 đồng": 10**3,
    "1000đ": 10**3,
    "1.000đ": 10**3,
    "triệu đồng": 10**6,
    "triệu": 10**6,
    "triệu đ": 10**6,
    "trđ": 10**6,
    "tr.đ": 10**6,
    "tr.đồng": 10**6,
    "tr. đồng": 10**6,
    "1.000.000 đồng": 10**6,
    "tỷ đồng": 10**9,
    "tỉ đồng": 10**9,
    "tỷ đ": 10**9,
    "tỷ": 10**9,
}
UNITS_EXPECTED = "Cần một trong: đồng, nghìn đồng, triệu đồng, tỷ đồng."


def money_unit_of(words: str) -> int | None:
    """How many đồng the unit named by the words is, the first of several; None where it is no unit of money."""
    return MONEY_UNITS.get(re.split("[;,/]", same_words(words))[0].strip("() ."))


def is_title(text: str) -> bool:
    """Whether what stands right above a heading is a title or a remark and no heading of several columns."""
    is_long = len(text) > LONGEST_HEADING or (text.isupper() and len(text.split()) >= FEWEST_CAPITALS)
    return is_long or any(pattern.match(text.strip()) for pattern in (OPENINGS, SCOPE_LINE, UNIT_LINE))
