"""How the poor of an invented commune fare from year to year: counts that always close."""

from dataclasses import dataclass
from random import Random

from indicators.models import Measure, PovertyClass

# Tenths of persons in a household; ten of a commune whose counts a share must divide.
PERSONS = (37, 44)
# Thousandths of the households of a class that move in a year, from and to.
POOR_MOVES = {
    "to_other_class": (90, 140),
    "above_line": (60, 110),
    "other_exits": (0, 8),
    "from_other_class": (15, 40),
    "relapsed": (4, 15),
    "newly_found": (10, 30),
    "other_entries": (0, 6),
}
NEAR_POOR_MOVES = {
    "above_line": (130, 200),
    "other_exits": (0, 8),
    "relapsed": (4, 12),
    "newly_found": (15, 40),
    "other_entries": (0, 6),
}
# Near-poor households to a hundred poor ones before the first year.
NEAR_POOR = 80
GAINS = ("from_other_class", "relapsed", "newly_found", "other_entries")
Moves = dict[str, int]


@dataclass(frozen=True)
class Counts:
    """What a commune's review counts at the end of a year, in one kind of area."""

    households: int
    persons: int
    poor: int
    poor_persons: int
    near_poor: int
    near_poor_persons: int
    minority: int

    def times(self, hundredths: int) -> "Counts":
        """So many hundredths of every count: a stated share divides them without rest."""
        return Counts(*(count * hundredths // 100 for count in self.values()))

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*(one + another for one, another in zip(self.values(), other.values(), strict=True)))

    def values(self) -> tuple[int, ...]:
        return (
            self.households,
            self.persons,
            self.poor,
            self.poor_persons,
            self.near_poor,
            self.near_poor_persons,
            self.minority,
        )


@dataclass(frozen=True)
class Year:
    """A commune's year: what it began with, the moves of each class in households and persons, its end."""

    opening: Counts
    moves: dict[tuple[PovertyClass, Measure], Moves]
    closing: Counts


def begin(households: int, poor: int, minority: int, step: int, dice: Random) -> Counts:
    """The counts before the first year, from the households and the thousandths and hundredths among them."""
    size = _size(step, dice)
    poor_households = _whole(households * poor // 1000, step)
    near_poor = _whole(poor_households * NEAR_POOR // 100, step)
    return Counts(
        households=households,
        persons=_people(households, size),
        poor=poor_households,
        poor_persons=_people(poor_households, size),
        near_poor=near_poor,
        near_poor_persons=_people(near_poor, size),
        minority=_whole(households * minority // 100, step),
    )


def one_year(opening: Counts, step: int, dice: Random) -> Year:
    """Let a year pass: households grow, poor ones move up, fewer down."""
    poor = {name: _part(opening.poor, span, step, dice) for name, span in POOR_MOVES.items()}
    near = {name: _part(opening.near_poor, span, step, dice) for name, span in NEAR_POOR_MOVES.items()}
    # Who leaves one class for the other enters that one.
    near |= {"from_other_class": poor["to_other_class"], "to_other_class": poor["from_other_class"]}
    size = _size(step, dice)
    moves = {
        (PovertyClass.POOR, Measure.HOUSEHOLDS): poor,
        (PovertyClass.NEAR_POOR, Measure.HOUSEHOLDS): near,
        (PovertyClass.POOR, Measure.PERSONS): {name: _people(count, size) for name, count in poor.items()},
        (PovertyClass.NEAR_POOR, Measure.PERSONS): {name: _people(count, size) for name, count in near.items()},
    }
    grown = _part(opening.households, (3, 12), step, dice)
    households = opening.households + grown
    closing = Counts(
        households=households,
        persons=opening.persons + _people(grown, size),
        poor=opening.poor + _net(poor),
        poor_persons=opening.poor_persons + _net(moves[PovertyClass.POOR, Measure.PERSONS]),
        near_poor=opening.near_poor + _net(near),
        near_poor_persons=opening.near_poor_persons + _net(moves[PovertyClass.NEAR_POOR, Measure.PERSONS]),
        minority=_whole(opening.minority * households // max(opening.households, 1), step),
    )
    return Year(opening, moves, closing)


def _net(moves: Moves) -> int:
    return sum(count if name in GAINS else -count for name, count in moves.items())


def _part(of: int, span: tuple[int, int], step: int, dice: Random) -> int:
    return _whole(of * dice.randint(*span) // 1000, step)


def _whole(count: int, step: int) -> int:
    return count // step * step


def _size(step: int, dice: Random) -> int:
    return 40 if step > 1 else dice.randint(*PERSONS)


def _people(households: int, size: int) -> int:
    """Persons of so many households of `size` tenths."""
    return households * size // 10
