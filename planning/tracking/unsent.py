"""Whose figures a sum holds although their reports are not with the level above: said once beside every sum."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from planning.formats import number
from planning.places.units import Unit
from planning.plans.periods import ReportingPeriod
from planning.tracking.scopes import units_below_in
from planning.tracking.submissions import Submission

# So many units are called by name.
NAMED = 3


@dataclass(frozen=True)
class Unsent:
    """The units below one that have not sent, by their prefixes and names; `returned` of them are to send again."""

    units: tuple[tuple[str, str], ...] = ()
    returned: int = 0

    @property
    def words(self) -> str:
        """`3 xã chưa gửi báo cáo (1 bị trả lại)`; empty where all have sent."""
        if not self.units:
            return ""
        called = {prefix.lower() for prefix, _ in self.units}
        unit = called.pop() if len(called) == 1 else "đơn vị"
        again = f" ({number(self.returned)} bị trả lại)" if self.returned else ""
        return f"{number(len(self.units))} {unit} chưa gửi báo cáo{again}"

    @property
    def sentence(self) -> str:
        """What stands once beside a sum over those below; empty where all have sent."""
        words = "Số tổng hợp tính cả số liệu các đơn vị đã nhập mà chưa gửi: trong đó"
        return f"{words} {self.words}." if self.units else ""

    @property
    def names(self) -> str:
        """`xã A, xã B, xã C và 4 đơn vị khác`."""
        called = ", ".join(f"{prefix.lower()} {name}" for prefix, name in self.units[:NAMED])
        rest = len(self.units) - NAMED
        return f"{called} và {number(rest)} đơn vị khác" if rest > 0 else called


def unsent_below(period: ReportingPeriod, unit: Unit) -> Unsent:
    """The units below one on the map of the period's last day whose report is not with the level above; one query."""
    of_unit = Submission.objects.filter(period=period, unit=OuterRef("pk"))
    returned = Exists(of_unit.filter(state=Submission.State.RETURNED))
    below = units_below_in(period, unit).filter(~Exists(of_unit.sent()))
    rows = list(below.annotate(is_returned=returned).order_by("code").values_list("prefix", "name", "is_returned"))
    return Unsent(tuple((prefix, name) for prefix, name, _ in rows), sum(again for _, _, again in rows))
