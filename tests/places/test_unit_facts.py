"""The fixture of administrative units says what is true of the country, and of Quảng Ngãi above all."""

import unicodedata
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from planning.places.unit_facts import UnitFact, WrongColumns, read_unit_facts, write_unit_facts
from planning.places.unit_sources import PREFIXES

FIXTURE = Path(__file__).parents[2] / "fixtures" / "units.csv"
LAST_OLD_DAY = date(2025, 6, 30)
FIRST_NEW_DAY = date(2025, 7, 1)


@pytest.fixture(scope="module")
def facts() -> list[UnitFact]:
    return read_unit_facts(FIXTURE)


@pytest.fixture(scope="module")
def before(facts) -> dict[str, UnitFact]:
    return {fact.code: fact for fact in facts if fact.valid_from is None}


@pytest.fixture(scope="module")
def now(facts) -> dict[str, UnitFact]:
    return {fact.code: fact for fact in facts if fact.valid_to is None}


def communes_of(units: dict[str, UnitFact], *parents: str) -> list[UnitFact]:
    return [unit for unit in units.values() if unit.kind == "commune" and unit.parent in parents]


def districts_of(units: dict[str, UnitFact], province: str) -> list[str]:
    return [unit.code for unit in units.values() if unit.kind == "district" and unit.parent == province]


def test_the_country_had_63_provinces_696_districts_and_10035_communes(before):
    kinds = Counter(unit.kind for unit in before.values())

    assert kinds == {"province": 63, "district": 696, "commune": 10_035}


def test_the_country_has_34_provinces_and_3321_communes_and_no_district(now):
    kinds = Counter(unit.kind for unit in now.values())

    assert kinds == {"province": 34, "commune": 3_321}


def test_the_communes_of_today_are_2621_xa_687_phuong_and_13_dac_khu(now):
    prefixes = Counter(unit.prefix for unit in now.values() if unit.kind == "commune")

    assert prefixes == {"Xã": 2_621, "Phường": 687, "Đặc khu": 13}


def test_quang_ngai_had_13_districts_and_170_communes(before):
    districts = districts_of(before, "51")

    assert len(districts) == 13
    assert len(communes_of(before, *districts)) == 170


def test_kon_tum_had_10_districts_and_102_communes_and_ended(before, now):
    districts = districts_of(before, "62")

    assert len(districts) == 10
    assert len(communes_of(before, *districts)) == 102
    assert before["62"].valid_to == LAST_OLD_DAY
    assert "62" not in now


def test_quang_ngai_has_86_xa_9_phuong_and_1_dac_khu(now):
    prefixes = Counter(commune.prefix for commune in communes_of(now, "51"))

    assert prefixes == {"Xã": 86, "Phường": 9, "Đặc khu": 1}


def test_quang_ngai_is_a_new_province_made_of_quang_ngai_and_kon_tum(before, now):
    old, new = (replace(unit, latitude=None, longitude=None) for unit in (before["51"], now["51"]))

    assert old == UnitFact("51", "Quảng Ngãi", "province", "Tỉnh", "", None, LAST_OLD_DAY)
    assert new == UnitFact("51", "Quảng Ngãi", "province", "Tỉnh", "", FIRST_NEW_DAY, None, ("51", "62"), frozenset())


def test_56_communes_of_quang_ngai_come_from_the_old_province_and_40_from_kon_tum(before, now):
    old_provinces = Counter(
        frozenset(_old_province(before, code) for code in commune.predecessors) for commune in communes_of(now, "51")
    )

    assert old_provinces == {frozenset({"51"}): 56, frozenset({"62"}): 40}


def test_ba_dinh_is_made_of_ba_giang_and_ba_dinh(before, now):
    ba_dinh = now["21499"]

    assert (ba_dinh.prefix, ba_dinh.name, ba_dinh.parent) == ("Xã", "Ba Dinh", "51")
    assert {before[code].name for code in ba_dinh.predecessors} == {"Ba Giang", "Ba Dinh"}
    assert ba_dinh.partly == frozenset()


def test_dong_son_is_made_of_communes_of_two_districts(before, now):
    (dong_son,) = [commune for commune in communes_of(now, "51") if commune.name == "Đông Sơn"]

    assert {before[code].parent for code in dong_son.predecessors} == {"522", "524"}


def test_tra_bui_is_divided_between_ca_dam_and_tay_tra_bong(before, now):
    (tra_bui,) = [unit.code for unit in before.values() if unit.name == "Trà Bùi"]

    heirs = [unit for unit in now.values() if tra_bui in unit.predecessors]

    assert {unit.name for unit in heirs} == {"Cà Đam", "Tây Trà Bồng"}
    assert all(unit.partly == {tra_bui} for unit in heirs)


@pytest.mark.parametrize(
    ("district", "name"),
    [("318", "Bạch Long Vĩ"), ("471", "Cồn Cỏ"), ("498", "Hoàng Sa"), ("536", "Lý Sơn"), ("755", "Côn Đảo")],
)
def test_an_island_district_without_communes_became_a_dac_khu(now, district, name):
    (heir,) = [unit for unit in now.values() if district in unit.predecessors]

    assert (heir.prefix, heir.name, heir.predecessors) == ("Đặc khu", name, (district,))


