"""Series as tables: the same for the screen and for the workbook one takes home."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from indicators.models import AddsUp, Indicator
from indicators.results.below import Gathering
from indicators.results.points import Point, name_of
from planning.documents.headings import indexed
from planning.documents.model import Cell, Column, Leaf, PlanDocument, Row, RowKind, Table
from planning.formats import number, rounded, short_date
from planning.places.units import Unit

SHARED = "trên địa bàn nhiều huyện cũ"
INCOMPLETE = "chưa đủ đơn vị"
LAST_COLUMNS = (
    Column("units", ("Số đơn vị có số liệu",), "", 10),
    Column("note", ("Ghi chú",), "", 34),
)


class _Sources:
    """The resolutions a table rests on, each told once below it and numbered in the rows."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}

    def marks(self, documents: Iterable[str]) -> str:
        """` (1), (2)` for the documents of a row."""
        places = (self._places.setdefault(words, len(self._places) + 1) for words in documents)
        return ", ".join(f"({place})" for place in places)

    def notes(self) -> tuple[str, ...]:
        return tuple(f"({place}) {words}" for words, place in self._places.items())


def way_words(restated_to: date | None, today: date) -> str:
    """On which map a table is; `restated_to` is None for the units as they were."""
    if restated_to is None:
        return "theo đơn vị tại thời điểm báo cáo"
    return f"tính lại theo đơn vị {'hiện nay' if restated_to == today else f'ngày {short_date(restated_to)}'}"


def years_table(indicator: Indicator, points: Sequence[Point], way: str) -> Table:
    """Years down; as the units were, each unit of a year has a row of its own. `way` tells the map."""
    words = (Column("year", ("Năm",), "", 6), Column("unit", ("Đơn vị",), "", 30))
    sources = _Sources()
    rows = tuple(
        Row(RowKind.ITEM, (Cell(str(point.year)), Cell(name_of(point.unit)), *_cells(indicator, point, sources)))
        for point in points
    )
    return _table("series", f"{indicator.name} theo năm, {way}", indicator, words, rows, sources)


def below_table(indicator: Indicator, whole: Point, gatherings: Iterable[Gathering], way: str) -> Table:
    """The whole first, then each former district with its units. `way` tells the map."""
    words = (Column("code", ("Mã",), "", 8), Column("unit", ("Đơn vị",), "", 30))
    title = f"{indicator.name} năm {whole.year} của các đơn vị, {way}"
    sources = _Sources()
    rows = (_below_row(indicator, RowKind.TOTAL, whole, sources), *_below_rows(indicator, gatherings, sources))
    return _table("below", title, indicator, words, rows, sources)


def year_table(unit: Unit, year: int, told: Iterable[tuple[Indicator, Point]]) -> Table:
    """All indicators of a unit's year, one below the other."""
    sources = _Sources()
    rows = tuple(_year_row(indicator, point, sources) for indicator, point in told)
    columns = (
        Column("indicator", ("Chỉ tiêu",), "", 34),
        Column("measure", ("Đơn vị tính",), "", 9),
        Column("value", ("Giá trị",), "", 10, is_number=True),
        Column("numerator", ("Tử số",), "", 10, is_number=True),
        Column("denominator", ("Mẫu số",), "", 10, is_number=True),
        *LAST_COLUMNS,
    )
    title = f"Các chỉ tiêu năm {year} của {unit.full_name}"
    return Table(key="year", title=title, columns=indexed(columns), rows=rows, notes=sources.notes())


def _year_row(indicator: Indicator, point: Point, sources: _Sources) -> Row:
    value, *counts, units, note = _cells(indicator, point, sources)
    words = Cell(indicator.name), Cell(indicator.unit_of_measure)
    return Row(RowKind.ITEM, (*words, value, *(counts or (Cell(), Cell())), units, note))


def workbook(tables: tuple[Table, ...], unit: Unit) -> PlanDocument:
    """The tables as a document to be drawn as a workbook."""
    leaf = Leaf(issuer=(unit.full_name,), kind="Số liệu theo năm", subject=unit.full_name, paragraphs=())
    return PlanDocument((leaf,), tables, mark=unit.sample_mark)


LABELS = {"series": "Theo năm", "below": "Các đơn vị"}


def _table(
    key: str, title: str, indicator: Indicator, words: tuple[Column, ...], rows: tuple[Row, ...], sources: _Sources
) -> Table:
    return Table(
        key=key,
        title=title,
        columns=indexed((*words, *_columns(indicator))),
        rows=rows,
        unit_line=f"Đơn vị tính: {indicator.unit_of_measure}",
        is_landscape=True,
        notes=sources.notes(),
        label=LABELS[key],
    )


def _columns(indicator: Indicator) -> Iterator[Column]:
    yield Column("value", ("Giá trị",), "", 10, is_number=True)
    if indicator.adds_up == AddsUp.RATIO:
        yield Column("numerator", (indicator.numerator or "Tử số",), "", 10, is_number=True)
        yield Column("denominator", (indicator.denominator or "Mẫu số",), "", 10, is_number=True)
    yield from LAST_COLUMNS


def _below_rows(indicator: Indicator, gatherings: Iterable[Gathering], sources: _Sources) -> Iterator[Row]:
    for gathering in gatherings:
        if gathering.total:
            yield _below_row(indicator, RowKind.GROUP, gathering.total, sources)
        for point in gathering.points:
            mark = SHARED if point.unit.pk in gathering.shared else ""
            yield _below_row(indicator, RowKind.ITEM, point, sources, mark)


def _below_row(indicator: Indicator, kind: RowKind, point: Point, sources: _Sources, mark: str = "") -> Row:
    code = point.unit.code if isinstance(point.unit, Unit) else ""
    return Row(kind, (Cell(code), Cell(name_of(point.unit)), *_cells(indicator, point, sources, mark)))


def _cells(indicator: Indicator, point: Point, sources: _Sources, mark: str = "") -> Iterator[Cell]:
    figure = point.figure
    yield Cell() if figure is None else _figure(rounded(figure, indicator.decimals), indicator.decimals)
    if indicator.adds_up == AddsUp.RATIO:
        for count in (point.sums.numerator, point.sums.denominator):
            yield Cell() if count is None or point.reason else _figure(count)
    yield Cell(f"{number(point.sums.units)}/{number(point.of)}")
    yield Cell(_note(point, sources, mark))


def _figure(value: Decimal, decimals: int | None = None) -> Cell:
    return Cell(number(value, decimals), value)


def _note(point: Point, sources: _Sources, mark: str) -> str:
    """Why it is blank, what is missing, and by which resolutions it was restated."""
    label = f"{point.label} {sources.marks(point.documents)}" if point.label else ""
    incomplete = INCOMPLETE if point.is_incomplete and not point.reason else ""
    return "; ".join(filter(None, (point.reason.rstrip("."), incomplete, label, mark)))
