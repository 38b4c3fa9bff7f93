"""Whether anything was written since a report was issued of which its results are made."""

from datetime import datetime

from indicators.models import HouseholdReview, PeriodResult
from planning.plans.periods import ReportingPeriod
from planning.reports.moving import moves, of_period


def written_since(period: ReportingPeriod, at: datetime) -> bool:
    """Results of the period, or the household reviews of its year, of which some results are taken."""
    if of_period(PeriodResult)(period, at):
        return True
    return HouseholdReview.history.filter(year=period.year, history_date__gt=at).exists()


moves("result", written_since)
