"""Pictures in a document: before the rows they show, under a caption, with words for who does not see them."""

import io
from dataclasses import replace
from zipfile import ZipFile

import pdfplumber
import pikepdf
import pytest
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook

from planning.documents import docx, html, pdf, xlsx
from planning.documents.comparison import compare
from planning.documents.freezing import freeze, thaw
from planning.documents.parting import on_pages
from tests.documents.papers import MM, read_docx, read_pdf, read_xlsx
from tests.documents.samples import body, document, picture, table
from tests.documents.test_pdf_standards import tagged

CAPTIONS = [f"Biểu đồ {place}. Mức độ đạt chỉ tiêu năm 2025 (%)" for place in (1, 2, 3, 4)]


@pytest.fixture(scope="module")
def sample():
    """A short table with two pictures, and one drawn straight into the file whose two pictures take a page."""
    short = table(4, "a", "Phụ lục I", pictures=(picture(), picture("second")))
    long = table(200, "b", "Phụ lục II", figures=6, pictures=(picture(), picture("x", note="")), first_picture=3)
    return document(body(3), [short, long])


@pytest.fixture(scope="module")
def content(sample):
    return pdf.draw(sample)


@pytest.fixture(scope="module")
def book(content):
    with pikepdf.open(io.BytesIO(content)) as opened:
        yield opened


@pytest.fixture(scope="module")
def word(sample):
    return Document(io.BytesIO(docx.draw(sample)))


def lines_with(content, start):
    with pdfplumber.open(io.BytesIO(content)) as book:
        return [
            (number, line)
            for number, page in enumerate(book.pages, start=1)
            for line in page.extract_text().splitlines()
            if line.startswith(start)
        ]


def test_pictures_are_counted_through_the_document_and_say_their_unit(sample):
    assert [caption for each in sample.appendices for caption in each.captions] == CAPTIONS


def test_a_page_on_screen_holds_the_picture_itself_and_what_it_shows(sample):
    markup = html.body_of(sample)

    assert markup.count('<img src="data:image/svg+xml;base64,') == 4
    assert markup.count(f'alt="{picture().words}"') == 4
    assert markup.index(CAPTIONS[0]) < markup.index("<img") < markup.index("<table")


def test_pdf_tags_each_picture_with_its_words_and_its_place(book):
    figures = tagged(book, "Figure")

    assert [str(each.Alt) for each in figures] == [picture().words] * 4
    for each in figures:
        left, low, right, high = map(float, each.A.BBox)
        width, height = float(each.Pg.MediaBox[2]), float(each.Pg.MediaBox[3])
        assert 30 * MM - 1 <= left < right <= width - 18 * MM + 1
        assert 20 * MM - 1 <= low < high <= height - 20 * MM + 1


def test_captions_print_in_order_before_the_rows(content):
    assert [line for _, line in lines_with(content, "Biểu đồ")] == CAPTIONS


def test_a_long_table_goes_on_counting_its_pages_from_its_title(content):
    with pdfplumber.open(io.BytesIO(content)) as book:
        heads = [page.crop((0, 0, page.width, 20 * MM)).extract_text().strip() for page in book.pages]
        first = next(n for n, page in enumerate(book.pages) if "Phụ lục II" in page.extract_text())

    assert heads[first:] == [str(number) for number in range(1, len(heads) - first + 1)]


def test_a_long_table_that_its_pictures_push_to_the_next_page_is_tagged_there():
    high = replace(table(200, "b", figures=6, pictures=(picture(), picture("second"))), unit_line="")

    with pikepdf.open(io.BytesIO(pdf.draw(document(body(1), [high])))) as book:
        (found,) = tagged(book, "Table")
        first = found.K[1].K[0].K[0]

        assert str(first.S) == "/TD"
        assert first.Pg == book.pages[2].obj


def test_word_says_what_a_picture_shows_and_keeps_it_with_its_caption(word):
    shapes = [shape._inline for shape in word.inline_shapes]
    room = word.sections[-1].page_width - word.sections[-1].left_margin - word.sections[-1].right_margin

    assert [shape.docPr.get("descr") for shape in shapes] == [picture().words] * 4
    assert [shape.docPr.get("name") for shape in shapes] == [f"Biểu đồ {place}" for place in (1, 2, 3, 4)]
    assert all(shape.width <= room for shape in word.inline_shapes)
    assert [p.text for p in word.paragraphs if p.style.name == "Caption"] == CAPTIONS
    assert word.styles["Caption"].paragraph_format.keep_with_next
    assert len(word.element.findall(f".//{qn('w:drawing')}")) == 4


def test_a_workbook_bears_the_pictures_of_a_table_beside_it_each_on_a_page(sample):
    content = xlsx.draw(sample)
    book = load_workbook(io.BytesIO(content))
    sheet = book["Biểu đồ Phụ lục I"]

    with ZipFile(io.BytesIO(content)) as package:
        drawing = package.read("xl/drawings/drawing1.xml").decode()

    anchors = [image.anchor._from.row for image in sheet._images]
    captions = [row[0].row for row in sheet.iter_rows() if str(row[0].value).startswith("Biểu đồ")]
    assert book.sheetnames == ["Phụ lục I", "Biểu đồ Phụ lục I", "Phụ lục II", "Biểu đồ Phụ lục II"]
    assert drawing.count(f'descr="{picture().words}"') == 2
    assert anchors == captions
    assert [each.id for each in sheet.row_breaks.brk] == [captions[1] - 1]


def test_numbers_agree_across_formats_beside_pictures(sample):
    printed, written = read_pdf(pdf.draw(sample), sample), read_docx(docx.draw(sample))

    assert written.numbers == printed.numbers
    assert [len(rows) for rows in read_xlsx(xlsx.draw(sample), sample)] == [4, 200]


def test_the_same_document_makes_the_same_files(sample):
    for drawer in (docx, xlsx, pdf):
        assert drawer.draw(sample) == drawer.draw(sample)


def test_a_table_that_goes_on_several_sheets_bears_its_pictures_once():
    wide = document(appendices=[table(3, figures=40, pictures=(picture(),))])

    parts = on_pages(wide).appendices

    assert len(parts) > 1
    assert [len(part.pictures) for part in parts] == [1, *[0] * (len(parts) - 1)]


def test_pictures_are_frozen_with_the_document_and_come_back(sample):
    assert thaw(freeze(sample)) == sample


def test_a_document_frozen_before_there_were_pictures_is_still_read(sample):
    plain = document(body(2), [table(3)])
    value = freeze(plain)
    for each in value["document"]["appendices"]:
        del each["pictures"], each["first_picture"]

    assert thaw(value) == plain


def test_figures_that_a_picture_shows_are_compared_in_the_rows_alone(sample):
    other = document(body(3), [table(4, "a", "Phụ lục I"), *sample.appendices[1:]])

    assert compare(sample, other).count == 0
