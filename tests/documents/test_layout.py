"""The printed page, measured on the PDF itself."""

import io
import re

import pdfplumber
import pytest

from planning.documents import fonts, pdf
from planning.documents.assemble import assemble
from planning.documents.pdf import NothingIsFetched

MM = 72 / 25.4


@pytest.fixture
def printed(plan):
    """The PDF of Ba Dinh's plan, open."""
    with pdfplumber.open(io.BytesIO(pdf.draw(assemble(plan)))) as book:
        yield book


def words(page):
    return page.extract_text()


def number(page):
    """The page number in the top margin."""
    return "".join(c["text"] for c in page.chars if c["bottom"] < 20 * MM and c["text"].isdigit())


def test_the_paper_is_a4_and_wide_tables_lie_across(printed):
    sizes = {(round(page.width), round(page.height)) for page in printed.pages}

    assert sizes == {(595, 842), (842, 595)}
    assert round(printed.pages[0].width) == 595


def test_nothing_is_printed_outside_the_margins_of_the_decree(printed):
    for page in printed.pages:
        body = [c for c in page.chars if c["top"] > 20 * MM]
        assert min(c["x0"] for c in body) >= 30 * MM - 0.5
        assert max(c["x1"] for c in body) <= page.width - 15 * MM + 0.5
        assert max(c["bottom"] for c in body) <= page.height - 20 * MM + 0.5


def test_the_page_number_is_centred_in_the_top_margin_and_absent_from_page_one(printed):
    assert [number(page) for page in printed.pages][:2] == ["", "2"]
    sign = next(c for c in printed.pages[1].chars if c["bottom"] < 20 * MM and c["text"].isdigit())
    middle = 30 * MM + (printed.pages[1].width - 48 * MM) / 2
    assert abs((sign["x0"] + sign["x1"]) / 2 - middle) < 2


def test_each_appendix_is_numbered_from_one(printed):
    numbers = {}
    for page in printed.pages:
        label = re.search(r"^Phụ lục [IVX]+$", words(page), re.MULTILINE)
        if label:
            numbers[label[0]] = number(page)

    assert numbers == {"Phụ lục I": "1", "Phụ lục II": "1"}


def test_every_letter_comes_from_one_embedded_face(printed):
    faces = {char["fontname"].split("+")[1].split("-")[0] for page in printed.pages for char in page.chars}

    assert len(faces) == 1


@pytest.mark.parametrize(
    ("text", "size", "style"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", (12, 13), "Bold"),
        ("Độc lập - Tự do - Hạnh phúc", (13, 14), "Bold"),
        ("ỦY BAN NHÂN DÂN", (12, 13), "Bold"),
        ("Số: …/KH-UBND", (13, 13), ""),
        ("Ba Dinh, ngày … tháng … năm …", (13, 14), "Italic"),
        ("KẾ HOẠCH", (13, 14), "Bold"),
        ("I. MỤC ĐÍCH, YÊU CẦU", (13, 14), "Bold"),
        ("Căn cứ Quyết định", (13, 14), "Italic"),
        ("Nơi nhận:", (12, 12), "Bold-Italic"),
        ("- Đảng ủy xã;", (11, 11), ""),
    ],
)
def test_each_element_has_the_size_and_face_of_the_decree(printed, text, size, style):
    found = next(hit for page in printed.pages for hit in page.search(re.escape(text), regex=True))
    char = found["chars"][0]
    face = char["fontname"].partition("Serif")[2].strip("-").replace("Regular", "")

    assert size[0] - 0.01 <= char["size"] <= size[1] + 0.01
    assert face == style


def test_a_sentence_is_printed_word_for_word(printed):
    text = " ".join(" ".join(words(page).split()) for page in printed.pages)

    assert "1. Tổng kinh phí dự kiến năm 2025 là 1.303,5 triệu đồng, trong đó: ngân sách trung ương 1.301" in text


def test_the_signature_stands_on_a_page_with_words(printed):
    page = next(page for page in printed.pages if "Nơi nhận:" in words(page))

    assert "quyết định./." in " ".join(words(page).split())


def test_a_table_header_is_repeated_on_every_page(plan, indicator):
    from_one = [indicator(f"ct-{n}", f"Chỉ tiêu số {n} của một danh sách dài", position=n + 10) for n in range(120)]
    plan.targets.bulk_create(
        [
            type(plan.targets.first())(plan=plan, indicator=each, comparator="reach", value=n)
            for n, each in enumerate(from_one)
        ]
    )

    with pdfplumber.open(io.BytesIO(pdf.draw(assemble(plan)))) as book:
        pages = [words(page) for page in book.pages if "Chỉ tiêu số" in words(page) and "Cách giao" in words(page)]
        rows = [words(page) for page in book.pages if re.search(r"^\d+ Chỉ tiêu số", words(page), re.MULTILINE)]

    assert len(pages) == len(rows) > 1


def test_a_document_fetches_nothing():
    with pytest.raises(ValueError, match="not fetched"):
        NothingIsFetched().fetch("file:///etc/passwd")


def test_a_font_without_vietnamese_letters_is_refused(monkeypatch):
    monkeypatch.setattr(fonts, "missing_letters", lambda path: {"ợ"})
    fonts.check_font.cache_clear()

    with pytest.raises(fonts.FontIsMissing, match="fonts-liberation2"):
        fonts.check_font()
    fonts.check_font.cache_clear()
