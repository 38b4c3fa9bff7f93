"""Figures of a place that does not exist say so on every page and every sheet, in every form of the paper."""

import io
from dataclasses import replace

import pdfplumber
import pikepdf
import pytest
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook

from planning.documents import docx, html, pdf, xlsx
from planning.documents.assemble import assemble
from planning.documents.docx.styles import MARK
from planning.documents.freezing import freeze, thaw
from planning.documents.pdf import long_tables
from planning.places.units import SAMPLE_MARK, Unit
from tests.documents.samples import body, document, table
from tests.documents.test_layout_tables import shown

MM = 72 / 25.4
SHORT, LONG = table(4, "a", "Phụ lục I"), table(170, "b", "Phụ lục II")


def invented(*appendices, count=12):
    return replace(document(body(count), appendices), mark=SAMPLE_MARK)


def feet(content):
    """The words in the bottom margin of each page."""
    with pdfplumber.open(io.BytesIO(content)) as book:
        return [page.crop((0, page.height - 20 * MM, page.width, page.height)).extract_text() for page in book.pages]


def test_every_page_of_the_pdf_bears_the_mark():
    found = feet(pdf.draw(invented(SHORT, LONG, count=40)))

    assert len(found) > 9
    assert set(found) == {SAMPLE_MARK}


def test_a_real_plan_bears_none():
    content = pdf.draw(document(body(12), [SHORT, LONG]))

    assert set(feet(content)) == {""}
    assert SAMPLE_MARK not in html.page_of(document(body(2)))


def test_the_mark_stands_at_the_same_place_whichever_way_a_table_is_drawn(monkeypatch):
    drawn = []
    for limit in (0, 10_000):
        monkeypatch.setattr(long_tables, "LONG", limit)
        with pdfplumber.open(io.BytesIO(pdf.draw(invented(LONG, count=2)))) as book:
            foot = [page.crop((0, page.height - 20 * MM, page.width, page.height)) for page in book.pages]
            drawn.append([each for page in foot for each in shown(page)])

    by_hand, by_weasyprint = drawn
    assert [each[0] for each in by_hand] == [each[0] for each in by_weasyprint]
    for one, other in zip(by_hand, by_weasyprint, strict=True):
        assert one[1:] == pytest.approx(other[1:], abs=1)


def test_who_has_the_file_read_aloud_hears_it_once_and_finds_it_in_the_properties():
    with pikepdf.open(io.BytesIO(pdf.draw(invented(SHORT)))) as book:
        assert book.docinfo["/Subject"] == SAMPLE_MARK
    page = html.page_of(invented(SHORT))

    assert page.count(f'<p class="sample-mark">{SAMPLE_MARK}</p>') == 1


def test_every_section_of_the_word_file_bears_the_mark_on_all_its_pages():
    word = Document(io.BytesIO(docx.draw(invented(SHORT, LONG))))

    for section in word.sections:
        assert section.footer.paragraphs[0].text == SAMPLE_MARK
        if section.different_first_page_header_footer:
            assert section.first_page_footer.paragraphs[0].text == SAMPLE_MARK
    assert len(word.sections) == 3
    plain = Document(io.BytesIO(docx.draw(document(body(2), [SHORT]))))
    assert {section.footer.paragraphs[0].text for section in plain.sections} == {""}


def test_the_word_file_begins_with_the_mark_in_its_frame_once():
    paper = invented(SHORT, LONG)

    word = Document(io.BytesIO(docx.draw(replace(paper, leaves=paper.leaves * 2))))

    assert word.element.body[0].text == SAMPLE_MARK
    assert [each.text for each in word.paragraphs if each.style.name == MARK] == [SAMPLE_MARK]
    assert len(word.styles[MARK].element.pPr.find(qn("w:pBdr"))) == 4
    plain = Document(io.BytesIO(docx.draw(document(body(2), [SHORT]))))
    assert MARK not in {each.style.name for each in plain.paragraphs}


@pytest.mark.parametrize("appendices", [(), (SHORT,), (SHORT, LONG)])
def test_every_sheet_begins_with_the_mark_and_prints_it_on_every_page(appendices):
    book = load_workbook(io.BytesIO(xlsx.draw(invented(*appendices))))

    assert {sheet["A1"].value for sheet in book.worksheets} == {SAMPLE_MARK}
    if appendices:
        assert {sheet.oddFooter.center.text for sheet in book.worksheets} == {SAMPLE_MARK}


def test_the_archive_keeps_the_mark_and_still_reads_what_was_stored_before_there_was_one():
    value = freeze(invented(SHORT))
    older = freeze(document(body(12), [SHORT]))
    del older["document"]["mark"]

    assert thaw(value).mark == SAMPLE_MARK
    assert thaw(older) == document(body(12), [SHORT])


def test_a_plan_of_an_invented_unit_is_marked_and_one_of_a_real_unit_is_not(plan):
    before = assemble(plan).mark
    Unit.objects.filter(pk=plan.unit_id).update(is_sample=True)
    plan.unit.refresh_from_db()

    assert (before, assemble(plan).mark) == ("", SAMPLE_MARK)
