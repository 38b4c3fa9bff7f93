"""How many of the units below have sent what a report sums up."""

from typing import NamedTuple

from planning.plans.plans import Plan
from planning.tracking.scopes import units_below_in
from planning.tracking.submissions import Submission, SubmissionQuerySet
from planning.tracking.unsent import Unsent, unsent_below


class Senders(NamedTuple):
    """Of so many units asked, so many have sent."""

    sent: int
    asked: int


def senders_of(report: Plan) -> Senders:
    """The units below the report's own on the map of its period's last day; none for a plan."""
    if report.period is None:
        return Senders(0, 0)
    return Senders(sent_to(report).count(), units_below_in(report.period, report.unit).count())


def sent_to(report: Plan) -> SubmissionQuerySet:
    """What those units have sent; nothing for a plan."""
    if report.period is None:
        return Submission.objects.none()
    below = units_below_in(report.period, report.unit)
    return Submission.objects.sent().filter(period=report.period, unit__in=below.values("pk"))


def unsent_of(report: Plan) -> Unsent:
    """Those of them whose figures a report's sums hold although they have not sent; none for a plan."""
    return unsent_below(report.period, report.unit) if report.period else Unsent()
