"""A plan's document as a Word file an officer can go on editing: named styles, real numbering, real tables."""

from io import BytesIO

from docx import Document

from planning.documents.docx.appendices import TableMarkup, draw_appendix
from planning.documents.docx.leaves import draw_leaf
from planning.documents.docx.numbering import define_lists
from planning.documents.docx.pages import begin_section, draw_mark, end
from planning.documents.docx.settings import describe, set_up
from planning.documents.docx.styles import define_styles
from planning.documents.model import PlanDocument
from planning.documents.packages import repacked
from planning.documents.parting import on_pages

# The part of the package that holds the text and the tables.
CONTENT = "word/document.xml"


def draw(document: PlanDocument) -> bytes:
    """The bytes of a .docx file: the leaves in order, then the appendices, each in a section of its own."""
    word = Document()
    set_up(word)
    describe(word, document)
    define_styles(word)
    define_lists(word, len(document.leaves))
    for place, leaf in enumerate(document.leaves):
        begin_section(word, document, is_first=not place, hides_first_number=True)
        if not place:
            draw_mark(word, document)
        draw_leaf(word, leaf, place)
    markups = [TableMarkup(table) for table in on_pages(document).appendices]
    for place, markup in enumerate(markups):
        is_first = not document.leaves and not place
        begin_section(word, document, is_first=is_first, is_landscape=markup.table.is_landscape)
        draw_appendix(word, markup)
    end(word)
    buffer = BytesIO()
    word.save(buffer)
    return repacked(buffer.getvalue(), {CONTENT: [(markup.place.encode(), markup.rows()) for markup in markups]})
