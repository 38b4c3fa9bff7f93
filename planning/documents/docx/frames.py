"""What stands around a table that goes out by itself, in Word: its corners above, and below it who signs."""

from docx.document import Document
from docx.shared import Length

from planning.documents.docx.markup import borderless, fill, write
from planning.documents.docx.pages import room
from planning.documents.docx.styles import BREAK
from planning.documents.model import Frame, Table


def draw_corners(word: Document, table: Table, frame: Frame) -> None:
    """The issuer, and beside it the label over where the table is from."""
    corners = borderless(word, 1, _halves(table))
    fill(corners.cell(0, 0), [(line, "Cơ quan ban hành") for line in frame.issuer])
    fill(corners.cell(0, 1), [(table.label, "Phụ lục"), *((line, "Nguồn của biểu") for line in frame.origin)])


def draw_signers(word: Document, table: Table, frame: Frame) -> None:
    """When the table was made, and who signs, never on a page without words of the table."""
    if table.notes:
        word.paragraphs[-1].paragraph_format.keep_with_next = True
    # Word takes two tables that touch for one.
    write(word, "", BREAK).paragraph_format.keep_with_next = True
    closing = borderless(word, 1, _halves(table))
    first, second = frame.signers
    left = [("", "Địa danh ngày tháng"), (first.capacity, "Chức vụ người ký"), (first.how, "Cách ký")]
    right = [(frame.dateline, "Địa danh ngày tháng"), (second.capacity, "Chức vụ người ký"), (second.how, "Cách ký")]
    fill(closing.cell(0, 0), left)
    fill(closing.cell(0, 1), right)


def _halves(table: Table) -> tuple[Length, Length]:
    half = Length(room(table.is_landscape) // 2)
    return half, half
