"""What does not agree in a report, to be looked at before it is sent: each app looks at its own figures."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from planning.places.units import Unit
from planning.plans.periods import ReportingPeriod
from planning.tracking.refusals import CannotBeDone


@dataclass(frozen=True)
class Doubt:
    """Figures that contradict each other, in a sentence, and where to put them right; `stops` keeps from sending."""

    words: str
    address: str
    stops: bool = False


class FiguresContradict(CannotBeDone):
    """Figures contradict each other in a way that is not to be sent."""

    def __init__(self, doubts: Sequence[Doubt]) -> None:
        super().__init__(" ".join(["Báo cáo có số liệu mâu thuẫn, chưa gửi được.", *(each.words for each in doubts)]))


Look = Callable[[ReportingPeriod, Unit], Sequence[Doubt]]
_looks: list[Look] = []


def raises_doubts(look: Look) -> Look:
    """Register a look at a unit's report; it costs a constant number of queries."""
    _looks.append(look)
    return look


def doubts_about(period: ReportingPeriod, unit: Unit) -> list[Doubt]:
    """Everything that does not agree in a unit's report."""
    return [doubt for look in _looks for doubt in look(period, unit)]


def check_agrees(period: ReportingPeriod, unit: Unit) -> None:
    """Raise FiguresContradict where something keeps a report from being sent."""
    if stopping := [doubt for doubt in doubts_about(period, unit) if doubt.stops]:
        raise FiguresContradict(stopping)
