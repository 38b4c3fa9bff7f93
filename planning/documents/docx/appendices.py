"""An appendix in Word: its title and its table, whose header stands on every page."""

from collections.abc import Iterator
from html import escape

from docx.document import Document
from docx.shared import Length

from planning.documents.docx.markup import element, twips, write
from planning.documents.docx.pages import room
from planning.documents.docx.styles import IDS, TABLE
from planning.documents.grid import Grid, Side, grid_of
from planning.documents.headings import HeaderCell, header_rows
from planning.documents.html import TITLE_LETTERS, balanced
from planning.documents.model import RowKind, Table
from planning.documents.packages import legible

# The size of letters that the styles of tables have, in points.
USUAL_SIZE = 11
OF_SIDE = {Side.LEFT: "Bảng chữ", Side.CENTRE: "Bảng giữa", Side.RIGHT: "Bảng số"}
LOOKS = {RowKind.TOTAL: "<w:b/>", RowKind.GROUP: "<w:b/>", RowKind.RATE: "<w:i/>"}
BEGUN, GONE_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
ON_EVERY_PAGE = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
WHOLE = "<w:trPr><w:cantSplit/></w:trPr>"


def draw_appendix(word: Document, table: Table) -> None:
    """Write an appendix into the section that has begun."""
    write(word, table.label, "Phụ lục")
    write(word, "\n".join(balanced(table.title, TITLE_LETTERS[table.is_landscape])), "Tên phụ lục")
    write(word, table.attached_to, "Kèm theo")
    if table.unit_line:
        write(word, table.unit_line, "Đơn vị tính")
    word.element.body.sectPr.addprevious(element(_TableMarkup(table).markup()))
    for note in table.notes:
        write(word, note, "Ghi chú bảng")


class _TableMarkup:
    """The markup of one table, written as text: two thousand rows take a tenth of a second."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.grid: Grid = grid_of(table)
        self.widths = _widths(self.grid, room(table.is_landscape))
        size = self.grid.size * 2
        self.size = "" if self.grid.size == USUAL_SIZE else f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'

    def markup(self) -> str:
        name = escape(legible(f"{self.table.label}. {self.table.title}"))
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in self.widths)
        return f"""<w:tbl><w:tblPr>
          <w:tblStyle w:val="{TABLE}"/><w:tblW w:w="{sum(self.widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>
          <w:tblLook w:val="0020" w:firstRow="1"/><w:tblCaption w:val="{name}"/>
          </w:tblPr><w:tblGrid>{columns}</w:tblGrid>{"".join(self._header())}{"".join(self._rows())}</w:tbl>"""

    def _header(self) -> Iterator[str]:
        levels = header_rows(self.table.columns)
        for row in range(len(levels)):
            cells = "".join(self._heading(heading, above) for heading, above in _over(levels, row))
            yield f"<w:tr>{ON_EVERY_PAGE}{cells}</w:tr>"
        index = "".join(
            self._cell(column.index, place, 1, "Bảng chỉ số cột") for place, column in enumerate(self.table.columns)
        )
        yield f"<w:tr>{ON_EVERY_PAGE}{index}</w:tr>"

    def _heading(self, heading: HeaderCell, is_gone_on: bool) -> str:
        merge = GONE_ON if is_gone_on else BEGUN if heading.rows > 1 else ""
        text = "" if is_gone_on else heading.text
        return self._cell(text, heading.column, heading.columns, "Bảng tiêu đề", merge=merge)

    def _rows(self) -> Iterator[str]:
        for row in self.table.rows:
            look, is_kept = LOOKS.get(row.kind, ""), row.kind is RowKind.GROUP
            cells = "".join(
                self._cell(each.text, each.column, each.columns, OF_SIDE[each.side], look, is_kept=is_kept)
                for each in self.grid.placed(self.table, row)
            )
            yield f"<w:tr>{WHOLE}{cells}</w:tr>"

    def _cell(
        self,
        text: str,
        column: int,
        columns: int,
        style: str,
        look: str = "",
        *,
        merge: str = "",
        is_kept: bool = False,
    ) -> str:
        width = sum(self.widths[column : column + columns])
        span = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
        kept = "<w:keepNext/>" if is_kept else ""
        run = look + self.size
        properties = f"<w:rPr>{run}</w:rPr>" if run else ""
        words = f'<w:r>{properties}<w:t xml:space="preserve">{escape(legible(text))}</w:t></w:r>' if text else ""
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}<w:vAlign w:val="center"/></w:tcPr>'
            f'<w:p><w:pPr><w:pStyle w:val="{IDS[style]}"/>{kept}</w:pPr>{words}</w:p></w:tc>'
        )


def _widths(grid: Grid, width: Length) -> list[int]:
    return [twips(width) * percent // 100 for percent in grid.percents]


def _over(levels: list[list[HeaderCell]], row: int) -> list[tuple[HeaderCell, bool]]:
    """The headings that cover a header row, from the left, and whether each begins in a row above it."""
    covering = [
        (heading, first < row)
        for first, level in enumerate(levels[: row + 1])
        for heading in level
        if first + heading.rows > row
    ]
    return sorted(covering, key=lambda each: each[0].column)
