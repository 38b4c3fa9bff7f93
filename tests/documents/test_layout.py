"""The page of Decree 30/2020/NĐ-CP, Appendix I, row by row, measured on the PDF itself."""

import io
import re

import pdfplumber
import pytest

from planning.documents import pdf
from planning.documents.assemble import assemble
from planning.text.outline import Level
from tests.documents.samples import SENTENCE, body, document, line, table

MM = 72 / 25.4


@pytest.fixture(scope="module")
def printed():
    """A plan of several pages and two appendices, open."""
    paragraphs = [
        line(Level.PART, "I.", "MỤC ĐÍCH, YÊU CẦU"),
        line(Level.CLAUSE, "1.", "Mục đích"),
        line(Level.POINT, "a)", SENTENCE * 3),
        *body(24),
    ]
    appendices = [table(8, "a", "Phụ lục I"), table(8, "b", "Phụ lục II")]
    with pdfplumber.open(io.BytesIO(pdf.draw(document(paragraphs, appendices)))) as book:
        yield book


@pytest.fixture(scope="module")
def decision():
    """The first page of a decision."""
    articles = [line(Level.ARTICLE, f"Điều {place}.", SENTENCE) for place in range(1, 4)]
    drawn = document(articles, enactor="ỦY BAN NHÂN DÂN XÃ BA DINH", enacts="QUYẾT ĐỊNH:", kind="QUYẾT ĐỊNH")
    with pdfplumber.open(io.BytesIO(pdf.draw(drawn))) as book:
        yield book.pages[0]


def found(book, text):
    """The first place where the words stand in one line."""
    return next(hit for page in book.pages for hit in page.search(re.escape(text), regex=True))


def in_body(page):
    return [char for char in page.chars if char["bottom"] > 20 * MM]


def number(page):
    return "".join(char["text"] for char in page.chars if char["bottom"] < 20 * MM)


def face(char):
    return char["fontname"].partition("Serif")[2].strip("-").replace("Regular", "")


def middle(box):
    return (box["x0"] + box["x1"]) / 2


def rule_below(page, box):
    """The first line drawn below some words."""
    drawn = [*page.rects, *page.lines, *page.curves]
    rules = [each for each in drawn if each["height"] < 1 and each["top"] >= box["bottom"] - 3]
    return min((rule for rule in rules if abs(middle(rule) - middle(box)) < 3), key=lambda rule: rule["top"])


def test_the_paper_is_a4_and_wide_tables_lie_across(printed):
    sizes = [(round(page.width / MM), round(page.height / MM)) for page in printed.pages]

    assert sizes == [(210, 297)] * 3 + [(297, 210)] * 2


def test_the_margins_are_those_of_the_decree(printed):
    for page in printed.pages:
        left, right = min(char["x0"] for char in in_body(page)), max(char["x1"] for char in in_body(page))
        assert 30 * MM - 0.1 <= left <= 35 * MM
        assert 15 * MM <= page.width - right <= 20 * MM
        assert 20 * MM - 0.1 <= min(char["top"] for char in in_body(page)) <= 25 * MM
        assert page.height - max(char["bottom"] for char in in_body(page)) >= 20 * MM - 0.1


def test_a_full_page_leaves_no_more_than_the_decree_at_its_foot(printed):
    second = printed.pages[1]

    # Two lines may go over, so that no paragraph leaves one behind.
    assert second.height - max(char["bottom"] for char in in_body(second)) < 25 * MM + 2 * 14 * 1.2


def test_every_letter_comes_from_one_typeface_of_the_metrics_of_times_new_roman(printed):
    faces = {char["fontname"].split("+")[1].split("-B")[0] for page in printed.pages for char in page.chars}
    letter = found(printed, "Các cơ quan")["chars"][0]

    assert {each.replace("-", "").removesuffix("Italic") for each in faces} == {"LiberationSerif"}
    assert letter["width"] == pytest.approx(0.667 * letter["size"], abs=0.01)


def test_all_ink_is_black(printed):
    colours = {char["non_stroking_color"] for page in printed.pages for char in page.chars}

    assert colours <= {(0, 0, 0), (0,), 0}


def test_page_one_bears_no_number_and_the_next_bear_theirs(printed):
    assert [number(page) for page in printed.pages[:3]] == ["", "2", "3"]


def test_the_page_number_is_upright_and_centred_in_the_top_margin(printed):
    page = printed.pages[1]
    sign = next(char for char in page.chars if char["bottom"] < 20 * MM)

    assert 13 <= round(sign["size"], 2) <= 14
    assert face(sign) == ""
    assert middle(sign) == pytest.approx((30 * MM + page.width - 18 * MM) / 2, abs=1)


def test_each_appendix_is_numbered_from_one(printed):
    assert [number(page) for page in printed.pages[3:]] == ["1", "1"]


