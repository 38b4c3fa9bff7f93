"""Long tables drawn straight into the PDF, tagged and in the look of document.css: WeasyPrint is too slow for them."""

from dataclasses import dataclass

from pikepdf import Dictionary, Name, Object, Page, Pdf, Stream

from planning.documents.model import PlanDocument, Table
from planning.documents.pdf.content import Content, font_name
from planning.documents.pdf.faces import STYLES, Face
from planning.documents.pdf.setting import RULE, SetRow, Setter, paged
from planning.documents.pdf.tags import TableTags, empty_places, marks_on, new_marks

MM = 72 / 25.4
TOP, BOTTOM = 20 * MM, 20 * MM
SPACE_ABOVE = 4
# A table of more cells than this is drawn here: from there on WeasyPrint takes most of a plan's time for it.
LONG = 1000


@dataclass(frozen=True)
class Place:
    """Where the rows of a long table begin: the index of the page, how many points down, the number it bears."""

    page: int
    top: float
    number: int


def too_long(document: PlanDocument) -> list[Table]:
    """The tables that are drawn here: those of many cells, all of whose letters the font has."""
    return [
        table
        for table in document.appendices
        if len(table.rows) * len(table.columns) > LONG and _is_in_font(table, document.mark)
    ]


def draw_long_tables(pdf: Pdf, tables: list[Table], places: list[Place], document: PlanDocument) -> None:
    """Draw tables at their places, the last first, so that its further pages do not move the places before it."""
    faces = {style: Face(style) for style in STYLES}
    for table, place, tagged in reversed(list(zip(tables, places, empty_places(pdf), strict=True))):
        drawing = _Drawing(pdf, Setter(table, faces), document)
        drawing.draw(pdf.pages[place.page], place, tagged)
        for offset, page in enumerate(drawing.more, start=1):
            pdf.pages.insert(place.page + offset, page)
    fonts = pdf.pages[0].obj.Resources.Font
    for style, face in faces.items():
        if face.used:
            fonts[font_name(style)] = face.embedded(pdf)


class _Drawing:
    """One table on its pages."""

    def __init__(self, pdf: Pdf, setter: Setter, document: PlanDocument) -> None:
        self.pdf, self.setter, self.document = pdf, setter, document
        self.header = setter.header()
        self.more: list[Page] = []

    def draw(self, page: Page, place: Place, tagged: Object) -> None:
        """Draw from the place on, and on as many further pages as it takes."""
        tags, height, start = TableTags(self.pdf, tagged), float(page.mediabox[3]), place.top + SPACE_ABOVE
        room = height - BOTTOM - RULE - sum(row.height for row in self.header)
        pages = paged(self.setter.rows(), room - start, room - TOP)
        marks = len(marks_on(self.pdf, page.obj))
        self._begin(page, next(pages), Content(self.setter, height, start + RULE / 2, marks), tags)
        for number, rows in enumerate(pages, start=place.number + 1):
            content = Content(self.setter, height, TOP + RULE / 2, 0)
            content.margins(number, self.document.is_draft, self.document.mark)
            content.header(self.header, is_repeated=True)
            self._go_on(page, rows, content, tags)

    def _begin(self, page: Page, rows: list[SetRow], content: Content, tags: TableTags) -> None:
        marks = marks_on(self.pdf, page.obj)
        marks.extend(tags.header(self.header, page.obj, len(marks)))
        content.header(self.header, is_repeated=False)
        self._body(rows, page.obj, content, tags, marks)
        page.contents_add(b"q\n", prepend=True)
        page.contents_add(b"\nQ\n" + content.stream())

    def _go_on(self, like: Page, rows: list[SetRow], content: Content, tags: TableTags) -> None:
        page = self.pdf.make_indirect(
            Dictionary(Type=Name.Page, MediaBox=like.obj.MediaBox, Resources=like.obj.Resources, Tabs=Name.S)
        )
        self._body(rows, page, content, tags, new_marks(self.pdf, page))
        page.Contents = Stream(self.pdf, content.stream())
        self.more.append(Page(page))

    def _body(self, rows: list[SetRow], page: Object, content: Content, tags: TableTags, marks: Object) -> None:
        for row in rows:
            marks.extend(tags.row(row.cells, page, len(marks)))
        content.body(rows)


def _is_in_font(table: Table, mark: str) -> bool:
    texts = [cell.text for row in table.rows for cell in row.cells]
    texts += [heading for column in table.columns for heading in column.headings]
    letters = set().union(*texts, *table.notes, mark)
    return all(Face(style).can_draw(letters) for style in STYLES)
