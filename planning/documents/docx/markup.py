"""Writing into a Word document: paragraphs by their style, and markup for what python-docx has no words for."""

import re
from collections.abc import Sequence

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from planning.documents.packages import legible

OPENING = re.compile(r"<w:\w+")
NO_EDGES = """<w:tblCellMar>
  <w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>
</w:tblCellMar>"""


def element(markup: str) -> BaseOxmlElement:
    """The element that a piece of WordprocessingML describes, under its usual prefix `w`."""
    # The prefix is declared on the element itself: taken out of another, a long table takes a minute to move.
    made: BaseOxmlElement = parse_xml(OPENING.sub(rf"\g<0> {nsdecls('w')}", markup, count=1))
    return made


def twips(length: Length) -> int:
    """A length in twentieths of a point, in which most attributes are."""
    return round(length.pt * 20)


def write(word: Document, text: str, style: str) -> Paragraph:
    """Add a paragraph."""
    return word.add_paragraph(legible(text), style)


def fill(cell: _Cell, lines: Sequence[tuple[str, str]]) -> list[Paragraph]:
    """Write lines, each with its style, into a new cell, which comes with one paragraph."""
    paragraphs = [cell.paragraphs[0], *(cell.add_paragraph() for _ in lines[1:])]
    for paragraph, (text, style) in zip(paragraphs, lines, strict=True):
        paragraph.text = legible(text)
        paragraph.style = style
    return paragraphs


def borderless(word: Document, rows: int, widths: tuple[Length, Length]) -> Table:
    """Add a table that only sets words side by side."""
    table = word.add_table(rows, len(widths))
    table.autofit, table.alignment = False, WD_TABLE_ALIGNMENT.CENTER
    table._tbl.tblPr.find(qn("w:tblLayout")).addnext(element(NO_EDGES))
    for row in table.rows:
        row._tr.get_or_add_trPr().append(element("<w:cantSplit/>"))
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    return table
