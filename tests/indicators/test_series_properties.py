"""Whatever the map was and however it changed: rates roll up to the same. Units and figures are random, not real."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from indicators.models import Result
from indicators.results.adding import NOTHING, Sums
from indicators.results.below import Map, points_below
from indicators.results.series import Series
from indicators.results.totals import rebuild_totals
from planning.places.reorganising import NewUnit, divide, merge, undo
from planning.places.units import Reorganisation, Unit, UnitKind
from tests.conftest import make_unit
from tests.indicators.storing import counts, store, total_of

NOW = datetime(2026, 1, 5, 8, tzinfo=UTC)
DAYS = (date(2022, 1, 1), date(2024, 7, 1))
BEFORE, BETWEEN, TODAY = date(2021, 12, 31), date(2023, 12, 31), date(2026, 1, 5)
# Each example is a small country in the database, taken back after it; to make a failing one smaller takes minutes.
FEW = settings(
    deadline=None,
    max_examples=5,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
COUNTS = st.tuples(st.integers(0, 400), st.integers(0, 600)).map(lambda pair: (pair[0], sum(pair) + 1))


@st.composite
def countries(draw):
    """To which of three districts of two provinces six communes belong; their counts; what becomes of them, twice."""
    homes = draw(st.lists(st.integers(0, 2), min_size=6, max_size=6))
    told = draw(st.lists(COUNTS, min_size=6, max_size=6))
    deeds = draw(st.lists(st.lists(st.integers(0, 3), min_size=3, max_size=6), min_size=2, max_size=2))
    aims = draw(st.lists(st.integers(0, 2), min_size=12, max_size=12))
    return homes, told, deeds, aims


class Country:
    """Two provinces, three districts and six communes of the database, and what they reported of 2021."""

    def __init__(self, homes, told, rate):
        self.provinces = [make_unit(f"P{n}", "Tỉnh", f"T{n}", UnitKind.PROVINCE) for n in range(2)]
        above = (self.provinces[0], self.provinces[0], self.provinces[1])
        self.districts = [
            make_unit(f"D{n}", "Huyện", f"H{n}", UnitKind.DISTRICT, each) for n, each in enumerate(above)
        ]
        self.communes = [
            make_unit(f"C{n}", "Xã", f"X{n}", UnitKind.COMMUNE, self.districts[home]) for n, home in enumerate(homes)
        ]
        self.rate, self.made = rate, 0
        self.reported = {unit: counts(*each) for unit, each in zip(self.communes, told, strict=True)}
        store(rate, 2021, self.reported)

    def new(self, aim, **more):
        self.made += 1
        return NewUnit(f"N{self.made}", f"Mới {self.made}", "Xã", UnitKind.COMMUNE, self.districts[aim], **more)

    def rearrange(self, reorganisation, deeds, aims, keeper):
        """Take the communes there are in turn, and merge, divide by halves, move or leave them."""
        there = list(Unit.objects.filter(kind=UnitKind.COMMUNE, valid_to=None).order_by("pk"))
        how = {"reorganisation": reorganisation, "by": keeper, "at": NOW}
        for deed, aim in zip(deeds, aims, strict=False):
            if deed == 0 and len(there) > 1:
                merge([there.pop(), there.pop()], into=self.new(aim), **how)
            elif deed == 1 and there:
                half = Decimal("0.5")
                divide(there.pop(), into=[self.new(aim, share=half), self.new(aim, share=half)], **how)
            elif deed == 2 and there:
                merge([there.pop()], into=self.new(aim), **how)

    def sums(self, units, day):
        series = Series(self.rate, units, [2021], day)
        return [series.restated(unit, 2021).sums for unit in units]


def counted(sums):
    """Numerator and denominator; a sum over nothing is nothing."""
    whole = sum(sums, NOTHING)
    return whole.numerator or 0, whole.denominator or 0


@pytest.fixture
def aside(rate):
    """Make a country for one example and take it back."""

    def with_country(check, *parts):
        with transaction.atomic():
            check(Country(*parts, rate))
            transaction.set_rollback(True)

    return with_country


# Half of a commune goes to a unit that passes on to one of another district.
PARTED = [0] * 6, [(0, 1)] * 6, [[0, 1, 0], [0, 0, 0]], [0] * 7 + [1] + [0] * 4


@FEW
@example(PARTED)
@given(countries())
def test_a_rate_is_the_same_by_communes_districts_and_provinces_across_two_reorganisations(aside, keeper, drawn):
    homes, told, deeds, aims = drawn

    def check(country):
        for place, day in enumerate(DAYS):
            made = Reorganisation.objects.create(code=f"r{place}", name=f"Đợt {place}", effective_on=day)
            country.rearrange(made, deeds[place], aims[place * 6 :], keeper)
        whole = (sum(each[0] for each in told), sum(each[1] for each in told))
        for day in (BEFORE, BETWEEN, TODAY):
            communes = list(Unit.objects.filter(kind=UnitKind.COMMUNE).existing_on(day))
            for level in (communes, country.districts, country.provinces):
                assert counted(country.sums(level, day)) == whole

    aside(check, homes, told)


@FEW
@given(countries())
def test_each_unit_is_what_those_below_it_come_to_on_both_maps(aside, keeper, drawn):
    homes, told, deeds, aims = drawn

    def check(country):
        made = Reorganisation.objects.create(code="r", name="Đợt", effective_on=DAYS[1])
        country.rearrange(made, deeds[0], aims, keeper)
        units = [*country.provinces, *country.districts]
        series = Series(country.rate, units, [2021], TODAY)
        for unit in units:
            below = [point for each in points_below(series, unit, 2021, Map.TODAY) for point in each.points]
            assert counted(point.sums for point in below) == counted([series.restated(unit, 2021).sums])
            then = [point for each in points_below(series, unit, 2021, Map.THEN) for point in each.points]
            assert counted(point.sums for point in then) == counted(
                point.sums for point in series.as_they_were(unit, 2021)
            )

    aside(check, homes, told)


@FEW
@given(countries())
def test_kept_totals_and_former_figures_stay_right_while_units_change_and_come_back(aside, keeper, drawn):
    homes, told, deeds, aims = drawn

    def check(country):
        store(country.rate, 2024, country.reported | {country.districts[0]: counts(3, 7)})
        before = list(Result.objects.order_by("pk").values())
        kept = [total_of(unit, country.rate, year) for unit in country.provinces for year in (2021, 2024)]
        made = Reorganisation.objects.create(code="r", name="Đợt", effective_on=DAYS[1])
        country.rearrange(made, deeds[0], aims, keeper)
        assert list(rebuild_totals(at=NOW, compare_only=True)) == []
        undo(made, by=keeper, at=NOW)
        assert list(rebuild_totals(at=NOW, compare_only=True)) == []
        again = [total_of(unit, country.rate, year) for unit in country.provinces for year in (2021, 2024)]
        assert [each and each.figure for each in again] == [each and each.figure for each in kept]
        assert list(Result.objects.order_by("pk").values()) == before

    aside(check, homes, told)


figures = st.builds(
    lambda numerator, more: Sums(None, Decimal(numerator), Decimal(numerator + more), 1),
    st.integers(0, 10**6),
    st.integers(1, 10**6),
)


@given(st.lists(figures, min_size=1, max_size=12), st.data())
def test_a_rate_rolled_up_in_any_grouping_order_is_the_same(parts, data):
    mixed = data.draw(st.permutations(parts))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(parts)), max_size=4)))
    groups = [mixed[a:b] for a, b in zip([0, *cuts], [*cuts, len(mixed)], strict=True)]

    by_groups = sum((sum(group, NOTHING) for group in groups), NOTHING)

    assert by_groups == sum(parts, NOTHING)
