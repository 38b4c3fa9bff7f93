"""The rows of fixtures/units.csv: administrative units as facts, before and after July 2025."""

import csv
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from datetime import date
from decimal import Decimal
from pathlib import Path


class WrongColumns(ValueError):
    """The file's header is not the one this module writes."""


@dataclass(frozen=True)
class UnitFact:
    """One unit as it was between two dates; an empty date means without limit.

    `parent` is the code of a unit of the same time, "" for a province. `predecessors` are the codes of the
    units it was made from, `partly` those of them whose land went to other units as well. The place is a point in
    degrees, None where it is not known.
    """

    code: str
    name: str
    kind: str
    prefix: str
    parent: str
    valid_from: date | None = None
    valid_to: date | None = None
    predecessors: tuple[str, ...] = ()
    partly: frozenset[str] = frozenset()
    latitude: Decimal | None = None
    longitude: Decimal | None = None

    def __post_init__(self) -> None:
        if not self.partly <= set(self.predecessors):
            raise ValueError(f"{self.code} is made partly from a unit that is not among its predecessors")


COLUMNS = [field.name for field in fields(UnitFact)]


def read_unit_facts(path: Path) -> list[UnitFact]:
    """Read every unit, in the order of the file: parents before children, predecessors before successors.

    Raises WrongColumns for another header, ValueError for a row that is not a unit.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, strict=True)
        header = next(rows, [])
        if header != COLUMNS:
            raise WrongColumns(f"{path.name}: expected the columns {', '.join(COLUMNS)}")
        return [_fact(row) for row in rows]


def write_unit_facts(path: Path, facts: Iterable[UnitFact]) -> None:
    """Write the units in the order given, the same bytes on every machine."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(_row(fact) for fact in facts)


def _fact(row: list[str]) -> UnitFact:
    code, name, kind, prefix, parent, valid_from, valid_to, predecessors, partly, latitude, longitude = row
    return UnitFact(
        code, name, kind, prefix, parent, _day(valid_from), _day(valid_to),
        tuple(predecessors.split()), frozenset(partly.split()), _degrees(latitude), _degrees(longitude),
    )  # fmt: skip


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _degrees(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _row(fact: UnitFact) -> list[str]:
    *text, valid_from, valid_to, predecessors, partly, latitude, longitude = astuple(fact)
    days = [day.isoformat() if day else "" for day in (valid_from, valid_to)]
    place = ["" if each is None else str(each) for each in (latitude, longitude)]
    return [*text, *days, " ".join(predecessors), " ".join(sorted(partly)), *place]
