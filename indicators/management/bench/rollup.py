"""Roll-ups: sums of a province over its communes, from kept totals and by the plain grouped query."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Sum

from indicators.management.bench import Line, Scale
from indicators.management.bench.timing import in_words, middle, timed
from indicators.models import AddsUp, Dimension, Indicator, Result, ResultTotal
from indicators.results.actions import Figures, store_results
from indicators.results.totals import kept, rebuild_totals, totals_of
from planning.formats import number
from planning.places.units import Unit, UnitKind, with_search_names

PROVINCES, INDICATORS, YEARS = 34, 55, range(2021, 2026)
NOW = datetime(2026, 1, 5, tzinfo=UTC)


def run(scale: Scale) -> list[Line]:
    """Fill the country with made-up results, compare both ways of adding them up, and the price of keeping totals."""
    filling, _ = timed(lambda: _fill(scale.communes))
    rebuilding, _ = timed(lambda: list(rebuild_totals(at=NOW)))
    provinces = list(Unit.objects.filter(kind=UnitKind.PROVINCE).order_by("pk"))
    places = [(provinces[turn % PROVINCES], YEARS[turn % len(YEARS)]) for turn in range(scale.rounds + 1)]
    _compare(*places[0])
    return [
        Line("Số kết quả", number(Result.objects.count())),
        Line("Số tổng hợp được lưu", number(ResultTotal.objects.count())),
        Line("Ghi dữ liệu giả định (SQL)", in_words(filling)),
        Line("Tính lại toàn bộ số tổng hợp", in_words(rebuilding)),
        *_both("Một tỉnh, mọi chỉ tiêu, một năm", [_ways(*place) for place in places]),
        *_both("Mọi tỉnh, một chỉ tiêu, một năm", [_ways_across(year, turn) for turn, (_, year) in enumerate(places)]),
        *_both("Mọi tỉnh × mọi chỉ tiêu, một năm", [_ways_of_all(year) for _, year in places[: len(YEARS) + 1]]),
        *_prices(scale.rounds),
    ]


Way = Callable[[], object]


def _ways(province: Unit, year: int) -> tuple[Way, Way]:
    return lambda: totals_of(province, year), lambda: _plain(province, year)


def _ways_across(year: int, turn: int) -> tuple[Way, Way]:
    indicators = list(Indicator.objects.order_by("pk"))
    indicator = indicators[turn % INDICATORS]
    chosen = Result.objects.filter(indicator=indicator, year=year).order_by()
    return (
        lambda: list(kept(indicator=indicator, year=year, unit__kind=UnitKind.PROVINCE)),
        lambda: list(_summed(chosen.values("unit__parent"))),
    )


def _ways_of_all(year: int) -> tuple[Way, Way]:
    totals = kept(year=year, unit__kind=UnitKind.PROVINCE)
    results = Result.objects.filter(year=year).order_by()
    return (
        lambda: list(totals.values_list("unit", "indicator", "value", "numerator", "denominator")),
        lambda: list(_summed(results.values("unit__parent", "indicator"))),
    )


def _both(words: str, ways: list[tuple[Way, Way]]) -> Iterator[Line]:
    from_totals, plain = middle(way[0] for way in ways), middle(way[1] for way in ways)
    yield Line(f"{words}: từ số tổng hợp", in_words(from_totals))
    yield Line(f"{words}: cộng từng kết quả", in_words(plain))
    yield Line(f"{words}: nhanh hơn", f"{number(round(plain / from_totals))} lần")


def _prices(rounds: int) -> Iterator[Line]:
    """What keeping the totals adds to a change: one figure, and a commune's whole year."""
    communes = list(Unit.objects.filter(kind=UnitKind.COMMUNE).order_by("-pk")[: rounds + 1])
    indicators = list(Indicator.objects.order_by("pk"))
    for words, chosen in (("một kết quả", indicators[:1]), (f"{INDICATORS} kết quả của một xã", indicators)):
        deeds = [lambda unit=unit, chosen=chosen: _change(unit, chosen) for unit in communes]
        yield Line(f"Lưu {words} cùng số tổng hợp và lịch sử", in_words(middle(deeds)))


def _change(unit: Unit, indicators: list[Indicator]) -> None:
    figures = {AddsUp.RATIO: Figures(None, Decimal(3), Decimal(400)), AddsUp.SUM: Figures(Decimal(7))}
    values = {(unit.pk, each.pk, YEARS[-1]): figures[AddsUp(each.adds_up)] for each in indicators}
    store_results(values, by=None, at=NOW)


def _plain(province: Unit, year: int) -> dict[int, dict[str, Decimal]]:
    """The sums of a province's communes as one would ask for them without kept totals."""
    chosen = Result.objects.filter(unit__parent=province, year=year).order_by()
    return {row["indicator"]: row for row in _summed(chosen.values("indicator"))}


def _summed(rows: Any) -> Any:
    return rows.annotate(sum=Sum("value"), numerators=Sum("numerator"), denominators=Sum("denominator"))


def _compare(province: Unit, year: int) -> None:
    """Both ways must come to the same, or the measurement is of nothing."""
    plain, totals = _plain(province, year), totals_of(province, year)
    for indicator, total in totals.items():
        row = plain[indicator]
        if (total.value, total.numerator, total.denominator) != (row["sum"], row["numerators"], row["denominators"]):
            raise AssertionError(f"{province}, {year}, {indicator}")


def _fill(communes: int) -> None:
    """Provinces, communes and indicators, and results made inside the database: no wire, no Python."""
    provinces = [Unit(code=f"P{n}", name=f"Số {n}", prefix="Tỉnh", kind=UnitKind.PROVINCE) for n in range(PROVINCES)]
    Unit.objects.bulk_create(with_search_names(provinces))
    below = [
        Unit(code=str(10_000 + n), name=f"Số {n}", prefix="Xã", kind=UnitKind.COMMUNE, parent=provinces[n % PROVINCES])
        for n in range(communes)
    ]
    Unit.objects.bulk_create(with_search_names(below), 1_000)
    dimension = Dimension.objects.create(code="bench", name="Đo thời gian", position=1)
    Indicator.objects.bulk_create(
        Indicator(code=f"bench-{n}", name=f"Chỉ tiêu {n}", dimension=dimension, unit_of_measure="%", adds_up=adds_up)
        for n in range(INDICATORS)
        for adds_up in [AddsUp.RATIO if n % 2 else AddsUp.SUM]
    )
    for year in YEARS:
        _fill_year(year)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _fill_year(year: int) -> None:
    result, unit, indicator = (model._meta.db_table for model in (Result, Unit, Indicator))
    is_ratio = f"i.adds_up = '{AddsUp.RATIO.value}'"
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {result} (unit_id, indicator_id, year, value, numerator, denominator)"
            f" SELECT u.id, i.id, {year},"
            f" CASE WHEN {is_ratio} THEN NULL ELSE (u.id * 7 + i.id * 13 + {year}) % 900 END,"
            f" CASE WHEN {is_ratio} THEN (u.id * 11 + i.id * 17 + {year}) % 300 END,"
            f" CASE WHEN {is_ratio} THEN 300 + (u.id * 5 + i.id) % 2000 END"
            f" FROM {unit} u CROSS JOIN {indicator} i WHERE u.kind = '{UnitKind.COMMUNE.value}'"
        )
