"""A point of a series: what a unit's indicator came to in a year, on which map, and why where it is blank."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from indicators.models import AddsUp, Indicator
from indicators.models.results import lacking_counts, rate_of
from indicators.results.adding import NOTHING, Sums, plus
from planning.formats import number
from planning.places.restating import WHOLE, Shares, apportion
from planning.places.units import Reorganisation, Unit, UnitGroup

RESTATED = "tính lại theo địa giới mới"
NOT_ADDED = "Chỉ tiêu không tổng hợp được từ các đơn vị."
# Of a unit that communes were moved to or from since, and that has only a figure for all together.
NOT_BY_COMMUNES = "Không tính lại được: có xã chuyển đến hoặc chuyển đi mà chưa có số liệu từng xã."
NAMES = 3


@dataclass(frozen=True)
class Point:
    """`sums` counts in `units` who has a figure, `of` is how many should; `reason` says why there is no figure.

    `restated_by` are the reorganisations over which figures were carried; none where the unit itself reported.
    """

    unit: Unit | UnitGroup
    year: int
    sums: Sums = NOTHING
    of: int = 1
    reason: str = ""
    restated_by: tuple[Reorganisation, ...] = ()

    @property
    def figure(self) -> Decimal | None:
        """The sum or the rate, unrounded; None where it is unknown or not whole."""
        if self.reason:
            return None
        sums = self.sums
        return sums.value if sums.value is not None else rate_of(sums.numerator, sums.denominator)

    @property
    def is_incomplete(self) -> bool:
        return 0 < self.sums.units < self.of

    @property
    def label(self) -> str:
        """`tính lại theo địa giới mới` where it is so."""
        return RESTATED if self.restated_by and self.figure is not None else ""

    @property
    def documents(self) -> tuple[str, ...]:
        """The resolutions by which units changed; the reorganisation's own name where it has none yet."""
        words: list[str] = []
        for reorganisation in self.restated_by if self.label else ():
            words += [str(document) for document in reorganisation.documents.all()] or [reorganisation.name]
        return tuple(words)


def own_point(place: Unit | UnitGroup, year: int, sums: Sums, of: int) -> Point:
    """What a unit, or those below it, reported; a lone rate without counts stands for itself."""
    is_alone = sums.value is not None
    return Point(
        place, year, sums, of, lacking_counts(sums.lacking, sums.units) if sums.lacking and not is_alone else ""
    )


@dataclass(frozen=True)
class Part:
    """The figures of a unit that was taken over, the shares in which they went to its successors, and who asks."""

    unit: Unit
    figures: Sums | None
    of: int
    shares: Shares
    targets: frozenset[int]

    @property
    def share(self) -> Decimal | None:
        """What comes to the targets together: all of it where nobody else gets any, None where no share is stated."""
        if all(unit in self.targets for unit in self.shares):
            return WHOLE
        inside = [share for unit, share in self.shares.items() if unit in self.targets]
        return None if None in inside else sum(filter(None, inside), Decimal(0))


def put_together(
    place: Unit | UnitGroup, year: int, indicator: Indicator, parts: Iterable[Part], *, is_gathered: bool
) -> Point:
    """The figures of several units as those of one place: counts add up, rates are worked out anew from the counts.

    A unit is blank while any of those it was made from is unknown; what is gathered, as in a group, shows what there
    is, and how many units that is of.
    """
    parts = list(parts)
    known = [part for part in parts if part.figures is not None]
    units, of = sum(part.figures.units for part in known if part.figures), sum(part.of for part in parts)
    blank = Point(place, year, replace(NOTHING, units=units), of)
    if not known:
        return blank
    if len(parts) == 1 and parts[0].share == 1 and not is_gathered:
        # The same territory under another name keeps even what does not add up.
        return own_point(place, year, known[0].figures or NOTHING, of)
    is_whole = is_gathered or len(known) == len(parts)
    reason = _obstacle(indicator, parts if not is_whole else known)
    return replace(blank, reason=reason) if reason else replace(blank, sums=added(known))


def _obstacle(indicator: Indicator, parts: Sequence[Part]) -> str:
    if indicator.adds_up == AddsUp.NOT:
        return NOT_ADDED
    if missing := [part.unit for part in parts if part.figures is None]:
        return f"Mới có {len(parts) - len(missing)}/{len(parts)} đơn vị trước sắp xếp; thiếu {names(missing)}."
    if lacking := [part.unit for part in parts if part.figures and part.figures.lacking]:
        return f"Không tính lại được: {names(lacking)} chưa có tử số và mẫu số."
    if undivided := [part.unit for part in parts if part.share is None]:
        return f"Không chia được: chưa có tỷ lệ chia số liệu của {names(undivided)}."
    return ""


def added(parts: Iterable[Part]) -> Sums:
    """What the parts bring to their targets together."""
    total = NOTHING
    for part in parts:
        if part.figures is None:
            continue
        if part.share == 1:
            total += part.figures
            continue
        pieces = [piece for unit, piece in divided(part.figures, part.shares).items() if unit in part.targets]
        total += replace(sum(pieces, NOTHING), units=part.figures.units)
    return total


def divided(sums: Sums, stated: Shares) -> dict[int, Sums]:
    """The figures of a unit in parts; of a rate the numerator and the rest are divided, so no part exceeds 100 %."""
    shares = {unit: share for unit, share in stated.items() if share is not None}
    numerators, rests = _parts(sums.numerator, shares), _parts(_rest(sums), shares)
    values = _parts(sums.value, shares)
    return {
        unit: Sums(values[unit], numerators[unit], plus(numerators[unit], rests[unit]), sums.units, sums.lacking)
        for unit in shares
    }


def _rest(sums: Sums) -> Decimal | None:
    if sums.numerator is None or sums.denominator is None:
        return None
    return sums.denominator - sums.numerator


def _parts(whole: Decimal | None, shares: Mapping[int, Decimal]) -> Mapping[int, Decimal | None]:
    return dict.fromkeys(shares) if whole is None else apportion(whole, shares)


def name_of(place: Unit | UnitGroup) -> str:
    """`xã Ba Dinh`, or a group's name."""
    return place.full_name if isinstance(place, Unit) else place.name


def names(places: Sequence[Unit]) -> str:
    """`xã Ba Dinh, xã Ba Giang và 5 đơn vị khác`."""
    words = ", ".join(map(name_of, places[:NAMES]))
    return words if len(places) <= NAMES else f"{words} và {number(len(places) - NAMES)} đơn vị khác"
