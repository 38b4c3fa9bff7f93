"""The table behind a picture: the same figures, for who would rather read them and to take them home."""

from collections.abc import Iterable, Sequence

from planning.documents.headings import indexed
from planning.documents.model import Cell, Column, Row, RowKind, Table
from planning.formats import number
from planning.pictures.ink import said_of, words_of_states
from planning.pictures.labels import labels_of, marks_at
from planning.pictures.model import Mark, Picture, PictureKind

NAME, TARGET = Column("name", ("Tên",), "", 34), "kế hoạch"


def table_of(picture: Picture) -> Table:
    """A row for each mark, label or series of the picture, in its order; blanks are blank and zeros zero."""
    columns, rows = _MADE[picture.kind](picture)
    return Table(
        key=picture.key,
        title=f"{picture.title}, {picture.subtitle}" if picture.subtitle else picture.title,
        columns=indexed(columns),
        rows=tuple(Row(RowKind.ITEM, tuple(cells)) for cells in rows),
        unit_line=f"Đơn vị tính: {picture.unit}" if picture.unit else "",
        notes=(picture.note,) if picture.note else (),
        label="Số liệu",
    )


def keys_of(picture: Picture) -> list[str]:
    """By what each row of the table is known: the key of its mark, or of its series' marks, else the series' name."""
    if picture.kind is PictureKind.MULTIPLES:
        return [next((mark.key for mark in series.marks if mark.key), series.name) for series in picture.series]
    if picture.kind in (PictureKind.LINES, PictureKind.BARS):
        return [next((mark.key for mark in marks_at(picture, label) if mark), "") for label in labels_of(picture)]
    return [mark.key for mark in _marks(picture)]


Made = tuple[Sequence[Column], list[list[Cell]]]


def _marks(picture: Picture) -> list[Mark]:
    return [mark for series in picture.series for mark in series.marks]


def _value(mark: Mark | None) -> Cell:
    return Cell() if mark is None or mark.value is None else Cell(mark.text or number(mark.value), mark.value)


def _target(mark: Mark | None) -> Cell:
    if mark is None or not (mark.target_text or mark.target is not None):
        return Cell()
    return Cell(mark.target_text or number(mark.target or 0), mark.target)


def _said(mark: Mark | None) -> Cell:
    return Cell(mark.said if mark else "")


def _bullets(picture: Picture) -> Made:
    marks = _marks(picture)
    columns = [
        NAME,
        *([Column("measure", ("Đơn vị tính",), "", 12)] if any(mark.measure for mark in marks) else []),
        *([Column("start", ("Mức trước",), "", 14, is_number=True)] if any(mark.start_text for mark in marks) else []),
        Column("value", (_heading("Kết quả", picture),), "", 14, is_number=True),
        Column("target", (_heading("Kế hoạch", picture),), "", 20, is_number=True),
        Column("state", ("Đánh giá",), "", 16),
    ]
    keys = [column.key for column in columns]
    return columns, [[_bullet(mark)[key] for key in keys] for mark in marks]


def _bullet(mark: Mark) -> dict[str, Cell]:
    """The cells of a mark by the keys of their columns."""
    return {
        "name": Cell(mark.label),
        "measure": Cell(mark.measure),
        "start": Cell(mark.start_text, mark.start),
        "value": _value(mark),
        "target": _target(mark),
        "state": Cell(said_of(mark)),
    }


def _heading(words: str, picture: Picture) -> str:
    """`Kết quả (%)`: the unit stands where the numbers do."""
    return f"{words} ({picture.unit})" if picture.unit else words


def _points(picture: Picture) -> Made:
    columns = (
        Column("name", ("Đơn vị",), "", 34),
        Column("value", (_heading("Giá trị", picture),), "", 14, is_number=True),
        Column("state", ("Tình trạng",), "", 18),
        Column("latitude", ("Vĩ độ",), "", 12, is_number=True),
        Column("longitude", ("Kinh độ",), "", 12, is_number=True),
    )
    words = words_of_states(_marks(picture))
    rows = []
    for mark in _marks(picture):
        place = [Cell() if each is None else Cell(number(each), each) for each in (mark.latitude, mark.longitude)]
        rows.append([Cell(mark.label), _value(mark), Cell(words[mark.state]), *place])
    return columns, rows


def _by_label(picture: Picture) -> Made:
    """Labels down, series across; beside a series its targets where it has any."""
    columns, readers = [NAME], []
    for place, series in enumerate(picture.series):
        columns.append(
            Column(f"value-{place}", (_heading(series.name or "Giá trị", picture),), "", 16, is_number=True)
        )
        readers.append((place, _value))
        if any(mark.target is not None for mark in series.marks):
            name = f"{series.name}, {TARGET}" if series.name else TARGET.capitalize()
            columns.append(Column(f"target-{place}", (_heading(name, picture),), "", 16, is_number=True))
            readers.append((place, _target))
        if any(mark.said for mark in series.marks):
            columns.append(Column(f"said-{place}", (f"{series.name}, tỷ lệ",), "", 12))
            readers.append((place, _said))
    rows = []
    for label in labels_of(picture):
        marks = marks_at(picture, label)
        rows.append([Cell(label), *(read(marks[place]) for place, read in readers)])
    return columns, rows


def _multiples(picture: Picture) -> Made:
    labels = labels_of(picture)
    columns = [
        Column("name", ("Đơn vị",), "", 34),
        *(Column(f"value-{place}", (label,), "", 12, is_number=True) for place, label in enumerate(labels)),
    ]
    return columns, [[Cell(series.name), *_across(series.marks, labels)] for series in picture.series]


def _across(marks: Iterable[Mark], labels: Sequence[str]) -> list[Cell]:
    by_label = {mark.label: mark for mark in marks}
    return [_value(by_label.get(label)) for label in labels]


_MADE = {
    PictureKind.BULLETS: _bullets,
    PictureKind.LINES: _by_label,
    PictureKind.BARS: _by_label,
    PictureKind.POINTS: _points,
    PictureKind.MULTIPLES: _multiples,
}
