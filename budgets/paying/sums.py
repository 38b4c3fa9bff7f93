"""The amounts that are known of money together, of one place or of many, and how they are put together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal

from budgets.paying.places import ZERO, Told


@dataclass(frozen=True)
class Sums:
    """Amounts of one place or of many, in đồng; each is None where nothing is known of it.

    `untold` is what might be paid where nobody has said what was: it is no more unspent than spent.
    """

    given: Decimal | None = None
    carried_in: Decimal | None = None
    paid: Decimal | None = None
    settled: Decimal | None = None
    carried_out: Decimal | None = None
    untold: Decimal | None = None

    @property
    def available(self) -> Decimal | None:
        """What may be paid in the year: what was given, and what came over from last year."""
        if self.given is None and self.carried_in is None:
            return None
        return (self.given or ZERO) + (self.carried_in or ZERO)

    @property
    def left(self) -> Decimal | None:
        """What is neither paid nor carried over of money whose payment is told."""
        if self.available is None or self.paid is None:
            return None
        return self.available - (self.untold or ZERO) - self.paid - (self.carried_out or ZERO)

    @property
    def percent(self) -> Decimal | None:
        """Paid of each hundred available; of nothing available there is no percentage, nor of nothing told."""
        return self.paid * 100 / self.available if self.paid is not None and self.available else None

    @property
    def told(self) -> Told:
        """What of this the holder tells."""
        return Told(self.carried_in, self.paid, self.settled, self.carried_out)


MEASURES = tuple(each.name for each in fields(Sums))


def added(parts: Iterable[Sums]) -> Sums:
    """The sum of sums; blank where all parts are."""
    parts = list(parts)
    together: Mapping[str, list[Decimal]] = {
        measure: [value for part in parts if (value := getattr(part, measure)) is not None] for measure in MEASURES
    }
    return Sums(**{measure: sum(values, ZERO) if values else None for measure, values in together.items()})


def over_years(years: list[Sums]) -> Sums:
    """The sum over years: what was carried from one into the next is counted once, where it came in and went out."""
    if not years:
        return Sums()
    together = added(years)
    return replace(together, carried_in=years[0].carried_in, carried_out=years[-1].carried_out)
