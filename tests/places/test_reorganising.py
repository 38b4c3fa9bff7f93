"""Merging, dividing, publishing and undoing: units, successions and what hangs on them. All figures are invented."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from indicators.models import Result
from planning.people.roles import Role
from planning.people.users import Post
from planning.places import reorganising
from planning.places.reorganising import CannotBeReorganised, divide, merge, publish, undo
from planning.places.units import GroupMembership, Reorganisation, Unit, UnitGroup, UnitKind
from tests.conftest import make_unit
from tests.indicators.storing import counts, series_of, store
from tests.places.rearranging import EVE, FIRST, NOW, everything, new_unit


def merged(places, draft, keeper, **more):
    return merge(
        [places.ba_dinh, places.ba_to], into=new_unit(places, **more), reorganisation=draft, by=keeper, at=NOW
    )


def test_a_merger_ends_the_former_units_and_leaves_their_figures(places, draft, keeper, rate):
    store(rate, 2026, {places.ba_dinh: counts(40, 500), places.ba_to: counts(25, 250)})
    before = list(Result.objects.order_by("pk").values())

    unit = merged(places, draft, keeper)

    [point] = series_of(unit, rate, [2026], FIRST)
    assert (unit.valid_from, unit.valid_to, set(unit.predecessors())) == (
        FIRST,
        None,
        {places.ba_dinh, places.ba_to},
    )
    places.ba_to.refresh_from_db()
    assert places.ba_to.valid_to == EVE
    assert (point.sums.numerator, point.sums.denominator, round(point.figure, 2)) == (65, 750, Decimal("8.67"))
    assert (point.label, point.documents) == ("tính lại theo địa giới mới", ("Sắp xếp năm 2027",))
    assert list(Result.objects.order_by("pk").values()) == before


def test_undoing_an_unpublished_merger_restores_everything(places, draft, keeper, rate):
    group = UnitGroup.objects.create(code="huyen-cu", name="địa bàn huyện cũ")
    GroupMembership.objects.create(group=group, unit=places.ba_to)
    store(rate, 2026, {places.ba_dinh: counts(40, 500), places.ba_to: counts(25, 250)})
    before = everything()
    unit = merged(places, draft, keeper)
    grouped = list(group.members_on(FIRST).existing_on(FIRST))

    undo(draft, by=keeper, at=NOW)

    assert grouped == [unit]
    assert everything() == before


def test_a_former_code_may_go_on_and_come_back(places, draft, keeper):
    before = everything()

    unit = merged(places, draft, keeper, code=places.ba_dinh.code, name="Ba Dinh")
    undo(draft, by=keeper, at=NOW)

    assert unit.code == places.ba_dinh.code
    assert everything() == before


def test_what_is_published_is_not_undone(places, draft, keeper):
    unit = merged(places, draft, keeper)

    publish(draft, by=keeper, at=NOW)

    draft.refresh_from_db()
    assert draft.published_on == date(2027, 1, 5)
    with pytest.raises(reorganising.ReorganisationIsPublished, match="Sắp xếp năm 2027 đã công bố"):
        undo(draft, by=keeper, at=NOW)
    assert Unit.objects.filter(pk=unit.pk).exists()


def test_new_units_in_use_are_not_taken_back_and_all_uses_are_named(places, draft, keeper, lan, rate):
    unit = merged(places, draft, keeper)
    store(rate, 2027, {unit: counts(50, 760)})
    Post.objects.create(user=lan, unit=unit, role=Role.EDITOR)

    with pytest.raises(reorganising.UnitsAreInUse) as refused:
        undo(draft, by=keeper, at=NOW)

    assert sorted(refused.value.uses) == ["1 kết quả", "1 nhiệm vụ tại đơn vị"]
    assert Unit.objects.filter(pk=unit.pk).exists()


def test_a_later_reorganisation_keeps_an_earlier_one_from_being_undone(places, draft, keeper):
    unit = merged(places, draft, keeper)
    later = Reorganisation.objects.create(code="2028", name="Sắp xếp năm 2028", effective_on=date(2028, 1, 1))
    merge([unit], into=new_unit(places, "21700", "Ba Sau"), reorganisation=later, by=keeper, at=NOW)

    with pytest.raises(reorganising.UnitsAreInUse) as refused:
        undo(draft, by=keeper, at=NOW)

    assert refused.value.uses == ["1 kế thừa địa bàn"]


def test_a_division_states_all_shares_or_none(places, draft, keeper):
    parts = [
        new_unit(places, "21601", "Ba Một", share=Decimal("0.6")),
        new_unit(places, "21602", "Ba Hai", share=Decimal("0.3")),
    ]

    with pytest.raises(CannotBeReorganised, match="cộng lại bằng 1"):
        divide(places.ba_to, into=parts, reorganisation=draft, by=keeper, at=NOW)

    assert not Unit.objects.filter(code="21601").exists()


def test_a_divided_unit_gives_its_figures_by_the_stated_shares(places, draft, keeper, rate):
    store(rate, 2026, {places.ba_to: counts(25, 250)})
    parts = [
        new_unit(places, "21601", "Ba Một", share=Decimal("0.6")),
        new_unit(places, "21602", "Ba Hai", share=Decimal("0.4")),
    ]

    units = divide(places.ba_to, into=parts, reorganisation=draft, by=keeper, at=NOW)

    points = [series_of(unit, rate, [2026], FIRST)[0].sums for unit in units]
    assert [(each.numerator, each.denominator) for each in points] == [(15, 150), (10, 100)]


def test_only_a_keeper_rearranges_units(places, draft, minh):
    with pytest.raises(reorganising.NotAKeeper):
        merged(places, draft, minh)
    with pytest.raises(reorganising.NotAKeeper):
        undo(draft, by=minh, at=NOW)
    with pytest.raises(reorganising.NotAKeeper):
        publish(draft, by=minh, at=NOW)


def test_a_unit_that_has_ended_or_has_units_below_is_not_merged(places, draft, keeper):
    make_unit("21800", "Xã", "Dưới", UnitKind.COMMUNE, places.province)

    for unit, words in ((places.ba_giang, "không tồn tại"), (places.province, "còn đơn vị trực thuộc")):
        with pytest.raises(CannotBeReorganised, match=words):
            merge([unit], into=new_unit(places), reorganisation=draft, by=keeper, at=NOW)


def test_a_code_in_use_is_refused(places, draft, keeper):
    make_unit("21800", "Xã", "Dưới", UnitKind.COMMUNE, places.province)

    with pytest.raises(ValidationError, match="Mã này đang được một đơn vị khác sử dụng"):
        merged(places, draft, keeper, code="21800")

    places.ba_to.refresh_from_db()
    assert places.ba_to.valid_to is None
