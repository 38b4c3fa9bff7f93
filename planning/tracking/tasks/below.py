"""How the units below stand with the tasks a level above gave them to lead: how many are done, who has not told."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from planning.formats import number
from planning.places.units import Unit
from planning.plans.periods import ReportingPeriod
from planning.tracking.scopes import units_below_in
from planning.tracking.tasks.leads import is_led_below
from planning.tracking.tasks.standing import OVERDUE, UNREPORTED, Standing, State, standings_in


@dataclass(frozen=True)
class Below:
    """Of a task that units below lead: how it stands with each of them, by their codes."""

    standings: tuple[Standing, ...]

    @property
    def words(self) -> str:
        """`Cấp dưới: 21/24 đơn vị đã hoàn thành, 2 chưa báo cáo, 1 quá hạn`."""
        done, silent = self._count(State.DONE), self._count("")
        overdue = sum(each.is_overdue for each in self.standings)
        parts = [f"{number(done)}/{number(len(self.standings))} đơn vị đã hoàn thành"]
        others = ((silent, UNREPORTED.lower()), (overdue, OVERDUE))
        parts += [f"{number(count)} {what}" for count, what in others if count]
        return f"Cấp dưới: {', '.join(parts)}"

    def _count(self, state: str) -> int:
        return sum(each.state == state for each in self.standings)


def below_of(
    period: ReportingPeriod, unit: Unit, standings: Sequence[Standing], on: date | None = None
) -> Mapping[int, Below]:
    """By the tasks of a unit that its documents give to a level below: how those units stand at the end of a day."""
    given = {each.task.pk for each in standings if is_led_below(each.task.lead)}
    if not given:
        return {}
    units = list(units_below_in(period, unit).order_by("code"))
    told: defaultdict[int, list[Standing]] = defaultdict(list)
    for of_unit in standings_in(period, units, on).values():
        for each in of_unit:
            if each.task.pk in given:
                told[each.task.pk].append(each)
    return {task: Below(tuple(found)) for task, found in told.items()}
