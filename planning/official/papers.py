"""A form as a table on paper: the same value for the screen, the workbook and the PDF."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from planning.documents.model import Cell, Frame, Leaf, PlanDocument, Row, RowKind, Signer, Table
from planning.formats import number
from planning.official.books import Book
from planning.official.definition import DefinedColumn, DefinedRow, Definition
from planning.official.models import LineKind, OfficialForm, RowsMode
from planning.official.numbering import columns_of, numbers_of
from planning.official.working import Worked
from planning.places.units import Unit
from planning.tracking.unsent import Unsent

KINDS = {LineKind.ITEM: RowKind.ITEM, LineKind.GROUP: RowKind.GROUP, LineKind.TOTAL: RowKind.TOTAL}
LACKS_TOTALS = "Ô tính ở dòng chung để trống khi các số tạo thành chưa có đủ ở cùng những đơn vị như nhau."
UNVERIFIED = "Mẫu biểu này chưa được đối chiếu với văn bản gốc."
ALL = "Tổng cộng"
LANDSCAPE_FROM = 6
NO_LETTER = Leaf((), "", "", ())
NO_DAY = "ngày … tháng … năm …"
SIGNERS = Signer("NGƯỜI LẬP BIỂU", "(Ký, ghi rõ họ tên)"), Signer("THỦ TRƯỞNG ĐƠN VỊ", "(Ký tên, đóng dấu)")


@dataclass(frozen=True)
class FormPaper(PlanDocument):
    """A form by itself: a table without a letter before it; `cover` says whose it is and what it is called."""

    cover: Leaf = NO_LETTER

    @property
    def first(self) -> Leaf:
        return self.cover

    @property
    def heading(self) -> str:
        return f"{self.cover.kind}. {self.cover.subject}"


def paper_of(book: Book) -> FormPaper:
    """A form as a document of one table."""
    form, unit = book.form, book.unit
    cover = Leaf((unit.full_name,), form.label, f"{form.title}, {book.period.words}", ())
    table = replace(table_of(book), frame=_frame(form, unit))
    return FormPaper((), (table,), mark=unit.sample_mark, cover=cover)


def _frame(form: OfficialForm, unit: Unit) -> Frame:
    """Whose form it is, where the form is from, and who signs it: the day is written in by hand."""
    return Frame(
        ("ỦY BAN NHÂN DÂN", unit.full_name.upper()),
        (f"(Theo {form.document})",) if form.document else (),
        f"{unit.name}, {NO_DAY}",
        SIGNERS,
    )


def table_of(book: Book) -> Table:
    """A form with its figures, a row for each unit where rows stand for units, and their total."""
    unverified = [] if book.form.is_verified else [UNVERIFIED]
    over = [" ".join(over_how_many(book))] if over_how_many(book) else []
    of_how_many = f", tổng của {words_of_tellers(book)}" if book.silent and book.told and not book.is_own else ""
    return replace(
        blank_table(book.form, book.definition),
        rows=tuple(_rows(book)),
        notes=(*book.form.notes.splitlines(), *unverified, *over, *notes_of(book)),
        attached_to=f"(Kỳ báo cáo {book.period.words}, {book.unit.full_name}{of_how_many})",
        scope=book.unit.code,
    )


def words_of_tellers(book: Book) -> str:
    """`22/24 xã`: how many of the units that fill a form in have told something."""
    return f"{number(len(book.told))}/{number(len(book.tellers))} {_called(book.tellers)}"


def over_how_many(book: Book) -> list[str]:
    """Of how many units a total is, and which have told nothing or not sent; nothing for a unit's own form."""
    if book.is_own:
        return []
    words = [f"Đã có số liệu của {words_of_tellers(book)}."] if book.definition.entered else []
    if book.definition.entered and book.silent:
        words.append(f"Chưa có số liệu: {_names_of(book.silent)}.")
    if book.unsent:
        many = f"{number(len(book.unsent))} {_called(book.unsent)}"
        words.append(f"Chưa gửi báo cáo: {many} ({_names_of(book.unsent)}); số đã nhập vẫn được tính.")
    return words


def notes_of(book: Book) -> list[str]:
    """What is to be known of a total beside its units: cells left blank, columns of other units, what is left out."""
    words = []
    if not book.is_own and book.told and book.given < book.asked:
        words.append(f"Các đơn vị đã có số liệu nhập {number(book.given)}/{number(book.asked)} ô; ô trống không cộng.")
    if fewer := _fewer(book):
        words.append(f"Tổng của số đơn vị khác: {', '.join(fewer)}.")
    if book.lacks_totals:
        words.append(LACKS_TOTALS)
    return words


