"""The table of money in the words of officers: sources shortened, rows numbered and named in other ways."""

import pytest

from tests.sheets.conftest import DA1, DA21, ROOT, changes_of, edited, exported, read

# What is put into which cells of the export, beside the amount of Dự án 1.
WORDS = {
    "shortened sources": {"D6": "NSTW", "E7": "Vốn ĐTPT", "F7": "Kinh phí sự nghiệp", "J6": "Vốn huy động khác"},
    "a total with its formula": {f"B{ROOT}": "TỔNG CỘNG (I+II)"},
    "a short total": {f"B{ROOT}": "Cộng"},
    "Roman numbers": {f"A{DA1}": "I", f"A{DA21}": "a)"},
    "a bullet for a number": {f"A{DA1}": None, f"B{DA1}": "- Dự án 1: Sinh kế"},
    "who reports above the unit of money": {"A3": "Đơn vị: Ủy ban nhân dân xã Ba Dinh"},
}


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_the_words_of_officers_say_the_same(plan, lan, words):
    outcome = read(plan, edited(exported(plan), {f"F{DA1}": 301, **words}), lan)

    assert outcome.problems == ()
    assert changes_of(outcome) == [("Thay đổi", f"F{DA1}", "300", "301")]
    assert [note for note in outcome.notes if note.startswith(("Giữ nguyên", "Cột không đọc"))] == []
