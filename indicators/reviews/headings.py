"""What the columns of forms 2 and 3 are called: the same in the grid, the workbook and what the checks say."""

from indicators.models import PovertyClass
from indicators.reviews.books import MOVES

ENTERED = ("opening", *MOVES)
CLOSING = "closing"
DOWN, UP = "Giảm trong kỳ", "Tăng trong kỳ"
HEADINGS = {
    PovertyClass.POOR: (
        ("Tổng số hộ nghèo đầu kỳ",),
        (DOWN, "Trở thành hộ cận nghèo"),
        (DOWN, "Vượt chuẩn cận nghèo"),
        (DOWN, "Số hộ khác giảm"),
        (UP, "Số hộ cận nghèo trở thành"),
        (UP, "Tái nghèo"),
        (UP, "Phát sinh mới"),
        (UP, "Số hộ khác tăng"),
        ("Tổng số hộ nghèo cuối kỳ",),
    ),
    PovertyClass.NEAR_POOR: (
        ("Tổng số hộ cận nghèo đầu kỳ",),
        (DOWN, "Trở thành hộ nghèo"),
        (DOWN, "Vượt chuẩn cận nghèo"),
        (DOWN, "Số hộ khác giảm"),
        (UP, "Số hộ nghèo trở thành hộ cận nghèo"),
        (UP, "Tái cận nghèo"),
        (UP, "Phát sinh mới"),
        (UP, "Số hộ khác tăng"),
        ("Tổng số hộ cận nghèo cuối kỳ",),
    ),
}


def column_words(of: PovertyClass, name: str) -> str:
    """A column within a sentence: `trở thành hộ cận nghèo`."""
    heading = HEADINGS[of][ENTERED.index(name)][-1]
    return f"{heading[:1].lower()}{heading[1:]}"
