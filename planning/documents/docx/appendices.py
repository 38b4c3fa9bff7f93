"""An appendix in Word: its title and its table, whose header stands on every page."""

from collections.abc import Iterator
from html import escape
from io import BytesIO

from docx.document import Document
from docx.shared import Length, Mm

from planning.documents.docx.frames import draw_corners, draw_signers
from planning.documents.docx.markup import element, twips, write
from planning.documents.docx.pages import room
from planning.documents.docx.styles import IDS, TABLE
from planning.documents.grid import INDEX_SCALE, Grid, Side, grid_of
from planning.documents.headings import HeaderCell, header_rows
from planning.documents.html import TITLE_LETTERS, balanced
from planning.documents.model import RowKind, Table
from planning.documents.packages import legible
from planning.documents.pictures import png_under_caption
from planning.pictures.model import Picture

# The size of letters that the styles of tables have, in points; that of the index row is smaller.
USUAL_SIZE = 11
OF_SIDE = {Side.LEFT: "Bảng chữ", Side.CENTRE: "Bảng giữa", Side.RIGHT: "Bảng số"}
LOOKS = {RowKind.TOTAL: "<w:b/>", RowKind.GROUP: "<w:b/>", RowKind.RATE: "<w:i/>"}
BEGUN, GONE_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
ON_EVERY_PAGE = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
WHOLE = "<w:trPr><w:cantSplit/></w:trPr>"
# No picture is higher than a page has room under a title, upright or lying.
HIGHEST = {False: Mm(190), True: Mm(115)}


def draw_appendix(word: Document, markup: "TableMarkup") -> None:
    """Write an appendix into the section that has begun; the rows of its table are put in when the file is packed."""
    table = markup.table
    if table.frame:
        draw_corners(word, table, table.frame)
    else:
        write(word, table.label, "Phụ lục")
    write(word, "\n".join(balanced(table.title, TITLE_LETTERS[table.is_landscape])), "Tên phụ lục")
    write(word, table.attached_to, "Kèm theo")
    for picture, caption in zip(table.pictures, table.captions, strict=True):
        _draw_picture(word, picture, caption, is_landscape=table.is_landscape)
    if table.unit_line:
        write(word, table.unit_line, "Đơn vị tính")
    word.element.body.sectPr.addprevious(element(markup.without_rows()))
    for left, note in reversed(list(enumerate(reversed(table.notes)))):
        write(word, note, "Ghi chú bảng").paragraph_format.keep_with_next = left > 0 or None
    if table.signing:
        draw_signers(word, table, table.signing)


def _draw_picture(word: Document, picture: Picture, caption: str, *, is_landscape: bool) -> None:
    """A picture under its caption, as wide as the page, with what it shows in words for who does not see it."""
    write(word, caption, "Caption")
    frame = write(word, "", "Biểu đồ")
    shape = frame.add_run().add_picture(BytesIO(png_under_caption(picture, is_landscape=is_landscape)))
    scale = min(1, room(is_landscape) / shape.width, HIGHEST[is_landscape] / shape.height)
    shape.width, shape.height = Length(round(shape.width * scale)), Length(round(shape.height * scale))
    properties = shape._inline.docPr
    properties.set("name", legible(caption.partition(".")[0]))
    properties.set("descr", legible(picture.words))
    if picture.note:
        write(word, picture.note, "Ghi chú biểu đồ")


class TableMarkup:
    """The markup of one table, written as text: two thousand rows take half a second.

    Rows do not become elements of a tree, which would take three kilobytes for every cell.
    """

    def __init__(self, table: Table) -> None:
        self.table = table
        self.grid = grid_of(table)
        self.widths = _widths(self.grid, room(table.is_landscape))
        self.size, self.index_size = _sized(self.grid.size, 1), _sized(self.grid.size, INDEX_SCALE)

    @property
    def place(self) -> str:
        """The instruction that stands where the rows belong."""
        return f"<?rows {self.table.key}?>"

    def rows(self) -> Iterator[bytes]:
        """What belongs there, row by row, as the file holds it."""
        return (row.encode() for row in self._rows())

    def without_rows(self) -> str:
        """The table with its header, and its place for the rows."""
        name = escape(legible(f"{self.table.label}. {self.table.title}"))
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in self.widths)
        return f"""<w:tbl><w:tblPr>
          <w:tblStyle w:val="{TABLE}"/><w:tblW w:w="{sum(self.widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>
          <w:tblLook w:val="0020" w:firstRow="1"/><w:tblCaption w:val="{name}"/>
          </w:tblPr><w:tblGrid>{columns}</w:tblGrid>{"".join(self._header())}{self.place}</w:tbl>"""

    def _header(self) -> Iterator[str]:
        levels = header_rows(self.table.columns)
        for row in range(len(levels)):
            cells = "".join(self._heading(heading, above) for heading, above in _over(levels, row))
            yield f"<w:tr>{ON_EVERY_PAGE}{cells}</w:tr>"
        index = "".join(
            self._cell(column.index, place, 1, "Bảng chỉ số cột", self.index_size)
            for place, column in enumerate(self.table.columns)
        )
        yield f"<w:tr>{ON_EVERY_PAGE}{index}</w:tr>"

    def _heading(self, heading: HeaderCell, is_gone_on: bool) -> str:
        merge = GONE_ON if is_gone_on else BEGUN if heading.rows > 1 else ""
        text = "" if is_gone_on else heading.text
        return self._cell(text, heading.column, heading.columns, "Bảng tiêu đề", self.size, merge=merge)

    def _rows(self) -> Iterator[str]:
        for place, row in enumerate(self.table.rows, start=1):
            look = LOOKS.get(row.kind, "") + self.size
            # The last row goes over with the notes, which never stand alone on a page.
            is_kept = row.kind is RowKind.GROUP or (place == len(self.table.rows) and self.table.has_end)
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
        look: str,
        *,
        merge: str = "",
        is_kept: bool = False,
    ) -> str:
        width = sum(self.widths[column : column + columns])
        span = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
        kept = "<w:keepNext/>" if is_kept else ""
        properties = f"<w:rPr>{look}</w:rPr>" if look else ""
        words = f'<w:r>{properties}<w:t xml:space="preserve">{escape(legible(text))}</w:t></w:r>' if text else ""
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}<w:vAlign w:val="center"/></w:tcPr>'
            f'<w:p><w:pPr><w:pStyle w:val="{IDS[style]}"/>{kept}</w:pPr>{words}</w:p></w:tc>'
        )


def _sized(size: int, scale: float) -> str:
    """The properties of letters that are not of the usual size, in half points."""
    half_points = round(size * scale * 2)
    return "" if size == USUAL_SIZE else f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _widths(grid: Grid, width: Length) -> list[int]:
    return [twips(width) * share // sum(grid.widths) for share in grid.widths]


def _over(levels: list[list[HeaderCell]], row: int) -> list[tuple[HeaderCell, bool]]:
    """The headings that cover a header row, from the left, and whether each begins in a row above it."""
    covering = [
        (heading, first < row)
        for first, level in enumerate(levels[: row + 1])
        for heading in level
        if first + heading.rows > row
    ]
    return sorted(covering, key=lambda each: each[0].column)