@pytest.mark.parametrize(
    ("text", "size", "style"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", (12, 13), "Bold"),
        ("Độc lập - Tự do - Hạnh phúc", (13, 14), "Bold"),
        ("ỦY BAN NHÂN DÂN", (12, 13), "Bold"),
        ("XÃ BA DINH", (12, 13), "Bold"),
        ("Số: 05/KH-UBND", (13, 13), ""),
        ("Ba Dinh, ngày 05 tháng 12 năm 2025", (13, 14), "Italic"),
        ("KẾ HOẠCH", (13, 14), "Bold"),
        ("Thực hiện Chương trình mẫu", (13, 14), "Bold"),
        ("Căn cứ Luật", (13, 14), "Italic"),
        ("I. MỤC ĐÍCH, YÊU CẦU", (13, 14), "Bold"),
        ("1. Mục đích", (13, 14), "Bold"),
        ("a) Các cơ quan", (13, 14), ""),
        ("TM. ỦY BAN NHÂN DÂN", (13, 14), "Bold"),
        ("CHỦ TỊCH", (13, 14), "Bold"),
        ("Phạm Văn Mẫu", (13, 14), "Bold"),
        ("Nơi nhận:", (12, 12), "Bold-Italic"),
        ("- Đảng ủy xã;", (11, 11), ""),
        ("- Lưu: VT.", (11, 11), ""),
        ("Phụ lục I", (14, 14), "Bold"),
        ("KINH PHÍ THỰC HIỆN", (13, 14), "Bold"),
        ("(Kèm theo Kế hoạch số", (13, 14), "Italic"),
    ],
)
def test_each_element_has_the_size_and_face_of_the_decree(printed, text, size, style):
    char = found(printed, text)["chars"][0]

    assert size[0] - 0.01 <= char["size"] <= size[1] + 0.01
    assert face(char) == style


@pytest.mark.parametrize(
    ("text", "style"),
    [("QUYẾT ĐỊNH:", "Bold"), ("ỦY BAN NHÂN DÂN XÃ BA DINH", "Bold"), ("Điều 1.", "Bold"), ("Các cơ quan", "")],
)
def test_a_decision_has_its_own_elements(decision, text, style):
    char = decision.search(re.escape(text), regex=True)[0]["chars"][0]

    assert 13 <= char["size"] <= 14
    assert face(char) == style


def test_the_names_of_state_and_agency_begin_in_one_line_and_number_and_date_stand_in_one(printed):
    agency, state = found(printed, "ỦY BAN NHÂN DÂN"), found(printed, "CỘNG HÒA")
    reference, dateline = found(printed, "Số: 05"), found(printed, "Ba Dinh, ngày")

    assert agency["bottom"] == pytest.approx(state["bottom"], abs=2)
    assert reference["bottom"] == pytest.approx(dateline["bottom"], abs=2)
    assert agency["x1"] < state["x0"]


def test_the_rule_below_the_motto_is_as_long_as_its_words(printed):
    motto = found(printed, "Độc lập - Tự do - Hạnh phúc")

    rule = rule_below(printed.pages[0], motto)

    assert rule["width"] == pytest.approx(motto["x1"] - motto["x0"], abs=1)


@pytest.mark.parametrize("words", ["XÃ BA DINH", "Thực hiện Chương trình mẫu năm 2025"])
def test_the_rules_below_agency_and_subject_are_a_third_to_a_half_of_the_words(printed, words):
    text = found(printed, words)
    widest = found(printed, "ỦY BAN NHÂN DÂN") if words.isupper() else text

    rule = rule_below(printed.pages[0], text)

    assert 1 / 3 <= rule["width"] / (widest["x1"] - widest["x0"]) <= 1 / 2


@pytest.mark.parametrize("text", ["KẾ HOẠCH", "Thực hiện Chương trình mẫu", "Phụ lục I", "KINH PHÍ THỰC HIỆN"])
def test_titles_are_centred(printed, text):
    page = next(page for page in printed.pages if page.search(re.escape(text), regex=True))
    line_found = next(each for each in page.extract_text_lines() if each["text"].startswith(text))

    assert middle(line_found) == pytest.approx((30 * MM + page.width - 18 * MM) / 2, abs=1)


def test_paragraphs_are_indented_spaced_and_justified_as_the_decree_says(printed):
    lines = printed.pages[1].extract_text_lines()
    first = next(place for place, each in enumerate(lines) if re.match(r"\d+\. ", each["text"]))
    begun, second, *_ = lines[first:]
    next_begun = next(place for place in range(first + 1, len(lines)) if re.match(r"\d+\. ", lines[place]["text"]))
    pitch = second["top"] - begun["top"]

    assert begun["x0"] - 30 * MM == pytest.approx(12.7 * MM, abs=0.1)
    assert second["x0"] == pytest.approx(30 * MM, abs=0.1)
    assert begun["x1"] == pytest.approx(second["x1"], abs=0.3)
    assert 1 <= pitch / (14 * 1.107) <= 1.5
    assert lines[next_begun]["top"] - lines[next_begun - 1]["top"] - pitch >= 6 - 0.01


def test_the_signature_stands_right_of_the_recipients_and_level_with_them(printed):
    recipients, authority = found(printed, "Nơi nhận:"), found(printed, "TM. ỦY BAN NHÂN DÂN")
    title, name = found(printed, "CHỦ TỊCH"), found(printed, "Phạm Văn Mẫu")

    assert recipients["x0"] == pytest.approx(30 * MM, abs=0.1)
    assert recipients["x1"] < authority["x0"]
    assert recipients["top"] == pytest.approx(authority["top"], abs=4)
    assert middle(authority) == pytest.approx(middle(title), abs=1)
    assert middle(authority) == pytest.approx(middle(name), abs=1)


def test_a_sentence_is_printed_word_for_word(plan):
    with pdfplumber.open(io.BytesIO(pdf.draw(assemble(plan)))) as book:
        text = " ".join(" ".join(page.extract_text().split()) for page in book.pages)

    assert "1. Tổng kinh phí dự kiến năm 2025 là 1.303,5 triệu đồng, trong đó: ngân sách trung ương 1.301" in text
