"""The fixture of units follows from the package's data, and unclear data are reported instead of guessed."""

from dataclasses import replace
from decimal import Decimal
from importlib.util import find_spec
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from planning.places import unit_sources
from planning.places.unit_sources import (
    Link,
    Place,
    Source,
    SourceIsUnclear,
    build_unit_facts,
    without_namesakes,
)

FIXTURE = Path(__file__).parents[2] / "fixtures" / "units.csv"

IS_MISSING = find_spec("vietnamadminunits") is None
needs_the_package = pytest.mark.skipif(IS_MISSING, reason="vietnamadminunits, of development, is not installed")


@needs_the_package
def test_the_package_builds_the_fixture_again(tmp_path):
    said = StringIO()

    call_command("build_units", output=tmp_path / "units.csv", stdout=said)

    assert (tmp_path / "units.csv").read_bytes() == FIXTURE.read_bytes()
    assert said.getvalue() == "14138 units written; 31 links of namesakes set aside\n"


def test_without_the_package_the_command_says_so_and_writes_nothing(monkeypatch, tmp_path):
    monkeypatch.setattr(unit_sources, "find_spec", lambda name: None)

    with pytest.raises(CommandError, match="vietnamadminunits is not installed"):
        call_command("build_units", output=tmp_path / "units.csv")

    assert list(tmp_path.iterdir()) == []


def test_a_part_goes_with_the_namesake_of_the_same_district():
    here, there = Place("00001", "Xã Một", "001", "01"), Place("00002", "Xã Một", "002", "01")
    neighbour, new = Place("00003", "Xã Hai", "001", "01"), Place("00004", "Xã Mới", "", "01")
    links = [Link(neighbour, new, False), Link(here, new, True), Link(there, new, True)]

    kept, set_aside = without_namesakes(links)

    assert kept == links[:2]
    assert set_aside == links[2:]


def test_namesakes_that_nothing_tells_apart_are_reported():
    one, other = Place("00001", "Xã Một", "001", "01"), Place("00002", "Xã Một", "001", "01")
    neighbour, new = Place("00003", "Xã Hai", "001", "01"), Place("00004", "Xã Mới", "", "01")

    with pytest.raises(SourceIsUnclear, match="00004 Xã Mới: 2 old communes are called Xã Một"):
        without_namesakes([Link(neighbour, new, False), Link(one, new, True), Link(other, new, True)])


def test_a_key_that_two_communes_share_is_reported():
    source = small_source()
    twin = source.old_rows[0] | {"wardCode": "00002", "ward": "Xã Mốt"}

    with pytest.raises(SourceIsUnclear, match="tinha_huyenb_xamot -> tinha_xamoi: 2 old, 1 new"):
        build_unit_facts(replace(source, old_rows=[*source.old_rows, twin]))


def test_a_commune_without_successor_is_reported():
    source = small_source()
    lost = source.old_rows[0] | {"wardCode": "00002", "ward": "Xã Hai", "wardKey": "xahai"}

    with pytest.raises(SourceIsUnclear, match="00002 Xã Hai has no successor"):
        build_unit_facts(replace(source, old_rows=[*source.old_rows, lost]))


def test_a_title_without_a_known_prefix_is_reported():
    source = small_source()
    odd = source.old_rows[0] | {"ward": "Làng Một"}

    with pytest.raises(SourceIsUnclear, match="Làng Một has no known prefix"):
        build_unit_facts(replace(source, old_rows=[odd]))


def test_todays_units_and_former_ones_have_points_of_their_own():
    points = {(False, "00001"): point("15.1", "108.6"), (True, "00001"): point("15.2", "108.7")}

    facts = build_unit_facts(replace(small_source(), points=points)).facts

    assert {(fact.valid_from is not None, fact.latitude) for fact in facts if fact.kind == "commune"} == {
        (False, Decimal("15.1")),
        (True, Decimal("15.2")),
    }


def test_a_point_far_from_what_a_commune_became_is_left_blank():
    points = {(False, "00001"): point("16.1", "108.6"), (True, "00001"): point("15.2", "108.7")}

    facts = build_unit_facts(replace(small_source(), points=points)).facts

    assert [fact.latitude for fact in facts if fact.kind == "commune"] == [None, Decimal("15.2")]


def test_a_point_that_two_communes_share_is_left_blank():
    source = small_source()
    second = source.old_rows[0] | {"wardCode": "00002", "ward": "Xã Hai", "wardKey": "xahai"}
    converter = source.converter | {
        "DICT_PROVINCE_WARD_NO_DIVIDED": {"tinha": {"xamoi": ["tinha_huyenb_xamot", "tinha_huyenb_xahai"]}}
    }
    points = {(False, code): point("15.1", "108.6") for code in ("00001", "00002")}

    built = build_unit_facts(Source([*source.old_rows, second], source.new_rows, converter, points))

    assert {fact.latitude for fact in built.facts if fact.kind == "commune"} == {None}


def point(latitude: str, longitude: str) -> tuple[Decimal, Decimal]:
    return Decimal(latitude), Decimal(longitude)


def small_source() -> Source:
    province = {"provinceCode": "01", "province": "Tỉnh A", "provinceKey": "tinha"}
    district = {"districtCode": "001", "district": "Huyện B", "districtKey": "huyenb"}
    return Source(
        old_rows=[province | district | {"wardCode": "00001", "ward": "Xã Một", "wardKey": "xamot"}],
        new_rows=[province | {"wardCode": "00001", "ward": "Xã Mới", "wardKey": "xamoi"}],
        converter={
            "DICT_PROVINCE": {"tinha": ["tinha"]},
            "DICT_PROVINCE_WARD_NO_DIVIDED": {"tinha": {"xamoi": ["tinha_huyenb_xamot"]}},
            "DICT_PROVINCE_WARD_DIVIDED": {},
        },
    )
