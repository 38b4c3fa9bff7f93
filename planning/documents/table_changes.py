"""Two states of an appendix compared, row by row and column by column."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from planning.documents.alignment import aligned
from planning.documents.changes import RATE, FigureChange, WordChange
from planning.documents.model import Cell, Column, Row, RowKind, Table

# The column of running numbers follows from the others; those of units say in what a figure is.
ORDINAL = "number"
UNITS = ("unit", "measure")
Change = FigureChange | WordChange


class Side:
    """One state of a table: its rows by what they are of, its cells by the key of their column."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.columns = {column.key: (place, column) for place, column in enumerate(table.columns)}
        self._named = Counter(self._words(row)[:1] for row in table.rows)

    def keys(self) -> list[str]:
        """What each row is of, with the group it stands in."""
        keys, group = [], ""
        for row in self.table.rows:
            words = " | ".join(self._words(row))
            keys.append(words if row.kind in (RowKind.TOTAL, RowKind.GROUP) else f"{group} > {words}")
            group = words if row.kind is RowKind.GROUP else group
        return keys

    def name(self, row: Row) -> str:
        """The first words of a row; all of them where another row begins the same."""
        words = self._words(row)
        return " - ".join(words if self._named[words[:1]] > 1 else words[:1])

    def cell(self, row: Row | None, key: str) -> Cell:
        """Blank where the table has no such row or column."""
        if row is None or key not in self.columns:
            return Cell()
        return row.cells[self.columns[key][0]]

    def unit(self, row: Row | None) -> str:
        """In what the figures of a row are: as its own cell says, or the line above the table."""
        own = "".join(self.cell(row, key).text for key in UNITS)
        return own or self.table.unit_line.partition(":")[2].strip()

    def _words(self, row: Row) -> tuple[str, ...]:
        columns = zip(self.table.columns, row.cells, strict=True)
        texts = (cell.text for column, cell in columns if not column.is_number and column.key not in (ORDINAL, *UNITS))
        return tuple(text for text in texts if text)


def table_changes(old: Table, new: Table) -> Iterator[Change]:
    """What differs between two states of an appendix; an appendix that is not there has no rows and no title."""
    place = new.label or old.label
    yield from _lines(place, old, new)
    before, after = Side(old), Side(new)
    for pair in aligned(before.keys(), after.keys()):
        was = None if pair.old is None else old.rows[pair.old]
        now = None if pair.new is None else new.rows[pair.new]
        for change in _row_changes(place, before, was, after, now):
            yield replace(change, of=new.key) if isinstance(change, FigureChange) else change


def absent(table: Table) -> Table:
    """What stands for an appendix that one of two documents does not have."""
    return replace(table, label="", title="", columns=(), rows=(), unit_line="", notes=(), attached_to="")


def _lines(place: str, old: Table, new: Table) -> Iterator[WordChange]:
    """Differences of title, unit, headings and notes."""
    lines = [
        ("tên phụ lục", old.title, new.title),
        ("đơn vị", old.unit_line, new.unit_line),
        ("kèm theo", old.attached_to, new.attached_to),
        ("ghi chú", "\n".join(old.notes), "\n".join(new.notes)),
    ]
    before, after = ({column.key: _heading(column) for column in table.columns} for table in (old, new))
    lines += [("đầu cột", before.get(key, ""), after.get(key, "")) for key in before | after]
    yield from (WordChange(f"{place}, {name}", was, now) for name, was, now in lines if was != now)


def _row_changes(place: str, before: Side, was: Row | None, after: Side, now: Row | None) -> Iterator[Change]:
    name = after.name(now) if now else before.name(was) if was else ""
    if was is None or now is None:
        gone, come = (before.name(was) if was else ""), (after.name(now) if now else "")
        yield WordChange(f"{place}, dòng", gone, come)
    for key, column in _columns(before, after).items():
        old, new = before.cell(was, key), after.cell(now, key)
        if old == new or key == ORDINAL:
            continue
        if column.is_number:
            unit = after.unit(now) or before.unit(was)
            is_rate = any(text.endswith(RATE) for text in (old.text, new.text, _heading(column).rstrip(")")))
            yield FigureChange(place, f"{name}: {_heading(column)}", RATE if is_rate else unit, old, new)
        elif was and now:
            yield WordChange(f"{place}, {name}, cột {_heading(column)}", old.text, new.text)


def _columns(before: Side, after: Side) -> dict[str, Column]:
    """The columns of both states, each once."""
    return {key: column for side in (before, after) for key, (_, column) in side.columns.items()}


def _heading(column: Column) -> str:
    return " - ".join(column.headings)
