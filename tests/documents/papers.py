"""Reading our papers back as their receivers do: the words and tables of a PDF, a Word file and a workbook."""

import io
import re
from dataclasses import dataclass, field
from decimal import Decimal

import pdfplumber
from docx import Document
from docx.oxml.ns import qn
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph
from openpyxl import load_workbook

from planning.documents.headings import header_rows
from planning.documents.parting import on_pages
from planning.formats import parse_number, roman

MM = 72 / 25.4
NUMBER = re.compile(r"\d+(?:\.\d{3})*(?:,\d+)?")
ROMAN, DECIMAL, BULLET = "upperRoman", "decimal", "bullet"


@dataclass
class Paper:
    """The words outside the appendices' tables in order, and those tables as rows of cells, headers once."""

    words: list[str] = field(default_factory=list)
    tables: list[list[list[str]]] = field(default_factory=list)

    @property
    def numbers(self):
        """All numbers as they are written: those of the text, then those of each row of each table."""
        return numbers_in(" ".join(self.words)), [[numbers_in(" ".join(row)) for row in rows] for rows in self.tables]

    @property
    def cells(self):
        """What the tables say, wherever their lines break."""
        return [[["".join(cell.split()) for cell in row] for row in rows] for rows in self.tables]


def numbers_in(text):
    return NUMBER.findall(text)


def values_in(text):
    return [parse_number(number) for number in numbers_in(text)]


def read_pdf(content, document):
    """A PDF of the document, ours or one that another program has made of our Word file."""
    document = on_pages(document)
    paper, labels, begun = Paper(), [table.label for table in document.appendices], 0
    with pdfplumber.open(io.BytesIO(content)) as book:
        for page in book.pages:
            body = page.crop((0, 20 * MM - 1, page.width, page.height)).filter(_is_no_picture)
            found = body.find_tables()
            text = _outside(body, found).extract_text()
            paper.words.append(text)
            begun += any(label in text.splitlines() for label in labels)
            for table in found:
                rows = [[_joined(cell) for cell in row if cell is not None] for row in table.extract()]
                if len(paper.tables) < begun:
                    paper.tables.append(rows)
                else:
                    header = len(header_rows(document.appendices[len(paper.tables) - 1].columns)) + 1
                    paper.tables[-1] += rows[header:]
    return paper


def _is_no_picture(drawn):
    """The marks of a picture are no rules of a table."""
    return drawn.get("tag") != "Figure"


def _outside(page, tables):
    boxes = [table.bbox for table in tables]
    return page.filter(lambda char: not any(_is_in(char, box) for box in boxes))


def _is_in(char, box):
    left, top, right, bottom = box
    return left <= char["x0"] <= right and top <= (char["top"] + char["bottom"]) / 2 <= bottom


def _joined(cell):
    return " ".join(cell.split())


def read_docx(content):
    """A Word file, with the numbers that Word puts before paragraphs."""
    word, paper = Document(io.BytesIO(content)), Paper()
    markers = Markers(word)
    for block in word.iter_inner_content():
        if isinstance(block, WordParagraph):
            paper.words.append(markers.before(block) + block.text)
        elif block._tbl.tblPr.find(qn("w:tblStyle")) is not None and block.style.name == "Bảng phụ lục":
            paper.tables.append(_rows(block))
        else:
            for row in block.rows:
                paper.words += [markers.before(each) + each.text for cell in row.cells for each in cell.paragraphs]
    return paper


def _rows(table: WordTable):
    """The cells of each row; one that a cell above runs on into is no cell of its own."""
    rows = []
    for row in table._tbl.tr_lst:
        begun = [cell for cell in row.tc_lst if cell.vMerge != "continue"]
        rows.append([" ".join("".join(t.text for t in cell.iter(qn("w:t"))).split()) for cell in begun])
    return rows


class Markers:
    """What Word prints before a numbered paragraph, worked out from the definitions of the lists."""

    def __init__(self, word):
        root = word.part.numbering_part.element
        self._lists = {
            num.get(qn("w:numId")): num.find(qn("w:abstractNumId")).get(qn("w:val"))
            for num in root.findall(qn("w:num"))
        }
        self._levels = {
            each.get(qn("w:abstractNumId")): [self._level(level) for level in each.findall(qn("w:lvl"))]
            for each in root.findall(qn("w:abstractNum"))
        }
        self._counts = {key: [0] * len(levels) for key, levels in self._levels.items()}

    def before(self, paragraph):
        place = _numbering(paragraph)
        if place is None:
            return ""
        key, depth = self._lists[place[0]], place[1]
        counts, (counts_in, text) = self._counts[key], self._levels[key][depth]
        counts[depth] += 1
        counts[depth + 1 :] = [0] * len(counts[depth + 1 :])
        if counts_in == BULLET:
            return f"{text} "
        return re.sub(r"%(\d)", lambda found: self._count(key, int(found[1]) - 1), text) + " "

    def _count(self, key, depth):
        count = self._counts[key][depth]
        return roman(count) if self._levels[key][depth][0] == ROMAN else str(count)

    @staticmethod
    def _level(level):
        return level.find(qn("w:numFmt")).get(qn("w:val")), level.find(qn("w:lvlText")).get(qn("w:val"))


def _numbering(paragraph):
    for properties in (paragraph._p.pPr, paragraph.style.element.pPr):
        numbering = properties is not None and properties.numPr
        if numbering is not None and numbering is not False:
            return str(numbering.numId.val), numbering.ilvl.val
    return None


def read_xlsx(content, document):
    """For each sheet of paper the numbers of each row below its header: those of words, then those that are numbers.

    A workbook has an appendix whole that goes on several sheets of paper.
    """
    workbook = load_workbook(io.BytesIO(content), data_only=True)
    whole = {table.label: [column.key for column in table.columns] for table in document.appendices}
    return [
        [
            [value for column in part.columns for value in _values(row[whole[part.label].index(column.key)])]
            for row in rows_below_header(workbook[part.label], part)
        ]
        for part in on_pages(document).appendices
    ]


def rows_below_header(sheet, table):
    first = int(re.search(r"\d+", sheet.freeze_panes)[0])
    return list(sheet.iter_rows(min_row=first, max_row=first + len(table.rows) - 1)) if table.rows else []


def _values(cell):
    if isinstance(cell.value, int | float):
        is_dash = not cell.value and '"-"' in cell.number_format
        return [] if is_dash else [Decimal(str(cell.value))]
    return values_in(cell.value or "")
