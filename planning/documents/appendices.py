"""The registry of appendices: each app brings builders of the tables it has for a plan."""

from collections.abc import Callable

from planning.documents.model import PlanDocument, Table
from planning.plans.reading import Reading

Builder = Callable[[Reading], Table | None]
Filler = Callable[[Reading, PlanDocument, Table], Table]
_builders: dict[int, Builder] = {}
_fillers: dict[str, Filler] = {}


class PlaceIsTaken(ValueError):
    """Two appendices would stand at one place, and one of them would be lost without a word."""


def appendix(position: int) -> Callable[[Builder], Builder]:
    """Register a builder; appendices stand in the order of their `position`. Raises PlaceIsTaken."""

    def register(builder: Builder) -> Builder:
        if position in _builders:
            raise PlaceIsTaken(position)
        _builders[position] = builder
        return builder

    return register


def tables_of(reading: Reading) -> list[Table]:
    """The plan's appendices in order, not yet labelled; a builder that has nothing for the plan gives None."""
    built = (_builders[position](reading) for position in sorted(_builders))
    return [table for table in built if table is not None]


def fills(key: str) -> Callable[[Filler], Filler]:
    """Register what fills the table `key`, whose builder leaves it empty: it is made of the document it ends."""

    def register(filler: Filler) -> Filler:
        _fillers[key] = filler
        return filler

    return register


def filled(reading: Reading, document: PlanDocument) -> tuple[Table, ...]:
    """The appendices of a document whose text is bound, those that are made of it filled."""
    return tuple(
        _fillers[table.key](reading, document, table) if table.key in _fillers else table
        for table in document.appendices
    )
