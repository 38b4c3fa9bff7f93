"""Units as `load_units` brings them in: Quảng Ngãi before and after July 2025, and how one became the other."""

from collections import Counter
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from planning.places.agencies import Agency
from planning.places.units import GroupMembership, Reorganisation, Succession, Unit, UnitGroup

LAST_OLD_DAY, FIRST_NEW_DAY = date(2025, 6, 30), date(2025, 7, 1)
TABLES = (Unit, Reorganisation, Succession, UnitGroup, GroupMembership)


def load(*codes, **options):
    output = StringIO()
    call_command("load_units", provinces=list(codes), stdout=output, **options)
    return output.getvalue()


@pytest.fixture(scope="module", autouse=True)
def loaded_once(django_db_setup, django_db_blocker):
    """Province 51, in a transaction around this module's tests: each of them takes back only its own."""
    with django_db_blocker.unblock(), transaction.atomic():
        load("51")
        yield
        transaction.set_rollback(True)


@pytest.fixture
def quang_ngai(db):
    """Today's Quảng Ngãi and what it was made from."""


def unit(code, day):
    return Unit.objects.get_by_natural_key(code, day.isoformat())


def old(code):
    return unit(code, LAST_OLD_DAY)


def new(code):
    return unit(code, FIRST_NEW_DAY)


def names(units):
    return sorted(unit.name for unit in units)


def stock():
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in TABLES}


def test_old_quang_ngai_had_13_districts_and_170_communes(quang_ngai):
    below = Unit.objects.existing_on(LAST_OLD_DAY).under(old("51"))

    assert Counter(below.values_list("kind", flat=True)) == {"district": 13, "commune": 170}


def test_todays_quang_ngai_has_96_units_and_no_district(quang_ngai):
    below = Unit.objects.existing_on(FIRST_NEW_DAY).under(new("51"))

    assert Counter(below.values_list("kind", "prefix")) == {
        ("commune", "Xã"): 86,
        ("commune", "Phường"): 9,
        ("commune", "Đặc khu"): 1,
    }


def test_todays_quang_ngai_was_made_from_quang_ngai_and_kon_tum(quang_ngai):
    assert names(new("51").predecessors()) == ["Kon Tum", "Quảng Ngãi"]
    assert Unit.objects.existing_on(LAST_OLD_DAY).filter(parent__code="62", kind="district").count() == 10


def test_no_unit_of_another_province_comes_along(quang_ngai):
    provinces = Unit.objects.filter(parent=None).values_list("code", "valid_to")

    assert set(provinces) == {("51", LAST_OLD_DAY), ("62", LAST_OLD_DAY), ("51", None)}


def test_a_code_that_went_on_names_a_unit_of_each_time(quang_ngai):
    assert (old("21499").parent.name, new("21499").parent.name) == ("Ba Tơ", "Quảng Ngãi")


def test_ba_dinh_was_made_from_ba_dinh_and_ba_giang(quang_ngai):
    assert names(new("21499").predecessors()) == ["Ba Dinh", "Ba Giang"]


def test_tra_bui_was_divided_between_two_communes(quang_ngai):
    shares = Succession.objects.filter(predecessor=old("21142")).select_related("successor")

    assert {share.successor.name: share.is_partial for share in shares} == {"Cà Đam": True, "Tây Trà Bồng": True}


def test_the_special_zone_of_ly_son_was_made_from_a_district_without_communes(quang_ngai):
    zone = Unit.objects.get(prefix="Đặc khu")

    assert [(unit.name, unit.kind, unit.children.count()) for unit in zone.predecessors()] == [
        ("Lý Sơn", "district", 0)
    ]


def test_dong_son_took_land_of_two_districts_and_is_in_the_groups_of_both(quang_ngai):
    dong_son = new("21109")

    assert set(dong_son.predecessors().values_list("parent__name", flat=True)) == {"Bình Sơn", "Quảng Ngãi"}
    assert list(dong_son.memberships.order_by("group__code").values_list("group__code", "note")) == [
        ("huyen-cu-522", "một phần địa bàn"),
        ("huyen-cu-524", "một phần địa bàn"),
    ]


def test_the_group_of_the_former_district_ba_to_lists_its_eight_communes(quang_ngai):
    group = UnitGroup.objects.get(code="huyen-cu-535")

    assert (group.name, group.former_unit) == ("địa bàn huyện Ba Tơ (cũ)", old("535"))
    assert names(group.members_on(FIRST_NEW_DAY)) == sorted(
        ["Ba Dinh", "Ba Tô", "Ba Tơ", "Ba Vinh", "Ba Vì", "Ba Xa", "Ba Động", "Đặng Thùy Trâm"]
    )
    assert not group.members_on(LAST_OLD_DAY).exists()


