"""What a figure was made of when its paper was signed: the rows and columns of the signed appendices it stands in."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from planning.documents.changes import RATE
from planning.documents.model import Column, PlanDocument, Row, Table
from planning.documents.table_changes import Side, absent
from planning.formats import same_words

# Columns that count the rows, name them by code or say in what they are measured.
ASIDE = ("number", "code", "measure")


@dataclass(frozen=True)
class Held:
    """A cell beside a figure: in which appendix, what it is, as it was printed and as it would print now."""

    place: str
    label: str
    then: str
    now: str


def held_with(figure: str, label: str, printed: str, signed: PlanDocument, today: PlanDocument) -> list[Held]:
    """The cells of the signed paper a figure stands with: its row, the rows that row sums, its column by units.

    `printed` is how the signed text prints it. What stands in the same cells today is put beside them.
    """
    beginning, bare = figure.partition(".")[0], printed.removesuffix(RATE).partition(" ")[0]
    now = {table.key: table for table in today.appendices}
    held: list[Held] = []
    for table in signed.appendices:
        if table.key.startswith(beginning):
            pair = _Pair(table, now.get(table.key) or absent(table))
            held += pair.held(label, bare, is_sought=table.key == beginning)
    return held


class _Pair:
    """An appendix as it was signed, and as it is today."""

    def __init__(self, signed: Table, today: Table) -> None:
        self.signed = signed
        self._then, self._now = Side(signed), Side(today)
        self._names = [_name(signed, row) for row in signed.rows]
        self._rows = dict(zip(_counted(_name(today, row) for row in today.rows), today.rows, strict=True))
        self._keys = _counted(self._names)

    def held(self, label: str, bare: str, *, is_sought: bool) -> Iterator[Held]:
        """The row or column the label names, else where the number is `is_sought` the one row that prints it."""
        words = f"{same_words(label)},"
        named = [at for at, name in enumerate(self._names) if name and words.startswith(f"{same_words(name)},")]
        if named:
            return self._of_row(named[0], bare)
        printing = [
            at for at, row in enumerate(self.signed.rows) if any(_prints(cell.text, bare) for cell in row.cells)
        ]
        if is_sought and len(printing) == 1:
            return self._of_row(printing[0], bare)
        return self._of_column(words)

    def _of_row(self, at: int, bare: str) -> Iterator[Held]:
        """What stands in the row, then the cells of the figure's own column that the row sums."""
        row = self.signed.rows[at]
        own = None
        for column in self.signed.columns:
            text = self._then.cell(row, column.key).text
            own = column if own is None and _prints(text, bare) else own
            if text and column.key not in ASIDE and text != self._names[at]:
                yield self._cell(at, column, f"{self._names[at]}: {' - '.join(column.headings)}")
        if own is not None:
            for part in row.adds:
                yield self._cell(part, own, self._names[part])

    def _of_column(self, words: str) -> Iterator[Held]:
        for column in self.signed.columns:
            heading = same_words(column.headings[0].rpartition(" (")[0])
            if heading and words.startswith(f"{heading},"):
                yield from (self._cell(at, column, name) for at, name in enumerate(self._names))
                return

    def _cell(self, at: int, column: Column, label: str) -> Held:
        then = self._then.cell(self.signed.rows[at], column.key)
        now = self._now.cell(self._rows.get(self._keys[at]), column.key)
        return Held(self.signed.label, label, then.text, now.text)


def _prints(text: str, bare: str) -> bool:
    """Whether a cell prints a number: with the decimals of its table 35 is 35,000."""
    return text == bare or ("," in text and text.rstrip("0").rstrip(",") == bare)


def _name(table: Table, row: Row) -> str:
    """The first words of a row that are no number and no code."""
    cells = zip(table.columns, row.cells, strict=True)
    return next((cell.text for column, cell in cells if not column.is_number and column.key not in ASIDE), "")


def _counted(names: Iterable[str]) -> list[tuple[str, int]]:
    """Each name with how often it has come before: sources of money come again under each project."""
    seen: Counter[str] = Counter()
    keys = []
    for name in names:
        keys.append((name, seen[name]))
        seen[name] += 1
    return keys
