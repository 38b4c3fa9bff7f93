"""Where the facts about units come from: the tables of the package vietnamadminunits, made into our own rows.

The package has one table of the units before July 2025, one of those since, and a converter whose keys are
names joined by underscores. Here every key becomes an official code; a key that means two units, or none, is
reported and nothing is built.
"""

import json
import sqlite3
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from planning.places.unit_facts import UnitFact
from planning.places.unit_places import Points, read_points, with_points

PACKAGE = "vietnamadminunits"
# Resolution 202/2025/QH15 and the resolutions on communes: districts end, the new units begin.
LAST_OLD_DAY = date(2025, 6, 30)
FIRST_NEW_DAY = date(2025, 7, 1)

PREFIXES = ("Tỉnh", "Thành phố", "Thị xã", "Quận", "Huyện", "Thị trấn", "Phường", "Xã", "Đặc khu")
KINDS = ("province", "district", "commune")

OLD_UNITS = """
    SELECT provinceCode, province, provinceKey, districtCode, district, districtKey, wardCode, ward, wardKey
    FROM admin_units_legacy"""
NEW_UNITS = "SELECT provinceCode, province, provinceKey, wardCode, ward, wardKey FROM admin_units"


class SourceIsMissing(Exception):
    """The package with the data is not installed."""


