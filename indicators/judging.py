"""Which way a target looks, and whether a figure is enough for it."""

from dataclasses import dataclass
from decimal import Decimal

from indicators.models import REDUCTIONS, Better, Comparator, Target

# What these ask for lies at the low or the high end, whichever way the indicator is better.
LEVELS_DOWN = frozenset({Comparator.DOWN_TO, Comparator.BELOW})
LEVELS_UP = frozenset({Comparator.OVER, Comparator.AT_LEAST})
# What these ask for is beyond their value; the value itself is not enough.
STRICT = frozenset({Comparator.REDUCE_BY_OVER, Comparator.BELOW, Comparator.OVER})
# These bind to no exact value.
LOOSE = frozenset({Comparator.ABOUT, Comparator.STRIVE})


def is_reduction(target: Target) -> bool:
    """Whether the target's value is what is taken off, and not the level that is reached."""
    return target.comparator in REDUCTIONS


def is_strict(target: Target) -> bool:
    """Whether the value itself is not enough: `trên`, `xuống dưới`, `giảm trên`."""
    return target.comparator in STRICT


def is_loose(target: Target) -> bool:
    """Whether the value is only aimed at: `khoảng`, `phấn đấu`."""
    return target.comparator in LOOSE


def wants_more(target: Target) -> bool:
    """Whether a higher value does more than is asked: as the comparator says, else as the indicator is better."""
    if is_reduction(target) or target.comparator in LEVELS_UP:
        return True
    return target.comparator not in LEVELS_DOWN and target.indicator.better == Better.UP


@dataclass(frozen=True)
class Span:
    """What is asked, adopted or assigned: a value, or all from `low` to `high`."""

    low: Decimal
    high: Decimal

    @classmethod
    def of(cls, value: Decimal | None, value_to: Decimal | None) -> "Span | None":
        """The span of a value and the end of a range; None where there is no value."""
        return None if value is None else cls(value, value if value_to is None else value_to)

    def weakest(self, more: bool) -> Decimal:
        """The end that asks least: the low one where more is asked for, the high one where less is."""
        return self.low if more else self.high

    def strongest(self, more: bool) -> Decimal:
        """The end that asks most."""
        return self.high if more else self.low

    def below(self, level: Decimal) -> "Span":
        """The levels that lie this much below `level`, and as well what levels take off from it."""
        return Span(level - self.high, level - self.low)


def shortfall(asked: Span, given: Span, more: bool) -> Decimal:
    """How much `given` is short of the least that is asked; zero or less where it is enough."""
    gap = asked.weakest(more) - given.weakest(more)
    return gap if more else -gap


def excess(asked: Span, given: Span, more: bool) -> Decimal:
    """How much `given` does more than the most that is asked; zero or less where it does not."""
    gap = given.weakest(more) - asked.strongest(more)
    return gap if more else -gap
