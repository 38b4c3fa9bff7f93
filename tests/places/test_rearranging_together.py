"""Units that come together from several others, and what a reorganisation changes around them. Invented figures."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db.models import Value
from django.db.models.functions import Concat

from indicators.models import Result
from indicators.results.totals import rebuild_totals
from planning.places.reorganising import CannotBeReorganised, NewUnit, divide, merge, publish, undo
from planning.places.units import Reorganisation, Succession, Unit, UnitKind
from tests.conftest import LAST_DAY, make_unit
from tests.indicators.storing import counts, series_of, store, total_of, value
from tests.places.rearranging import FIRST, NOW, everything, new_unit


def test_parts_of_a_divided_unit_join_what_others_became(places, draft, keeper, rate):
    store(rate, 2026, {places.ba_dinh: counts(40, 500), places.ba_to: counts(25, 250)})
    west, east = new_unit(places, "21601", "Ba Tây"), new_unit(places, "21602", "Ba Đông")
    whole = merge([places.ba_dinh], into=west, reorganisation=draft, by=keeper, at=NOW)
    before = everything()

    units = divide(
        places.ba_to,
        into=[replace(west, share=Decimal("0.2")), replace(east, share=Decimal("0.8"))],
        reorganisation=draft,
        by=keeper,
        at=NOW,
    )

    points = [series_of(unit, rate, [2026], FIRST)[0].sums for unit in units]
    assert units[0] == whole
    assert [(each.numerator, each.denominator) for each in points] == [(45, 550), (20, 200)]
    assert before[Result] == everything()[Result]


@pytest.mark.parametrize(("code", "name"), [("21601", "Tên khác"), ("21484", "Ba Tơ")])
def test_a_code_of_another_unit_of_the_day_is_not_taken_for_this_one(code, name, places, draft, keeper):
    merge([places.ba_dinh], into=new_unit(places, "21601", "Ba Tây"), reorganisation=draft, by=keeper, at=NOW)
    other = make_unit("21700", "Xã", "Ba Trang", UnitKind.COMMUNE, places.province)

    with pytest.raises((CannotBeReorganised, ValidationError)):
        merge([other], into=new_unit(places, code, name), reorganisation=draft, by=keeper, at=NOW)

    other.refresh_from_db()
    assert other.valid_to is None


def test_what_another_reorganisation_of_the_day_made_is_left_alone(places, draft, keeper):
    unit = merge([places.ba_dinh], into=new_unit(places), reorganisation=draft, by=keeper, at=NOW)
    publish(draft, by=keeper, at=NOW)
    other = Reorganisation.objects.create(code="2027b", name="Đợt khác", effective_on=FIRST)

    with pytest.raises(ValidationError, match="Mã này đang được một đơn vị khác sử dụng"):
        merge([places.ba_to], into=new_unit(places), reorganisation=other, by=keeper, at=NOW)

    assert list(unit.predecessors()) == [places.ba_dinh]


def test_a_part_is_named_once(places, draft, keeper):
    with pytest.raises(CannotBeReorganised, match="chỉ ghi một lần"):
        divide(places.ba_to, into=[new_unit(places)] * 2, reorganisation=draft, by=keeper, at=NOW)

    assert not Succession.objects.filter(reorganisation=draft).exists()


def test_provinces_are_merged_after_their_communes_have_moved(places, draft, keeper, rate):
    other = make_unit("62", "Tỉnh", "Kon Tum", UnitKind.PROVINCE)
    far = make_unit("23000", "Xã", "Đăk Hà", UnitKind.COMMUNE, other)
    store(rate, 2026, {places.ba_dinh: counts(40, 500), far: counts(25, 250)})
    before = everything()
    province = Unit(code="99", name="Mới", prefix="Tỉnh", kind=UnitKind.PROVINCE, valid_from=FIRST)
    province.save()
    for unit in (places.ba_dinh, places.ba_to, far):
        into = NewUnit(unit.code, unit.name, unit.prefix, unit.kind, province)
        merge([unit], into=into, reorganisation=draft, by=keeper, at=NOW)
    into = NewUnit("99", "Mới", "Tỉnh", UnitKind.PROVINCE, None)

    merged = merge([places.province, other], into=into, reorganisation=draft, by=keeper, at=NOW)

    [point] = series_of(province, rate, [2026], FIRST)
    assert merged == province
    assert (point.sums.numerator, point.sums.denominator, point.sums.units, point.of) == (65, 750, 2, 3)
    undo(draft, by=keeper, at=NOW)
    assert everything() == before


def test_a_former_code_that_was_given_away_keeps_a_reorganisation_from_being_undone(places, draft, keeper):
    merge([places.ba_dinh, places.ba_to], into=new_unit(places), reorganisation=draft, by=keeper, at=NOW)
    other = Reorganisation.objects.create(code="2028", name="Đợt khác", effective_on=date(2028, 1, 1))
    last = make_unit("21700", "Xã", "Ba Trang", UnitKind.COMMUNE, places.province)
    into = new_unit(places, places.ba_to.code, "Ba Khác")
    merge([last], into=into, reorganisation=other, by=keeper, at=NOW)
    before = everything()

    with pytest.raises(CannotBeReorganised, match=r"nay là mã của xã Ba Khác \(21484\)"):
        undo(draft, by=keeper, at=NOW)

    assert everything() == before


def test_a_new_district_is_taken_back_after_its_communes(places, draft, keeper):
    island = make_unit("536", "Huyện", "Lý Sơn", UnitKind.DISTRICT, places.province)
    before = everything()
    into = NewUnit("100", "Lý Sơn", "Đặc khu", UnitKind.DISTRICT, places.province)
    district = merge([island], into=into, reorganisation=draft, by=keeper, at=NOW)
    into = NewUnit("21600", "Ba Mới", "Xã", UnitKind.COMMUNE, district)
    merge([places.ba_to], into=into, reorganisation=draft, by=keeper, at=NOW)

    undo(draft, by=keeper, at=NOW)

    assert everything() == before


def test_a_reorganisation_of_nothing_is_not_published(draft, keeper):
    with pytest.raises(CannotBeReorganised, match="Chưa có đơn vị nào"):
        publish(draft, by=keeper, at=NOW)

    draft.refresh_from_db()
    assert draft.published_on is None


def test_kept_totals_follow_the_units_and_come_back_with_them(places, keeper, houses):
    """The district's own figure stands while one commune has none; without that commune the others' sum stands."""
    Unit.objects.filter(valid_to=LAST_DAY).update(valid_to=None, code=Concat("code", Value("x")))
    Succession.objects.all().delete()
    other = make_unit("534", "Huyện", "Minh Long", UnitKind.DISTRICT, places.old_province)
    store(houses, 2024, {places.district: value(1000), places.old_ba_dinh: value(30)})
    draft = Reorganisation.objects.create(code="2024", name="Đợt", effective_on=date(2024, 7, 1))
    before = total_of(places.old_province, houses, 2024).figure

    into = NewUnit("21500", "Ba Giang", "Xã", UnitKind.COMMUNE, other)
    merge([places.ba_giang], into=into, reorganisation=draft, by=keeper, at=NOW)

    after = total_of(places.old_province, houses, 2024).figure
    assert (before, after) == (1000, 30)
    assert list(rebuild_totals(at=NOW, compare_only=True)) == []
    undo(draft, by=keeper, at=NOW)
    assert total_of(places.old_province, houses, 2024).figure == 1000
    assert list(rebuild_totals(at=NOW, compare_only=True)) == []