def _fewer(book: Book) -> list[str]:
    """`cột 2 (1/3)`: the columns with totals of fewer units than have told something."""
    numbers = numbers_of(book.form, book.definition)
    least: dict[str, int] = {}
    for row, column in book.definition.contents:
        if (behind := book.is_of_fewer(book.total, (row, column))) is not None:
            least[column] = min(behind, least.get(column, behind))
    of_all = number(len(book.tellers))
    return [f"cột {numbers[column]} ({number(behind)}/{of_all})" for column, behind in least.items()]


def _called(units: Sequence[Unit]) -> str:
    called = {unit.prefix.lower() for unit in units}
    return called.pop() if len(called) == 1 else "đơn vị"


def _names_of(units: Sequence[Unit]) -> str:
    return Unsent(tuple((unit.prefix, unit.name) for unit in units)).names


def blank_table(form: OfficialForm, definition: Definition) -> Table:
    """A form as it is before anyone fills it in."""
    columns = columns_of(form, definition)
    return Table(
        key=f"form-{form.code}",
        title=form.title,
        columns=columns,
        rows=tuple(
            Row(KINDS[LineKind(row.kind)], (*_names(definition, row, row.marker, ""), *_blank(definition, row)))
            for row in definition.lines
        ),
        unit_line=form.unit_line,
        is_landscape=len(columns) > LANDSCAPE_FROM,
        notes=tuple(form.notes.splitlines()),
        label=form.label,
    )


@dataclass(frozen=True)
class PartCell(Cell):
    """A cell with figures of fewer units than the rest: `over` says of how many, where a screen has room for it."""

    over: str = ""


def cell_of(book: Book, worked: Worked, row: DefinedRow, column: DefinedColumn) -> Cell:
    """A cell as it is printed; a blank is nothing."""
    content = worked.definition.contents[row.key, column.key]
    if content.words:
        return Cell(content.words)
    value = worked.shown(row, column)
    if value is None:
        return Cell()
    text = number(value, None if content.is_entered else worked.definition.decimals(row, column))
    behind = book.is_of_fewer(worked, (row.key, column.key))
    if behind is None:
        return Cell(text, value)
    return PartCell(text, value, f"{number(behind)}/{number(len(book.tellers))} {_called(book.tellers)}")


def _rows(book: Book) -> Iterator[Row]:
    definition = book.definition
    if not definition.is_by_unit:
        for row in definition.lines:
            yield _row(book, book.total, row, _names(definition, row, row.marker, ""), _places(definition, row))
        return
    size = len(definition.lines)
    totals = 0 if book.is_own else size
    before = totals if book.form.total_first else 0
    units = [row for place, unit in enumerate(book.tellers, start=1) for row in _unit_rows(book, place, unit)]
    ends = [
        _row(
            book,
            book.total,
            row,
            _names(definition, row, "", ALL if at == 0 else ""),
            tuple(range(before + at, before + len(units), size)),
            RowKind.TOTAL,
        )
        for at, row in enumerate(definition.lines[:totals])
    ]
    yield from (*ends, *units) if book.form.total_first else (*units, *ends)


def _unit_rows(book: Book, place: int, unit: Unit) -> Iterator[Row]:
    for at, row in enumerate(book.definition.lines):
        marker, name = (str(place), f"{unit.prefix} {unit.name}") if at == 0 else ("", "")
        yield _row(book, book.of_unit[unit.pk], row, _names(book.definition, row, marker, name))


def _row(
    book: Book,
    worked: Worked,
    row: DefinedRow,
    names: tuple[Cell, ...],
    adds: tuple[int, ...] = (),
    kind: RowKind | None = None,
) -> Row:
    cells = tuple(cell_of(book, worked, row, column) for column in worked.definition.columns)
    return Row(kind or KINDS[LineKind(row.kind)], (*names, *cells), adds)


def _names(definition: Definition, row: DefinedRow, marker: str, unit: str) -> tuple[Cell, ...]:
    if not definition.is_by_unit:
        return Cell(row.marker), Cell(row.label)
    line = (Cell(row.label),) if definition.rows_mode == RowsMode.BOTH else ()
    return Cell(marker), Cell(unit), *line


def _blank(definition: Definition, row: DefinedRow) -> Iterator[Cell]:
    for column in definition.columns:
        yield Cell(definition.contents[row.key, column.key].words)


def _places(definition: Definition, row: DefinedRow) -> tuple[int, ...]:
    """The places of the rows that a row adds."""
    at = {each.key: place for place, each in enumerate(definition.lines)}
    return tuple(at[name] for name in definition.added_rows(row) if name in at)
