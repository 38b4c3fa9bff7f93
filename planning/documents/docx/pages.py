"""Sections of a Word document: paper, margins, page numbers, the marks of a draft and of invented figures."""

from docx.document import Document
from docx.enum.section import WD_ORIENTATION, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.section import Section, _Footer, _Header
from docx.shared import Length, Mm, Pt

from planning.documents.docx.markup import element, write
from planning.documents.docx.styles import BREAK, MARK
from planning.documents.model import PlanDocument

SHORT, LONG = Mm(210), Mm(297)
TOP, BOTTOM, INNER, OUTER = Mm(20), Mm(20), Mm(30), Mm(18)
HEADER = Mm(10)
DRAFT = "DỰ THẢO"
PAGE = '<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def room(is_landscape: bool) -> Length:
    """The width between the margins."""
    return Mm(round((LONG if is_landscape else SHORT).mm) - 48)


def begin_section(
    word: Document,
    document: PlanDocument,
    *,
    is_first: bool = False,
    is_landscape: bool = False,
    hides_first_number: bool = False,
) -> None:
    """Begin a part on a page of its own, numbered from 1."""
    if not is_first:
        word.add_section(WD_SECTION.NEW_PAGE)
        # What holds the break stands behind the part before, and must not need a page.
        word.paragraphs[-1].style = BREAK
    section = word.sections[-1]
    _lay_out(section, is_landscape)
    _number_from_one(section)
    section.different_first_page_header_footer = hides_first_number
    draft = DRAFT if document.is_draft else ""
    _head(section.header, room(is_landscape), draft, has_number=True)
    _foot(section.footer, document.mark)
    if hides_first_number:
        _head(section.first_page_header, room(is_landscape), draft, has_number=False)
        _foot(section.first_page_footer, document.mark)


def draw_mark(word: Document, document: PlanDocument) -> None:
    """Write the mark in its frame, above all else on the first page; nothing where there is none."""
    if document.mark:
        write(word, document.mark, MARK)


def end(word: Document) -> None:
    """Close the document with a paragraph, without which Word takes a table at its end for damage."""
    word.add_paragraph(style=BREAK)


def _lay_out(section: Section, is_landscape: bool) -> None:
    section.orientation = WD_ORIENTATION.LANDSCAPE if is_landscape else WD_ORIENTATION.PORTRAIT
    section.page_width, section.page_height = (LONG, SHORT) if is_landscape else (SHORT, LONG)
    section.top_margin, section.bottom_margin = TOP, BOTTOM
    section.left_margin, section.right_margin = INNER, OUTER
    section.header_distance = section.footer_distance = HEADER


def _number_from_one(section: Section) -> None:
    for former in section._sectPr.findall(qn("w:pgNumType")):
        section._sectPr.remove(former)
    section._sectPr.find(qn("w:pgMar")).addnext(element('<w:pgNumType w:start="1"/>'))


def _head(header: _Header, width: Length, mark: str, *, has_number: bool) -> None:
    header.is_linked_to_previous = False
    paragraph = header.paragraphs[0]
    paragraph.paragraph_format.tab_stops.add_tab_stop(Length(width // 2), WD_TAB_ALIGNMENT.CENTER)
    paragraph.add_run(mark).bold = True
    if has_number:
        paragraph.add_run("\t")
        paragraph._p.append(element(PAGE))


def _foot(footer: _Footer, mark: str) -> None:
    """Write the mark at the foot of the section's pages; nothing, and no footer, where there is none."""
    if not mark:
        return
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    words = paragraph.add_run(mark)
    words.bold, words.font.size = True, Pt(11)
