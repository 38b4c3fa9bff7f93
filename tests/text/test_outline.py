"""What a line begins with gives its level; the program gives its number."""

import pytest

from planning.text.outline import Level, Line, numbered, parse, written

SOURCE = """
Lời dẫn.
I. MỤC TIÊU
1. Chung
1. Cụ thể
1.1. Về thu nhập
a) Một
a) Hai
- gạch
+ cộng
+ cộng nữa
- gạch nữa
a) Ba
II. KINH PHÍ
1. Tổng số
"""


def test_each_mark_gives_its_level():
    levels = [line.level for line in parse(SOURCE)]

    assert levels[:6] == [Level.PLAIN, Level.PART, Level.CLAUSE, Level.CLAUSE, Level.SUBCLAUSE, Level.POINT]
    assert levels[7:10] == [Level.DASH, Level.PLUS, Level.PLUS]


def test_numbers_are_made_afresh_whatever_was_typed():
    markers = [line.marker for line in numbered(parse(SOURCE))]

    assert markers == ["", "I.", "1.", "2.", "2.1.", "a)", "b)", "-", "+", "+", "-", "c)", "II.", "1."]


def test_a_text_written_back_is_the_same_outline():
    lines = parse(SOURCE)

    assert parse(written(lines)) == lines


def test_the_fifth_point_is_d_with_a_stroke():
    markers = [line.marker for line in numbered(parse("a) x\n" * 6))]

    assert markers == ["a)", "b)", "c)", "d)", "đ)", "e)"]


@pytest.mark.parametrize("text", ["1.463 hộ nghèo", "2,21% mỗi năm", "I là chữ", "-5 độ", "100% hộ"])
def test_a_line_that_begins_with_a_figure_is_plain(text):
    assert [(line.level, line.text) for line in parse(text)] == [(Level.PLAIN, text)]


def test_blank_lines_are_passed_over():
    assert parse("\n \n- một\n\n") == parse("- một")


@pytest.mark.parametrize(
    "text", ["1. là số thứ nhất", "a) và b) đều đúng", "- 5 độ", "\\ là dấu gạch ngược", "xem {#ten}"]
)
def test_plain_words_that_look_like_a_marker_are_kept_plain_by_a_backslash(text):
    lines = [Line(Level.PLAIN, text)]

    assert "\\" in written(lines)
    assert parse(written(lines)) == lines


@pytest.mark.parametrize(
    ("typed", "level"), [("1.", Level.CLAUSE), ("II.", Level.PART), ("a)", Level.POINT), ("-", Level.DASH)]
)
def test_a_marker_alone_begins_an_empty_line_of_its_level(typed, level):
    assert parse(typed) == [Line(level, "")]


def test_more_points_than_letters_are_read_back():
    lines = [Line(Level.POINT, "x")] * 60

    assert parse(written(lines)) == lines


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("II. A\n3. B\na) C", "điểm a khoản 1 Mục I"),
        ("I. A\n1. B\n1.1. C", "điểm 1.1 khoản 1 Mục I"),
        ("I. A\n1. B\n1.1. C\na) D\na) E", "tiết b điểm 1.1 khoản 1 Mục I"),
        ("Điều 1. A\n1. B", "khoản 1 Điều 1"),
    ],
)
def test_a_line_is_referred_to_by_its_place_from_the_lowest_level_up(source, place):
    assert numbered(parse(source))[-1].place == place
