"""What has moved since a report was issued: the figures it printed that today's rows would print otherwise."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from planning.documents.archive import stored
from planning.documents.assemble import assemble
from planning.documents.changes import Comparison, FigureChange
from planning.documents.comparison import compare
from planning.documents.issued import IssuedDocument
from planning.places.units import Unit
from planning.plans.periods import ReportingPeriod
from planning.plans.permissions import Status
from planning.plans.plans import Plan
from planning.tracking.progress import TaskProgress

# How many of the figures that moved are told beside a table; the list of all is a page of its own.
NAMED = 5


@dataclass(frozen=True)
class Moved:
    """A report in force, and those of its figures that are others now."""

    report: Plan
    figures: tuple[FigureChange, ...]

    @property
    def named(self) -> tuple[FigureChange, ...]:
        """The first few."""
        return self.figures[:NAMED]

    @property
    def more(self) -> int:
        """How many there are besides."""
        return len(self.figures) - len(self.named)


WrittenSince = Callable[[ReportingPeriod, datetime], bool]
_written: dict[str, WrittenSince] = {}


def moves(beginning: str, written_since: WrittenSince) -> None:
    """Register whether the rows were written after a moment of which those figures and appendices of a report on a
    period are made whose names begin with `beginning`; in a constant number of queries.
    """
    _written[beginning] = written_since


def of_period(rows: Any) -> WrittenSince:
    """For rows that hang on a period and keep their history."""
    return lambda period, at: rows.history.filter(period=period, history_date__gt=at).exists()


def since_signed(plan: Plan) -> Comparison | None:
    """What of an issued paper would print otherwise today; None of what was never issued here.

    Raises DocumentIsDamaged.
    """
    signed = stored(plan)
    return compare(signed.document, assemble(plan)) if signed else None


def moved_in(period: ReportingPeriod, unit: Unit, beginning: str) -> list[Moved]:
    """The unit's reports in force on a period, of which figures of one kind are others now.

    A report is put together anew only where rows of the period were written after it was issued.
    """
    reports = Plan.objects.reports().filter(unit=unit, period=period, status=Status.ISSUED)
    issued = IssuedDocument.objects.filter(plan__in=reports).without_contents().order_by("issued_at")
    told = []
    for each in issued:
        if _written[beginning](period, each.issued_at):
            told.append(_moved(Plan.objects.with_names().get(pk=each.plan_id), beginning))
    return [each for each in told if each.figures]


def _moved(report: Plan, beginning: str) -> Moved:
    found = since_signed(report)
    figures = (each for each in found.figures if each.of.startswith(beginning)) if found else ()
    return Moved(report, tuple(each for each in figures if each.old.text or _is_cell(each)))


def _is_cell(change: FigureChange) -> bool:
    """Whether it stands in an appendix, where a blank is told as well: a sentence has no room for one that is new."""
    return "." not in change.of


moves("task", of_period(TaskProgress))