class SourceIsUnclear(Exception):
    """The package's tables contradict each other; `problems` says where, one line each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Place:
    """A unit of the lowest level; `title` is prefix and name, `district` is "" for the new units."""

    code: str
    title: str
    district: str
    province: str


@dataclass(frozen=True)
class Link:
    """Land of `old` became land of `new`: all of it, or a part as the converter says."""

    old: Place
    new: Place
    in_part: bool


@dataclass(frozen=True)
class Source:
    """The package's data as read: rows of both tables, the converter's three dictionaries, points of units."""

    old_rows: list[dict[str, str]]
    new_rows: list[dict[str, str]]
    converter: dict[str, dict[str, Any]]
    points: Points = field(default_factory=dict)


@dataclass(frozen=True)
class Built:
    """The facts, and the links of the converter that belong to a namesake and were set aside."""

    facts: list[UnitFact]
    set_aside: list[Link] = field(default_factory=list)


def read_source() -> Source:
    """Read the installed package's data files without importing it (its import loads map libraries)."""
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise SourceIsMissing(f"{PACKAGE} is not installed: install the development dependencies.")
    data = Path(spec.submodule_search_locations[0]) / "data"
    converter = json.loads((data / "converter_2025.json").read_text(encoding="utf-8"))
    with closing(sqlite3.connect(f"{(data / 'dataset.db').as_uri()}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        olds, news = _rows(connection, OLD_UNITS), _rows(connection, NEW_UNITS)
        connection.row_factory = None
        return Source(olds, news, converter, read_points(connection))


def build_unit_facts(source: Source) -> Built:
    """Make the rows of the fixture, old generation first. Raises SourceIsUnclear instead of guessing."""
    links = list(_links(source))
    kept, set_aside = without_namesakes(links)
    _demand_no_loose_ends(source, kept)
    facts = [*_provinces(source), *_districts(source), *_old_communes(source), *_new_communes(kept)]
    return Built(list(with_points(sorted(facts, key=_order), source.points)), set_aside)


def without_namesakes(links: Iterable[Link]) -> tuple[list[Link], list[Link]]:
    """Part the converter's links into those that hold and those that belong to a unit of the same name.

    Where a new commune took a part of one "Xã Tân Thạnh", the converter lists every old commune of that name
    in the merged province. The one meant lies in a district, or failing that in an old province, all of whose
    land the new commune took from other communes. Whole communes are never in doubt.
    """
    rivals: dict[tuple[Place, str], list[Link]] = defaultdict(list)
    homes: dict[Place, list[Place]] = defaultdict(list)
    for link in links:
        rivals[link.new, link.old.title].append(link)
        if not link.in_part:
            homes[link.new].append(link.old)
    kept, set_aside, problems = [], [], []
    for (new, title), group in rivals.items():
        if len(group) == 1 or not any(link.in_part for link in group):
            kept += group
            continue
        meant = _nearest(group, homes[new])
        if len(meant) != 1:
            problems.append(f"{new.code} {new.title}: {len(group)} old communes are called {title}")
        kept += meant
        set_aside += [link for link in group if link not in meant]
    if problems:
        raise SourceIsUnclear(problems)
    return kept, set_aside


def _nearest(group: list[Link], homes: list[Place]) -> list[Link]:
    districts = {home.district for home in homes}
    provinces = {home.province for home in homes}
    return [link for link in group if link.old.district in districts] or [
        link for link in group if link.old.province in provinces
    ]


def _rows(connection: sqlite3.Connection, query: str) -> list[dict[str, str]]:
    return [
        {column: unicodedata.normalize("NFC", row[column] or "") for column in row.keys()}  # noqa: SIM118
        for row in connection.execute(query)
    ]


def _links(source: Source) -> Iterator[Link]:
    old, new = _old_places(source), _new_places(source)
    problems = []
    for old_key, new_key, in_part in _keys(source.converter):
        olds, news = old.get(old_key, []), new.get(new_key, [])
        if len(olds) == len(news) == 1:
            yield Link(olds[0], news[0], in_part)
        else:
            problems.append(f"{old_key} -> {new_key}: {len(olds)} old, {len(news)} new units with this key")
    if problems:
        raise SourceIsUnclear(problems)


def _keys(converter: dict[str, dict[str, Any]]) -> Iterator[tuple[str, str, bool]]:
    for province, communes in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for new, olds in communes.items():
            yield from ((old, f"{province}_{new}", False) for old in olds)
    for province, communes in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, news in communes.items():
            yield from ((old, f"{province}_{new['newWardKey']}", True) for new in news)


def _old_places(source: Source) -> dict[str, list[Place]]:
    """Return the old communes by key; an island district without communes stands for itself."""
    places = defaultdict(list)
    for row in source.old_rows:
        code, title = row["wardCode"] or row["districtCode"], row["ward"] or row["district"]
        key = f"{row['provinceKey']}_{row['districtKey']}_{row['wardKey']}"
        places[key].append(Place(code, title, row["districtCode"], row["provinceCode"]))
    return places


def _new_places(source: Source) -> dict[str, list[Place]]:
    places = defaultdict(list)
    for row in source.new_rows:
        key = f"{row['provinceKey']}_{row['wardKey']}"
        places[key].append(Place(row["wardCode"], row["ward"], "", row["provinceCode"]))
    return places


def _demand_no_loose_ends(source: Source, links: list[Link]) -> None:
    """Raise SourceIsUnclear where an old unit went nowhere or a new one came from nowhere."""
    succeeded, made = {link.old for link in links}, {link.new for link in links}
    olds = [place for places in _old_places(source).values() for place in places]
    news = [place for places in _new_places(source).values() for place in places]
    problems = [f"{old.code} {old.title} has no successor" for old in olds if old not in succeeded]
    problems += [f"{new.code} {new.title} has no predecessor" for new in news if new not in made]
    if problems:
        raise SourceIsUnclear(problems)


def _provinces(source: Source) -> Iterator[UnitFact]:
    """Yield one row without dates for a province that went on as it was, else an old row and a new one."""
    old = {row["provinceKey"]: (row["provinceCode"], row["province"]) for row in source.old_rows}
    new = {row["provinceKey"]: (row["provinceCode"], row["province"]) for row in source.new_rows}
    going_on = set()
    for key, olds in source.converter["DICT_PROVINCE"].items():
        origins = [old[origin] for origin in olds]
        if origins == [new[key]]:
            going_on.add(new[key])
        else:
            codes = tuple(sorted(code for code, _ in origins))
            yield _unit("province", *new[key], "", valid_from=FIRST_NEW_DAY, predecessors=codes)
    for province in old.values():
        yield _unit("province", *province, "", valid_to=None if province in going_on else LAST_OLD_DAY)


def _districts(source: Source) -> Iterator[UnitFact]:
    districts = {(row["districtCode"], row["district"], row["provinceCode"]) for row in source.old_rows}
    return (_unit("district", *district, valid_to=LAST_OLD_DAY) for district in districts)


def _old_communes(source: Source) -> Iterator[UnitFact]:
    return (
        _unit("commune", row["wardCode"], row["ward"], row["districtCode"], valid_to=LAST_OLD_DAY)
        for row in source.old_rows
        if row["wardCode"]
    )


def _new_communes(links: list[Link]) -> Iterator[UnitFact]:
    shares = Counter(link.old for link in links)
    origins: dict[Place, list[Place]] = defaultdict(list)
    for link in links:
        origins[link.new].append(link.old)
    for new, olds in origins.items():
        yield _unit(
            "commune", new.code, new.title, new.province, valid_from=FIRST_NEW_DAY,
            predecessors=tuple(sorted(old.code for old in olds)),
            partly=frozenset(old.code for old in olds if shares[old] > 1),
        )  # fmt: skip


def _unit(kind: str, code: str, title: str, parent: str, **facts: Any) -> UnitFact:
    prefix, name = _prefix_and_name(title)
    return UnitFact(code=code, name=name, kind=kind, prefix=prefix, parent=parent, **facts)


def _prefix_and_name(title: str) -> tuple[str, str]:
    """Split "Thị Trấn Ái Tử" in two; the package has a few slips of capitals in prefixes and in "é Tòng".

    Its column of types contradicts the full name in seven places, so that column is not read.
    """
    for prefix in PREFIXES:
        if title.casefold().startswith(f"{prefix} ".casefold()):
            name = title[len(prefix) + 1 :]
            return prefix, name[0].upper() + name[1:]
    raise SourceIsUnclear([f"{title} has no known prefix"])


def _order(fact: UnitFact) -> tuple[bool, int, str]:
    """Sort parents before children and predecessors before successors, so that one pass can load them."""
    return fact.valid_from is not None, KINDS.index(fact.kind), fact.code