def test_eleven_provinces_that_merged_with_no_other_keep_one_row_without_dates(facts):
    going_on = {fact.code for fact in facts if fact.valid_from is None and fact.valid_to is None}

    assert going_on == {"01", "04", "11", "12", "14", "20", "22", "38", "40", "42", "46"}


def test_every_old_commune_has_a_successor(before, now):
    succeeded = {code for unit in now.values() for code in unit.predecessors}

    assert [unit for unit in before.values() if unit.kind == "commune" and unit.code not in succeeded] == []


def test_every_new_unit_has_predecessors_of_the_old_generation(facts, before):
    news = [fact for fact in facts if fact.valid_from]

    assert [fact for fact in news if not fact.predecessors] == []
    assert {code for fact in news for code in fact.predecessors} <= before.keys()


def test_a_predecessor_is_partly_taken_exactly_when_it_has_several_successors(now):
    communes = [unit for unit in now.values() if unit.kind == "commune"]
    heirs = Counter(code for unit in communes for code in unit.predecessors)

    wrong = [u for u in communes if u.partly != {code for code in u.predecessors if heirs[code] > 1}]

    assert wrong == []


def test_a_commune_shares_no_land_with_a_namesake_in_another_old_province(before, now):
    """Long Phú's Tân Thạnh and Thới Lai's Tân Thạnh lie 70 km apart in today's Cần Thơ."""
    assert [unit.name for unit in now.values() if "31268" in unit.predecessors] == ["Trường Thành"]
    assert [unit.name for unit in now.values() if "31666" in unit.predecessors] == ["Tân Thạnh"]
    assert before["31268"].name == before["31666"].name == "Tân Thạnh"


def test_parents_come_before_children_and_predecessors_before_successors(facts):
    seen, late = set(), []
    for fact in facts:
        late += [code for code in (fact.parent, *fact.predecessors) if code and code not in seen]
        seen.add(fact.code)

    assert late == []


def test_a_parent_is_the_level_above_and_lives_at_the_same_time(before, now):
    old_levels = {(unit.kind, before[unit.parent].kind) for unit in before.values() if unit.parent}
    new_levels = {(unit.kind, now[unit.parent].kind) for unit in now.values() if unit.parent}

    assert old_levels == {("commune", "district"), ("district", "province")}
    assert new_levels == {("commune", "province")}


def test_code_and_first_day_identify_a_unit(facts):
    identities = Counter((fact.code, fact.valid_from) for fact in facts)

    assert [identity for identity, times in identities.items() if times > 1] == []


def test_codes_have_the_digits_of_their_kind(facts):
    assert {(fact.kind, len(fact.code), fact.code.isdigit()) for fact in facts} == {
        ("province", 2, True),
        ("district", 3, True),
        ("commune", 5, True),
    }


def test_names_are_normalised_and_carry_no_prefix(facts):
    text = FIXTURE.read_text(encoding="utf-8")

    assert unicodedata.normalize("NFC", text) == text
    assert {fact.prefix for fact in facts} == set(PREFIXES)
    assert [fact for fact in facts if fact.name != " ".join(fact.name.split())] == []
    assert [fact for fact in facts if fact.name[0].islower() or fact.name.endswith(")")] == []
    assert [fact.code for fact in facts if fact.name.startswith(f"{fact.prefix} ")] == ["19780"]  # Phường Đúc


def test_every_unit_but_303_former_communes_has_a_place_in_the_country(facts):
    placed = [fact for fact in facts if fact.latitude is not None and fact.longitude is not None]
    without = Counter((fact.kind, fact.valid_from) for fact in facts if None in (fact.latitude, fact.longitude))

    assert without == {("commune", None): 303}
    assert [fact for fact in placed if not (8 < fact.latitude < 24 and 102 < fact.longitude < 115)] == []


def test_hoang_sa_and_truong_sa_lie_in_their_provinces_on_the_map(now):
    islands = {unit.name: unit for unit in now.values() if unit.name in ("Hoàng Sa", "Trường Sa")}

    assert {name: now[unit.parent].name for name, unit in islands.items()} == {
        "Hoàng Sa": "Đà Nẵng",
        "Trường Sa": "Khánh Hòa",
    }
    assert all(unit.longitude > 111 for unit in islands.values())


def test_facts_written_and_read_again_are_equal(facts, tmp_path):
    write_unit_facts(tmp_path / "units.csv", facts)

    assert read_unit_facts(tmp_path / "units.csv") == facts
    assert (tmp_path / "units.csv").read_bytes() == FIXTURE.read_bytes()


def test_a_file_with_other_columns_is_refused(tmp_path):
    path = tmp_path / "units.csv"
    path.write_text("code,name\n51,Quảng Ngãi\n", encoding="utf-8")

    with pytest.raises(WrongColumns):
        read_unit_facts(path)


def test_a_part_of_a_unit_that_is_no_predecessor_is_refused(now):
    with pytest.raises(ValueError, match="21499"):
        replace(now["21499"], partly=frozenset({"21142"}))


def _old_province(before: dict[str, UnitFact], code: str) -> str:
    unit = before[code]
    return unit.parent if unit.kind == "district" else before[unit.parent].parent
