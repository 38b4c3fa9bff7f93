"""What a page shows of a long table, in the operators of PDF: words under their marks, rules as artifacts."""

from itertools import groupby

from planning.documents.grid import Side
from planning.documents.pdf.faces import Face
from planning.documents.pdf.setting import LEADING, PADDING_ACROSS, RULE, SetCell, SetRow, Setter

LEFT = 30 * 72 / 25.4
NUMBER_SIZE, MARK_SIZE = 13, 11
# Halfway down the top margin, where the page number stands, and as far up the bottom one, where the mark does.
NUMBER_MIDDLE = 10 * 72 / 25.4
DRAFT_MARK = "DỰ THẢO"


class Content:
    """The content of one page, drawn from the top down."""

    def __init__(self, setter: Setter, height: float, start: float, marks: int) -> None:
        self.setter, self.height, self.start, self.marks = setter, height, start, marks
        self.parts: list[str] = []
        self.rules: list[str] = []

    def header(self, rows: list[SetRow], is_repeated: bool) -> None:
        """Draw the header: tagged where the table begins, and for the eye alone on the pages after."""
        if is_repeated:
            self.parts.append("/Artifact <</Type/Pagination>> BDC")
        top = self.start
        for place, row in enumerate(rows):
            for cell in row.cells:
                height = sum(each.height for each in rows[place : place + cell.rows])
                self._words(cell, row, top, height, "" if is_repeated else "TH")
                left, right = self._sides(cell)
                self.rules.append(f"{left:.2f} {self._up(top + height)} {right - left:.2f} {height:.2f} re")
            top += row.height
        if is_repeated:
            self.parts.append("EMC")
        self.start = top

    def body(self, rows: list[SetRow]) -> None:
        """Draw rows below one another; rows whose cells stand alike share their upright rules."""
        for edges, run in groupby(rows, key=self._edges):
            top = self.start
            for row in run:
                for cell in row.cells:
                    if cell.lines[0]:
                        self._words(cell, row, self.start, row.height, "TD")
                self.start += row.height
                if edges:
                    self._rule(edges[0], self.start, edges[-1], self.start)
            for edge in edges:
                self._rule(edge, top, edge, self.start)

    def margins(self, number: int, is_draft: bool, mark: str) -> None:
        """Draw what stands in the margins of a page that WeasyPrint has not drawn."""
        self._in_margin("regular", self._centred("regular", str(number), NUMBER_SIZE), str(number))
        if is_draft:
            self._in_margin("bold", LEFT, DRAFT_MARK)
        if mark:
            foot = self.height - NUMBER_MIDDLE
            self._in_margin("bold", self._centred("bold", mark, MARK_SIZE), mark, MARK_SIZE, foot)

    def stream(self) -> bytes:
        """The operators: all words, then all rules in one stroke."""
        rules = ["/Artifact BMC", f"{RULE} w", *self.rules, "S", "EMC"]
        return "\n".join([*self.parts, *rules, ""]).encode("ascii")

    def _words(self, cell: SetCell, row: SetRow, top: float, height: float, tag: str) -> None:
        face, size = self.setter.faces[row.style], row.size
        pitch = size * LEADING
        base = top + (height - len(cell.lines) * pitch) / 2 + _drop(face, size)
        if tag:
            self.parts.append(f"/{tag} <</MCID {self.marks}>> BDC")
            self.marks += 1
        self.parts.append(f"BT {font_name(row.style)} {size:g} Tf")
        for line in cell.lines:
            self.parts.append(
                f"1 0 0 1 {self._x(cell, line, face, size):.2f} {self._up(base)} Tm <{face.encoded(line)}> Tj"
            )
            base += pitch
        self.parts.append("ET EMC" if tag else "ET")

    def _edges(self, row: SetRow) -> list[float]:
        columns = [cell.column for cell in row.cells] + [-1]
        return [LEFT + RULE / 2 + self.setter.edges[column] for column in columns] if row.is_ruled else []

    def _rule(self, left: float, top: float, right: float, bottom: float) -> None:
        self.rules.append(f"{left:.2f} {self._up(top)} m {right:.2f} {self._up(bottom)} l")

    def _x(self, cell: SetCell, line: str, face: Face, size: float) -> float:
        left, right = self._sides(cell)
        inset = RULE / 2 + PADDING_ACROSS
        if cell.side is Side.LEFT:
            return left + inset
        width = face.width(line.rstrip(), size)
        return right - inset - width if cell.side is Side.RIGHT else (left + right - width) / 2

    def _sides(self, cell: SetCell) -> tuple[float, float]:
        edges, origin = self.setter.edges, LEFT + RULE / 2
        return origin + edges[cell.column], origin + edges[cell.column + cell.columns]

    def _centred(self, style: str, text: str, size: float) -> float:
        middle = LEFT + (self.setter.edges[-1] + RULE) / 2
        return middle - self.setter.faces[style].width(text, size) / 2

    def _in_margin(
        self, style: str, left: float, text: str, size: float = NUMBER_SIZE, middle: float = NUMBER_MIDDLE
    ) -> None:
        face = self.setter.faces[style]
        base = middle + (face.ascent + face.descent) / 2 * size
        shown = f"1 0 0 1 {left:.2f} {self._up(base)} Tm <{face.encoded(text)}> Tj"
        self.parts.append(f"/Artifact <</Type/Pagination>> BDC BT {font_name(style)} {size} Tf {shown} ET EMC")

    def _up(self, down: float) -> str:
        """PDF counts from the foot of the page."""
        return f"{self.height - down:.2f}"


def font_name(style: str) -> str:
    """The name a face has among the resources of a page."""
    return f"/Long{style.title()}"


def _drop(face: Face, size: float) -> float:
    """From the top of a line to its base, as CSS halves the leading above and below the letters."""
    return size * (LEADING - (face.ascent - face.descent)) / 2 + size * face.ascent
