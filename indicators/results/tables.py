"""Series as tables: the same for the screen and for the workbook one takes home."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from indicators.models import AddsUp, Indicator
from indicators.results.below import Gathering
from indicators.results.points import Point
from planning.documents.headings import indexed
from planning.documents.model import Cell, Column, Leaf, PlanDocument, Row, RowKind, Table
from planning.formats import number
from planning.places.units import Unit, UnitGroup

PART = "trên địa bàn nhiều huyện cũ"
INCOMPLETE = "chưa đủ đơn vị"


def years_table(indicator: Indicator, points: Sequence[Point], is_restated: bool) -> Table:
    """Years down; as the units were, each unit of a year has a row of its own."""
    words = (Column("year", ("Năm",), "", 6), Column("unit", ("Đơn vị",), "", 22))
    rows = tuple(
        Row(RowKind.ITEM, (Cell(str(point.year)), Cell(name_of(point.unit)), *_cells(indicator, point)))
        for point in points
    )
    way = "tính lại theo đơn vị hiện nay" if is_restated else "theo đơn vị tại thời điểm báo cáo"
    return _table("series", f"{indicator.name} theo năm, {way}", indicator, words, rows, "Theo năm")


def below_table(indicator: Indicator, whole: Point, gatherings: Iterable[Gathering]) -> Table:
    """The whole first, then each former district with its units."""
    words = (Column("code", ("Mã",), "", 8), Column("unit", ("Đơn vị",), "", 22))
    title = f"{indicator.name} năm {whole.year} của các đơn vị"
    rows = (_below_row(indicator, RowKind.TOTAL, whole), *_below_rows(indicator, gatherings))
    return _table("below", title, indicator, words, rows, "Các đơn vị")


def workbook(tables: tuple[Table, ...], unit: Unit) -> PlanDocument:
    """The tables as a document to be drawn as a workbook."""
    leaf = Leaf(issuer=(unit.full_name,), kind="Số liệu theo năm", subject=unit.full_name, paragraphs=())
    return PlanDocument((leaf,), tables, mark=unit.sample_mark)


def name_of(place: Unit | UnitGroup) -> str:
    """`xã Ba Dinh`, or a group's name."""
    return place.full_name if isinstance(place, Unit) else place.name


def _table(
    key: str, title: str, indicator: Indicator, words: tuple[Column, ...], rows: tuple[Row, ...], label: str
) -> Table:
    return Table(
        key=key,
        title=title,
        columns=indexed((*words, *_columns(indicator))),
        rows=rows,
        unit_line=f"Đơn vị tính: {indicator.unit_of_measure}",
        is_landscape=True,
        label=label,
    )


def _columns(indicator: Indicator) -> Iterator[Column]:
    yield Column("value", ("Giá trị",), "", 10, is_number=True)
    if indicator.adds_up == AddsUp.RATIO:
        yield Column("numerator", (indicator.numerator or "Tử số",), "", 10, is_number=True)
        yield Column("denominator", (indicator.denominator or "Mẫu số",), "", 10, is_number=True)
    yield Column("units", ("Số đơn vị có số liệu",), "", 10)
    yield Column("note", ("Ghi chú",), "", 34)


def _below_rows(indicator: Indicator, gatherings: Iterable[Gathering]) -> Iterator[Row]:
    for gathering in gatherings:
        if gathering.total:
            yield _below_row(indicator, RowKind.GROUP, gathering.total)
        for point in gathering.points:
            yield _below_row(indicator, RowKind.ITEM, point, PART if point.unit.pk in gathering.parts else "")


def _below_row(indicator: Indicator, kind: RowKind, point: Point, mark: str = "") -> Row:
    code = point.unit.code if isinstance(point.unit, Unit) else ""
    return Row(kind, (Cell(code), Cell(name_of(point.unit)), *_cells(indicator, point, mark)))


def _cells(indicator: Indicator, point: Point, mark: str = "") -> Iterator[Cell]:
    figure = point.figure
    yield Cell() if figure is None else _figure(round(figure, indicator.decimals), indicator.decimals)
    if indicator.adds_up == AddsUp.RATIO:
        for count in (point.sums.numerator, point.sums.denominator):
            yield Cell() if count is None or point.reason else _figure(count)
    yield Cell(f"{number(point.sums.units)}/{number(point.of)}")
    yield Cell(_note(point, mark))


def _figure(value: Decimal, decimals: int | None = None) -> Cell:
    return Cell(number(value, decimals), value)


def _note(point: Point, mark: str) -> str:
    """Why it is blank, what is missing, and by which resolutions it was restated."""
    label = f"{point.label} ({point.documents})" if point.label else ""
    incomplete = INCOMPLETE if point.is_incomplete and not point.reason else ""
    return "; ".join(filter(None, (point.reason.rstrip("."), incomplete, label, mark)))
