"""The registry of appendices: each app brings builders of the tables it has for a plan."""

from collections.abc import Callable

from planning.documents.model import Table
from planning.plans.reading import Reading

Builder = Callable[[Reading], Table | None]
_builders: dict[int, Builder] = {}


def appendix(position: int) -> Callable[[Builder], Builder]:
    """Register a builder; appendices stand in the order of their `position`."""

    def register(builder: Builder) -> Builder:
        _builders[position] = builder
        return builder

    return register


def tables_of(reading: Reading) -> list[Table]:
    """The plan's appendices in order, not yet labelled; a builder that has nothing for the plan gives None."""
    built = (_builders[position](reading) for position in sorted(_builders))
    return [table for table in built if table is not None]