def test_every_commune_of_today_belongs_to_the_group_of_a_former_district(quang_ngai):
    today = Unit.objects.existing_on(FIRST_NEW_DAY).under(new("51"))

    assert not today.filter(memberships=None).exists()
    assert UnitGroup.objects.count() == 13 + 10


def test_the_reorganisations_name_their_resolutions(quang_ngai):
    named = {each.code: [str(document) for document in each.documents.all()] for each in Reorganisation.objects.all()}

    assert named == {
        "dvhc-cap-tinh-2025": ["Nghị quyết số 202/2025/QH15 ngày 12/6/2025"],
        "dvhc-cap-xa-2025-51": ["Nghị quyết số 1677/NQ-UBTVQH15 ngày 16/6/2025"],
    }


def test_a_resolution_that_is_not_known_is_not_made_up(db):
    load("38")

    communes = Reorganisation.objects.get(code="dvhc-cap-xa-2025-38")
    assert communes.name == "Sắp xếp đơn vị hành chính cấp xã của tỉnh Thanh Hóa năm 2025"
    assert not communes.documents.exists()


def test_provinces_that_went_on_as_they_were_keep_one_row(db):
    load("38", "14")

    assert list(Unit.objects.filter(code__in=["14", "38"]).values_list("code", "valid_from", "valid_to")) == [
        ("14", None, None),
        ("38", None, None),
    ]
    quang_xuong = old("406")
    assert (quang_xuong.full_name, quang_xuong.parent.name) == ("huyện Quảng Xương", "Thanh Hóa")


def test_loading_a_second_time_changes_nothing(quang_ngai):
    before = stock()

    output = load("51")

    assert stock() == before
    assert output.startswith("Tỉnh 51: thêm 0 đơn vị hành chính")


def test_what_officers_have_since_changed_stays_as_it_is(quang_ngai):
    Unit.objects.filter(pk=new("21499").pk).update(valid_to=date(2027, 12, 31), name="Ba Dinh Mới")
    Succession.objects.filter(predecessor=old("21142")).delete()
    UnitGroup.objects.get(code="huyen-cu-535").delete()
    before = stock()

    load("51")

    assert stock() == before


def test_units_lie_where_the_facts_say(quang_ngai):
    ly_son = Unit.objects.get(name="Lý Sơn", valid_from=FIRST_NEW_DAY)

    assert Unit.objects.filter(parent=new("51"), latitude=None).count() == 0
    assert (round(ly_son.latitude, 1), round(ly_son.longitude, 1)) == (Decimal("15.4"), Decimal("109.1"))


def test_units_that_have_no_place_get_theirs_and_moved_ones_stay(quang_ngai):
    Unit.objects.filter(pk=new("21499").pk).update(latitude=None, longitude=None)
    Unit.objects.filter(pk=new("51").pk).update(latitude=Decimal("15.00000"))

    load("51")

    assert new("21499").latitude is not None
    assert new("51").latitude == Decimal("15")


def test_units_are_found_without_accents(quang_ngai):
    assert new("21499") in Unit.objects.with_names("ba dinh")


def test_the_whole_country_can_be_loaded(db):
    load(whole_country=True)

    assert Unit.objects.existing_on(FIRST_NEW_DAY).filter(kind="commune").count() == 3321
    assert Unit.objects.existing_on(FIRST_NEW_DAY).filter(kind="province").count() == 34
    assert Unit.objects.existing_on(LAST_OLD_DAY).filter(kind="province").count() == 63


@pytest.mark.parametrize("code", ["99", "62", "21499"])
def test_a_code_that_names_no_province_of_today_is_refused_in_one_line(db, code):
    with pytest.raises(CommandError) as refusal:
        load("38", code)

    assert str(refusal.value) == f"Hiện nay không có tỉnh, thành phố nào mang mã {code}."
    assert refusal.value.returncode == 2
    assert not Unit.objects.filter(code="38").exists()


def test_facts_that_speak_of_units_not_loaded_are_refused_file_by_file(db):
    with pytest.raises(CommandError, match=r"hãy chạy load_units trước"):
        call_command("load_facts")

    assert not Agency.objects.exists()


def test_a_province_must_be_named(db):
    with pytest.raises(CommandError) as refusal:
        load()

    assert refusal.value.returncode == 2
