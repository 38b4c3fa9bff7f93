"""The tags of a long table: one Table, its header, its rows and cells, tied to what the pages draw."""

from pikepdf import Array, Dictionary, Name, Object, Pdf

from planning.documents.pdf.setting import SetCell, SetRow


class TableTags:
    """Builds the tags of one table under the empty place that the page's HTML keeps for it."""

    def __init__(self, pdf: Pdf, place: Object) -> None:
        self.pdf = pdf
        self.table = self._element(Name.Table, place)
        self.body: Object | None = None
        place.K = Array([self.table])

    def header(self, rows: list[SetRow], page: Object, first: int) -> list[Object]:
        """Tag the header, whose cells have the marks from `first` on; return the tags in that order."""
        head = self._child(Name.THead, self.table)
        cells: list[Object] = []
        for row in rows:
            line = self._child(Name.TR, head)
            for cell in row.cells:
                tag = self._content(Name.TH, line, page, first + len(cells))
                tag.A = _heading(cell)
                cells.append(tag)
        return cells

    def row(self, cells: list[SetCell], page: Object, first: int) -> list[Object]:
        """Tag a row of the body; cells without words have no mark. Return the tags of those that have one."""
        if self.body is None:
            self.body = self._child(Name.TBody, self.table)
        line = self._child(Name.TR, self.body)
        marked: list[Object] = []
        for cell in cells:
            if cell.lines[0]:
                tag = self._content(Name.TD, line, page, first + len(marked))
                marked.append(tag)
            else:
                tag = self._child(Name.TD, line)
            if cell.columns > 1:
                tag.A = Dictionary(O=Name.Table, ColSpan=cell.columns)
        return marked

    def _child(self, kind: Name, parent: Object) -> Object:
        element = self._element(kind, parent)
        parent.K.append(element)
        return element

    def _content(self, kind: Name, parent: Object, page: Object, mark: int) -> Object:
        element = self.pdf.make_indirect(Dictionary(S=kind, P=parent, Pg=page, K=mark))
        parent.K.append(element)
        return element

    def _element(self, kind: Name, parent: Object) -> Object:
        return self.pdf.make_indirect(Dictionary(S=kind, P=parent, K=Array()))


def empty_places(pdf: Pdf) -> list[Object]:
    """The places kept for long tables, in order: the empty divisions of the appendices."""
    document = pdf.Root.StructTreeRoot.K[0]
    sections = (element for element in document.K if Name.Sect == element.S)
    return [child for section in sections for child in section.K if Name.Div == child.S and not len(child.K)]


def marks_on(pdf: Pdf, page: Object) -> Object:
    """The tags that the marks of a page belong to, in the order of the marks."""
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    keys = [int(numbers[place]) for place in range(0, len(numbers), 2)]
    return numbers[2 * keys.index(int(page.StructParents)) + 1]


def new_marks(pdf: Pdf, page: Object) -> Object:
    """The same for a page that is new to the tree of tags: none yet."""
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    page.StructParents = int(numbers[-2]) + 1
    numbers.extend([page.StructParents, pdf.make_indirect(Array())])
    return numbers[-1]


def _heading(cell: SetCell) -> Dictionary:
    attributes = Dictionary(O=Name.Table, Scope=Name.Column)
    if cell.columns > 1:
        attributes.ColSpan = cell.columns
    if cell.rows > 1:
        attributes.RowSpan = cell.rows
    return attributes
