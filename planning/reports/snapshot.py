"""What a figure was made of when its paper was signed: the rows and columns of the signed appendices it stands in."""

from collections.abc import Iterator
from dataclasses import dataclass

from planning.documents.changes import RATE
from planning.documents.model import PlanDocument, Row, Table
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

    `printed` is how the signed text prints it. What stands there today is put beside each.
    """
    now = {(key, words): text for key, _, words, text in _cells(figure, label, printed, today)}
    then = list(_cells(figure, label, printed, signed))
    return [Held(place, words, text, now.get((key, words), "")) for key, place, words, text in then]


def _cells(figure: str, label: str, printed: str, document: PlanDocument) -> Iterator[tuple[str, str, str, str]]:
    """Key and label of the table, what the cell is, its text."""
    beginning, bare = figure.partition(".")[0], printed.removesuffix(RATE).partition(" ")[0]
    for table in document.appendices:
        if not table.key.startswith(beginning):
            continue
        row = _row_of(table, label, bare)
        for words, text in _of_row(table, row, bare) if row else _of_column(table, label):
            yield table.key, table.label, words, text


def _row_of(table: Table, label: str, bare: str) -> Row | None:
    """The row the label names, the longest name that fits; else the only one in which the number is printed."""
    words = same_words(label)
    named = [row for row in table.rows if (name := _name(table, row)) and words.startswith(same_words(name))]
    if named:
        return max(named, key=lambda row: len(_name(table, row)))
    printing = [row for row in table.rows if bare in (cell.text for cell in row.cells if cell.value is not None)]
    return printing[0] if len(printing) == 1 else None


def _of_row(table: Table, row: Row, bare: str) -> Iterator[tuple[str, str]]:
    """What stands in the row, then the cells of the same column that it sums."""
    for column, cell in zip(table.columns, row.cells, strict=True):
        if cell.text and column.key not in ASIDE and cell.text != _name(table, row):
            yield f"{_name(table, row)}: {' - '.join(column.headings)}", cell.text
    place = next((at for at, cell in enumerate(row.cells) if cell.text == bare), None)
    for at in row.adds if place is not None else ():
        if text := table.rows[at].cells[place or 0].text:
            yield _name(table, table.rows[at]), text


def _of_column(table: Table, label: str) -> Iterator[tuple[str, str]]:
    """Of a table with a column for each measure, the one the label names, row by row."""
    words = same_words(label)
    for at, column in enumerate(table.columns):
        heading = same_words(column.headings[0].rpartition(" (")[0] or column.headings[0])
        if column.is_number and heading and words.startswith(heading):
            yield from ((_name(table, row), row.cells[at].text) for row in table.rows if row.cells[at].text)
            return


def _name(table: Table, row: Row) -> str:
    """The first words of a row that are no number and no code."""
    cells = zip(table.columns, row.cells, strict=True)
    return next((cell.text for column, cell in cells if not column.is_number and column.key not in ASIDE), "")
